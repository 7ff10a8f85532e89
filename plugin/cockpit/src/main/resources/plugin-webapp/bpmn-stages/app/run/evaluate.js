import { path } from '../common/api.js';
import { ask } from '../common/dialog.js';
import { element } from '../common/dom.js';

/** The visit whose exit condition can be looked at. */
const openVisit = ({ stages }) => stages
  .filter(({ status, exitCondition }) => status === 'IN_PROGRESS' && exitCondition !== 'allStepsCompleted')
  .map(stage => ({ ...stage, stageRunId: stage.runs.at(-1)?.id }))
  .find(({ stageRunId }) => stageRunId);

export const evaluateAction = {
  name: 'evaluate',

  isPossible: (overview, rights) => rights.evaluate && Boolean(openVisit(overview)),

  async run(overview, context) {
    const { api, texts } = context;
    const { stageRunId, stageName, stageId } = openVisit(overview);
    const stage = stageName ?? stageId;
    const agreed = await ask({
      title: texts.say('evaluate.title'),
      content: [ element('p', {}, texts.say('evaluate.question', { stage })) ],
      confirm: texts.say('evaluate.label')
    }, context);

    if (!agreed) {
      return null;
    }

    const { exited } = await api.stages.post(path`/stage-run/${stageRunId}/evaluate`);

    return texts.say(exited ? 'evaluate.left' : 'evaluate.stayed', { stage });
  }
};
