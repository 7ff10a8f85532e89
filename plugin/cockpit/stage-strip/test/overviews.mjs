/** Overviews as the REST API answers them, put together from a few words. */

import { readFileSync } from 'node:fs';

const MINUTE = 60000;
const START = Date.parse('2026-03-10T00:00:00Z');

/** As the engine writes it. */
const time = minutes => minutes === undefined || minutes === null
  ? null : new Date(START + minutes * MINUTE).toISOString().replace('Z', '+0000');

/**
 * @param { Object } run `{ status, current, ended }`
 * @param { Object[] } stages `{ id, name, fault, visits: [ { status, from, to, due, waiting, code,
 *   message, caught } ] }`, with times in minutes after midnight
 * @param { string[][] } milestones `[ kind, stage, detail, minutes ]`
 */
export function overviewOf({ run = {}, stages, milestones = [] }) {
  const declared = stages.map(stageOf);

  return {
    run: {
      id: run.id ?? 'run', processInstanceId: run.id ?? 'run', processDefinitionKey: 'order',
      status: run.status ?? 'IN_PROGRESS', currentStageId: run.current ?? null, startTime: time(0),
      endTime: time(run.ended), durationInMillis: null, reason: run.reason ?? null
    },
    stages: declared,
    milestones: milestones.map(([ kind, stageId, detail, minutes ], sequence) => ({
      id: `m${sequence}`, kind, stageId, detail: detail ?? null, timestamp: time(minutes ?? 0), sequence,
      stageRunId: declared.find(stage => stage.stageId === stageId)?.runs.at(-1)?.id ?? null
    }))
  };
}

function stageOf({ id, name = id, fault = false, exitCondition = 'allStepsCompleted', visits = [] }, index) {
  const runs = visits.map((visit, number) => stageRunOf(id, visit, number));
  const newest = runs.at(-1);

  return {
    stageId: id, stageName: name, position: index + 1, inFaultPath: fault, exitCondition,
    status: newest?.status ?? null, waitingForExitCondition: newest?.waitingForExitCondition ?? false,
    runs, steps: []
  };
}

const stageRunOf = (stageId, visit, number) => ({
  id: `${stageId}-${number}`, stageId, status: visit.status, waitingForExitCondition: visit.waiting ?? false,
  startTime: time(visit.from), endTime: time(visit.to), durationInMillis: null, dueDate: time(visit.due),
  errorCode: visit.code ?? null, errorMessage: visit.message ?? null, faultPath: visit.caught ?? null
});

export const done = (from, to, more) => ({ status: 'COMPLETED', from, to, ...more });
export const open = (from, more) => ({ status: 'IN_PROGRESS', from, ...more });

/** One stage for each state. */
export const EVERY_STATE = overviewOf({
  run: { current: 'picking' },
  stages: [
    { id: 'payment', name: 'Payment', visits: [ done(0, 12) ] },
    { id: 'credit', name: 'Credit check' },
    { id: 'customs', name: 'Customs', visits: [ { status: 'CANCELED', from: 12, to: 15 } ] },
    { id: 'screening', name: 'Screening', visits: [ { status: 'DISCONTINUED', from: 15, to: 20 } ] },
    { id: 'packing', name: 'Packing', visits: [ { status: 'ERROR', from: 20, code: 'STAGE_STEP_FAILED', message: 'Connection to label printer refused' } ] },
    { id: 'picking', name: 'Picking', visits: [ done(30, 40), open(100, { due: 150 }) ] },
    { id: 'handover', name: 'Handover', visits: [ { status: 'SUSPENDED', from: 100, due: 1500 } ] },
    { id: 'tracking', name: 'Tracking', visits: [ open(60, { waiting: true }) ] },
    { id: 'invoicing', name: 'Invoicing' }
  ],
  milestones: [ [ 'FAIL_STAGE', 'packing', null, 182 ] ]
});

/** A fault path that takes a fault path of its own and leads back. */
export const FAULT_PATHS = overviewOf({
  run: { current: 'shipping' },
  stages: [
    { id: 'payment', name: 'Payment', visits: [ done(0, 5) ] },
    { id: 'picking', name: 'Picking', visits: [ { status: 'ERROR', from: 5, to: 30, code: 'OUT_OF_STOCK', caught: 'stockFault' } ] },
    { id: 'shipping', name: 'Shipping', visits: [ open(90) ] },
    { id: 'invoicing', name: 'Invoicing' },
    { id: 'substitution', name: 'Substitution', fault: true, visits: [ { status: 'ERROR', from: 30, to: 60, code: 'CUSTOMER_DECLINED', caught: 'customerDeclined' } ] },
    { id: 'reorder', name: 'Reorder', fault: true, visits: [ done(60, 90) ] },
    { id: 'recovery', name: 'Recovery', fault: true }
  ],
  milestones: [
    [ 'START_STAGE', 'payment' ], [ 'END_STAGE', 'payment' ], [ 'START_STAGE', 'picking' ],
    [ 'FAIL_STAGE', 'picking' ], [ 'TAKE_FAULT_PATH', 'picking', 'stockFault' ],
    [ 'START_STAGE', 'substitution' ], [ 'FAIL_STAGE', 'substitution' ],
    [ 'TAKE_FAULT_PATH', 'substitution', 'customerDeclined' ], [ 'START_STAGE', 'reorder' ],
    [ 'END_STAGE', 'reorder' ], [ 'START_STAGE', 'shipping' ]
  ]
});

/** @param { number } count how many stages, of which a third is done */
export function many(count) {
  const current = Math.floor(count / 3);

  return overviewOf({
    run: { current: `s${current}` },
    stages: Array.from({ length: count }, (ignored, index) => ({
      id: `s${index}`,
      name: `Stage number ${index + 1}`,
      visits: index < current ? [ done(index, index + 1) ] : index === current ? [ open(index) ] : []
    }))
  });
}

/** What the sample application has answered, see ../recorded/record.mjs. */
export const recorded = name =>
  JSON.parse(readFileSync(new URL(`../recorded/${name}.json`, import.meta.url), 'utf8'));
