import { segmentationBox } from "../coco/shapes";
import { FormatError } from "../finding";
import { extentAround } from "../read/extent";
import { fromFirstFrame, framesByName, type Frames } from "../read/frames";
import { optional, type ReaderInput, type ReaderResult } from "../read/input";
import { arrayOf, countOf, idOf, isObject, keyOf, numberOf, objectOf, shareOf, textOf, type JsonObject } from "../read/json";
import { readJsons } from "../read/jsonFiles";
import { counted } from "@/core/text";

type Frame = { file: string; place: string; frame: JsonObject; labels: readonly unknown[] };

/** Whether JSON is in Scalabel's format, which BDD100K uses: a list of frames with labels, or an object with one. */
export function isScalabel(root: unknown): boolean {
  return framesIn(root)
    .slice(0, 200)
    .some((frame) =>
      labelsOf(frame).some((label) =>
        ["box2d", "poly2d"].some((kind) => isObject(objectOf(label)[kind]) || Array.isArray(objectOf(label)[kind])),
      ),
    );
}

/** BDD100K and other data of Scalabel, in one file or one for each image. The last pixel of a box is inside it. */
export function readBdd100k(input: ReaderInput): ReaderResult {
  const { main, candidates, collector, ignored, findings, unmapped } = input;
  const roots = readJsons(input);
  const all: Frame[] = roots.flatMap(({ file, json }) =>
    framesIn(json).map((entry, index) => {
      const frame = Array.isArray(json) ? entry : { ...nameOfFile(json), ...entry };
      return { file: file.path, place: `frames[${index}]`, frame, labels: labelsOf(entry) };
    }),
  );
  const given = chooseVideo(all, input);
  const frames = framesOf(given, input);
  const idsAreTracks = tracksOf(given, input);
  for (const [at, { file, place, labels }] of given.entries()) {
    const frame = frames[at] ?? null;
    if (frame === null) continue;
    labels.forEach((entry, index) => {
      const label = objectOf(entry);
      const attributes = objectOf(label["attributes"]);
      const origin = { file, place: () => `${place}.labels[${index}]` };
      const box = boxOf(label);
      if (!box) {
        unmapped.count("labels without a 2-D box or outline", "a scenario is 2-D and has boxes", kindOf(label));
        return;
      }
      if (label["box2d"] === undefined) unmapped.count("outlines", "the box around each outline was used");
      const name = textOf(label["category"])?.trim() || "unnamed";
      if (attributes["crowd"] === true || attributes["ignored"] === true || name === "ignored")
        return ignored.add({ frame, ...box, label: name === "ignored" ? null : name }, origin);
      for (const measured of ["occluded", "truncated"] as const)
        if (attributes[measured] === true || attributes[measured] === "true") unmapped.countMeasured(measured);
      collector.add(
        idsAreTracks ? keyOf(label["id"]) : null,
        name,
        {
          frame,
          ...box,
          ...optional("visibility", shareOf(attributes["visibility"])),
          ...optional("confidence", shareOf(attributes["confidence"] ?? label["score"])),
        },
        origin,
      );
    });
  }
  const [configuration] = roots.map(({ json }) => objectOf(objectOf(json)["config"]));
  const size = objectOf(given.map(({ frame }) => frame["size"]).find(isObject) ?? configuration?.["imageSize"]);
  const last = frames.reduce<number>((most, frame) => Math.max(most, frame ?? -1), -1);
  if (given.length === 0)
    findings.add({ severity: "warning", file: main.path, place: "", message: "there are no frames", advice: "choose a file with labels" });
  return {
    video: {
      ...optional("name", textOf(given[0]?.frame["videoName"])),
      ...optional("width", countOf(size["width"])),
      ...optional("height", countOf(size["height"])),
      ...optional("fps", unmapped.frameRate(configuration?.["fps"])),
      totalFrames: last + 1,
    },
    read: candidates,
  };
}

function framesIn(root: unknown): JsonObject[] {
  if (Array.isArray(root)) return root.filter(isObject);
  const { frames } = objectOf(root);
  return Array.isArray(frames) ? frames.filter(isObject) : [];
}

function labelsOf(frame: JsonObject): readonly unknown[] {
  return arrayOf(frame["labels"] ?? frame["objects"]);
}

