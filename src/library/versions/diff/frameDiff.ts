import type { Scenario } from "@/core/document";
import { frameState, type ActorState, type FrameState, type OccluderState } from "@/core/scene";
import { groundTruthOf, ownIgnoreRegions } from "@/core/truth";
import type { FrameRange } from "@/core/timeline";
import { RangeCollector } from "./ranges";
import { TrackCollector, type TrackFrames } from "./trackFrames";

export type FrameDiff = {
  readonly framesBefore: number;
  readonly framesAfter: number;
  /** Frames whose ground truth differs; frames that only one scenario has are not counted. */
  readonly labels: readonly FrameRange[];
  /** Frames whose picture differs. */
  readonly pictures: readonly FrameRange[];
  /** Frames with different weather. */
  readonly weather: readonly FrameRange[];
  /** Frames with different regions to ignore; they count among `labels`. */
  readonly ignored: readonly FrameRange[];
  /** Only tracks that differ, by track id. */
  readonly tracks: readonly TrackFrames[];
};

/** Frames between two pauses in which the page can respond. */
const FRAMES_BETWEEN_RESTS = 40;

/** Compares two scenarios frame by frame. Yields to other work between frames. */
export async function diffFrames(before: Scenario, after: Scenario): Promise<FrameDiff> {
  const [framesBefore, framesAfter] = [before.video.durationFrames, after.video.durationFrames];
  const labels = new RangeCollector();
  const pictures = new RangeCollector();
  const weather = new RangeCollector();
  const ignored = new RangeCollector();
  const tracks = new TrackCollector();
  const pictureOf = { before: sceneryOf(before), after: sceneryOf(after) };
  const otherScenery = pictureOf.before !== pictureOf.after;

  for (let frame = 0; frame < Math.min(framesBefore, framesAfter); frame++) {
    if (frame % FRAMES_BETWEEN_RESTS === 0) await rest();
    const [old, now] = [frameState(before, frame), frameState(after, frame)];
    const otherWeather = JSON.stringify(old.weather) !== JSON.stringify(now.weather);
    if (otherWeather) weather.add(frame);
    if (otherScenery || otherWeather || drawnBodies(old) !== drawnBodies(now)) pictures.add(frame);
    const otherRecords = tracks.compare(frame, groundTruthOf(old), groundTruthOf(now));
    const otherIgnored = ignoredAt(before, old) !== ignoredAt(after, now);
    if (otherIgnored) ignored.add(frame);
    if (otherRecords || otherIgnored) labels.add(frame);
  }
  return {
    framesBefore,
    framesAfter,
    labels: labels.ranges,
    pictures: pictures.ranges,
    weather: weather.ranges,
    ignored: ignored.ranges,
    tracks: tracks.tracks,
  };
}

/** Regions to ignore at a frame: the scenario's own, and what is drawn but not labelled. */
function ignoredAt(scenario: Scenario, { frame, ignored = [] }: FrameState): string {
  const own = ownIgnoreRegions(scenario, { start: frame, end: frame + 1 });
  return JSON.stringify([own, ignored.map(({ kind, type, box }) => [kind, type, box])]);
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
