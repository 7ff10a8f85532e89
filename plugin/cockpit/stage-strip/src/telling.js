/** What is said of a stage and of a run: lines to see, and one sentence to hear. */
import { isOnMainLine, millisOf } from './stages.js';

/** States in which a stage is still under way, unless it has ended. */
const OPEN = new Set([ 'current', 'waiting', 'suspended', 'failed' ]);

export const isOpen = stage => OPEN.has(stage.state) && stage.endTime === null;

export const nameOf = (stage, words) =>
  stage.name || words.say('nameless', { position: words.number(stage.position) });

/**
 * @param { Object } stage as read by `readStages`
 * @param { { words: Words, now: number, stages: Object[], ledTo: Map } } context
 */
export function tellStage(stage, context) {
  const { words } = context;
  const told = {
    name: nameOf(stage, words),
    status: words.say(`state.${stage.state}`) ?? stage.status,
    notes: notesOf(stage, context),
    time: timeOf(stage, context),
    due: dueOf(stage, context),
    visits: stage.visits > 1 ? words.count('visits', stage.visits) : null
  };

  return { ...told, label: labelOf(stage, told, context), hint: hintOf(stage, told, context) };
}

/** @return { string[] } what is said of the whole run */
export function tellRun(run, { stages, words, now }) {
  const current = stages.find(({ stageId }) => stageId === run.currentStageId);
  const overdue = stages.filter(stage => isOverdue(stage, now)).length;
  const duration = durationOf(millisOf(run.startTime), millisOf(run.endTime), now);

  return [
    words.say(`runStatus.${run.status}`) ?? run.status,
    current && nameOf(current, words),
    current && positionOf(current, { stages, words }),
    duration !== null
      && words.say(run.endTime ? 'took' : 'for', { duration: words.duration(duration) }),
    overdue > 0 && words.count('overdueStages', overdue),
    run.reason
  ].filter(Boolean);
}

function notesOf(stage, { words, ledTo }) {
  const target = ledTo.get(stage);
  const event = stage.faultPath;

  return [
    stage.state === 'waiting' && words.say('waiting'),
    stage.errorCode,
    stage.errorMessage !== stage.errorCode && stage.errorMessage,
    event && !target && words.say('caughtBy', { event }),
    event && target && words.say('ledTo', { event, stage: nameOf(target, words) })
  ].filter(Boolean);
}

function timeOf(stage, { words, now }) {
  const { state, startTime, endTime, failTime } = stage;

  if (endTime !== null) {
    return words.say('took', { duration: words.duration(durationOf(startTime, endTime, now)) });
  }

  if (!isOpen(stage) || startTime === null) {
    return null;
  }

  if (state === 'failed' && failTime) {
    return words.say('failed', { duration: words.duration(durationOf(failTime, null, now)) });
  }

  return words.say(state === 'suspended' ? 'started' : 'for',
    { duration: words.duration(durationOf(startTime, null, now)) });
}

function dueOf(stage, { words, now }) {
  const { dueDate, endTime } = stage;

  if (dueDate === null || (endTime === null && !isOpen(stage))) {
    return null;
  }

  const late = (endTime ?? now) - dueDate;

  if (late > 0) {
    return {
      isLate: true,
      text: words.say(endTime === null ? 'overdue' : 'late', { duration: words.duration(late) })
    };
  }

  return endTime === null
    ? { isLate: false, text: words.say('due', { duration: words.duration(-late) }) }
    : null;
}

const isOverdue = (stage, now) => isOpen(stage) && stage.dueDate !== null && stage.dueDate < now;

function positionOf(stage, { stages, words }) {
  const line = stages.filter(isOnMainLine);

  return isOnMainLine(stage)
    ? words.say('position',
      { position: words.number(line.indexOf(stage) + 1), count: words.number(line.length) })
    : words.say(stage.line === 'fault' ? 'inFaultPath' : 'formerStages');
}

function labelOf(stage, { name, status, notes, time, due, visits }, context) {
  return [ name, positionOf(stage, context), status, ...notes, time, due?.text, visits ]
    .filter(Boolean).join(', ');
}

function hintOf(stage, { name, notes }, { words }) {
  const at = (key, time) => time !== null && words.say(key, { time: words.time(time) });

  return [
    name,
    ...notes,
    at('startedAt', stage.startTime),
    at('endedAt', stage.endTime),
    at('dueAt', stage.dueDate)
  ].filter(Boolean).join('\n');
}

/** A clock that is behind the server's makes nothing negative. */
function durationOf(start, end, now) {
  return start === null ? null : Math.max(0, (end ?? now) - start);
}
