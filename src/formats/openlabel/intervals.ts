export type FrameInterval = { frame_start: number; frame_end: number };

/** Collects increasing frame numbers into OpenLABEL's intervals, inclusive at both ends. */
export class IntervalBuilder {
  readonly intervals: FrameInterval[] = [];

  add(frame: number): void {
    const last = this.intervals.at(-1);
    if (last && frame === last.frame_end + 1) last.frame_end = frame;
    else this.intervals.push({ frame_start: frame, frame_end: frame });
  }
}
