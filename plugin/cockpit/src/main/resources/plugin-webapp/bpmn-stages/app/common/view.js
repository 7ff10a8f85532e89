import { createApi } from './api.js';
import { problemIn } from './problem.js';

/**
 * Makes a plugin of a module with a function `show(target, context)`. The context's `signal` says
 * when Cockpit has taken the view away: requests end, nothing is drawn any more.
 */
export function view({ load, ...plugin }, texts) {
  let shown = new AbortController();

  return {
    ...plugin,
    render(target, { api, ...ids }) {
      shown.abort();
      shown = new AbortController();
      show(load, target, { ...ids, texts, ...surroundings(api, shown) });
    },
    unmount() {
      shown.abort();
    }
  };
}

const surroundings = (api, { signal }) => ({ api: createApi(api, signal), signal });

async function show(load, target, context) {
  try {
    const module = await load();

    if (!context.signal.aborted) {
      await module.show(target, context);
    }
  } catch (error) {
    problemIn(target, error, context);
  }
}
