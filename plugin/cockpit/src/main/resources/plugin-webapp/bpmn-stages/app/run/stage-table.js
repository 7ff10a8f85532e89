import { button, element, link } from '../common/dom.js';
import { paged } from '../common/paged.js';
import { endedRunPlace } from '../common/places.js';
import { statusLabel } from '../common/status.js';
import { table } from '../common/table.js';
import { millisOf } from '../common/texts.js';

const STAGE_RUNS = 10;
const STEP_RUNS = 20;

/** The visits to stages, newest first; the steps of one are loaded when it is opened. */
export function createStageTable(processInstanceId, context) {
  const { api, texts } = context;
  const selected = {};
  const everything = button(texts.say('stageRuns.all'), () => select(null));
  const filter = () => ({ processInstanceId, stageId: selected.stageId });
  const opened = { ids: new Set() };
  const list = paged({
    name: texts.say('stageRuns.title'),
    size: STAGE_RUNS,
    load: page => api.stages.get('/stage-run', { ...filter(), ...page, sortBy: 'startTime', sortOrder: 'desc' }),
    count: async () => (await api.stages.get('/stage-run/count', filter())).count,
    draw: rows => rows.map(row => stageRun(row, opened, context)),
    empty: texts.say('stageRuns.empty')
  }, context);

  function select(stageId) {
    selected.stageId = stageId;
    everything.hidden = !stageId;

    return list.restart();
  }

  everything.hidden = true;

  return {
    node: element('div', { class: 'bpmn-stages-runs' }, everything, list.node),
    select,
    update({ run }) {
      // What is going on is open when one comes; after that one opens and closes oneself.
      opened.unseen ??= run.currentStageId;

      return list.refresh();
    }
  };
}

function stageRun(run, opened, context) {
  const details = element('details', { class: 'bpmn-stages-stage-run', 'data-id': run.id },
    element('summary', {}, summaryOf(run, context)));

  details.addEventListener('toggle', () => toggle(details, run, opened, context));
  details.open = opened.ids.has(run.id) || opened.unseen === run.stageId;

  if (details.open) {
    opened.unseen = '';
  }

  return details;
}

function toggle(details, run, { ids }, context) {
  if (!details.open) {
    ids.delete(run.id);
  } else {
    ids.add(run.id);

    if (details.childElementCount === 1) {
      const steps = stepTable(run, context);

      details.append(steps.node);
      steps.refresh();
    }
  }
}

function summaryOf(run, { texts }) {
  return [
    element('span', { class: 'bpmn-stages-name' }, run.stageName ?? run.stageId),
    statusLabel(run.status, texts),
    element('span', {}, texts.moment(run.startTime)),
    element('span', {}, texts.say(run.endTime ? 'took' : 'since', { duration: durationOf(run, texts) })),
    dueOf(run, texts),
    element('span', { class: 'bpmn-stages-error' }, errorOf(run)),
    run.faultPath && element('span', {}, texts.say('stageRuns.caughtBy', { event: run.faultPath }))
  ].filter(Boolean);
}

export const durationOf = ({ startTime, endTime, durationInMillis }, texts) =>
  texts.duration(endTime ? durationInMillis : Date.now() - millisOf(startTime));

const errorOf = ({ errorCode, errorMessage }) => errorMessage ?? errorCode ?? '';

function dueOf({ dueDate, endTime }, texts) {
  const isLate = dueDate && millisOf(dueDate) < (endTime ? millisOf(endTime) : Date.now());

  return dueDate && element('span', { class: isLate && 'bpmn-stages-late' },
    texts.say(isLate ? 'stageRuns.overdue' : 'stageRuns.due', { moment: texts.moment(dueDate) }));
}

function stepTable({ id, stageId, stageName, startTime }, context) {
  const { api, texts } = context;
  const caption = texts.say('steps.title', { stage: stageName ?? stageId, start: texts.moment(startTime) });
  const filter = { stageRunId: id };

  return paged({
    name: caption,
    size: STEP_RUNS,
    load: page => api.stages.get('/step-run', { ...filter, ...page, sortBy: 'startTime', sortOrder: 'asc' }),
    count: async () => (await api.stages.get('/step-run/count', filter)).count,
    draw: rows => [ table({ caption, columns: columns(context), rows }) ],
    empty: texts.say('steps.empty')
  }, context);
}

function columns({ texts }) {
  const column = (name, cell, more) => ({ label: texts.say(`steps.${name}`), cell, ...more });

  return [
    column('name', step => step.stepName ?? step.stepId, { header: true }),
    column('type', step => texts.say(`stepType.${step.stepType}`) ?? step.stepType),
    column('status', step => statusLabel(step.status, texts)),
    column('start', step => texts.moment(step.startTime)),
    column('end', step => texts.moment(step.endTime)),
    column('duration', step => durationOf(step, texts)),
    column('who', step => step.assignee ?? ''),
    column('error', step => [ errorOf(step), calledBy(step, texts) ])
  ];
}

const calledBy = ({ calledProcessInstanceId }, texts) =>
  calledProcessInstanceId && link(endedRunPlace(calledProcessInstanceId), texts.say('steps.called'));