/** BDD100K's first files have the image's name above its only frame. */
function nameOfFile(root: unknown): JsonObject {
  const { name } = objectOf(root);
  return typeof name === "string" ? { name } : {};
}

function chooseVideo(frames: readonly Frame[], { main, readings }: ReaderInput): readonly Frame[] {
  const counts = new Map<string, number>();
  for (const { frame } of frames) {
    const name = idOf(frame["videoName"]);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size < 2) return frames;
  const chosen = readings.ask(
    {
      topic: "video",
      question: `The frames are of ${counts.size} videos`,
      readings: [...counts].map(([value, count]) => ({ value, label: value, gives: counted(count, "frame") })),
    },
    main.path,
  );
  return frames.filter(({ frame }) => idOf(frame["videoName"]) === chosen);
}

/** From `frameIndex` (older files: `index`), otherwise from the names. */
function framesOf(frames: readonly Frame[], input: ReaderInput): Frames {
  for (const key of ["frameIndex", "index"]) {
    const numbers = frames.map(({ frame }) => numberOf(frame[key]));
    if (numbers.length === 0 || numbers.some(Number.isNaN)) continue;
    const seen = new Set<number>();
    const repeated = numbers.findIndex((number) => seen.size === seen.add(number).size);
    if (repeated >= 0)
      throw new FormatError({
        severity: "error",
        file: frames[repeated]?.file ?? "",
        place: frames[repeated]?.place ?? "",
        message: `it has the same ${key}, ${numbers[repeated] ?? 0}, as another frame, and neither says which video it belongs to`,
        advice: 'give the frames a "videoName", or distinct numbers',
      });
    return fromFirstFrame(numbers, input);
  }
  const names = frames.map(({ frame, file, place }) => textOf(frame["name"]) ?? `${file} ${place}`);
  return framesByName(names, input).frames;
}

/** Ids are tracks in the tracking set. In the detection set they number labels, some anew in every image. */
function tracksOf(frames: readonly Frame[], { main, readings }: ReaderInput): boolean {
  const isVideo = frames.length > 0 && frames.every(({ frame }) => frame["frameIndex"] !== undefined || frame["index"] !== undefined);
  const seen = new Set<string>();
  const repeats = frames.some(({ labels }) => {
    const ids = new Set(labels.flatMap((label) => idOf(objectOf(label)["id"]) ?? []));
    const again = [...ids].some((id) => seen.has(id));
    for (const id of ids) seen.add(id);
    return again;
  });
  if (!repeats) return isVideo;
  const question = {
    topic: "tracks",
    question: "Ids of labels occur in several images",
    readings: [
      { value: "ids", label: "They are tracks", gives: `${seen.size} ids, as in the tracking set` },
      { value: "overlap", label: "They number the labels of each image", gives: "boxes are joined into tracks by overlap" },
    ],
    assumed: isVideo ? "ids" : "overlap",
  };
  return readings.ask(question, main.path) === "ids";
}

function boxOf(label: JsonObject): { x: number; y: number; width: number; height: number } | null {
  if (isObject(label["box2d"])) {
    const { x1, y1, x2, y2 } = label["box2d"];
    const [left, top] = [numberOf(x1), numberOf(y1)];
    return { x: left, y: top, width: numberOf(x2) - left + 1, height: numberOf(y2) - top + 1 };
  }
  const outlines = arrayOf(label["poly2d"]);
  if (outlines.length > 0) {
    // Vertices are [x, y], or, in the first files, [x, y, kind].
    const vertices = outlines.flatMap((outline) => (isObject(outline) ? arrayOf(outline["vertices"]) : [outline]));
    const extent = extentAround(
      vertices.map((vertex) => {
        const [x, y] = arrayOf(vertex).map(numberOf);
        return [x ?? Number.NaN, y ?? Number.NaN] as const;
      }),
    );
    return extent && { x: extent.x, y: extent.y, width: extent.width, height: extent.height };
  }
  return isObject(label["rle"]) ? segmentationBox(label["rle"]) : null;
}

function kindOf(label: JsonObject): string {
  return ["box3d", "graph", "rle"].find((kind) => label[kind] !== undefined) ?? "none";
}
