import { LIMITS } from "@/core/document";
import { optional, type ReaderInput, type ReaderResult } from "../read/input";
import { arrayOf, countOf, isObject, keyOf, numberOf, objectOf, shareOf, textOf } from "../read/json";
import { nearestFrame } from "@/core/timeline";

const KEYPOINTS = "a person’s keypoints follow from the figure that is drawn; keep the original file for these";
const FLAT = "an imported scenario is 2-D; the scenario.json of the same bundle has everything";

/** `ground_truth.json`, including that of the specification's own generator, which has no `frame`: time × frame rate is then rounded. */
export function readGroundTruth({ main, json, collector, ignored, unmapped }: ReaderInput): ReaderResult {
  const root = objectOf(json);
  const metadata = objectOf(root["video_metadata"]);
  // Not the scenario's rate, which may be rounded.
  const fps = typeof metadata["fps"] === "string" ? (unmapped.frameRate(metadata["fps"]) ?? Number.NaN) : numberOf(metadata["fps"]);
  arrayOf(root["annotations"]).forEach((entry, index) => {
    const annotation = objectOf(entry);
    const box = objectOf(annotation["bounding_box"]);
    if (isObject(annotation["visible_box"])) unmapped.countMeasured("visible_box");
    if (isObject(annotation["box_3d"])) unmapped.count("3-D box, distance and velocity", FLAT);
    if (isObject(annotation["driver"])) unmapped.count("driver: gaze, head, eyes and hands", FLAT);
    if (arrayOf(annotation["keypoints"]).length > 0) unmapped.count("keypoints", KEYPOINTS);
    if (arrayOf(annotation["occluded_by"]).length > 0) unmapped.countMeasured("occluded_by");
    const frame = "frame" in annotation ? numberOf(annotation["frame"]) : nearestFrame(numberOf(annotation["timestamp"]), fps);
    collector.add(
      keyOf(annotation["track_id"]),
      textOf(annotation["object_type"]) ?? "unknown",
      {
        frame,
        x: numberOf(box["x"]),
        y: numberOf(box["y"]),
        width: numberOf(box["width"]),
        height: numberOf(box["height"]),
        ...optional("visibility", shareOf(annotation["visibility"])),
        ...optional("confidence", shareOf(annotation["confidence"])),
      },
      { file: main.path, place: () => `annotations[${index}]` },
    );
  });
  arrayOf(root["ignore_regions"]).forEach((entry, index) => {
    const { frames, object_type, bounding_box } = objectOf(entry);
    const [start = Number.NaN, end = Number.NaN] = arrayOf(frames).map(numberOf);
    const { x, y, width, height } = objectOf(bounding_box);
    const box = { x: numberOf(x), y: numberOf(y), width: numberOf(width), height: numberOf(height), label: textOf(object_type) ?? null };
    for (let frame = start; frame < Math.min(end, LIMITS.durationFrames.max); frame++)
      ignored.add({ frame, ...box }, { file: main.path, place: () => `ignore_regions[${index}]` });
  });
  return {
    video: {
      ...optional("width", countOf(metadata["width"])),
      ...optional("height", countOf(metadata["height"])),
      ...optional("fps", unmapped.frameRate(metadata["fps"])),
      ...optional("totalFrames", countOf(metadata["total_frames"])),
    },
  };
}
