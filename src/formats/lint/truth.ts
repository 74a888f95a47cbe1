import { counted } from "@/core/text";
import { ACTOR_TYPES } from "@/core/document";
import { isVisible, meetsFrame, type Box } from "@/core/scene";
import { FormatError } from "../finding";
import type { InputFile } from "../read/imported";
import { arrayOf, numberOf, objectOf, parseJsonFile, type JsonObject } from "../read/json";
import { clipToFrame } from "../write/boxes";
import type { FileReport, VideoFacts } from "./bundle";
import { keypointsFault } from "./keypoints";
import { roadTruthCheck, type TruthDimensions } from "./roadTruth";
import { secondsOf } from "@/core/timeline";

/** Boxes of the ground truth, for comparison with other formats: by track and frame. */
export type TruthIndex = {
  video: { width: number; height: number; frames: number; fps: number };
  types: ReadonlyMap<number, string>;
  boxes: ReadonlyMap<number, ReadonlyMap<number, TruthBoxes>>;
  /** Of a road scenario, by track; else empty. */
  dimensions: ReadonlyMap<number, TruthDimensions>;
};
export type TruthBoxes = { whole: Box; visible: Box | null };

const SUM_TOLERANCE = 1e-6;
const SET_AGAIN = "the file was edited or truncated; export the bundle again";

