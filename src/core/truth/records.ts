import type { ActorType, OccluderKind } from "../document/constants";
import { driverRecord, type DriverRecord } from "../driver";
import { annotatedActors, type Scenario } from "../document/schema";
import { frameState, isVisible, shownCamera, type Box, type FrameState, type Keypoints } from "../scene";
import { roadRecord, type RoadRecord } from "./road/record";
import { framesPerSecond, secondsOf, type FrameRange } from "../timeline";

/** One annotation, with the specification's names and those added to them; on the road, with places and sizes in metres. */
export type GroundTruthRecord = PictureRecord & Partial<RoadRecord>;

type PictureRecord = {
  frame: number;
  /** Seconds: frame ÷ fps. */
  timestamp: number;
  object_type: ActorType;
  /** Whole extent as if nothing hid it, not clipped to the frame (amodal); whole pixels, half-open. */
  bounding_box: Box;
  /** Tight box of the visible pixels; null if there are none. */
  visible_box: Box | null;
  confidence: number;
  track_id: number;
  visible: boolean;
  /** Visible pixels ÷ pixels of the whole silhouette, times the random occlusion, 0..1. */
  visibility: number;
  /** Share of the silhouette outside the frame, 0..1. */
  truncation: number;
  /** Track ids, and ids of entries in `occluders`. */
  occluded_by: (number | string)[];
  /** Of a distracted driver: what driver monitoring should find. */
  driver?: DriverRecord;
  /** Of a person: COCO's 17 keypoints, x, y and flag each (0 not labelled, 1 hidden, 2 visible). */
  keypoints?: Keypoints;
};

export type GroundTruthHeader = {
  width: number;
  height: number;
  /** Frames per second; for a fraction such as 30000/1001, the number nearest to it. */
  fps: number;
  total_objects: number;
  total_frames: number;
};

/** Occluders: they are not objects to detect, and are named in `occluded_by`. The box of a moving one is null. */
export type GroundTruthOccluder = { id: string; kind: OccluderKind | ActorType; bounding_box: Box | null };

/** The annotations of one frame, in order of track id. */
export function groundTruthOf(state: FrameState): GroundTruthRecord[] {
  const records: GroundTruthRecord[] = [];
  for (const body of state.bodies) {
    if (body.kind !== "actor" || body.onlyOccludes === true) continue;
    records.push({
      frame: state.frame,
      timestamp: secondsOf(state.frame, state.fps),
      object_type: body.type,
      bounding_box: body.box,
      visible_box: body.visibleBox,
      confidence: body.confidence,
      track_id: body.trackId,
      visible: isVisible(body.visibility),
      visibility: body.visibility,
      truncation: body.truncation,
      occluded_by: body.occludedBy,
      ...(body.driver && body.drowsiness && { driver: driverRecord(body.driver, body.drowsiness) }),
      ...(body.keypoints && { keypoints: body.keypoints }),
      ...(state.road && roadRecord(body, state.road)),
    });
  }
  return records.sort((a, b) => a.track_id - b.track_id);
}

/** The whole scenario as a range. */
export function wholeRange({ video }: Pick<Scenario, "video">): FrameRange {
  return { start: 0, end: video.durationFrames };
}

/** `video_metadata` of `ground_truth.json`; hidden actors and those that only hide others do not count. */
export function groundTruthHeader(scenario: Scenario, range: FrameRange = wholeRange(scenario)): GroundTruthHeader {
  const { width, height, fps } = scenario.video;
  const total_objects = annotatedActors(scenario).length;
  return { width, height, fps: framesPerSecond(fps), total_objects, total_frames: range.end - range.start };
}

/**
 * `occluders` of `ground_truth.json`: those in the picture, from back to front, then actors that only hide others. Under a camera that
 * moves no box holds throughout: then all occluders are listed, without boxes.
 */
export function groundTruthOccluders(scenario: Scenario): GroundTruthOccluder[] {
  const isMoving = scenario.road !== undefined && shownCamera(scenario.road).carrier === "ego";
  const standing = isMoving
    ? scenario.occluders.filter(({ hidden }) => !hidden).map(({ id, kind }) => ({ id, kind, bounding_box: null }))
    : frameState(scenario, 0).bodies.flatMap((body) =>
        body.kind === "occluder" ? [{ id: body.id, kind: body.occluderKind, bounding_box: body.box }] : [],
      );
  const moving = scenario.actors.filter(({ hidden, onlyOccludes }) => !hidden && onlyOccludes === true);
  return [...standing, ...moving.map(({ id, type }) => ({ id, kind: type, bounding_box: null }))];
}

/**
 * Records of a scenario frame by frame; only one frame's are in memory at a time. For part of the scenario, frames are numbered from the
 * start of that part, as in its video.
 */
export function* groundTruthFrames(scenario: Scenario, range: FrameRange = wholeRange(scenario)): Generator<GroundTruthRecord[]> {
  for (let frame = range.start; frame < range.end; frame++) {
    const state = frameState(scenario, frame);
    yield groundTruthOf({ ...state, frame: frame - range.start });
  }
}
