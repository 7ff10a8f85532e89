/** What is said of a stage and of a run: lines to see, and one sentence to hear. */
import { isOnMainLine, millisOf, stateOf } from './stages.js';

/** States in which a stage is still under way, unless it has ended. */
const OPEN = new Set([ 'current', 'waiting', 'suspended', 'failed' ]);

/** The code of every failure that is no BPMN error: its message says more. */
const TECHNICAL = 'STAGE_STEP_FAILED';

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

  const times = timesOf(stage, words);

  return {
    ...told,
    position: positionOf(stage, context),
    times: times.join(', '),
    hint: [ told.name, ...told.notes, ...times ].join('\n')
  };
}

/** @return { { kind: string, symbol?: string, text: string }[] } what is said of the whole run */
export function tellRun({ run, milestones }, { stages, words, now }) {
  const current = stages.find(({ stageId }) => stageId === run.currentStageId);
  const overdue = stages.filter(stage => isOverdue(stage, now)).length;
  const duration = durationOf(millisOf(run.startTime), millisOf(run.endTime), now);
  const status = words.say(`runStatus.${run.status}`) ?? run.status;

  return [
    { kind: run.status === 'ERROR' ? 'run wrong' : 'run', symbol: stateOf(run.status), text: status },
    { kind: 'late', symbol: 'late', text: overdue > 0 && words.count('overdueStages', overdue) },
    { kind: 'fact', text: current && nameOf(current, words) },
    { kind: 'fact', text: current && positionOf(current, { stages, words }) },
    {
      kind: 'fact',
      text: duration !== null
        && words.say(run.endTime ? 'took' : 'for', { duration: words.duration(duration) })
    },
    { kind: 'fact', text: run.reason ?? failureOf(run, milestones) }
  ].filter(({ text }) => text);
}

/** What a run that waits for its operator failed at; once it has ended, its reason says so. */
const failureOf = ({ status }, milestones) =>
  status === 'ERROR' && milestones.findLast(({ kind }) => kind === 'FAIL_RUN')?.detail;

function notesOf(stage, { words, ledTo }) {
  const target = ledTo.get(stage);
  const event = stage.faultPath;

  return [
    stage.state === 'waiting' && words.say('waiting'),
    stage.failedStep && words.say('failedStep', { step: stage.failedStep }),
    (stage.errorCode !== TECHNICAL || !stage.errorMessage) && stage.errorCode,
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

function timesOf({ startTime, endTime, dueDate }, words) {
  const at = (key, time) => time !== null && words.say(key, { time: words.time(time) });

  return [ at('startedAt', startTime), at('endedAt', endTime), at('dueAt', dueDate) ].filter(Boolean);
}

/** A clock that is behind the server's makes nothing negative. */
function durationOf(start, end, now) {
  return start === null ? null : Math.max(0, (end ?? now) - start);
}
