import type { ActorType } from "../document/constants";
import type { Scenario } from "../document/schema";
import { frameState, type Box, type IgnoredState } from "../scene";
import type { FrameRange } from "../timeline";

/** Where a detection of this type (null: of any) is neither right nor wrong, at these frames of the video, half-open. */
export type GroundTruthIgnoreRegion = {
  frames: [start: number, end: number];
  object_type: ActorType | null;
  bounding_box: Box;
  /** Of what is drawn but not labelled: what it is. Left out for a region of the scenario. */
  kind?: string;
};

/** The scenario's own regions to ignore that apply at a frame of the range, counted from its first. */
export function ownIgnoreRegions({ ignoreRegions = [] }: Scenario, range: FrameRange): GroundTruthIgnoreRegion[] {
  return ignoreRegions.flatMap(({ startFrame, endFrame, type, x, y, width, height }) => {
    const [start, end] = [Math.max(startFrame, range.start) - range.start, Math.min(endFrame, range.end) - range.start];
    return start < end
      ? [{ frames: [start, end] as [number, number], object_type: type ?? null, bounding_box: { x, y, width, height } }]
      : [];
  });
}

/** Joins what is drawn but not labelled, frame by frame: a region lasts as long as its box stays the same. */
export class IgnoredRuns {
  private readonly open = new Map<string, GroundTruthIgnoreRegion>();
  private readonly all: GroundTruthIgnoreRegion[] = [];

  /** @param frame of the video; frames come in order */
  add(frame: number, ignored: readonly IgnoredState[] = []): void {
    for (const { key, kind, type, box } of ignored) {
      const run = this.open.get(key);
      if (run?.frames[1] === frame && isSame(run.bounding_box, box)) {
        run.frames[1] = frame + 1;
        continue;
      }
      const next: GroundTruthIgnoreRegion = { frames: [frame, frame + 1], object_type: type, kind, bounding_box: box };
      this.open.set(key, next);
      this.all.push(next);
    }
  }

  /** In order of their first frames. */
  get regions(): readonly GroundTruthIgnoreRegion[] {
    return this.all;
  }
}

const isSame = (one: Box, other: Box): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;

/**
 * `ignore_regions` of `ground_truth.json`: those of the scenario, then what is drawn but not labelled.
 * @param frames of the scenario for which the latter is needed, in order; by default all of the range
 */
export function groundTruthIgnoreRegions(
  scenario: Scenario,
  range: FrameRange,
  frames: Iterable<number> = framesOf(range),
): GroundTruthIgnoreRegion[] {
  const runs = new IgnoredRuns();
  for (const frame of frames) runs.add(frame - range.start, frameState(scenario, frame).ignored);
  return [...ownIgnoreRegions(scenario, range), ...runs.regions];
}

function* framesOf({ start, end }: FrameRange): Generator<number> {
  for (let frame = start; frame < end; frame++) yield frame;
}
