/**
 * The data: the plugin's resources below Cockpit's own plugin path, and the engine's. Both see the
 * user who has logged in.
 */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export function createApi({ cockpitApi, baseApi, CSRFToken }, signal) {
  const engine = engineHere();
  const send = (method, url, body) => request(method, url, { body, token: CSRFToken, signal });

  return {
    stages: methodsBelow(`${cockpitApi}/plugin/bpmn-stages/${engine}`, send),
    engine: methodsBelow(`${baseApi}/engine/${engine}`, send)
  };
}

/** Cockpit tells plugins of diagrams a wrong name, so it is read from where Cockpit itself reads it. */
const engineHere = () => window.location.pathname.match(/\/app\/cockpit\/([^/]+)/)[1];

function methodsBelow(root, send) {
  return {
    get: (path, query) => send('GET', root + path + queryOf(query)),
    post: (path, body) => send('POST', root + path, body),
    put: (path, body) => send('PUT', root + path, body),
    delete: path => send('DELETE', root + path)
  };
}

/** A path of which every part may hold any character: ids of definitions have colons. */
export const path = (strings, ...ids) => String.raw({ raw: strings }, ...ids.map(encodeURIComponent));

/** Without what is not set. */
export function queryOf(query = {}) {
  const set = Object.entries(query)
    .filter(([ , value ]) => value !== undefined && value !== null && value !== '' && value !== false);

  return set.length ? `?${new URLSearchParams(set)}` : '';
}

async function request(method, url, { body, token, signal }) {
  const response = await fetch(url, {
    method,
    signal,
    credentials: 'same-origin',
    headers: headersFor(method, token),
    body: body && JSON.stringify(body)
  });
  const text = await response.text();

  if (!response.ok) {
    throw new Refusal(response.status, messageIn(text));
  }

  return text ? JSON.parse(text) : null;
}

function headersFor(method, token) {
  const accept = { Accept: 'application/json' };

  return method === 'GET'
    ? accept
    : { ...accept, 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token };
}

function messageIn(text) {
  try {
    return JSON.parse(text).message;
  } catch (error) {
    return undefined;
  }
}
