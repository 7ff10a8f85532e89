import { path } from '../common/api.js';
import { ask } from '../common/dialog.js';
import { element } from '../common/dom.js';

/** As many as one looks at before one agrees. */
const INCIDENTS = 20;

/**
 * How each type of incident is tried again, with the engine's own means: a condition that has
 * failed is looked at again when its incident goes away.
 */
const RETRIES = {
  failedJob: ({ configuration }, { engine }) =>
    engine.put(path`/job/${configuration}/retries`, { retries: 1 }),
  failedExternalTask: ({ configuration }, { engine }) =>
    engine.put(path`/external-task/${configuration}/retries`, { retries: 1 }),
  failedStageCondition: ({ id }, { engine }) => engine.delete(path`/incident/${id}`)
};

export const retryAction = {
  name: 'retry',

  isPossible: ({ run }, rights) => rights.retry && run.status === 'ERROR' && !run.endTime,

  async run(overview, context) {
    const { api, texts } = context;
    const failures = await readFailures(context);
    const names = namesIn(overview);

    if (!failures.length) {
      return texts.say('retry.nothing');
    }

    const agreed = await ask({
      title: texts.say('retry.title'),
      content: [
        element('p', {}, texts.count('retry.question', failures.length)),
        element('ul', {}, failures.map(failure => element('li', {}, tell(failure, names, texts))))
      ],
      confirm: texts.say('retry.label')
    }, context);

    return agreed ? tellAnswers(await retryAll(failures, api), texts) : null;
  }
};

/** Where it really failed: maybe in a process that a step has called. */
async function readFailures({ api, processInstanceId }) {
  const incidents = await api.engine.get('/incident', { processInstanceId, maxResults: INCIDENTS });
  const causes = await Promise.all(incidents.map(({ rootCauseIncidentId }) =>
    api.engine.get('/incident', { incidentId: rootCauseIncidentId, maxResults: 1 })));

  return [ ...new Map(causes.flat().map(cause => [ cause.id, cause ])).values() ]
    .filter(({ incidentType }) => RETRIES[incidentType]);
}

/** What has failed in a called process is not in this overview and goes by its id. */
const namesIn = ({ stages }) => new Map(stages.flatMap(({ stageId, stageName, steps }) =>
  [ [ stageId, stageName ], ...steps.map(({ stepId, stepName }) => [ stepId, stepName ]) ]));

const tell = ({ failedActivityId, activityId, incidentMessage, incidentType }, names, texts) => texts.say('retry.failure', {
  kind: texts.say(`incident.${incidentType}`),
  activity: names.get(failedActivityId ?? activityId) ?? failedActivityId ?? activityId,
  message: incidentMessage ?? texts.say('notice.failure.silent')
});

const retryAll = (failures, api) => Promise.allSettled(
  failures.map(failure => RETRIES[failure.incidentType](failure, api)));

function tellAnswers(answers, texts) {
  const refused = answers.filter(({ status }) => status === 'rejected');
  const done = answers.length - refused.length;

  if (!done) {
    throw refused[0].reason;
  }

  return [
    texts.count('retry.done', done),
    refused.length && texts.count('retry.refused', refused.length, { reason: refused[0].reason.message })
  ].filter(Boolean).join(' ');
}
