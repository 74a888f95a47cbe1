import type { ActorType } from "@/core/document";
import type { Box } from "@/core/scene";
import type { GroundTruthRecord } from "@/core/truth";
import type { FrameRange } from "@/core/timeline";
import { RangeCollector } from "./ranges";

/** How the annotations of one track differ between two scenarios, by frame. */
export type TrackFrames = {
  readonly trackId: number;
  readonly type: ActorType;
  /** Frames annotated only in the later scenario. */
  readonly appears: readonly FrameRange[];
  /** Frames annotated only in the earlier one. */
  readonly disappears: readonly FrameRange[];
  /** Frames with a different bounding box. */
  readonly boxes: readonly FrameRange[];
  /** Frames with the same box, of which more or less is visible. */
  readonly visibility: readonly FrameRange[];
  /** Frames with the same box, equally visible, whose annotation differs in something else. */
  readonly values: readonly FrameRange[];
  /** The keys of the annotation that differ in `values`, sorted. */
  readonly keys: readonly string[];
  /** Largest distance, in pixels, that an edge of the box moved. */
  readonly largestShift: number;
};

type Kind = "appears" | "disappears" | "boxes" | "visibility" | "values";
type Collected = { type: ActorType; largestShift: number; readonly keys: Set<string> } & Record<Kind, RangeCollector>;

/** Collects how the annotations of two scenarios differ, track by track. */
export class TrackCollector {
  readonly #tracks = new Map<number, Collected>();

  /** Compares the annotations of a frame, later than those before; true if any differs. */
  compare(frame: number, before: readonly GroundTruthRecord[], after: readonly GroundTruthRecord[]): boolean {
    const old = new Map(before.map((record) => [record.track_id, record]));
    let differs = false;
    const note = (record: GroundTruthRecord, kind: Kind): Collected => {
      const track = this.#trackOf(record);
      track[kind].add(frame);
      differs = true;
      return track;
    };
    for (const record of after) {
      const earlier = old.get(record.track_id);
      old.delete(record.track_id);
      if (!earlier) {
        note(record, "appears");
        continue;
      }
      const shift = largestShift(earlier.bounding_box, record.bounding_box);
      const keys = shift > 0 ? [] : differingKeys(earlier, record);
      if (shift > 0) {
        const track = note(record, "boxes");
        track.largestShift = Math.max(track.largestShift, shift);
      } else if (keys.some((key) => VISIBILITY.has(key))) note(record, "visibility");
      else if (keys.length > 0) {
        const track = note(record, "values");
        for (const key of keys) track.keys.add(key);
      }
    }
    for (const record of old.values()) note(record, "disappears");
    return differs;
  }

  /** Only tracks that differ, by track id. */
  get tracks(): TrackFrames[] {
    return [...this.#tracks]
      .sort(([a], [b]) => a - b)
      .map(([trackId, { type, largestShift, keys, appears, disappears, boxes, visibility, values }]) => ({
        trackId,
        type,
        appears: appears.ranges,
        disappears: disappears.ranges,
        boxes: boxes.ranges,
        visibility: visibility.ranges,
        values: values.ranges,
        keys: [...keys].sort(),
        largestShift,
      }));
  }

  #trackOf({ track_id, object_type }: GroundTruthRecord): Collected {
    const track = this.#tracks.get(track_id) ?? {
      type: object_type,
      largestShift: 0,
      keys: new Set<string>(),
      appears: new RangeCollector(),
      disappears: new RangeCollector(),
      boxes: new RangeCollector(),
      visibility: new RangeCollector(),
      values: new RangeCollector(),
    };
    this.#tracks.set(track_id, track);
    return track;
  }
}

/** The keys in which two records of a track differ; a key added to records is compared like the others. */
function differingKeys(before: GroundTruthRecord, after: GroundTruthRecord): string[] {
  const [old, now] = [new Map<string, unknown>(Object.entries(before)), new Map<string, unknown>(Object.entries(after))];
  return [...new Set([...old.keys(), ...now.keys()])].filter(
    (key) => !COMPARED_APART.has(key) && JSON.stringify(old.get(key)) !== JSON.stringify(now.get(key)),
  );
}

/** The box is compared by itself; the frame and its time are the same on both sides unless the frame rate is another. */
const COMPARED_APART: ReadonlySet<string> = new Set<keyof GroundTruthRecord>(["bounding_box", "frame", "timestamp"]);

/** What follows from how much of a body can be seen. */
const VISIBILITY: ReadonlySet<string> = new Set<keyof GroundTruthRecord>([
  ...(["visible_box", "visible", "visibility", "truncation", "occluded_by", "keypoints"] as const),
  ...(["pixels_seen", "pixels_whole"] as const),
]);

function largestShift(a: Box, b: Box): number {
  return Math.max(
    Math.abs(a.x - b.x),
    Math.abs(a.y - b.y),
    Math.abs(a.x + a.width - b.x - b.width),
    Math.abs(a.y + a.height - b.y - b.height),
  );
}
