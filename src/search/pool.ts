import { SearchError } from "./errors";
import type { Evaluated, PointEvaluator } from "./evaluation";
import { pointKey, type SearchPoint } from "./variables";

export type PoolOptions = {
  /** Points that this search may ask for. Those that an earlier run has evaluated count too, so that a resumed search is the same. */
  readonly budget: number;
  /** Evaluated by an earlier run, by `pointKey`. */
  readonly known: ReadonlyMap<string, Evaluated>;
  readonly onEvaluated: (evaluated: Evaluated) => void;
  readonly signal: AbortSignal;
  /** The share of the allowed time that has passed; from 1 on, nothing more is evaluated. */
  readonly timePassed: () => number;
};

/** A detector that fails at so many points and has answered none is itself at fault: the search ends, and the journal has none of them. */
const MOST_UNANSWERED = 3;

/** Evaluates points, each once, several at a time if the evaluator can. What it gives does not depend on how many. */
export class EvaluationPool {
  /** In the order in which they were asked for. */
  private readonly asked = new Map<string, Evaluated>();
  private possible = 0;
  private timeShare = 1;
  private hasAnswered = false;
  /** Points at which the detector failed before it has answered any. */
  private unanswered: Evaluated[] = [];

  constructor(
    private readonly evaluator: PointEvaluator,
    private readonly options: PoolOptions,
  ) {}

  /** What has been found out in this search, in the order in which it was asked for. */
  get evaluated(): readonly Evaluated[] {
    return [...this.asked.values()];
  }

  /** Points that may still be evaluated. */
  get left(): number {
    return this.isOver() ? 0 : this.options.budget - this.possible;
  }

  /** From now on, points are evaluated only until this share of the allowed time has passed. */
  endAt(timeShare: number): void {
    this.timeShare = timeShare;
  }

  private isOver(): boolean {
    return this.options.timePassed() >= this.timeShare;
  }

  /** Null if the point has not been asked for. */
  at(point: SearchPoint): Evaluated | null {
    return this.asked.get(pointKey(point)) ?? null;
  }

  /**
   * Evaluates points in this order as far as the budget goes. One that this search has asked for already costs nothing; one that only an
   * earlier run has evaluated counts, but takes no time.
   */
  async evaluate(points: readonly SearchPoint[]): Promise<void> {
    const wanted = new Map<string, SearchPoint>();
    for (const point of points) {
      const key = pointKey(point);
      // Those that are known take no time, so they are had even when the time is over.
      const left = this.options.known.has(key) ? this.options.budget - this.possible : this.left;
      if (!this.asked.has(key) && wanted.size < left) wanted.set(key, point);
    }
    const results = await this.all([...wanted]);
    // In the order asked, not in that in which they were ready.
    for (const [key, evaluated] of results) {
      this.asked.set(key, evaluated);
      if (!("impossible" in evaluated)) this.possible++;
    }
  }

  /** Whether a point fails; null if it is impossible, the detector cannot answer it, or the budget is used up. */
  async fails(point: SearchPoint): Promise<boolean | null> {
    await this.evaluate([point]);
    const evaluated = this.at(point);
    return evaluated && "verdict" in evaluated ? evaluated.verdict.failed : null;
  }

  private async all(wanted: readonly (readonly [string, SearchPoint])[]): Promise<[string, Evaluated][]> {
    const { known, signal } = this.options;
    this.hasAnswered ||= [...known.values()].some((one) => "verdict" in one);
    const results = new Array<[string, Evaluated] | undefined>(wanted.length);
    let next = 0;
    const work = async () => {
      for (;;) {
        const index = next++;
        const entry = wanted[index];
        if (!entry) return;
        const [key, point] = entry;
        const before = known.get(key);
        if (!before && this.isOver()) continue;
        signal.throwIfAborted();
        const evaluated = before ?? (await this.evaluator.evaluate(point, signal));
        if (!before) this.tell(evaluated);
        results[index] = [key, evaluated];
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, this.evaluator.parallel) }, work));
    return results.filter((result) => result !== undefined);
  }

  /** Passes on what was evaluated; a failure of the detector only once it is known to answer at all. */
  private tell(evaluated: Evaluated): void {
    if ("verdict" in evaluated) this.hasAnswered = true;
    if ("unanswerable" in evaluated && !this.hasAnswered) {
      this.unanswered.push(evaluated);
      if (this.unanswered.length >= MOST_UNANSWERED) throw new SearchError(`the detector answers nothing: ${evaluated.unanswerable}`);
      return;
    }
    if (this.hasAnswered) for (const earlier of this.unanswered.splice(0)) this.options.onEvaluated(earlier);
    this.options.onEvaluated(evaluated);
  }
}
