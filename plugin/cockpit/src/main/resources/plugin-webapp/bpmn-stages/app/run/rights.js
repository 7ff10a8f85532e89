/**
 * What the user may do with a run, asked of the engine. It is asked to show no button in vain; who
 * is refused is told so by the request itself.
 */
const PROCESS_DEFINITION = { resourceName: 'ProcessDefinition', resourceType: 6 };
const PROCESS_INSTANCE = { resourceName: 'ProcessInstance', resourceType: 8 };

/** Any of the permissions will do, as in the engine's own checks. */
const NEEDED = {
  evaluate: { instance: [ 'UPDATE', 'UPDATE_VARIABLE' ], definition: [ 'UPDATE_INSTANCE', 'UPDATE_INSTANCE_VARIABLE' ] },
  move: { instance: [ 'UPDATE' ], definition: [ 'UPDATE_INSTANCE' ] },
  retry: { instance: [ 'UPDATE', 'RETRY_JOB' ], definition: [ 'UPDATE_INSTANCE', 'RETRY_JOB' ] },
  restart: { definition: [ 'CREATE_INSTANCE' ] }
};

export async function readRights({ processInstanceId, processDefinitionKey }, { api }) {
  const asked = new Map();
  const may = (resource, resourceId, permissionName) => {
    const key = resource.resourceName + permissionName;

    asked.set(key, asked.get(key) ?? check(api, { ...resource, resourceId, permissionName }));

    return asked.get(key);
  };
  const rights = await Promise.all(Object.entries(NEEDED).map(async ([ action, { instance = [], definition = [] } ]) => {
    const answers = await Promise.all([
      ...instance.map(permission => may(PROCESS_INSTANCE, processInstanceId, permission)),
      ...definition.map(permission => may(PROCESS_DEFINITION, processDefinitionKey, permission))
    ]);

    return [ action, answers.includes(true) ];
  }));

  return Object.fromEntries(rights);
}

async function check({ engine }, question) {
  const { authorized } = await engine.get('/authorization/check', question);

  return authorized;
}
