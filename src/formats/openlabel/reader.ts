import { LIMITS } from "@/core/document";
import { extentAround, uprightBox } from "../read/extent";
import { optional, type ReaderInput, type ReaderResult } from "../read/input";
import { arrayOf, countOf, isObject, numberOf, objectOf, shareOf, textOf, type JsonObject } from "../read/json";
import type { Origin } from "../read/trackCollector";
import { chooseStream, sizeOf, type BoxPlace } from "./streams";

type Interval = { first: number; last: number };

/**
 * ASAM OpenLABEL and VCD: boxes of objects, from the frames or, if an object does not move, from the object itself. If there are several
 * streams, one is read.
 */
export function readOpenLabel(input: ReaderInput): ReaderResult {
  const { main, json, collector, findings, unmapped } = input;
  const root = objectOf(objectOf(json)["openlabel"]);
  const objects = objectOf(root["objects"]);
  const frames = Object.entries(objectOf(root["frames"]));
  const stream = chooseStream(root, boxPlaces(objects, frames), input);
  const leftOut = (place: string, what: string) =>
    findings.add(
      {
        severity: "warning",
        file: main.path,
        place,
        message: `${what} cannot become part of an actor`,
        advice: "only bbox, rbbox and poly2d of objects are read; it was left out",
      },
      what,
    );

  for (const [frameKey, content] of frames) {
    const frame = /^\d+$/.test(frameKey) ? Number(frameKey) : Number.NaN;
    for (const [id, object] of Object.entries(objectOf(objectOf(content)["objects"])))
      addBox(id, frame, objectOf(object), `frames["${frameKey}"].objects["${id}"]`);
    for (const kind of ["actions", "events", "relations"])
      if (objectOf(content)[kind] !== undefined) leftOut(`frames["${frameKey}"]`, kind);
  }
  for (const [id, entry] of Object.entries(objects)) {
    const object = objectOf(entry);
    if (boxesOf(object).length > 0) for (const frame of framesOf(id, object)) addBox(id, frame, object, `objects["${id}"]`);
    else listOtherShapes(object["object_data"], `objects["${id}"]`);
    const name = textOf(object["name"]);
    if (name !== undefined) collector.setName(trackKey(id), name);
  }
  for (const kind of ["actions", "events", "contexts", "relations", "tags"])
    if (isObject(root[kind]) && Object.keys(root[kind]).length > 0) leftOut(kind, kind);
  const { width, height } = sizeOf(stream.properties);
  return {
    video: {
      ...optional("name", textOf(objectOf(root["metadata"])["name"])),
      ...optional("width", width),
      ...optional("height", height),
      ...optional("fps", unmapped.frameRate(stream.properties["frame_rate"])),
      ...optional("totalFrames", countOf(stream.properties["total_frames"]) ?? framesTold()),
    },
  };

  function addBox(id: string, fileFrame: number, inFrame: JsonObject, path: string): void {
    const object = objects[id];
    if (!isObject(object))
      findings.add(
        {
          severity: "warning",
          file: main.path,
          place: path,
          message: `there is no object "${id}"`,
          advice: 'add it under "objects" with a name and type',
        },
        "no object",
      );
    listOtherShapes(inFrame["object_data"], path);
    const boxes = boxesOf(inFrame).filter((box) => stream.takes({ box, inFrame, object: objectOf(object) }));
    const box = boxes.find((candidate) => candidate["name"] === "bounding_box") ?? boxes[0];
    const frame = stream.frameOf(fileFrame);
    if (!box || frame === null) return;
    for (const other of boxes) {
      if (other["name"] === "visible_box") unmapped.countMeasured("visible_box");
      else if (other !== box) leftOut(path, "a second shape");
    }
    const numbers = arrayOf(objectOf(box["attributes"])["num"]).map(objectOf);
    if (
      arrayOf(objectOf(box["attributes"])["vec"]).some(
        (vector) => objectOf(vector)["name"] === "occluded_by" && arrayOf(objectOf(vector)["val"]).length > 0,
      )
    )
      unmapped.countMeasured("occluded_by");
    const numberNamed = (name: string) => shareOf(numbers.find((number) => number["name"] === name)?.["val"]);
    const origin: Origin = { file: main.path, place: () => `${path}.object_data.bbox` };
    collector.add(
      trackKey(id),
      textOf(objectOf(object)["type"]) ?? "unknown",
      {
        frame,
        ...placeOf(box),
        ...optional("visibility", numberNamed("visibility")),
        ...optional("confidence", numberNamed("confidence")),
      },
      origin,
    );
  }

  /** The upright box around a shape: centre and size, for a rotated box also its angle in radians, or corners. */
  function placeOf(shape: JsonObject): { x: number; y: number; width: number; height: number } {
    const numbers = arrayOf(shape["val"]).map(numberOf);
    if (isOutline(shape)) {
      unmapped.count("outlines (poly2d)", "actors are boxes: the bounding box of each was used");
      const points = numbers.flatMap((x, index) => (index % 2 === 0 ? [[x, numbers[index + 1] ?? Number.NaN] as const] : []));
      const { x, y, width, height } = extentAround(points) ?? { x: Number.NaN, y: Number.NaN, width: Number.NaN, height: Number.NaN };
      return { x, y, width, height };
    }
    const [centreX = Number.NaN, centreY = Number.NaN, width = Number.NaN, height = Number.NaN, angle = 0] = numbers;
    const rotation = (angle * 180) / Math.PI;
    if (rotation % 180 !== 0) unmapped.count("rotation", "actors are upright: the axis-aligned box around each rotated box was used");
    return uprightBox({ x: centreX - width / 2, y: centreY - height / 2, width, height, rotation, round: false });
  }

  function listOtherShapes(data: unknown, path: string): void {
    const read = shapesOf(objectOf(data)).kind;
    for (const kind of Object.keys(objectOf(data)))
      if (kind !== read && /^(rbbox|poly|cuboid|mat|mesh|image|binary|point)/.test(kind)) leftOut(path, kind);
  }

  /**
   * Frames of an object that does not move, except those where it has its own box: as its intervals say (both ends included), otherwise
   * the file's, otherwise every frame of the file.
   */
  function* framesOf(id: string, object: JsonObject): Generator<number> {
    const own = intervalsOf(object["frame_intervals"]);
    const told = own.length > 0 ? own : intervalsOf(root["frame_intervals"]);
    const intervals = told.length > 0 ? told : frames.map(([key]) => ({ first: Number(key), last: Number(key) }));
    if (intervals.length === 0)
      findings.add(
        {
          severity: "error",
          file: main.path,
          place: `objects["${id}"]`,
          message: "its box is in no frame, because the file has neither frames nor intervals",
          advice: 'give the object "frame_intervals"; it was left out',
        },
        "no frames",
      );
    const elsewhere = new Set(
      frames.flatMap(([key, content]) => {
        const inFrame = objectOf(objectOf(objectOf(content)["objects"])[id]);
        return boxesOf(inFrame).length > 0 ? Number(key) : [];
      }),
    );
    for (const { first, last } of intervals)
      for (let frame = Math.max(first, -1); frame <= Math.min(last, LIMITS.durationFrames.max); frame++)
        if (!elsewhere.has(frame)) yield frame;
  }

  /** Frames up to the last one mentioned in the file. */
  function framesTold(): number | undefined {
    const intervals = [root, ...Object.values(objects).map(objectOf)].flatMap((part) => intervalsOf(part["frame_intervals"]));
    let last = -1;
    for (const frame of [...intervals.map((interval) => interval.last), ...frames.map(([key]) => Number(key))])
      last = Math.max(last, stream.frameOf(frame) ?? -1);
    return countOf(Math.min(last, LIMITS.durationFrames.max - 1) + 1);
  }
}

