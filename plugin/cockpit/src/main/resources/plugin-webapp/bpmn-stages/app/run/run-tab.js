import { showRun } from './run-view.js';

/** The tab *Stages* of a process instance. */
export const show = (target, context) => showRun(target, context.processInstanceId, context);
