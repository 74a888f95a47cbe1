/**
 * The assignment of rows to columns with the largest sum of scores, each row and column used at most once; as many pairs as the shorter
 * side has. Shortest augmenting paths after Jonker and Volgenant (1987), in the rectangular form of D. F. Crouse, "On implementing 2D
 * rectangular assignment algorithms", IEEE TAES 52 (2016), which SciPy's `linear_sum_assignment` also follows. Ties go to the lower
 * column.
 *
 * @param scores row after row, `rows × columns`, all finite
 * @returns for each row its column, or -1
 */
export function bestAssignment(scores: Float64Array, rows: number, columns: number): Int32Array {
  if (rows > columns) {
    const columnToRow = bestAssignment(transposed(scores, rows, columns), columns, rows);
    const rowToColumn = new Int32Array(rows).fill(-1);
    columnToRow.forEach((row, column) => {
      rowToColumn[row] = column;
    });
    return rowToColumn;
  }
  const rowOf = new Int32Array(columns).fill(-1);
  const columnOf = new Int32Array(rows).fill(-1);
  const rowPotential = new Float64Array(rows);
  const columnPotential = new Float64Array(columns);
  for (let start = 0; start < rows; start++) augment(start, scores, columns, rowOf, columnOf, rowPotential, columnPotential);
  return columnOf;
}

/** Adds one row to the assignment along the cheapest alternating path (costs are the negated scores). */
function augment(
  start: number,
  scores: Float64Array,
  columns: number,
  rowOf: Int32Array,
  columnOf: Int32Array,
  rowPotential: Float64Array,
  columnPotential: Float64Array,
): void {
  const distance = new Float64Array(columns).fill(Infinity);
  const cameFrom = new Int32Array(columns).fill(-1);
  const doneColumn = new Uint8Array(columns);
  const reachedRows = [start];
  let row = start;
  let reached = 0;
  let sink = -1;
  while (sink === -1) {
    let lowest = Infinity;
    let next = -1;
    for (let column = 0; column < columns; column++) {
      if (doneColumn[column]) continue;
      const cost = -at(scores, row * columns + column);
      const through = reached + cost - at(rowPotential, row) - at(columnPotential, column);
      if (through < at(distance, column)) {
        distance[column] = through;
        cameFrom[column] = row;
      }
      const here = at(distance, column);
      if (here < lowest || (here === lowest && rowOf[column] === -1 && next !== -1 && rowOf[next] !== -1)) {
        lowest = here;
        next = column;
      }
    }
    if (next === -1) throw new Error("The scores of an assignment must be finite numbers.");
    reached = lowest;
    doneColumn[next] = 1;
    if (rowOf[next] === -1) sink = next;
    else {
      row = at(rowOf, next);
      reachedRows.push(row);
    }
  }
  for (const visited of reachedRows) {
    const from = visited === start ? 0 : at(distance, at(columnOf, visited));
    rowPotential[visited] = at(rowPotential, visited) + reached - from;
  }
  for (let column = 0; column < columns; column++)
    if (doneColumn[column]) columnPotential[column] = at(columnPotential, column) - (reached - at(distance, column));

  for (let column = sink; ;) {
    const owner = at(cameFrom, column);
    rowOf[column] = owner;
    const before = at(columnOf, owner);
    columnOf[owner] = column;
    if (owner === start) return;
    column = before;
  }
}

function transposed(scores: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) result[column * rows + row] = at(scores, row * columns + column);
  return result;
}

function at(array: Float64Array | Int32Array, index: number): number {
  return array[index] ?? NaN;
}
