import { createApi } from './api.js';
import { problemIn } from './problem.js';

/**
 * Makes a plugin of a module with a function `show(target, context)`. The context's `signal` says
 * when Cockpit has taken the view away: requests end, nothing is drawn any more.
 */
export function view({ load, ...plugin }, texts) {
  const shown = new Map();

  const end = isOver => shown.forEach((controller, target) => {
    if (isOver(target)) {
      shown.delete(target);
      controller.abort();
    }
  });

  return {
    ...plugin,
    render(target, { api, ...ids }) {
      const controller = new AbortController();

      end(() => true);
      shown.set(target, controller);
      show(load, target, { ...ids, texts, ...surroundings(api, controller) });
    },
    unmount() {
      // Cockpit does not say which view it takes away, and may have shown the next one before
      setTimeout(() => end(target => !target.isConnected));
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
