import { FormatError } from "../finding";
import { framesByName, optional, type ReaderInput, type ReaderResult } from "../read/input";
import { arrayOf, countOf, isObject, keyOf, numberOf, objectOf, shareOf, textOf, type JsonObject } from "../read/json";

/** COCO, with the keys of ours or of other video tools for frame and track where they are there. */
export function readCoco({ main, json, collector, ignored, findings, unmapped }: ReaderInput): ReaderResult {
  const root = objectOf(json);
  const images = arrayOf(root["images"]).map(objectOf);
  refuseSeveralVideos(root, images, main.path);
  const frames = framesOf(images);
  const labels = new Map(
    arrayOf(root["categories"]).map((entry) => {
      const category = objectOf(entry);
      return [category["id"], textOf(category["name"]) ?? `category ${String(category["id"])}`] as const;
    }),
  );
  const refuse = (place: string, message: string, mend: string) =>
    findings.add({ severity: "error", file: main.path, place, message, mend });

  arrayOf(root["annotations"]).forEach((entry, index) => {
    const annotation = objectOf(entry);
    const place = () => `annotations[${index}]`;
    const frame = frames.get(annotation["image_id"]);
    if (frame === undefined)
      return refuse(place(), "its image_id is that of no image", "add the image, or correct the id; the box was left out");
    const attributes = objectOf(annotation["attributes"]);
    // Ours keeps what the clipping of `bbox` to the frame took away.
    const bbox = arrayOf(annotation["unclipped_bbox"] ?? annotation["bbox"]);
    if (bbox.length !== 4)
      return refuse(place(), "it has no bbox of four numbers", "masks and key points alone cannot be imported; add bbox [x, y, width, height]");
    const [x, y, width, height] = bbox.map(numberOf);
    if (isObject(annotation["segmentation"]) || arrayOf(annotation["segmentation"]).length > 0)
      unmapped.count("segmentation", "an actor's outline comes from its picture; give it one of your own to have another");
    if (arrayOf(annotation["keypoints"]).length > 0) unmapped.count("keypoints", "actors have no key points; keep the original file for them");
    if (attributes["occluded"] !== undefined) unmapped.countMeasured("occluded");
    if (attributes["truncation"] !== undefined) unmapped.countMeasured("truncation");
    const label = labels.get(annotation["category_id"]);
    if (label === undefined)
      findings.add(
        { severity: "warning", file: main.path, place: place(), message: "its category_id is that of no category", mend: "choose its type in the list of classes" },
        "no category",
      );
    const key = annotation["track_id"] ?? attributes["track_id"] ?? annotation["instance_id"];
    const name = label ?? `category ${String(annotation["category_id"])}`;
    const box = { frame, x: x ?? Number.NaN, y: y ?? Number.NaN, width: width ?? Number.NaN, height: height ?? Number.NaN };
    // Our own mark for an actor that cannot be seen: it has a track, which a crowd has not.
    const isHidden = keyOf(key) !== null && attributes["visibility"] === 0;
    if (annotation["iscrowd"] === 1 && !isHidden) return ignored.add({ ...box, label: name }, { file: main.path, place });
    collector.add(
      keyOf(key),
      name,
      {
        ...box,
        ...optional("visibility", shareOf(attributes["visibility"])),
        ...optional("confidence", shareOf(attributes["confidence"])),
      },
      { file: main.path, place },
    );
  });
  return { video: videoOf() };

  function framesOf(described: readonly JsonObject[]): Map<unknown, number> {
    const given = described.map((image) => image["frame"] ?? image["frame_id"]);
    if (described.length > 0 && given.every((frame) => typeof frame === "number"))
      return new Map(described.map((image, index) => [image["id"], given[index] ?? 0]));
    const { frames: found, byNumber } = framesByName(described.map((image) => textOf(image["file_name"]) ?? ""), { main, findings });
    if (described.length > 0)
      findings.add({
        severity: "info",
        file: main.path,
        place: "images",
        message: `frames were taken from the ${byNumber ? "numbers in the pictures' names" : "order of the pictures"}`,
        mend: 'to be sure, give every image a "frame" counted from 0',
      });
    return new Map(described.map((image, index) => [image["id"], found[index] ?? 0]));
  }

  function videoOf(): ReaderResult["video"] {
    const video = objectOf(arrayOf(root["videos"]).find(isObject));
    let lastFrame = -1;
    for (const frame of frames.values()) lastFrame = Math.max(lastFrame, frame);
    return {
      ...optional("name", textOf(video["name"])),
      ...optional("width", countOf(images[0]?.["width"])),
      ...optional("height", countOf(images[0]?.["height"])),
      ...optional("fps", unmapped.frameRate(video["fps"])),
      ...optional("totalFrames", countOf(lastFrame + 1)),
    };
  }
}

/** Frames and tracks of several videos would fall upon each other. @throws FormatError that names the videos */
function refuseSeveralVideos(root: JsonObject, images: readonly JsonObject[], file: string): void {
  const ids = new Set(images.map((image) => image["video_id"]).filter((id) => id !== undefined));
  if (ids.size <= 1) return;
  const names = new Map(arrayOf(root["videos"]).map((entry) => [objectOf(entry)["id"], textOf(objectOf(entry)["name"])] as const));
  const shown = [...ids].slice(0, 5).map((id) => names.get(id) ?? `video_id ${JSON.stringify(id)}`);
  throw new FormatError({
    severity: "error",
    file,
    place: "images",
    message: `they are of ${ids.size} videos (${shown.join(", ")}${ids.size > shown.length ? ", …" : ""})`,
    mend: "a scenario is one video; split the file by video_id and import the parts one by one",
  });
}
