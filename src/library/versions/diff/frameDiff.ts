import type { ActorType, Scenario } from "@/core/document";
import { frameState, type ActorState, type Box, type FrameState, type OccluderState } from "@/core/scene";
import { groundTruthOf, type GroundTruthRecord } from "@/core/truth";
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
  /** Frames with the same box, of which more or less is visible, or with a different type or confidence. */
  readonly visibility: readonly FrameRange[];
  /** Largest distance, in pixels, that an edge of the box moved. */
  readonly largestShift: number;
};

export type FrameDiff = {
  readonly framesBefore: number;
  readonly framesAfter: number;
  /** Frames whose ground truth differs; frames that only one scenario has are not counted. */
  readonly labels: readonly FrameRange[];
  /** Frames whose picture differs. */
  readonly pictures: readonly FrameRange[];
  /** Frames with different weather. */
  readonly weather: readonly FrameRange[];
  /** Only tracks that differ, by track id. */
  readonly tracks: readonly TrackFrames[];
};

type Collected = { type: ActorType; largestShift: number } & Record<"appears" | "disappears" | "boxes" | "visibility", RangeCollector>;

/** Frames between two pauses in which the page can respond. */
const FRAMES_BETWEEN_RESTS = 40;

/** Compares two scenarios frame by frame. Yields to other work between frames. */
export async function diffFrames(before: Scenario, after: Scenario): Promise<FrameDiff> {
  const [framesBefore, framesAfter] = [before.video.durationFrames, after.video.durationFrames];
  const labels = new RangeCollector();
  const pictures = new RangeCollector();
  const weather = new RangeCollector();
  const tracks = new Map<number, Collected>();
  const pictureOf = { before: sceneryOf(before), after: sceneryOf(after) };
  const otherScenery = pictureOf.before !== pictureOf.after;

  for (let frame = 0; frame < Math.min(framesBefore, framesAfter); frame++) {
    if (frame % FRAMES_BETWEEN_RESTS === 0) await rest();
    const [old, now] = [frameState(before, frame), frameState(after, frame)];
    const otherWeather = JSON.stringify(old.weather) !== JSON.stringify(now.weather);
    if (otherWeather) weather.add(frame);
    if (otherScenery || otherWeather || drawnBodies(old) !== drawnBodies(now)) pictures.add(frame);
    if (compareRecords(groundTruthOf(old), groundTruthOf(now), frame, tracks)) labels.add(frame);
  }
  return {
    framesBefore,
    framesAfter,
    labels: labels.ranges,
    pictures: pictures.ranges,
    weather: weather.ranges,
    tracks: [...tracks]
      .sort(([a], [b]) => a - b)
      .map(([trackId, { type, largestShift, appears, disappears, boxes, visibility }]) => ({
        trackId,
        type,
        appears: appears.ranges,
        disappears: disappears.ranges,
        boxes: boxes.ranges,
        visibility: visibility.ranges,
        largestShift,
      })),
  };
}

/** Records what differs at a frame; true if anything does. */
function compareRecords(
  before: readonly GroundTruthRecord[],
  after: readonly GroundTruthRecord[],
  frame: number,
  tracks: Map<number, Collected>,
): boolean {
  const old = new Map(before.map((record) => [record.track_id, record]));
  let differs = false;
  const note = (record: GroundTruthRecord, kind: "appears" | "disappears" | "boxes" | "visibility"): Collected => {
    const track = tracks.get(record.track_id) ?? {
      type: record.object_type,
      largestShift: 0,
      appears: new RangeCollector(),
      disappears: new RangeCollector(),
      boxes: new RangeCollector(),
      visibility: new RangeCollector(),
    };
    tracks.set(record.track_id, track);
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
    if (shift > 0) {
      const track = note(record, "boxes");
      track.largestShift = Math.max(track.largestShift, shift);
    } else if (seenOf(earlier) !== seenOf(record)) note(record, "visibility");
  }
  for (const record of old.values()) note(record, "disappears");
  return differs;
}

/** Everything in a record but its box and its time. */
function seenOf({ object_type, visible_box, confidence, visibility, truncation, occluded_by, keypoints }: GroundTruthRecord): string {
  return JSON.stringify([object_type, visible_box, confidence, visibility, truncation, occluded_by, keypoints]);
}

function largestShift(a: Box, b: Box): number {
  return Math.max(
    Math.abs(a.x - b.x),
    Math.abs(a.y - b.y),
    Math.abs(a.x + a.width - b.x - b.width),
    Math.abs(a.y + a.height - b.y - b.height),
  );
}

/**
 * What a picture is drawn from that does not change with the frame: every key of the document except those that are never drawn and those
 * that are compared frame by frame. A key added to the schema is assumed to be drawn.
 */
function sceneryOf({ video, assets, ...scenario }: Scenario): string {
  const pictures = Object.entries(assets).map(([id, { sha256 }]) => [id, sha256]);
  const drawn = Object.entries(scenario)
    .filter(([key]) => !NOT_SCENERY.has(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([{ ...video, durationFrames: 0 }, pictures, drawn], (key, value: unknown) =>
    // Of a camera: what its numbers follow from.
    key === "expressions" ? undefined : value,
  );
}

const NOT_SCENERY: ReadonlySet<string> = new Set<keyof Scenario>([
  ...(["schemaVersion", "id", "name", "description", "camera", "markers", "generators", "ignoreRegions"] as const),
  ...(["parameters", "expressions"] as const),
  ...(["weather", "light", "actors", "occluders"] as const),
]);

/** What is drawn at a frame: everything about each body except names and measurements. */
function drawnBodies({ bodies, sensor }: FrameState): string {
  return JSON.stringify(bodies, (key, value: unknown) => (NOT_DRAWN.has(key) || (!sensor && OF_SENSOR.has(key)) ? undefined : value));
}

type BodyKey = keyof ActorState | keyof OccluderState;
const NOT_DRAWN: ReadonlySet<string> = new Set<BodyKey>([
  "id",
  "name",
  "groundY",
  "visibility",
  "truncation",
  "visibleBox",
  "occludedBy",
  "confidence",
  "drowsiness",
  "keypoints",
]);
/** Motion is visible as far as the camera smears it; elsewhere it shows in phase and facing. */
const OF_SENSOR: ReadonlySet<string> = new Set<BodyKey>(["heading", "distance", "speed"]);

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
