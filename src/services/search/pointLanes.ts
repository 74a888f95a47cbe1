import type { Evaluated, PointEvaluator, SearchPoint } from "@/search";

/** Evaluates one point after the other. */
export type PointLane = {
  readonly evaluate: (point: SearchPoint) => Promise<Evaluated>;
  readonly close: () => void;
};

/** Lanes side by side: each point goes to one that is free. How many there are changes nothing but the time. */
export class PointLanes implements PointEvaluator {
  private readonly idle: PointLane[];

  constructor(private readonly lanes: readonly PointLane[]) {
    this.idle = [...lanes];
  }

  get parallel(): number {
    return this.lanes.length;
  }

  readonly evaluate = async (point: SearchPoint, signal: AbortSignal): Promise<Evaluated> => {
    signal.throwIfAborted();
    const lane = this.idle.pop();
    if (!lane) throw new Error(`more than ${this.lanes.length} points are evaluated at a time`);
    const evaluated = await lane.evaluate(point);
    this.idle.push(lane);
    signal.throwIfAborted();
    return evaluated;
  };

  close(): void {
    for (const lane of this.lanes) lane.close();
  }
}
