/** What stands where, in the order in which it is read: each branch after the stage it comes from. */
import { place } from './placement.js';
import { isOnMainLine } from './stages.js';

/**
 * @param { Object[] } stages as read by `readStages`
 * @param { Object } read as answered by `readBranches`
 * @return { { parts: Object[], columns: number } } parts: `{ stage, column, row, isFirst }` for a
 *   stage, `{ label, stages, … }` for a group of them
 */
export function layOut(stages, { branches, others, former }) {
  const main = stages.filter(isOnMainLine);
  const places = place(main, branches);
  const groupOf = branch => branchGroup(branch, places.get(branch), main.includes(branch.origin));

  const parts = main.flatMap((stage, index) => [
    { stage, column: index + 1, row: 1, isFirst: index === 0 },
    ...branches.filter(({ origin }) => origin === stage).map(groupOf)
  ]);

  parts.push(...branches.filter(({ origin }) => !main.includes(origin)).map(groupOf));

  let row = Math.max(0, ...[ ...places.values() ].map(spot => spot.row));

  for (const [ label, rest ] of [ [ 'otherFaultPaths', others ], [ 'formerStages', former ] ]) {
    if (rest.length) {
      row += 1;
      parts.push(group({ label, stages: rest, column: 1, row }));
    }
  }

  return { parts, columns: Math.max(1, ...parts.map(endOf)) };
}

function branchGroup({ origin, stages, goesOnAt }, { row, column }, isHanging) {
  return group({ label: 'branch', origin, stages, goesOnAt, isHanging, column, row });
}

/** A group takes two rows of the grid: its label, and its stages. */
function group({ stages, column, row, ...rest }) {
  const line = 2 * row + 1;

  return {
    ...rest,
    column,
    row: line,
    stages: stages.map((stage, index) => (
      { stage, column: column + index, row: line, isFirst: index === 0 }))
  };
}

const endOf = part =>
  part.column + (part.stages ? part.stages.length - 1 + (part.goesOnAt ? 1 : 0) : 0);
