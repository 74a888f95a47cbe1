import { framesByName } from "../read/frames";
import { optional, type ReaderInput, type ReaderResult } from "../read/input";
import { arrayOf, countOf, keyOf, numberOf, objectOf, shareOf, textOf } from "../read/json";

/** Datumaro JSON: boxes of items; other kinds of annotation are listed. */
export function readDatumaro(input: ReaderInput): ReaderResult {
  const { main, json, collector, findings, unmapped } = input;
  const root = objectOf(json);
  const items = arrayOf(root["items"]).map(objectOf);
  const labels = arrayOf(objectOf(objectOf(root["categories"])["label"])["labels"]).map((label) => textOf(objectOf(label)["name"]));
  // Names count only where items do not tell their frames.
  const byName = items.every((item) => objectOf(item["attr"])["frame"] !== undefined) ? null : framesByName(items.map((item) => textOf(item["id"]) ?? ""), input);

  items.forEach((item, itemIndex) => {
    const given = objectOf(item["attr"])["frame"];
    const frame = given === undefined ? (byName?.frames[itemIndex] ?? null) : numberOf(given);
    if (frame === null) return;
    arrayOf(item["annotations"]).forEach((entry, index) => {
      const annotation = objectOf(entry);
      const place = () => `items[${itemIndex}].annotations[${index}]`;
      const kind = textOf(annotation["type"]) ?? "unknown";
      if (kind !== "bbox") {
        findings.add(
          { severity: "warning", file: main.path, place: place(), message: `a "${kind}" cannot become an actor`, mend: "only bbox annotations are read; it was left out" },
          kind,
        );
        return;
      }
      const attributes = objectOf(annotation["attributes"]);
      if (attributes["occluded"] !== undefined) unmapped.countMeasured("occluded");
      if (attributes["truncation"] !== undefined) unmapped.countMeasured("truncation");
      const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = arrayOf(annotation["bbox"]).map(numberOf);
      collector.add(
        keyOf(attributes["track_id"]),
        labels[numberOf(annotation["label_id"])] ?? `label ${String(annotation["label_id"])}`,
        {
          frame,
          x,
          y,
          width,
          height,
          ...optional("visibility", shareOf(attributes["visibility"])),
          ...optional("confidence", shareOf(attributes["confidence"])),
        },
        { file: main.path, place },
      );
    });
  });

  const infos = objectOf(root["infos"]);
  const [height, width] = arrayOf(objectOf(items[0]?.["image"])["size"]);
  return {
    video: {
      ...optional("name", textOf(infos["video"])),
      ...optional("width", countOf(width)),
      ...optional("height", countOf(height)),
      ...optional("fps", unmapped.frameRate(infos["fps"])),
      ...optional("totalFrames", countOf(infos["frames"])),
    },
  };
}
