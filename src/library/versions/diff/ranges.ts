import { counted } from "@/core/text";
import type { FrameRange } from "@/core/timeline";

/** Collects frames, given in increasing order, as half-open ranges. */
export class RangeCollector {
  private readonly collected: { start: number; end: number }[] = [];

  add(frame: number): void {
    const last = this.collected.at(-1);
    if (last?.end === frame) last.end = frame + 1;
    else this.collected.push({ start: frame, end: frame + 1 });
  }

  get ranges(): readonly FrameRange[] {
    return this.collected;
  }
}

/** The number of frames in the ranges. */
export function countFrames(ranges: readonly FrameRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** `12, 30–44`: first and last frames, both included. */
export function describeRanges(ranges: readonly FrameRange[], shown = 4): string {
  const texts = ranges.slice(0, shown).map(({ start, end }) => (end - start === 1 ? `${start}` : `${start}–${end - 1}`));
  const more = ranges.length > shown ? ` and ${counted(ranges.length - shown, "more range")}` : "";
  return texts.join(", ") + more;
}
