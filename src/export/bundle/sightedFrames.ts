import type { Scenario } from "@/core/document";
import { sightedFrame, type FrameState, type Sights } from "@/core/scene";

/**
 * The states of a road's frames, from what the threads that draw them have counted. Frames arrive in any order and are taken in theirs, so
 * only those that are ahead are in memory.
 */
export class SightedFrames {
  private readonly ahead = new Map<number, Sights>();
  private wake: () => void = () => {};
  private isComplete = false;

  /** @param next the first frame that will be taken */
  constructor(
    private readonly scenario: Scenario,
    private next: number,
  ) {}

  /** What was counted in a frame. Of one that is drawn again, which counts the same, only the first time matters. */
  add(frame: number, sights: Sights): void {
    if (frame < this.next) return;
    this.ahead.set(frame, sights);
    if (frame === this.next) this.wake();
  }

  /** Nothing more will be counted: all frames have been drawn. */
  complete(): void {
    this.isComplete = true;
    this.wake();
  }

  /** Takes a frame, once it has been counted. @throws RangeError for another than the next, Error for one that never will be counted */
  async stateAt(frame: number): Promise<FrameState> {
    if (frame !== this.next) throw new RangeError(`the next frame is ${this.next}, not ${frame}`);
    let sights = this.ahead.get(frame);
    while (!sights) {
      if (this.isComplete) throw new Error(`what is seen of frame ${frame} was not counted when it was drawn`);
      await new Promise<void>((resolve) => (this.wake = resolve));
      sights = this.ahead.get(frame);
    }
    this.ahead.delete(frame);
    this.next++;
    return sightedFrame(this.scenario, frame, sights);
  }
}
