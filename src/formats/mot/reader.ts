import { counted } from "@/core/text";
import { parseFrameRate } from "@/core/timeline";
import { MOT_CLASS_NAMES } from "../classes";
import type { FindingList } from "../finding";
import { baseName, folderOf, optional, type ReaderInput, type ReaderResult } from "../read/input";
import type { InputFile } from "../read/imported";
import { countOf } from "../read/json";
import type { ReadingChoices } from "../read/readings";
import type { UnmappedParts } from "../read/unmapped";
import { decodeNote, linesOf, parseNumber } from "../read/text";
import { columnsOf, type MotColumns } from "./columns";
import { motRows } from "./rows";
import { uncountedRows } from "./uncounted";
import { RATE_WORDS } from "./writer";

const MOST_COLUMNS = 10;

/** The pixel origin is not stated anywhere in the file. */
const FIRST_PIXEL = {
  topic: "first-pixel",
  question: "The first pixel may be number 1 or 0",
  readings: [
    { value: "1", label: "1, as the benchmark does" },
    { value: "0", label: "0, as many converters do" },
  ],
} as const;

/**
 * MOTChallenge: 6 to 10 columns. Ids count from 1, and so do frames, unless there is a frame 0; the pixel origin comes from the user or
 * the bundle.
 */
export function readMot({ main, files, collector, ignored, findings, unmapped, readings }: ReaderInput): ReaderResult {
  const root = folderOf(folderOf(main.path));
  const beside = (path: string) => files.find((file) => file.path === (root === "" ? path : `${root}/${path}`));
  const labelFile = beside("gt/labels.txt");
  const infoFile = beside("seqinfo.ini");
  const noteFile = beside("README.txt");
  const labels = labelFile ? [...linesOf(decodeNote(labelFile))].map(({ content }) => content) : MOT_CLASS_NAMES;
  const stated = originSaid(noteFile);
  const origin = Number(readings.ask({ ...FIRST_PIXEL, assumed: stated ?? "1" }, main.path));
  if (stated === null && readings.chosen[FIRST_PIXEL.topic] === undefined)
    findings.add({
      severity: "info",
      file: main.path,
      place: "",
      message: "pixels were counted from 1, as the benchmark does",
      advice: "if every box is one pixel too far up and to the left, import again with pixels counted from 0",
      option: "--reading first-pixel=0",
    });

  const columns = columnsOf(motRows(main), labels.length, baseName(main.path));
  const form = uavdtOrMot(columns, main, readings) ? "uavdt" : columns.world ? "world" : "mot";
  sayColumns(columns, form, main.path, findings);
  // The file itself decides: with a frame 0, it counts from 0.
  const firstFrame = columns.firstFrame === 0 ? 0 : 1;
  const isScored = baseName(main.path).toLowerCase() === "det.txt" || columns.conf === "score";
  // In truth, `conf` is a flag: 0 tells evaluators not to count the row.
  const uncounted =
    isScored || form === "uavdt"
      ? null
      : uncountedRows(columns, { labels, named: form === "mot" }, { file: main.path, readings, findings });
  for (const { line, numbers } of motRows(main)) {
    const place = () => `line ${line}`;
    const [frame = Number.NaN, id = Number.NaN, left = Number.NaN, top = Number.NaN, width = Number.NaN, height = Number.NaN] = numbers;
    if (numbers.length >= 6 && line === 1 && numbers.every(Number.isNaN)) {
      findings.add({
        severity: "info",
        file: main.path,
        place: place(),
        message: "the first row is a header",
        advice: "it was skipped",
      });
      continue;
    }
    if (numbers.length < 6 || Number.isNaN(id)) {
      findings.add({
        severity: "error",
        file: main.path,
        place: place(),
        message: numbers.length < 6 ? `${counted(numbers.length, "column")} instead of at least 6` : "the id is not a number",
        advice: "a row is frame, id, left, top, width, height, conf, class, visibility; it was left out",
      });
      continue;
    }
    const beyond = numbers.slice(MOST_COLUMNS);
    if (beyond.some((value) => !Number.isNaN(value))) {
      findings.add(
        {
          severity: "error",
          file: main.path,
          place: place(),
          message: `${counted(numbers.length, "column")} instead of at most ${MOST_COLUMNS}`,
          advice: "if numbers have decimal commas, use points, or separate the columns with semicolons; the row was left out",
        },
        "columns",
      );
      continue;
    }
    if (beyond.length > 0)
      unmapped.count(`columns beyond the ${MOST_COLUMNS}th`, "MOTChallenge defines no more; keep the original file for them");
    const { conf, label, visibility } = meaningOf(numbers, form, labels);
    const box = { frame: frame - firstFrame, x: left - origin, y: top - origin, width, height };
    const fate = conf === 0 && uncounted ? uncounted(label) : "actor";
    if (fate === "left out") continue;
    if (fate !== "actor") {
      ignored.add({ ...box, label: fate.label }, { file: main.path, place });
      continue;
    }
    if (isScored && numbers.length > 6 && conf !== -1)
      unmapped.count("conf (a detector's score)", "actors have none; to score a detector, use evaluate instead");
    if (form === "world" && numbers.slice(7, MOST_COLUMNS).some((value) => value !== -1))
      unmapped.count("columns 8 to 10 (a world position)", "a scenario is 2-D; keep the original file for them");
    collector.add(id < 0 ? null : id, label, { ...box, ...optional("visibility", visibility) }, { file: main.path, place });
  }
  return {
    firstId: 1,
    alsoRead: [labelFile, infoFile, noteFile].filter((file) => file !== undefined),
    video: infoFile ? sequenceInfo(infoFile, noteFile, unmapped) : {},
  };
}