/** Checks `ground_truth.json` against its own rules and the video. Null, with a finding, if it cannot be read at all. */
export function lintTruth(file: InputFile, facts: VideoFacts | null, report: FileReport): TruthIndex | null {
  let root: JsonObject;
  try {
    root = objectOf(parseJsonFile(file));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    report.error(error.finding.place, error.finding.message, error.finding.advice);
    return null;
  }
  const metadata = objectOf(root["video_metadata"]);
  const video = {
    width: numberOf(metadata["width"]),
    height: numberOf(metadata["height"]),
    frames: numberOf(metadata["total_frames"]),
    fps: numberOf(metadata["fps"]),
  };
  for (const [name, told, real] of [
    ["width", video.width, facts?.width],
    ["height", video.height, facts?.height],
    ["total_frames", video.frames, facts?.frames],
    ["fps", video.fps, facts && facts.frames > 1 ? facts.fps : undefined],
  ] as const) {
    if (Number.isNaN(told)) report.error(`video_metadata.${name}`, "it is missing", "export the bundle again");
    else if (real !== undefined && Math.abs(told - real) > 0.01)
      report.error(
        `video_metadata.${name}`,
        `it says ${told}, the video has ${real}`,
        "video and ground truth come from different exports; export both again",
      );
  }

  const types = new Map<number, string>();
  const boxes = new Map<number, Map<number, TruthBoxes>>();
  const hiders = new Map<unknown, number>();
  const roadCheck = root["world"] === "road" ? roadTruthCheck(root, (place, message) => report.error(place, message, SET_AGAIN)) : null;
  let frameBefore = -1;
  arrayOf(root["annotations"]).forEach((entry, index) => {
    const annotation = objectOf(entry);
    const fault = (name: string, message: string) => report.error(`annotations[${index}].${name}`, message, SET_AGAIN);
    const frame = numberOf(annotation["frame"]);
    const trackId = numberOf(annotation["track_id"]);
    const type = annotation["object_type"];
    if (!Number.isInteger(frame) || frame < 0 || frame >= video.frames)
      fault("frame", `frame ${frame} is not in the range 0 to ${video.frames - 1}`);
    if (frame < frameBefore) fault("frame", `frame ${frame} comes after frame ${frameBefore}`);
    frameBefore = frame;
    if (Math.abs(numberOf(annotation["timestamp"]) - secondsOf(frame, video.fps)) > SUM_TOLERANCE)
      fault("timestamp", `it is not frame ÷ fps (${secondsOf(frame, video.fps)})`);
    if (typeof type !== "string" || !ACTOR_TYPES.some((known) => known === type))
      fault("object_type", `"${String(type)}" is not an actor type`);
    else if ((types.get(trackId) ?? type) !== type) fault("object_type", `track ${trackId} was "${types.get(trackId)}" before`);
    else types.set(trackId, type);

    const whole = boxOf(annotation["bounding_box"]);
    const visible = annotation["visible_box"] === null ? null : boxOf(annotation["visible_box"]);
    if (!whole) fault("bounding_box", "it is not a box in whole pixels");
    else if (!meetsFrame(whole, video.width, video.height)) fault("bounding_box", "it is outside the frame");
    if (whole && visible) {
      const inside = clipToFrame(whole, video);
      if (
        !inside ||
        visible.x < inside.x ||
        visible.y < inside.y ||
        visible.x + visible.width > inside.x + inside.width ||
        visible.y + visible.height > inside.y + inside.height
      )
        fault("visible_box", "it extends beyond the bounding box or the frame");
    } else if (visible === undefined) fault("visible_box", "it is not a box in whole pixels");

    const visibility = numberOf(annotation["visibility"]);
    const truncation = numberOf(annotation["truncation"]);
    for (const [name, share] of [
      ["visibility", visibility],
      ["truncation", truncation],
      ["confidence", numberOf(annotation["confidence"])],
    ] as const)
      if (!(share >= 0 && share <= 1)) fault(name, "it is not between 0 and 1");
    if (visibility + truncation > 1 + SUM_TOLERANCE)
      fault("visibility", `visibility and truncation add up to ${visibility + truncation}, above 1`);
    for (const id of arrayOf(annotation["occluded_by"])) if (!hiders.has(id)) hiders.set(id, index);
    if (annotation["visible"] !== isVisible(visibility)) fault("visible", `it does not follow from visibility ${visibility}`);
    if (visibility > 0 && visible === null && visibility > 0.1) fault("visible_box", `it is null at visibility ${visibility}`);
    if (annotation["keypoints"] !== undefined) {
      const message = keypointsFault(arrayOf(annotation["keypoints"]).map(numberOf), video, visible ?? null);
      if (message) fault("keypoints", message);
    }
    roadCheck?.check(annotation, { frame, trackId, box: whole, visibility }, fault);
    if (!whole || visible === undefined) return;
    let track = boxes.get(trackId);
    if (!track) boxes.set(trackId, (track = new Map<number, TruthBoxes>()));
    if (track.has(frame)) fault("track_id", `track ${trackId} appears twice at frame ${frame}`);
    track.set(frame, { whole, visible });
  });
  arrayOf(root["ignore_regions"]).forEach((entry, index) => {
    const region = objectOf(entry);
    const fault = (name: string, message: string) => report.error(`ignore_regions[${index}].${name}`, message, SET_AGAIN);
    const [start = Number.NaN, end = Number.NaN] = arrayOf(region["frames"]).map(numberOf);
    if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= video.frames))
      fault("frames", `${start} to ${end} are not frames of the video, the second excluded`);
    const type = region["object_type"];
    if (type !== null && !ACTOR_TYPES.some((known) => known === type))
      fault("object_type", `${JSON.stringify(type ?? null)} is not an actor type`);
    const box = objectOf(region["bounding_box"]);
    if (!(numberOf(box["width"]) > 0 && numberOf(box["height"]) > 0)) fault("bounding_box", "it is not a box");
  });
  // Older bundles have no list of occluders.
  const occluders = "occluders" in root ? new Set(arrayOf(root["occluders"]).map((occluder) => objectOf(occluder)["id"])) : null;
  for (const [id, index] of hiders)
    if (typeof id === "number" ? !types.has(id) : occluders?.has(id) === false)
      report.error(`annotations[${index}].occluded_by`, `${JSON.stringify(id)} is neither a track nor one of "occluders"`, SET_AGAIN);
  const total = numberOf(metadata["total_objects"]);
  if (!(total >= boxes.size))
    report.error("video_metadata.total_objects", `it says ${total}, but the annotations are of ${counted(boxes.size, "track")}`, SET_AGAIN);
  return { video, types, boxes, dimensions: roadCheck?.dimensions ?? new Map<number, TruthDimensions>() };
}

function boxOf(value: unknown): Box | undefined {
  const given = objectOf(value);
  const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = ["x", "y", "width", "height"].map((name) =>
    numberOf(given[name]),
  );
  return [x, y, width, height].every(Number.isInteger) && width > 0 && height > 0 ? { x, y, width, height } : undefined;
}