/** Boxes of an object, at a frame or as a whole; rotated ones, and outlines, only if there are no others. */
function boxesOf(object: JsonObject): JsonObject[] {
  return shapesOf(objectOf(object["object_data"])).shapes;
}

function shapesOf(data: JsonObject): { kind: string; shapes: JsonObject[] } {
  for (const kind of ["bbox", "rbbox", "poly2d"]) {
    const shapes = arrayOf(data[kind])
      .map(objectOf)
      .filter((shape) => kind !== "poly2d" || isOutline(shape));
    if (shapes.length > 0) return { kind, shapes };
  }
  return { kind: "", shapes: [] };
}

/** An outline with explicit corners; those encoded as chains of steps are not read. */
function isOutline(shape: JsonObject): boolean {
  const mode = shape["mode"];
  return (mode === undefined ? shape["closed"] !== undefined : mode === "MODE_POLY2D_ABSOLUTE") && arrayOf(shape["val"]).length >= 4;
}

function* boxPlaces(objects: JsonObject, frames: readonly (readonly [string, unknown])[]): Generator<BoxPlace> {
  for (const [, content] of frames)
    for (const [id, entry] of Object.entries(objectOf(objectOf(content)["objects"]))) {
      const inFrame = objectOf(entry);
      for (const box of boxesOf(inFrame)) yield { box, inFrame, object: objectOf(objects[id]) };
    }
  for (const entry of Object.values(objects)) {
    const object = objectOf(entry);
    for (const box of boxesOf(object)) yield { box, inFrame: object, object };
  }
}

function intervalsOf(value: unknown): Interval[] {
  return arrayOf(value)
    .map(objectOf)
    .map((interval) => ({ first: numberOf(interval["frame_start"]), last: numberOf(interval["frame_end"]) }));
}

function trackKey(id: string): number | string {
  return /^\d{1,15}$/.test(id) ? Number(id) : id;
}