type MotForm = "mot" | "world" | "uavdt";

const UAVDT_CLASSES = ["car", "truck", "bus"] as const;

/** UAVDT's rows look like the benchmark's, but the last three columns differ: out of view, occlusion, class. */
function uavdtOrMot({ uavdt }: MotColumns, main: InputFile, readings: ReadingChoices): boolean {
  if (!uavdt) return false;
  const question = {
    topic: "columns",
    question: "Columns 7 to 9 may be MOTChallenge's or UAVDT's",
    readings: [
      { value: "uavdt", label: "out of view, occlusion, class (UAVDT)" },
      { value: "mot", label: "conf, class, visibility (MOTChallenge)" },
    ],
    assumed: "uavdt",
  };
  return readings.ask(question, main.path) === "uavdt";
}

/** Says how the file was interpreted, if that differs from the benchmark's truth. */
function sayColumns({ firstFrame }: MotColumns, form: MotForm, file: string, findings: FindingList): void {
  const say = (message: string, advice: string, option?: string) =>
    findings.add({ severity: "warning", file, place: "", message, advice, ...(option !== undefined && { option }) });
  if (firstFrame === 0) say("frames start at 0, not at 1 as in the benchmark", "they were used as they are; none were shifted or lost");
  if (form === "world")
    say(
      "rows of ten columns do not name the class: 8 to 10 are a world position",
      "all tracks were assumed to be pedestrians, as in the benchmark; choose another type in the list of classes",
      "--class NAME=TYPE",
    );
  if (form === "uavdt")
    say(
      "columns 7 to 9 were read as UAVDT's: out of view, occlusion, class",
      "if they are conf, class and visibility, choose that instead",
    );
}

function meaningOf(
  numbers: readonly number[],
  form: MotForm,
  labels: readonly string[],
): { conf: number; label: string; visibility: number | undefined } {
  const [conf = 1, eighth = 1, ninth] = numbers.slice(6);
  if (form === "uavdt") return { conf: 1, label: UAVDT_CLASSES[(ninth ?? 0) - 1] ?? `class ${ninth}`, visibility: undefined };
  if (form === "world" && numbers.length >= 10) return { conf, label: "pedestrian", visibility: undefined };
  return {
    conf,
    label: labels[eighth - 1] ?? (eighth === -1 ? "pedestrian" : `class ${eighth}`),
    visibility: ninth !== undefined && ninth >= 0 && ninth <= 1 ? ninth : undefined,
  };
}

/** The pixel origin that our own bundles write down. */
function originSaid(note: InputFile | undefined): string | null {
  return (note && /^Pixel origin: ([01])\b/m.exec(decodeNote(note))?.[1]) ?? null;
}

/** The rate that our own bundles write down if `seqinfo.ini` cannot represent it. */
function rateSaid(note: InputFile | undefined): number | null {
  const line =
    note &&
    decodeNote(note)
      .split("\n")
      .find((text) => text.startsWith(RATE_WORDS));
  return line === undefined ? null : parseFrameRate(line.slice(RATE_WORDS.length).split(";")[0] ?? "");
}

function sequenceInfo(file: InputFile, note: InputFile | undefined, unmapped: UnmappedParts): ReaderResult["video"] {
  const fields = new Map<string, string>();
  for (const { content } of linesOf(decodeNote(file))) {
    const [name = "", ...rest] = content.split("=");
    fields.set(name.trim().toLowerCase(), rest.join("=").trim());
  }
  const count = (name: string) => countOf(parseNumber(fields.get(name)));
  return {
    ...optional("name", fields.get("name")),
    ...optional("width", count("imwidth")),
    ...optional("height", count("imheight")),
    ...optional("fps", rateSaid(note) ?? unmapped.frameRate(fields.get("framerate"))),
    ...optional("totalFrames", count("seqlength")),
  };
}
