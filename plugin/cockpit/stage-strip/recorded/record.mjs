/**
 * Records overviews from the sample application, which must have been started with `--demo` and have
 * had nobody else to work with it:
 *
 *     npm run record -- http://localhost:8080/engine-rest
 *
 * What the demo has played to its end is read; what must still be under way is started here, and left
 * in the middle. An overview is kept as the server answers it, with line breaks.
 */
import { writeFileSync } from 'node:fs';

const rest = process.argv[2];
const WORKER = 'recorder';

const folder = new URL('./', import.meta.url);

/** Which run of the demo, by the stages and the status that it came to. */
const PLAYED = {
  'fault-path-of-a-fault-path': {
    key: 'order-fulfilment', stages: { picking: 'ERROR', substitution: 'ERROR' }
  },
  'back-to-the-main-line': {
    key: 'order-fulfilment', stages: { picking: 'COMPLETED', substitution: 'COMPLETED' }
  },
  'on-with-the-main-line': {
    key: 'order-fulfilment', stages: { shipping: 'ERROR', recovery: 'COMPLETED' }
  },
  'failed-in-the-fault-path': {
    key: 'order-fulfilment', stages: { shipping: 'ERROR', recovery: 'ERROR' }
  },
  'straight-to-the-main-line': {
    key: 'order-fulfilment', stages: { payment: 'ERROR', fraudReview: 'COMPLETED' }
  },
  'fault-path-without-a-stage': {
    key: 'loan-application', stages: { assessment: 'ERROR', contract: null }
  },
  'failed': { key: 'loan-application', stages: { contract: 'ERROR' } },
  'loop': { key: 'incident-response', stages: { mitigation: 'COMPLETED' }, visits: { mitigation: 2 } },
  'canceled': { key: 'employee-onboarding', stages: { firstWeeks: 'CANCELED' } }
};

async function ask(path, body, method = body ? 'POST' : 'GET') {
  const response = await fetch(`${rest}${path}`, {
    method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body)
  });
  const text = await response.text();

  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${text}`);
  }

  return text && JSON.parse(text);
}

const overviewOf = id => ask(`/orchestration-run/${id}/overview`);

function save(name, overview) {
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(overview, null, 1)}\n`);
}

async function findPlayed({ key, stages, visits = {} }) {
  for (const { id } of await ask(`/orchestration-run?processDefinitionKey=${key}`)) {
    const overview = await overviewOf(id);
    const stage = stageId => overview.stages.find(each => each.stageId === stageId);

    if (Object.entries(stages).every(([ stageId, status ]) => stage(stageId).status === status)
        && Object.entries(visits).every(([ stageId, count ]) => stage(stageId).runs.length === count)) {
      return overview;
    }
  }

  throw new Error(`The demo has played no ${key} with ${JSON.stringify({ stages, visits })}`);
}

const start = (key, variables = {}) => ask(`/process-definition/key/${key}/start`, {
  variables: Object.fromEntries(Object.entries(variables).map(([ name, value ]) => [ name, { value } ]))
});

/** The engine works in the background. */
async function until(look) {
  for (let tries = 0; tries < 150; tries++) {
    const found = await look();

    if (found) {
      return found;
    }

    await new Promise(resolve => setTimeout(resolve, 200));
  }

  throw new Error(`Waited in vain for ${look}`);
}

/** A person completes the step, or the other system that has to. */
async function complete(processInstanceId, step, variables = {}) {
  const work = await until(async () => {
    const [ task ] = await ask('/task', { processInstanceId, taskDefinitionKey: step });
    const [ externalTask ] = await ask('/external-task', { processInstanceId, activityId: step });

    return task ? { task } : externalTask && { externalTask };
  });

  if (work.task) {
    await ask(`/task/${work.task.id}/complete`, { variables });
  } else {
    await lock(work.externalTask);
    await ask(`/external-task/${work.externalTask.id}/complete`, { workerId: WORKER, variables });
  }
}

const lock = ({ id }) =>
  ask(`/external-task/${id}/lock`, { workerId: WORKER, lockDuration: 60000 });

async function startIncident() {
  const { id } = await start('incident-response', { service: 'Checkout' });

  await complete(id, 'gatherLogs');
  await complete(id, 'acknowledge');
  await complete(id, 'classify', { duplicate: { value: false } });

  return id;
}

async function recordWaiting() {
  const id = await startIncident();

  await complete(id, 'rollBack');
  await complete(id, 'informCustomers');
  save('waiting-for-the-exit-condition', await overviewOf(id));
}

async function recordSuspended() {
  const id = await startIncident();

  await ask(`/process-instance/${id}/suspended`, { suspended: true }, 'PUT');
  save('suspended', await overviewOf(id));
}

async function recordIncident() {
  const { id } = await start('employee-onboarding', { employee: 'Ada Byron', trainings: 2 });
  const task = await until(async () => (
    await ask('/external-task', { activityId: 'orderEquipment' })
  ).find(({ retries }) => retries !== 0));

  await lock(task);
  await ask(`/external-task/${task.id}/failure`, {
    workerId: WORKER, errorMessage: 'the shop does not answer', retries: 0, retryTimeout: 0
  });
  save('incident', await overviewOf(id));
}

for (const [ name, wanted ] of Object.entries(PLAYED)) {
  save(name, await findPlayed(wanted));
}

await recordWaiting();
await recordSuspended();
await recordIncident();
