import { path } from '../common/api.js';
import { ask } from '../common/dialog.js';
import { element, link } from '../common/dom.js';
import { runPlace } from '../common/places.js';

const isAlive = ({ endTime, status }) => !endTime && status !== 'SUSPENDED';

/** Leaves the stage in progress and starts another. */
export const moveAction = {
  name: 'move',

  isPossible: ({ run, stages }, rights) => rights.move && isAlive(run) && stages.some(isInModel),

  async run(overview, context) {
    const { api, texts, processInstanceId } = context;
    const stage = await chooseStage('move', overview, context);

    if (!stage) {
      return null;
    }

    await api.stages.post(path`/orchestration-run/${processInstanceId}/move`, { toStageId: stage.stageId });

    return texts.say('move.done', { stage: nameOf(stage) });
  }
};

/** Starts a new run of an ended one. */
export const restartAction = {
  name: 'restart',

  isPossible: ({ run, stages }, rights) => rights.restart && Boolean(run.endTime) && stages.some(isInModel),

  async run(overview, context) {
    const { api, texts, processInstanceId } = context;
    const stage = await chooseStage('restart', overview, context);

    if (!stage) {
      return null;
    }

    const started = await api.stages.post(
      path`/orchestration-run/${processInstanceId}/restart`, { fromStageId: stage.stageId });

    return element('span', {}, texts.say('restart.done', { stage: nameOf(stage) }), ' ',
      link(runPlace(started), texts.say('restart.open')));
  }
};

const isInModel = ({ exitCondition }) => Boolean(exitCondition);

const nameOf = ({ stageName, stageId }) => stageName ?? stageId;

async function chooseStage(name, { run, stages }, context) {
  const { texts } = context;
  const choice = element('select', { class: 'form-control' },
    stages.filter(isInModel).map(stage => option(stage, run, texts)));
  const agreed = await ask({
    title: texts.say(`${name}.title`),
    content: [
      element('p', {}, texts.say(`${name}.question`)),
      element('label', {}, texts.say(`${name}.stage`), choice)
    ],
    confirm: texts.say(`${name}.confirm`)
  }, context);

  return agreed ? stages.find(({ stageId }) => stageId === choice.value) : null;
}

const option = (stage, { currentStageId }, texts) => element('option',
  { value: stage.stageId, selected: stage.stageId === currentStageId },
  `${stage.position}. ${nameOf(stage)}${stage.inFaultPath ? ` (${texts.say('inFaultPath')})` : ''}`);
