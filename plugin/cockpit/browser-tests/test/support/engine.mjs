/** The engine over REST, as the administrator: makes what the views are to show. */
export const ADDRESS = process.env.COCKPIT_TESTS_AT;

export async function rest(method, path, body, user = 'demo') {
  const response = await fetch(`${ADDRESS}/engine-rest${path}`, {
    method,
    headers: {
      Authorization: `Basic ${btoa(`${user}:${user}`)}`,
      ...body instanceof FormData ? {} : { 'Content-Type': 'application/json' }
    },
    body: body instanceof FormData ? body : body && JSON.stringify(body)
  });
  const text = await response.text();

  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${text}`);
  }

  return text ? JSON.parse(text) : null;
}

export async function deploy(name, xml) {
  const form = new FormData();

  form.append('deployment-name', name);
  form.append('file', new Blob([ xml ]), name);

  const { deployedProcessDefinitions } = await rest('POST', '/deployment/create', form);

  return Object.values(deployedProcessDefinitions)[0];
}

export const start = (key, businessKey, variables = {}) => rest('POST', `/process-definition/key/${key}/start`, {
  businessKey,
  variables: Object.fromEntries(Object.entries(variables).map(([ name, value ]) => [ name, { value } ]))
}).then(({ id }) => id);

/** An order whose payment waits for its worker. */
export const startOrder = businessKey => start('order-fulfilment', businessKey, {
  customer: 'Alan', article: 'Teapot', substitute: 'Mug', fraudScore: 10
});

/** The worker gives up for good. */
export async function failExternalTask(processInstanceId, errorMessage) {
  const id = await lockExternalTask(processInstanceId);

  await rest('POST', `/external-task/${id}/failure`, { workerId: 'tests', errorMessage, retries: 0 });
}

/** The worker reports an error of the business. */
export async function endExternalTask(processInstanceId, errorCode) {
  const id = await lockExternalTask(processInstanceId);

  await rest('POST', `/external-task/${id}/bpmnError`, { workerId: 'tests', errorCode });
}

async function lockExternalTask(processInstanceId) {
  const [ { id } ] = await rest('GET', `/external-task?processInstanceId=${processInstanceId}`);

  await rest('POST', `/external-task/${id}/lock`, { workerId: 'tests', lockDuration: 100_000 });

  return id;
}

export async function completeTask(processInstanceId, variables = {}) {
  const [ { id } ] = await rest('GET', `/task?processInstanceId=${processInstanceId}`);

  await rest('POST', `/task/${id}/complete`, { variables });
}

export const runOf = processInstanceId => rest('GET', `/orchestration-run/${processInstanceId}`);

/** Who may log in to Cockpit, and what else the grants say: `[ resourceType, resourceId, ...permissions ]`. */
export async function createUser(id, grants) {
  await rest('POST', '/user/create', {
    profile: { id, firstName: id, lastName: id, email: `${id}@example.org` }, credentials: { password: id }
  });

  for (const [ resourceType, resourceId, ...permissions ] of [ [ 0, 'cockpit', 'ACCESS' ], ...grants ]) {
    await rest('POST', '/authorization/create', { type: 1, userId: id, resourceType, resourceId, permissions });
  }
}
