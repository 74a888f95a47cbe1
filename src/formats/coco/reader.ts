import { counted } from "@/core/text";
import type { ReaderInput, ReaderResult } from "../read/input";
import { optional } from "../read/input";
import { arrayOf, countOf, idOf, keyOf, objectOf, shareOf, textOf, type JsonObject } from "../read/json";
import { notePictureSizes } from "../read/pictureSizes";
import { parseNumber } from "../read/text";
import { readImages } from "./images";
import { hasSegmentation, segmentationBox, type Box } from "./shapes";
import { asCoco, isYoutubeVis } from "./youtubeVis";

/** COCO, with the keys of ours or of other video tools (KWCOCO, VIAME, TAO, CocoVID, YouTube-VIS) for frame and track. */
export function readCoco(input: ReaderInput): ReaderResult {
  const { main, json, collector, ignored, findings, unmapped } = input;
  const given = objectOf(json);
  const root = isYoutubeVis(given) ? asCoco(given) : given;
  const { frameOf, images, video } = readImages(root, input);
  const labels = categoryNames(root);
  const numbers = new LooseNumbers();
  const refuse = (place: string, message: string, advice: string) =>
    findings.add({ severity: "error", file: main.path, place, message, advice });

  arrayOf(root["annotations"]).forEach((entry, index) => {
    const annotation = objectOf(entry);
    const place = () => `annotations[${index}]`;
    const frame = frameOf.get(idOf(annotation["image_id"]) ?? "");
    if (frame === undefined)
      return refuse(place(), "its image_id matches no image", "add the image, or correct the id; the box was left out");
    if (frame === null) return;
    const attributes = objectOf(annotation["attributes"]);
    const box = boxOf(annotation, numbers);
    if (typeof box === "string") return refuse(place(), box, "give it a bbox [x, y, width, height] or a polygon; it was left out");
    if (hasSegmentation(annotation["segmentation"]))
      unmapped.count("segmentation", "an actor's outline comes from its image; to change it, give the actor your own image");
    if (arrayOf(annotation["keypoints"]).some((value) => value !== 0))
      unmapped.count("keypoints", "a person’s keypoints follow from the figure that is drawn; keep the original file for these");
    if (annotation["score"] !== undefined)
      unmapped.count("score", "actors have no detection scores; to score a detector, use evaluate instead");
    if (attributes["occluded"] !== undefined) unmapped.countMeasured("occluded");
    if (attributes["truncation"] !== undefined) unmapped.countMeasured("truncation");
    const category = idOf(annotation["category_id"]);
    const label = labels.get(category ?? "");
    if (label === undefined)
      findings.add(
        {
          severity: "warning",
          file: main.path,
          place: place(),
          message: "its category_id matches no category",
          advice: "choose its type in the list of classes",
          option: "--class NAME=TYPE",
        },
        "no category",
      );
    const key = TRACK_KEYS.map((name) => annotation[name] ?? attributes[name]).find((value) => value !== undefined && value !== null);
    const name = label ?? `category ${category ?? "without id"}`;
    const origin = { file: main.path, place };
    // Our own mark for an invisible actor: it has a track, which a crowd does not have.
    const isHidden = keyOf(key) !== null && attributes["visibility"] === 0;
    if (isIgnored(annotation) && !isHidden) return ignored.add({ frame, ...box, label: name }, origin);
    collector.add(
      keyOf(key),
      name,
      {
        frame,
        ...box,
        ...optional("visibility", shareOf(attributes["visibility"])),
        ...optional("confidence", shareOf(attributes["confidence"])),
      },
      origin,
    );
  });
  if (numbers.texts > 0)
    findings.add({
      severity: "info",
      file: main.path,
      place: "annotations",
      message: `${counted(numbers.texts, "number is", "numbers are")} written as strings, such as "${numbers.sample}"`,
      advice: "they were read as numbers; no action needed",
    });
  notePictureSizes(images.flatMap(sizeOf), main.path, findings);

  let lastFrame = -1;
  for (const frame of frameOf.values()) lastFrame = Math.max(lastFrame, frame ?? -1);
  return {
    video: {
      ...optional("name", textOf(video["name"])),
      ...optional("width", countOf(images[0]?.["width"]) ?? countOf(video["width"])),
      ...optional("height", countOf(images[0]?.["height"]) ?? countOf(video["height"])),
      ...optional("fps", unmapped.frameRate(video["fps"] ?? video["frame_rate"] ?? video["framerate"])),
      ...optional("totalFrames", countOf(lastFrame + 1)),
    },
  };
}

/** Where tools store the track of an annotation, or of its attributes. */
const TRACK_KEYS = ["track_id", "instance_id", "object_id", "tracking_id", "trackid", "trackId", "tracklet_id", "tid"] as const;

/** A crowd, or what LVIS and others mark as not to be counted. */
function isIgnored({ iscrowd, ignore }: JsonObject): boolean {
  return [iscrowd, ignore].some((flag) => flag === 1 || flag === true || flag === "1");
}

function categoryNames(root: JsonObject): Map<string, string> {
  return new Map(
    arrayOf(root["categories"]).map((entry) => {
      const category = objectOf(entry);
      const id = idOf(category["id"]) ?? "";
      return [id, textOf(category["name"])?.trim() || `category ${id}`] as const;
    }),
  );
}

/** Numbers of a file, some of which are strings. */
class LooseNumbers {
  texts = 0;
  sample = "";

  of(value: unknown): number {
    if (typeof value === "number") return Number.isFinite(value) ? value : Number.NaN;
    if (typeof value !== "string") return Number.NaN;
    this.texts++;
    this.sample ||= value;
    return parseNumber(value.trim());
  }
}

/** An annotation's box, or that of its outline if it has none itself; otherwise what is wrong with it. */
function boxOf(annotation: JsonObject, numbers: LooseNumbers): Box | string {
  // Our files keep what was removed when `bbox` was clipped to the frame.
  const bbox = arrayOf(annotation["unclipped_bbox"] ?? annotation["bbox"]);
  if (bbox.length === 4) {
    const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = bbox.map((value) => numbers.of(value));
    return { x, y, width, height };
  }
  if (bbox.length > 0) return `its bbox has ${counted(bbox.length, "number")} instead of 4`;
  const box = segmentationBox(annotation["segmentation"]);
  if (!box)
    return hasSegmentation(annotation["segmentation"])
      ? "it has no bbox, and its segmentation is invalid"
      : "it has neither a bbox nor an outline";
  return box;
}

function sizeOf(image: JsonObject): { width: number; height: number }[] {
  const [width, height] = [countOf(image["width"]), countOf(image["height"])];
  return width === undefined || height === undefined ? [] : [{ width, height }];
}
