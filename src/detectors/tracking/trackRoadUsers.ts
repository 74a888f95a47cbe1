import type { Box } from "@/core/scene/frameStateTypes";
import { intersectionOverUnion } from "@/detection/evaluation/overlap";
import { bestAssignment } from "@/detection/evaluation/assignment";
import type { RoadUserDetection } from "../classes/roadUsers";

/** A detection continues a track if it overlaps by so much (intersection over union) with where the track is expected. */
const LEAST_OVERLAP = 0.3;
/** A track that was not seen for longer ends. */
const LONGEST_GAP_SECONDS = 1;

type Track = {
  readonly id: number;
  readonly type: string;
  /** The latest sighting. */
  box: Box;
  frame: number;
  timestamp: number;
  /** How its middle moves, in pixels a frame. */
  velocity: { readonly x: number; readonly y: number };
};

/**
 * Gives detections of a detector that does not track the ids of a simple tracker: from frame to frame, tracks move on at their velocity and
 * are paired with detections of their type so that boxes overlap most. Track ids count from 0 in the order of their first detection.
 * Detections that have an id keep it, and then no others get one.
 * @param detections in order of frames
 */
export function trackRoadUsers(detections: readonly RoadUserDetection[]): RoadUserDetection[] {
  if (detections.some(({ track_id }) => track_id !== null)) return [...detections];
  const tracked: RoadUserDetection[] = [];
  let tracks: Track[] = [];
  let count = 0;
  for (const inFrame of byFrame(detections)) {
    const [{ frame = 0, timestamp = 0 } = {}] = inFrame;
    tracks = tracks.filter((track) => timestamp - track.timestamp <= LONGEST_GAP_SECONDS);
    const chosen = pairs(tracks, inFrame, frame);
    for (const [index, detection] of inFrame.entries()) {
      const known = chosen.get(index);
      const track = known ?? startOf(detection, count++);
      if (known) moveOn(known, detection);
      else tracks.push(track);
      tracked.push({ ...detection, track_id: track.id });
    }
  }
  return tracked;
}

function byFrame(detections: readonly RoadUserDetection[]): RoadUserDetection[][] {
  const frames: RoadUserDetection[][] = [];
  for (const detection of detections) {
    const last = frames.at(-1);
    if (last?.[0]?.frame === detection.frame) last.push(detection);
    else frames.push([detection]);
  }
  return frames;
}

/** The track of each detection that continues one. */
function pairs(tracks: readonly Track[], detections: readonly RoadUserDetection[], frame: number): Map<number, Track> {
  const overlaps = new Float64Array(tracks.length * detections.length);
  for (const [row, track] of tracks.entries()) {
    const expected = expectedAt(track, frame);
    for (const [column, { class_label, bounding_box }] of detections.entries()) {
      const overlap = class_label === track.type ? intersectionOverUnion(expected, bounding_box) : 0;
      if (overlap >= LEAST_OVERLAP) overlaps[row * detections.length + column] = overlap;
    }
  }
  const chosen = new Map<number, Track>();
  for (const [row, column] of bestAssignment(overlaps, tracks.length, detections.length).entries()) {
    const track = tracks[row];
    if (track && column >= 0 && (overlaps[row * detections.length + column] ?? 0) > 0) chosen.set(column, track);
  }
  return chosen;
}

function expectedAt({ box, frame, velocity }: Track, atFrame: number): Box {
  const frames = atFrame - frame;
  return { ...box, x: box.x + velocity.x * frames, y: box.y + velocity.y * frames };
}

function startOf({ class_label, bounding_box, frame, timestamp }: RoadUserDetection, id: number): Track {
  return { id, type: class_label, box: bounding_box, frame, timestamp, velocity: { x: 0, y: 0 } };
}

function moveOn(track: Track, { bounding_box: box, frame, timestamp }: RoadUserDetection): void {
  const frames = frame - track.frame;
  const moved = (from: number, fromSize: number, to: number, toSize: number) => (to + toSize / 2 - from - fromSize / 2) / frames;
  track.velocity = {
    x: moved(track.box.x, track.box.width, box.x, box.width),
    y: moved(track.box.y, track.box.height, box.y, box.height),
  };
  track.box = box;
  track.frame = frame;
  track.timestamp = timestamp;
}
