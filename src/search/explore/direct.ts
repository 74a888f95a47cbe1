import direct from "ml-direct";

/** One step of DIRECT: the points it asks for next, or nothing more. */
export type Directions = {
  /** Points of the unit cube whose value is not known yet, in the order in which DIRECT asks. */
  readonly wanted: readonly (readonly number[])[];
  /** How many divisions have been made; to be passed on to the next step. */
  readonly iterations: number;
};

/** A search that asked for nothing new in so many divisions is over: it goes round values it knows. */
const IDLE_DIVISIONS = 4;
const MOST_DIVISIONS = 60;

/**
 * Where DIRECT (D. Jones, C. Perttunen and B. Stuckman, "Lipschitzian optimization without the Lipschitz constant", 1993) would look
 * next for the least value in the unit cube. The library calls a function; here, evaluations take time and run side by side, so the
 * search is repeated from its start with the values known so far: which points one division asks for is decided before it begins.
 *
 * @param known the value at a point; undefined if it has yet to be evaluated
 * @returns null if there is nothing left to ask
 */
export function nextDirections(
  dimensions: number,
  known: (point: readonly number[]) => number | undefined,
  { iterations }: Pick<Directions, "iterations">,
): Directions | null {
  for (let division = iterations; division <= Math.min(MOST_DIVISIONS, iterations + IDLE_DIVISIONS); division++) {
    const wanted: number[][] = [];
    const zeros = new Array<number>(dimensions).fill(0);
    direct(
      (parameters) => {
        const point = Array.from(parameters);
        const value = known(point);
        if (value === undefined) wanted.push(point);
        return value ?? 0;
      },
      zeros,
      zeros.map(() => 1),
      { iterations: division },
    );
    if (wanted.length > 0) return { wanted, iterations: division };
  }
  return null;
}
