import { path } from '../common/api.js';
import { element } from '../common/dom.js';
import { millisOf } from '../common/texts.js';

/** What an operator must know first: what is wrong, since when, and what can be done. */
export async function noticesOf(overview, context) {
  const notices = [
    ...failureOf(overview, context),
    ...suspensionOf(overview, context),
    ...lateStagesOf(overview, context),
    ...await waitingOf(overview, context)
  ];

  return notices.map(({ kind, title, lines }) =>
    element('div', { class: 'bpmn-stages-notice', 'data-kind': kind, role: kind === 'failure' ? 'alert' : 'note' },
      element('strong', {}, title),
      lines.filter(Boolean).map(line => element('div', {}, line))));
}

const nameOf = ({ stageName, stageId, stepName, stepId }) => stepName ?? stepId ?? stageName ?? stageId;

function failureOf({ run, stages, milestones }, { texts, rights }) {
  if (run.status !== 'ERROR') {
    return [];
  }

  const steps = failedSteps(stages);
  const failures = steps.length ? steps : failedStages(stages);
  const outside = milestones.findLast(({ kind }) => kind === 'FAIL_RUN')?.detail;

  return [ {
    kind: 'failure',
    title: texts.say(`notice.failure.${titleFor(run, rights)}`),
    lines: [
      ...failures.map(failure => tellFailure(failure, texts)),
      !failures.length && outside && texts.say('notice.failure.outside', { activity: outside }),
      failures.every(({ errorMessage }) => errorMessage !== run.reason) && run.reason,
      texts.say(`notice.failure.${adviceFor(run, rights)}`)
    ]
  } ];
}

const mayMend = ({ retry, move }) => retry || move;

const titleFor = ({ endTime }, rights) => endTime ? 'over' : mayMend(rights) ? 'title' : 'foreign';

const adviceFor = ({ endTime }, rights) => endTime
  ? rights.restart ? 'ended' : 'endedForeign'
  : mayMend(rights) ? 'advice' : 'adviceForeign';

const failedStages = stages => stages
  .filter(({ status, runs }) => status === 'ERROR' && !runs.at(-1)?.faultPath)
  .map(stage => ({ stage, ...stage.runs.at(-1) }));

/** The newest visit counts: what an earlier one met is over. */
const failedSteps = stages => stages
  .filter(({ status, runs }) => status === 'ERROR' && !runs.at(-1)?.faultPath)
  .flatMap(stage => stage.steps
    .filter(({ status, runs }) => status === 'ERROR' && runs.at(-1)?.stageRunId === stage.runs.at(-1)?.id)
    .map(step => ({ stage, step, ...step.runs.at(-1) })));

function tellFailure({ stage, step, errorMessage, errorCode }, texts) {
  const message = errorMessage ?? errorCode ?? texts.say('notice.failure.silent');

  return step
    ? texts.say('notice.failure.step', { step: nameOf(step), stage: nameOf(stage), message })
    : texts.say('notice.failure.stage', { stage: nameOf(stage), message });
}

const suspensionOf = ({ run }, { texts }) => run.status === 'SUSPENDED'
  ? [ { kind: 'suspension', title: texts.say('notice.suspended.title'), lines: [ texts.say('notice.suspended.advice') ] } ]
  : [];

function lateStagesOf({ stages }, { texts }) {
  const late = stages
    .map(stage => ({ stage, run: stage.runs.at(-1) }))
    .filter(({ run }) => run?.dueDate && !run.endTime && millisOf(run.dueDate) < Date.now());

  return late.map(({ stage, run }) => ({
    kind: 'late',
    title: texts.say('notice.late.title', {
      stage: nameOf(stage), duration: texts.duration(Date.now() - millisOf(run.dueDate))
    }),
    lines: [ texts.say('notice.late.due', { moment: texts.moment(run.dueDate) }) ]
  }));
}

async function waitingOf({ run, stages }, { api, texts, rights }) {
  const waiting = stages.find(({ status, waitingForExitCondition }) =>
    waitingForExitCondition && status === 'IN_PROGRESS');

  if (!waiting) {
    return [];
  }

  return [ {
    kind: 'waiting',
    title: texts.say('notice.waiting.title', { stage: nameOf(waiting) }),
    lines: [ await conditionOf(run, waiting, { api, texts }), texts.say(rights.evaluate ? 'notice.waiting.advice' : 'notice.waiting.adviceForeign') ]
  } ];
}

async function conditionOf({ processDefinitionId }, { stageId }, { api, texts }) {
  const definition = await api.stages.get(path`/orchestration-definition/${processDefinitionId}`).catch(() => null);
  const stage = definition?.stages.find(candidate => candidate.stageId === stageId);

  return stage && tellCondition(stage, texts);
}

function tellCondition({ exitCondition, requirements, requirementLogic, evaluationFlow, evaluationDecision }, texts) {
  const listed = Object.entries(requirements ?? {}).map(([ number, text ]) => `${number}: ${text}`).join('   ');

  return texts.say(`notice.waiting.${exitCondition}`, {
    requirements: listed, logic: requirementLogic, flow: evaluationFlow, decision: evaluationDecision
  });
}
