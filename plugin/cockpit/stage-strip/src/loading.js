/** Gets an overview from the server, with the login that the page has. */
import { isOverview } from './stages.js';

export class LoadingProblem extends Error {

  /** @param { string } key the message that tells it */
  constructor(key, values = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}

/** @param { AbortSignal } signal ends the loading without a problem to tell */
export async function loadOverview(source, signal) {
  const response = await ask(source, signal);

  if (!response.ok) {
    throw problemOf(response);
  }

  const overview = await read(response, signal);

  if (!isOverview(overview)) {
    throw new LoadingProblem('problem.format');
  }

  return overview;
}

async function ask(source, signal) {
  try {
    return await fetch(source, {
      credentials: 'same-origin', headers: { accept: 'application/json' }, signal
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new LoadingProblem('problem.network');
  }
}

async function read(response, signal) {
  try {
    return await response.json();
  } catch (error) {
    signal.throwIfAborted();
    throw new LoadingProblem('problem.format');
  }
}

const problemOf = ({ status }) => [ 401, 403, 404 ].includes(status)
  ? new LoadingProblem(`problem.${status}`)
  : new LoadingProblem('problem.server', { status });
