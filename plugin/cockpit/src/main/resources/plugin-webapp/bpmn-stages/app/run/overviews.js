import { path } from '../common/api.js';

/**
 * The overview of the run that is on the screen, asked for once for all who show it: tab and
 * diagram are plugins of their own and do not know each other.
 */
const followed = new Map();

/** Calls the follower with the overview, now and whenever it was asked for anew. */
export function followOverview(processInstanceId, follower, { api, signal }) {
  const entry = followed.get(processInstanceId) ?? { followers: new Set() };

  followed.set(processInstanceId, entry);
  entry.followers.add(follower);
  signal.addEventListener('abort', () => leave(processInstanceId, follower));

  entry.overview ??= load(api, processInstanceId);

  return entry.overview.then(follower);
}

/** After something was done: everybody who follows is told. */
export async function refreshOverview(processInstanceId, api) {
  const entry = followed.get(processInstanceId);

  if (entry) {
    entry.overview = load(api, processInstanceId);

    const overview = await entry.overview;

    await Promise.all([ ...entry.followers ].map(follower => follower(overview)));
  }
}

/** Null for a process without stages; what one may not see is as if it were not there. */
async function load(api, processInstanceId) {
  try {
    return await api.stages.get(path`/orchestration-run/${processInstanceId}/overview`);
  } catch (error) {
    if (error.status === 404) {
      return null;
    }

    throw error;
  }
}

function leave(processInstanceId, follower) {
  const entry = followed.get(processInstanceId);

  entry.followers.delete(follower);

  if (!entry.followers.size) {
    followed.delete(processInstanceId);
  }
}
