/**
 * Where everything stands when there is room: the main line in the first row, each branch below the
 * stage it comes from, as high up as nothing is in its way.
 */

/**
 * @param { Object[] } main stages of the main line
 * @param { Object[] } branches as read by `readBranches`
 * @return { Map } branch to `{ row, column }`, both counted from 1, the row without the main line
 */
export function place(main, branches) {
  const rows = [];
  const places = new Map();

  // From the right, so that no line down to a branch runs through another one.
  [ ...branches ]
    .map(branch => ({ branch, column: main.indexOf(branch.origin) + 1 || 1 }))
    .sort((one, other) => other.column - one.column)
    .forEach(({ branch, column }) => {
      const end = column + branch.stages.length + (branch.goesOnAt ? 1 : 0);
      const row = firstRowWithRoom(rows, end);

      rows[row] = column;
      places.set(branch, { row: row + 1, column });
    });

  return places;
}

/** @param { number[] } rows for each row the column where what stands in it begins */
function firstRowWithRoom(rows, end) {
  const row = rows.findIndex(begin => end <= begin);

  return row < 0 ? rows.length : row;
}
