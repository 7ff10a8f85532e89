import { test } from 'node:test';
import assert from 'node:assert/strict';

import { place } from '../src/placement.js';

const MAIN = [ 'a', 'b', 'c', 'd', 'e' ];

const branch = (origin, length, goesOnAt = null) =>
  ({ origin, stages: Array.from({ length }, (ignored, index) => `${origin}${index}`), goesOnAt });

const placesOf = branches => {
  const places = place(MAIN, branches);

  return branches.map(each => [ each.origin, places.get(each).row, places.get(each).column ]);
};

test('should place a branch below the stage it comes from', () => {
  assert.deepEqual(placesOf([ branch('c', 1) ]), [ [ 'c', 1, 3 ] ]);
});

test('should place branches that do not meet in one row', () => {
  assert.deepEqual(placesOf([ branch('a', 2), branch('c', 1) ]), [ [ 'a', 1, 1 ], [ 'c', 1, 3 ] ]);
});

test('should place a branch lower that would run into another', () => {
  assert.deepEqual(placesOf([ branch('a', 3), branch('c', 1) ]), [ [ 'a', 2, 1 ], [ 'c', 1, 3 ] ]);
});

test('should leave room for the word on where a branch goes on', () => {
  assert.deepEqual(placesOf([ branch('a', 2, 'c'), branch('c', 1) ]), [ [ 'a', 2, 1 ], [ 'c', 1, 3 ] ]);
});

test('should keep each line down to a branch clear of other branches', () => {
  // given
  const branches = [ branch('a', 5), branch('b', 1), branch('c', 4), branch('d', 1), branch('e', 3) ];

  // when
  const places = place(MAIN, branches);

  // then
  for (const one of branches) {
    for (const other of branches.filter(each => each !== one)) {
      const { row, column } = places.get(one);
      const { row: otherRow, column: begin } = places.get(other);
      const crosses = otherRow <= row && begin <= column && column < begin + other.stages.length;

      assert.ok(!crosses, `${one.origin} runs through ${other.origin}`);
    }
  }
});
