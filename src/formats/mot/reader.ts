import { MOT_CLASS_NAMES } from "../classes";
import { baseName, folderOf, optional, type ReaderInput, type ReaderResult } from "../read/input";
import type { InputFile } from "../read/imported";
import { countOf } from "../read/json";
import type { UnmappedParts } from "../read/unmapped";
import { decodeText, linesOf, parseNumber } from "../read/text";
import { parseFrameRate } from "@/core/timeline";
import { RATE_WORDS } from "./writer";

/** What the file calls its first pixel is nowhere in it. */
const FIRST_PIXEL = {
  topic: "first-pixel",
  question: "The first pixel may be number 1 or 0",
  readings: [
    { value: "1", label: "1, as the benchmark does" },
    { value: "0", label: "0, as many converters do" },
  ],
} as const;

/** MOTChallenge: 6 to 10 columns. Frames and ids count from 1; which pixel is the first, the user or the bundle says. */
export function readMot({ main, files, collector, ignored, findings, unmapped, readings }: ReaderInput): ReaderResult {
  const root = folderOf(folderOf(main.path));
  const beside = (path: string) => files.find((file) => file.path === (root === "" ? path : `${root}/${path}`));
  const labelFile = beside("gt/labels.txt");
  const infoFile = beside("seqinfo.ini");
  const noteFile = beside("README.txt");
  const labels = labelFile ? [...linesOf(decodeText(labelFile))].map(({ content }) => content) : MOT_CLASS_NAMES;
  const told = originSaid(noteFile);
  const origin = Number(readings.ask({ ...FIRST_PIXEL, assumed: told ?? "1" }, main.path));
  if (told === null && readings.chosen[FIRST_PIXEL.topic] === undefined)
    findings.add({
      severity: "info",
      file: main.path,
      place: "",
      message: "pixels were counted from 1, as the benchmark does",
      mend: "if every box is one pixel too far up and to the left, import again with pixels from 0",
    });

  const isDetections = baseName(main.path) === "det.txt";
  for (const { line, content } of linesOf(decodeText(main))) {
    const place = () => `line ${line}`;
    const columns = content.split(",");
    const numbers = columns.map((column) => parseNumber(column.trim()));
    const [frame = Number.NaN, id = Number.NaN, left = Number.NaN, top = Number.NaN, width = Number.NaN, height = Number.NaN] = numbers;
    if (columns.length < 6 || Number.isNaN(id)) {
      findings.add({
        severity: "error",
        file: main.path,
        place: place(),
        message: columns.length < 6 ? `${columns.length} columns instead of at least 6` : "the id is not a number",
        mend: "a row is frame, id, left, top, width, height, conf, class, visibility; it was left out",
      });
      continue;
    }
    const [conf = 1, classNumber = 1, visibility] = numbers.slice(6);
    if (isDetections && numbers.length > 6) unmapped.count("conf (a detector's score)", "actors have none; to judge detections, evaluate them instead");
    const label = labels[classNumber - 1] ?? (classNumber === -1 ? "pedestrian" : `class ${classNumber}`);
    const box = { frame: frame - 1, x: left - origin, y: top - origin, width, height };
    // In truth `conf` is a flag: 0 is for evaluators to ignore, whatever is reported there.
    if (conf === 0 && !isDetections) {
      ignored.add({ ...box, label: null }, { file: main.path, place });
      continue;
    }
    collector.add(
      id < 0 ? null : id,
      label,
      {
        ...box,
        ...optional("visibility", visibility !== undefined && visibility >= 0 && visibility <= 1 ? visibility : undefined),
      },
      { file: main.path, place },
    );
  }
  return {
    firstId: 1,
    alsoRead: [labelFile, infoFile, noteFile].filter((file) => file !== undefined),
    video: infoFile ? sequenceInfo(infoFile, noteFile, unmapped) : {},
  };
}

/** The pixel origin that our own bundles write down. */
function originSaid(note: InputFile | undefined): string | null {
  return (note && /^Pixel origin: ([01])\b/m.exec(decodeText(note))?.[1]) ?? null;
}

/** The rate that our own bundles write down where `seqinfo.ini` cannot hold it. */
function rateSaid(note: InputFile | undefined): number | null {
  const line = note && decodeText(note).split("\n").find((text) => text.startsWith(RATE_WORDS));
  return line === undefined ? null : parseFrameRate(line.slice(RATE_WORDS.length).split(";")[0] ?? "");
}

function sequenceInfo(file: InputFile, note: InputFile | undefined, unmapped: UnmappedParts): ReaderResult["video"] {
  const fields = new Map<string, string>();
  for (const { content } of linesOf(decodeText(file))) {
    const [name = "", ...rest] = content.split("=");
    fields.set(name.trim().toLowerCase(), rest.join("=").trim());
  }
  const count = (name: string) => countOf(parseNumber(fields.get(name)));
  return {
    ...optional("name", fields.get("name")),
    ...optional("width", count("imwidth")),
    ...optional("height", count("imheight")),
    ...optional("fps", rateSaid(note) ?? parseFrameRate(fields.get("framerate") ?? "") ?? unmapped.frameRate(parseNumber(fields.get("framerate")))),
    ...optional("totalFrames", count("seqlength")),
  };
}
