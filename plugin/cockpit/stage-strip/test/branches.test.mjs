import { test } from 'node:test';
import assert from 'node:assert/strict';

import { readBranches } from '../src/branches.js';
import { readStages } from '../src/stages.js';
import { done, FAULT_PATHS, open, overviewOf, recorded } from './overviews.mjs';

const idOf = stage => stage?.stageId ?? null;

/** What the overview says of fault paths, in ids. */
function branchesOf(overview) {
  const { branches, others, former, ledTo } = readBranches(readStages(overview), overview.milestones);

  return {
    branches: branches.map(({ origin, event, stages, goesOnAt }) =>
      [ idOf(origin), event, stages.map(idOf), idOf(goesOnAt) ]),
    others: others.map(idOf),
    former: former.map(idOf),
    ledTo: [ ...ledTo ].map(([ from, to ]) => [ idOf(from), idOf(to) ])
  };
}

test('should hang a fault path below the stage that failed', () => {
  assert.deepEqual(branchesOf(recorded('failed-in-the-fault-path')), {
    branches: [ [ 'shipping', 'shippingFault', [ 'recovery' ], null ] ],
    others: [ 'substitution' ], former: [], ledTo: []
  });
});

test('should say where a fault path goes on in the main line', () => {
  assert.deepEqual(branchesOf(recorded('back-to-the-main-line')).branches,
    [ [ 'picking', 'stockFault', [ 'substitution' ], 'picking' ] ]);
  assert.deepEqual(branchesOf(recorded('on-with-the-main-line')).branches,
    [ [ 'shipping', 'shippingFault', [ 'recovery' ], 'invoicing' ] ]);
});

test('should go on with the same branch where a stage in a fault path fails', () => {
  assert.deepEqual(branchesOf(FAULT_PATHS), {
    branches: [ [ 'picking', 'stockFault', [ 'substitution', 'reorder' ], 'shipping' ] ],
    others: [ 'recovery' ], former: [], ledTo: []
  });
});

test('should know no branch of a fault path that led straight to the main line', () => {
  assert.deepEqual(branchesOf(recorded('straight-to-the-main-line')), {
    branches: [], others: [ 'substitution', 'recovery' ], former: [],
    ledTo: [ [ 'payment', 'fraudReview' ] ]
  });
});

test('should know no branch of a fault path without a stage', () => {
  assert.deepEqual(branchesOf(recorded('fault-path-without-a-stage')),
    { branches: [], others: [], former: [], ledTo: [] });
});

test('should stay with the main line that a branch has led back to', () => {
  // given
  const overview = overviewOf({
    stages: [
      { id: 'a', visits: [ { status: 'ERROR', from: 0, to: 1, caught: 'fault' } ] },
      { id: 'b', visits: [ open(3) ] },
      { id: 'repair', fault: true, visits: [ done(1, 2) ] },
      { id: 'moved', fault: true, visits: [ done(4, 5) ] }
    ],
    milestones: [
      [ 'START_STAGE', 'a' ], [ 'TAKE_FAULT_PATH', 'a', 'fault' ], [ 'START_STAGE', 'repair' ],
      [ 'START_STAGE', 'b' ], [ 'SUSPEND_STAGE', 'b' ], [ 'START_STAGE', 'b' ], [ 'START_STAGE', 'moved' ]
    ]
  });

  // then
  assert.deepEqual(branchesOf(overview), {
    branches: [ [ 'a', 'fault', [ 'repair' ], 'b' ] ], others: [ 'moved' ], former: [], ledTo: []
  });
});

test('should hold a stage that several fault paths lead to where it was last', () => {
  // given
  const failed = { status: 'ERROR', from: 0, to: 1, caught: 'fault' };
  const overview = overviewOf({
    stages: [
      { id: 'a', visits: [ failed ] }, { id: 'b', visits: [ failed ] },
      { id: 'repair', fault: true, visits: [ done(1, 2), done(4, 5) ] }
    ],
    milestones: [
      [ 'TAKE_FAULT_PATH', 'a', 'aFault' ], [ 'START_STAGE', 'repair' ], [ 'START_STAGE', 'b' ],
      [ 'TAKE_FAULT_PATH', 'b', 'bFault' ], [ 'START_STAGE', 'repair' ]
    ]
  });

  // then
  assert.deepEqual(branchesOf(overview).branches, [ [ 'b', 'bFault', [ 'repair' ], null ] ]);
});

test('should tell stages that only records know of from those of the process', () => {
  // given
  const overview = overviewOf({
    stages: [ { id: 'a' }, { id: 'b' }, { id: 'gone', exitCondition: null, visits: [ done(0, 1) ] } ]
  });

  // then
  assert.deepEqual(branchesOf(overview).former, [ 'gone' ]);
  assert.deepEqual(readStages(overview).map(({ state }) => state), [ 'coming', 'coming', 'done' ]);
});

test('should make a line of what records know where the process is gone', () => {
  // given
  const overview = overviewOf({
    stages: [ { id: 'a', exitCondition: null, visits: [ done(0, 1) ] }, { id: 'b', exitCondition: null, visits: [ open(1) ] } ]
  });

  // then
  assert.deepEqual(branchesOf(overview).former, []);
  assert.deepEqual(readStages(overview).map(({ line }) => line), [ 'main', 'main' ]);
});
