import { LIMITS } from "@/core/document";
import type { Origin } from "../read/trackCollector";
import { optional, type ReaderInput, type ReaderResult } from "../read/input";
import type { UnmappedParts } from "../read/unmapped";
import { arrayOf, countOf, isObject, numberOf, objectOf, shareOf, textOf, type JsonObject } from "../read/json";

/** ASAM OpenLABEL: boxes of objects, from the frames or, where an object does not move, from the object itself. */
export function readOpenLabel({ main, json, collector, findings, unmapped }: ReaderInput): ReaderResult {
  const root = objectOf(objectOf(json)["openlabel"]);
  const objects = objectOf(root["objects"]);
  const frames = Object.entries(objectOf(root["frames"]));
  const leftOut = (place: string, what: string) =>
    findings.add(
      { severity: "warning", file: main.path, place, message: `${what} cannot become part of an actor`, mend: "only bbox of objects is read; it was left out" },
      what,
    );

  for (const [frameKey, content] of frames) {
    const frame = /^\d+$/.test(frameKey) ? Number(frameKey) : Number.NaN;
    for (const [id, object] of Object.entries(objectOf(objectOf(content)["objects"])))
      addBox(id, frame, objectOf(object)["object_data"], `frames["${frameKey}"].objects["${id}"]`);
    for (const kind of ["actions", "events", "relations"]) if (objectOf(content)[kind] !== undefined) leftOut(`frames["${frameKey}"]`, kind);
  }
  for (const [id, entry] of Object.entries(objects)) {
    const object = objectOf(entry);
    if (objectOf(object["object_data"])["bbox"] !== undefined)
      for (const frame of framesOf(id, object)) addBox(id, frame, object["object_data"], `objects["${id}"]`);
    else listOtherShapes(object["object_data"], `objects["${id}"]`);
    const name = textOf(object["name"]);
    if (name !== undefined) collector.setName(trackKey(id), name);
  }
  for (const kind of ["actions", "events", "contexts", "relations", "tags"])
    if (isObject(root[kind]) && Object.keys(root[kind]).length > 0) leftOut(kind, kind);
  return { video: videoOf(root, frames.length, unmapped) };

  function addBox(id: string, frame: number, data: unknown, path: string): void {
    const object = objects[id];
    if (!isObject(object))
      findings.add(
        { severity: "warning", file: main.path, place: path, message: `there is no object "${id}"`, mend: 'add it under "objects" with name and type' },
        "no object",
      );
    listOtherShapes(data, path);
    const boxes = arrayOf(objectOf(data)["bbox"]).map(objectOf);
    const box = boxes.find((candidate) => candidate["name"] === "bounding_box") ?? boxes[0];
    if (!box) return;
    for (const other of boxes) {
      if (other["name"] === "visible_box") unmapped.countMeasured("visible_box");
      else if (other !== box) leftOut(path, "a second bbox");
    }
    const [centreX = Number.NaN, centreY = Number.NaN, width = Number.NaN, height = Number.NaN] = arrayOf(box["val"]).map(numberOf);
    const numbers = arrayOf(objectOf(box["attributes"])["num"]).map(objectOf);
    if (arrayOf(objectOf(box["attributes"])["vec"]).some((vector) => objectOf(vector)["name"] === "occluded_by" && arrayOf(objectOf(vector)["val"]).length > 0)) unmapped.countMeasured("occluded_by");
    const numberNamed = (name: string) => shareOf(numbers.find((number) => number["name"] === name)?.["val"]);
    const origin: Origin = { file: main.path, place: () => `${path}.object_data.bbox` };
    collector.add(
      trackKey(id),
      textOf(objectOf(object)["type"]) ?? "unknown",
      {
        frame,
        x: centreX - width / 2,
        y: centreY - height / 2,
        width,
        height,
        ...optional("visibility", numberNamed("visibility")),
        ...optional("confidence", numberNamed("confidence")),
      },
      origin,
    );
  }

  function listOtherShapes(data: unknown, path: string): void {
    for (const kind of Object.keys(objectOf(data))) if (/^(rbbox|poly|cuboid|mat|mesh|image|binary|point)/.test(kind)) leftOut(path, kind);
  }

  /**
   * Frames of an object that stands still, from its intervals (both ends included). Without any it is there all the time:
   * at every frame of the file where it has no box of its own.
   */
  function* framesOf(id: string, object: JsonObject): Generator<number> {
    const own = arrayOf(object["frame_intervals"]).map(objectOf);
    if (own.length === 0 && frames.length > 0) {
      for (const [frame, content] of frames)
        if (objectOf(objectOf(objectOf(objectOf(content)["objects"])[id])["object_data"])["bbox"] === undefined) yield Number(frame);
      return;
    }
    const intervals = own.length > 0 ? own : arrayOf(root["frame_intervals"]).map(objectOf);
    if (intervals.length === 0)
      findings.add({ severity: "error", file: main.path, place: `objects["${id}"]`, message: "its box is at no frame, since the file has neither frames nor intervals", mend: 'give the object "frame_intervals"; it was left out' }, "no frames");
    for (const interval of intervals) {
      const first = numberOf(interval["frame_start"]);
      const last = Math.min(numberOf(interval["frame_end"]), LIMITS.durationFrames.max);
      for (let frame = first; frame <= last; frame++) yield frame;
    }
  }
}

function trackKey(id: string): number | string {
  return /^\d{1,15}$/.test(id) ? Number(id) : id;
}

function videoOf(root: JsonObject, frameCount: number, unmapped: UnmappedParts): ReaderResult["video"] {
  const stream = objectOf(Object.values(objectOf(root["streams"])).find((entry) => objectOf(entry)["type"] === "camera"));
  const properties = objectOf(stream["stream_properties"]);
  const intrinsics = objectOf(properties["intrinsics_pinhole"] ?? properties["intrinsics_fisheye"] ?? properties["intrinsics_custom"]);
  return {
    ...optional("name", textOf(objectOf(root["metadata"])["name"])),
    ...optional("width", countOf(intrinsics["width_px"])),
    ...optional("height", countOf(intrinsics["height_px"])),
    ...optional("fps", unmapped.frameRate(properties["frame_rate"])),
    ...optional("totalFrames", countOf(properties["total_frames"] ?? frameCount)),
  };
}
