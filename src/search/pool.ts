import { evaluatePoint, type Evaluated, type SearchProblem } from "./evaluation";
import { pointKey, type SearchPoint } from "./variables";

export type PoolOptions = {
  /** Points that may be evaluated. Those that an earlier run has evaluated count, too, so that a resumed search is the same. */
  readonly budget: number;
  /** Evaluated by an earlier run, by `pointKey`. */
  readonly known: ReadonlyMap<string, Evaluated>;
  readonly onEvaluated: (evaluated: Evaluated) => void;
  readonly signal: AbortSignal;
  /** Whether the time that was allowed is over. */
  readonly isOver: () => boolean;
};

/** Evaluates points, each once, several at a time if the detector can. What it gives does not depend on how many. */
export class EvaluationPool {
  /** In the order in which they were asked for. */
  private readonly asked = new Map<string, Evaluated>();
  private possible = 0;

  constructor(
    private readonly problem: SearchProblem,
    private readonly options: PoolOptions,
  ) {}

  /** What has been found out in this search, in the order in which it was asked for. */
  get evaluated(): readonly Evaluated[] {
    return [...this.asked.values()];
  }

  /** Points that may still be evaluated. */
  get left(): number {
    return this.options.isOver() ? 0 : this.options.budget - this.possible;
  }

  /** Null if the point has not been asked for. */
  at(point: SearchPoint): Evaluated | null {
    return this.asked.get(pointKey(point)) ?? null;
  }

  /** Evaluates points in this order as far as the budget goes; those that are known, or occur twice, cost nothing. */
  async evaluate(points: readonly SearchPoint[]): Promise<void> {
    const wanted = new Map<string, SearchPoint>();
    for (const point of points) {
      const key = pointKey(point);
      if (!this.asked.has(key) && wanted.size < this.left) wanted.set(key, point);
    }
    const results = await this.all([...wanted]);
    // In the order asked, not in that in which they were ready.
    for (const [key, evaluated] of results) {
      this.asked.set(key, evaluated);
      if (!("impossible" in evaluated)) this.possible++;
    }
  }

  /** Whether a point fails; null if it is impossible or the budget is used up. */
  async fails(point: SearchPoint): Promise<boolean | null> {
    await this.evaluate([point]);
    const evaluated = this.at(point);
    return evaluated && "verdict" in evaluated ? evaluated.verdict.failed : null;
  }

  private async all(wanted: readonly (readonly [string, SearchPoint])[]): Promise<[string, Evaluated][]> {
    const { known, onEvaluated, signal, isOver } = this.options;
    const results = new Array<[string, Evaluated] | undefined>(wanted.length);
    let next = 0;
    const work = async () => {
      for (;;) {
        const index = next++;
        const entry = wanted[index];
        if (!entry) return;
        const [key, point] = entry;
        const before = known.get(key);
        if (!before && isOver()) continue;
        signal.throwIfAborted();
        const evaluated = before ?? (await evaluatePoint(this.problem, point, signal));
        if (!before) onEvaluated(evaluated);
        results[index] = [key, evaluated];
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, this.problem.detector.parallel) }, work));
    return results.filter((result) => result !== undefined);
  }
}
