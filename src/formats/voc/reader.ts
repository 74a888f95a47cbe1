import { FormatError } from "../finding";
import { extentBetween, uprightBox, type Extent } from "../read/extent";
import { framesByName } from "../read/frames";
import { optional, type ReaderInput, type ReaderResult } from "../read/input";
import { keyOf, shareOf } from "../read/json";
import { notePictureSizes } from "../read/pictureSizes";
import { parseNumber } from "../read/text";
import { parseVoc, type VocFile, type VocObject } from "./file";

const EDGES = ["xmin", "ymin", "xmax", "ymax"] as const;
/** Where tools store the track: ImageNet VID, ours, others. */
const TRACKS = ["trackid", "track_id", "instance_id", "object_id"] as const;

/** Pascal VOC: an XML file for each image; frames from the files' names, tracks from ImageNet VID's `trackid` or an attribute. */
export function readVoc(input: ReaderInput): ReaderResult {
  const { main, candidates, collector, ignored, findings, unmapped } = input;
  const files = candidates.map((file) => ({ path: file.path, content: contentOf(file, input) }));
  const { frames } = framesByName(
    files.map(({ path }) => path),
    input,
  );
  const firstPixel = firstPixelOf(
    files.flatMap(({ content }) => content ?? []),
    input,
  );
  const sizes: { width: number; height: number }[] = [];
  let last = -1;
  for (const [index, { path, content }] of files.entries()) {
    const frame = frames[index] ?? null;
    if (frame === null || !content) continue;
    last = Math.max(last, frame);
    if (content.size) sizes.push(content.size);
    for (const object of content.objects) {
      const origin = { file: path, place: () => `line ${object.line}` };
      const extent = extentOf(object, firstPixel);
      if (!extent) {
        findings.add({
          severity: "error",
          file: path,
          place: origin.place(),
          message: "the object has no bndbox",
          advice: "give it xmin, ymin, xmax and ymax; it was left out",
        });
        continue;
      }
      const label = object.texts.get("name") || "unnamed";
      const box = { frame, ...uprightBox(extent) };
      if (extent.rotation % 180 !== 0)
        unmapped.count("rotation", "actors are upright: the axis-aligned box around each rotated box was used");
      for (const name of ["truncated", "occluded"] as const) if (object.texts.get(name) === "1") unmapped.countMeasured(name);
      if ([...object.texts.keys()].some((place) => place.startsWith("part/"))) unmapped.count("parts of bodies", "actors have none");
      // The benchmark does not score difficult objects.
      if (object.texts.get("difficult") === "1" && object.attributes.get("visibility") === undefined)
        ignored.add({ ...box, label }, origin);
      else
        collector.add(
          trackOf(object),
          label,
          {
            ...box,
            ...optional("visibility", shareOf(numberOf(object, "visibility"))),
            ...optional("confidence", shareOf(numberOf(object, "confidence"))),
          },
          origin,
        );
    }
  }
  notePictureSizes(sizes, main.path, findings);
  return { video: { ...sizes[0], totalFrames: last + 1 }, read: candidates };
}

/** A file's content; null, with a finding, if it cannot be read, so that the others are. */
function contentOf(file: ReaderInput["main"], { findings }: ReaderInput): VocFile | null {
  try {
    return parseVoc(file);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    findings.add(error.finding);
    return null;
  }
}

/** Numbers of a box are edges from 0, as most tools write them, or pixels from 1 that are all inside, as in the benchmark's own files. */
function firstPixelOf(files: readonly VocFile[], { main, readings, findings }: ReaderInput): 0 | 1 {
  const isBenchmark = files.some(({ database }) => /\bVOC\s?20\d\d\b/i.test(database));
  const fromZero = files.some(({ objects }) =>
    objects.some(({ texts }) =>
      EDGES.some((edge, index) => {
        const value = parseNumber(texts.get(`bndbox/${edge}`));
        return (index < 2 && value < 1) || value % 1 !== 0;
      }),
    ),
  );
  const chosen = readings.ask(
    {
      topic: "first-pixel",
      question: "Boxes may be edges counted from 0, or pixels counted from 1",
      readings: [
        { value: "0", label: "Edges from 0, as CVAT, LabelImg and most tools write them" },
        { value: "1", label: "Pixels from 1, as in the benchmark: xmin and xmax are both inside" },
      ],
      assumed: isBenchmark && !fromZero ? "1" : "0",
    },
    main.path,
  );
  if (!isBenchmark && !fromZero && readings.chosen["first-pixel"] === undefined)
    findings.add({
      severity: "info",
      file: main.path,
      place: "",
      message: "boxes were read as edges counted from 0, as most tools write them",
      advice: "if boxes are one pixel too small and too far down and right, import again with pixels counted from 1",
      option: "--reading first-pixel=1",
    });
  return chosen === "1" ? 1 : 0;
}

/** Ours keep what was removed when the box was clipped to the frame; roLabelImg has rotated boxes. */
function extentOf({ texts, attributes }: VocObject, firstPixel: 0 | 1): Extent | null {
  const whole = attributes.get("unclipped_box")?.split(" ").map(parseNumber);
  if (whole?.length === 4) {
    const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = whole;
    return { x, y, width, height, rotation: 0, round: false };
  }
  const number = (place: string) => parseNumber(texts.get(place));
  if (EDGES.some((edge) => texts.has(`bndbox/${edge}`))) {
    const [left, top, right, bottom] = [number("bndbox/xmin"), number("bndbox/ymin"), number("bndbox/xmax"), number("bndbox/ymax")];
    return extentBetween(left - firstPixel, top - firstPixel, right, bottom);
  }
  if (!texts.has("robndbox/cx")) return null;
  const [width, height] = [number("robndbox/w"), number("robndbox/h")];
  const [x, y] = [number("robndbox/cx") - width / 2, number("robndbox/cy") - height / 2];
  return { x, y, width, height, rotation: (number("robndbox/angle") * 180) / Math.PI, round: false };
}

function trackOf({ texts, attributes }: VocObject): number | string | null {
  return keyOf(TRACKS.map((name) => texts.get(name) ?? attributes.get(name)).find((value) => value !== undefined));
}

function numberOf({ attributes }: VocObject, name: string): number {
  return parseNumber(attributes.get(name));
}
