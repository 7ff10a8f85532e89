/** Loads one overview at a time; only the newest question counts. */
import { loadOverview, LoadingProblem } from './loading.js';

export class Loader {

  #asked = null;

  get isLoading() {
    return this.#asked !== null;
  }

  stop() {
    this.#asked?.abort();
    this.#asked = null;
  }

  /**
   * @return { Promise<{ overview?: Object, problem?: LoadingProblem } | null> } null if something else
   *   has been asked for in the meantime
   */
  async load(source) {
    this.stop();

    const asked = this.#asked = new AbortController();
    const answer = await answerOf(source, asked.signal);

    if (asked !== this.#asked) {
      return null;
    }

    this.#asked = null;

    return answer;
  }
}

async function answerOf(source, signal) {
  try {
    return { overview: await loadOverview(source, signal) };
  } catch (problem) {
    return { problem: problem instanceof LoadingProblem ? problem : new LoadingProblem('problem.network') };
  }
}
