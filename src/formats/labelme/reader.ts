import { aroundAll, extentAround, extentBetween, type Extent } from "../read/extent";
import { framesByName } from "../read/frames";
import { optional, type ReaderInput, type ReaderResult } from "../read/input";
import { arrayOf, countOf, keyOf, numberOf, objectOf, shareOf, textOf, type JsonObject } from "../read/json";
import { readJsons } from "../read/jsonFiles";
import { notePictureSizes } from "../read/pictureSizes";

/** Shapes that cover nothing of the picture. */
const WITHOUT_AREA = new Set(["point", "points", "line", "linestrip"]);

type Shape = { label: string; group: number | string | null; extent: Extent; index: number; parts: number; shape: JsonObject };

/** Whether a JSON file is LabelMe's, or of a tool that writes its form, such as X-AnyLabeling. */
export function isLabelMe(root: JsonObject): boolean {
  return Array.isArray(root["shapes"]) && (root["imagePath"] !== undefined || root["imageHeight"] !== undefined);
}

/** LabelMe: a JSON file for each image. Shapes of one group in an image are one object; groups across images are tracks if so chosen. */
export function readLabelMe(input: ReaderInput): ReaderResult {
  const { main, candidates, collector, findings } = input;
  const images = readJsons(input).map(({ file, json }) => ({ path: file.path, root: objectOf(json) }));
  const { frames } = framesByName(
    images.map(({ path }) => path),
    input,
  );
  const shapes = images.map(({ path, root }) => shapesOf(path, root, input));
  const groupsAreTracks = tracksOf(shapes, input);
  const sizes = images.flatMap(({ root }) => sizeOf(root));
  let last = -1;
  for (const [at, { path }] of images.entries()) {
    const frame = frames[at] ?? null;
    if (frame === null) continue;
    last = Math.max(last, frame);
    for (const { label, group, extent, index, shape } of shapes[at] ?? []) {
      const box = { x: extent.x, y: extent.y, width: extent.width, height: extent.height };
      collector.add(
        groupsAreTracks ? group : null,
        label,
        {
          frame,
          ...box,
          ...optional("confidence", shareOf(shape["score"])),
        },
        { file: path, place: () => `shapes[${index}]` },
      );
    }
  }
  notePictureSizes(sizes, main.path, findings);
  return { video: { ...sizes[0], totalFrames: last + 1 }, read: candidates };
}

/** The objects of an image: shapes of the same group, such as the parts of somebody behind a pole, are one. */
function shapesOf(path: string, root: JsonObject, { findings, unmapped }: ReaderInput): Shape[] {
  const single: Shape[] = [];
  const groups = new Map<string, Shape[]>();
  arrayOf(root["shapes"]).forEach((entry, index) => {
    const shape = objectOf(entry);
    const kind = textOf(shape["shape_type"]) ?? "polygon";
    const label = textOf(shape["label"])?.trim() || "unnamed";
    if (WITHOUT_AREA.has(kind)) {
      unmapped.count("points and lines", "they cover nothing; actors are boxes", kind);
      return;
    }
    const extent = extentOf(kind, shape);
    if (!extent) {
      findings.add({
        severity: "error",
        file: path,
        place: `shapes[${index}]`,
        message: `a "${kind}" without the points it needs`,
        advice: "draw it again, or delete it; it was left out",
      });
      return;
    }
    if (kind !== "rectangle") unmapped.count("outlines of shapes that are not boxes", "the bounding box of each was used", kind);
    const group = keyOf(shape["group_id"]);
    const found = { label, group, extent, index, parts: 1, shape };
    if (group === null) single.push(found);
    else groups.set(`${group}|${label}`, [...(groups.get(`${group}|${label}`) ?? []), found]);
  });
  const joined = [...groups.values()].flatMap((parts) => {
    const [first] = parts;
    const extent = aroundAll(parts.map((part) => part.extent));
    return first && extent ? [{ ...first, extent, parts: parts.length }] : [];
  });
  return [...single, ...joined].sort((a, b) => a.index - b.index);
}

function extentOf(kind: string, shape: JsonObject): Extent | null {
  const points = arrayOf(shape["points"]).map((point) => {
    const [x, y] = arrayOf(point).map(numberOf);
    return [x ?? Number.NaN, y ?? Number.NaN] as const;
  });
  const [first, second] = points;
  if (kind !== "circle") return points.length < 2 ? null : extentAround(points);
  if (!first || !second) return null;
  const radius = Math.hypot(second[0] - first[0], second[1] - first[1]);
  return extentBetween(first[0] - radius, first[1] - radius, first[0] + radius, first[1] + radius);
}

/** Whether groups that occur in several images are tracks, as X-AnyLabeling's trackers write them. */
function tracksOf(images: readonly (readonly Shape[])[], { main, readings }: ReaderInput): boolean {
  const seen = new Map<number | string, number>();
  for (const shapes of images)
    for (const group of new Set(shapes.map((shape) => shape.group))) if (group !== null) seen.set(group, (seen.get(group) ?? 0) + 1);
  // Where they do not, and nothing was grouped, somebody numbered objects.
  if (![...seen.values()].some((count) => count > 1)) return images.every((shapes) => shapes.every(({ parts }) => parts === 1));
  const question = {
    topic: "tracks",
    question: "Groups (group_id) occur in several images",
    readings: [
      { value: "group-id", label: "They are tracks", gives: `${seen.size} ids, as X-AnyLabeling's trackers write them` },
      { value: "overlap", label: "They group shapes of one image", gives: "boxes are joined into tracks by overlap" },
    ],
    assumed: "group-id",
  };
  return readings.ask(question, main.path) === "group-id";
}

function sizeOf(root: JsonObject): { width: number; height: number }[] {
  const [width, height] = [countOf(root["imageWidth"]), countOf(root["imageHeight"])];
  return width === undefined || height === undefined ? [] : [{ width, height }];
}
