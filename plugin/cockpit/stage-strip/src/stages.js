/**
 * What the overview of a run says about each stage. Nothing in here knows the page or a language.
 */

const STATES = {
  IN_PROGRESS: 'current',
  SUSPENDED: 'suspended',
  COMPLETED: 'done',
  CANCELED: 'canceled',
  DISCONTINUED: 'discontinued',
  ERROR: 'failed'
};

/** Whether this is an answer of `GET /orchestration-run/{id}/overview`. */
export function isOverview(value) {
  return Boolean(value) && Array.isArray(value.stages)
    && Boolean(value.run) && Array.isArray(value.milestones) && value.stages.every(isStage);
}

const isStage = stage => Boolean(stage) && typeof stage.stageId === 'string'
  && typeof (stage.stageName ?? '') === 'string' && Array.isArray(stage.runs);

/**
 * @param { Object } overview
 * @return { Object[] } one object for each stage, in the order of the overview
 */
export function readStages(overview) {
  const { run, milestones } = overview;
  const isKnown = overview.stages.some(stage => stage.exitCondition);
  const stages = overview.stages.map(stage => readStage(stage, milestones, isKnown));
  const furthest = Math.max(-1, ...stages.filter(isOnMainLine).filter(isStarted).map(indexIn(stages)));

  stages.forEach((stage, index) => {
    if (isOnMainLine(stage) && !isStarted(stage)) {
      stage.state = index < furthest || run.status === 'COMPLETED' ? 'skipped' : 'coming';
    }
  });

  return stages;
}

export const isOnMainLine = stage => stage.line === 'main';

const isStarted = stage => stage.visits > 0;

const indexIn = stages => stage => stages.indexOf(stage);

function readStage(declared, milestones, isKnown) {
  const { runs } = declared;
  const newest = runs.at(-1);

  return {
    stageId: declared.stageId,
    name: declared.stageName?.trim() || declared.stageId.trim(),
    position: declared.position,
    line: lineOf(declared, isKnown),
    status: declared.status,
    state: stageStateOf(declared, newest),
    visits: runs.length,
    startTime: millisOf(newest?.startTime),
    endTime: millisOf(newest?.endTime),
    dueDate: millisOf(newest?.dueDate),
    failTime: newest && failTimeOf(newest, milestones),
    failedStep: isOfError(declared) ? failedStepOf(declared.steps ?? []) : null,
    errorCode: newest?.errorCode ?? null,
    errorMessage: newest?.errorMessage ?? null,
    faultPath: newest?.faultPath ?? null
  };
}

/**
 * A stage without exit condition is one that only records know of: the run was migrated away from
 * it, or nothing is known of the whole process any more.
 */
function lineOf({ inFaultPath, exitCondition }, isKnown) {
  if (inFaultPath) {
    return 'fault';
  }

  return exitCondition || !isKnown ? 'main' : 'former';
}

function stageStateOf({ status, waitingForExitCondition }, newest) {
  if (!status) {
    return 'coming';
  }

  if (status === 'IN_PROGRESS' && waitingForExitCondition) {
    return 'waiting';
  }

  if (status === 'ERROR' && newest?.faultPath) {
    return 'handled';
  }

  return stateOf(status);
}

/** @param { string } status of a stage or of a run */
export const stateOf = status => STATES[status] ?? 'unknown';

const isOfError = ({ status }) => status === 'ERROR';

function failedStepOf(steps) {
  const failed = steps.find(isOfError);

  return failed ? failed.stepName || failed.stepId : null;
}

function failTimeOf({ id }, milestones) {
  const failure = milestones.findLast(({ kind, stageRunId }) => kind === 'FAIL_STAGE' && stageRunId === id);

  return millisOf(failure?.timestamp);
}

/** The engine writes offsets without a colon, which not every browser reads. */
export function millisOf(text) {
  if (!text) {
    return null;
  }

  const time = Date.parse(String(text).replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));

  return Number.isNaN(time) ? null : time;
}
