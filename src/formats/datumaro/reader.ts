import { uprightBox } from "../read/extent";
import { notePictureSizes } from "../read/pictureSizes";
import { optional, type ReaderInput, type ReaderResult } from "../read/input";
import { arrayOf, countOf, keyOf, numberOf, objectOf, shareOf, textOf, type JsonObject } from "../read/json";
import { datumaroItems, type DatumaroItem } from "./items";
import { extentOf } from "./shapes";

/**
 * Datumaro JSON: boxes of items, and boxes around their outlines, also from several files that are subsets of one video; other kinds of
 * annotation are listed.
 */
export function readDatumaro(input: ReaderInput): ReaderResult {
  const { main, findings, unmapped } = input;
  const { items, roots, files } = datumaroItems(input);
  for (const item of items) readItem(item, input);
  const infos = objectOf(roots.map((root) => objectOf(root["infos"])).find((info) => Object.keys(info).length > 0));
  const sizes = items.flatMap(({ item }) => sizeOf(item));
  const [size] = sizes;
  notePictureSizes(sizes, main.path, findings);
  return {
    read: files,
    video: {
      ...optional("name", textOf(infos["video"])),
      ...optional("width", size?.width),
      ...optional("height", size?.height),
      ...optional("fps", unmapped.frameRate(infos["fps"])),
      // Items without annotations are frames, too.
      totalFrames: Math.max(countOf(infos["frames"]) ?? 0, items.reduce((last, { frame }) => Math.max(last, frame), -1) + 1),
    },
  };
}

function readItem({ file, index: itemIndex, item, frame, labels }: DatumaroItem, { collector, findings, unmapped }: ReaderInput): void {
  arrayOf(item["annotations"]).forEach((entry, index) => {
    const annotation = objectOf(entry);
    const place = () => `items[${itemIndex}].annotations[${index}]`;
    const kind = textOf(annotation["type"]) ?? "unknown";
    const extent = extentOf(annotation);
    if (!extent) {
      findings.add(
        {
          severity: "warning",
          file: file.path,
          place: place(),
          message: `a "${kind}" cannot become an actor`,
          advice: "boxes, outlines, masks and points are read; it was left out",
        },
        kind,
      );
      return;
    }
    const attributes = objectOf(annotation["attributes"]);
    if (attributes["outside"] === true) {
      unmapped.count("boxes marked outside", "the object is not in view in those frames");
      return;
    }
    if (attributes["occluded"] !== undefined) unmapped.countMeasured("occluded");
    if (attributes["truncation"] !== undefined) unmapped.countMeasured("truncation");
    if (!["bbox", "rotated_bbox"].includes(kind))
      unmapped.count("outlines of shapes that are not boxes", "actors are boxes: the bounding box of each was used", kind);
    if (extent.rotation % 180 !== 0)
      unmapped.count("rotation", "actors are upright: the axis-aligned box around each rotated box was used");
    collector.add(
      trackOf(annotation),
      labels[numberOf(annotation["label_id"])] ?? `label ${String(annotation["label_id"])}`,
      {
        frame,
        ...uprightBox(extent),
        ...optional("visibility", shareOf(attributes["visibility"])),
        ...optional("confidence", shareOf(attributes["confidence"])),
      },
      { file: file.path, place },
    );
  });
}

/** Tools store tracks in an attribute; newer versions of Datumaro have a separate key, −1 if there is none. */
function trackOf(annotation: JsonObject): number | string | null {
  const track = keyOf(objectOf(annotation["attributes"])["track_id"]);
  if (track !== null) return track;
  const object = keyOf(annotation["object_id"]);
  return typeof object === "number" && object < 0 ? null : object;
}

/** Width and height of an item's picture, which Datumaro writes in reverse order; empty if they are not stated. */
function sizeOf(item: Record<string, unknown>): { width: number; height: number }[] {
  for (const media of ["image", "media", "video_frame"]) {
    const [height, width] = arrayOf(objectOf(item[media])["size"]).map(countOf);
    if (width !== undefined && height !== undefined) return [{ width, height }];
  }
  return [];
}
