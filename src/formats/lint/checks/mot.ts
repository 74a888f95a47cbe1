import { counted } from "@/core/text";
import { MOT_CLASS_NAMES } from "../../classes";
import { REGION_CLASSES } from "../../mot/uncounted";
import { decodeText, linesOf, parseNumber } from "../../read/text";
import type { InputFile } from "../../read/imported";
import type { FileReport } from "../bundle";
import { AGAIN, type CheckInput, type FormatCheck, type KnownVideo } from "./check";

const KEYS = ["name", "imDir", "frameRate", "seqLength", "imWidth", "imHeight", "imExt"];

/** TrackEval and py-motmetrics: every sequence of the bundle, and the per-class sequences compared with the whole one. */
export const checkMot: FormatCheck = (input) => {
  const sequences = [...new Set([...input.files.keys()].flatMap((path) => /^(mot|mot_per_class\/[^/]+)\//.exec(path)?.[1] ?? []))];
  const whole: string[] = [];
  const parts: string[] = [];
  for (const root of sequences) {
    const rows = checkSequence(input, root);
    for (const row of rows) (root === "mot" ? whole : parts).push(row.with(7, 1).join());
  }
  const known = new Set(whole);
  if (sequences.length > 1 && (parts.length !== whole.length || parts.some((row) => !known.has(row))))
    input.report("annotations/mot_per_class").error("", "the per-class sequences do not add up to annotations/mot", AGAIN);
};

function checkSequence({ files, video, report }: CheckInput, root: string): number[][] {
  const info = files.get(`${root}/seqinfo.ini`);
  if (info) checkInfo(info, video, report(info.path));
  else report(`annotations/${root}/seqinfo.ini`).error("", "the file is missing", AGAIN);
  const truth = files.get(`${root}/gt/gt.txt`);
  if (!truth) {
    report(`annotations/${root}/gt/gt.txt`).error("", "the file is missing", AGAIN);
    return [];
  }
  const rows: number[][] = [];
  for (const { line, content } of linesOf(decodeText(truth))) {
    const row = content.split(",").map((column) => parseNumber(column.trim()));
    const fault = (message: string) => report(truth.path).error(`line ${line}`, message, AGAIN);
    const [frame = Number.NaN, id = Number.NaN, , , , , conf = Number.NaN, type = Number.NaN, visibility = Number.NaN] = row;
    if (row.length !== 9) {
      fault(`${counted(row.length, "column")} instead of 9`);
      continue;
    }
    if (!Number.isInteger(frame) || frame < 1 || (video && frame > video.frames))
      fault(`frame ${frame} is not in the range 1 to ${video?.frames ?? "the last"}`);
    if (!Number.isInteger(id) || id < 1) fault(`id ${id}: ids start at 1`);
    // A region to ignore: not an actor's row.
    if (conf === 0 && REGION_CLASSES.includes(type)) continue;
    if (conf !== 1) fault(`conf is ${conf}: evaluators truncate it to a whole number and ignore rows with 0`);
    if (!Number.isInteger(type) || type < 1 || type > MOT_CLASS_NAMES.length)
      fault(`class ${type} is not in the range 1 to ${MOT_CLASS_NAMES.length}`);
    if (root !== "mot" && type !== 1) fault(`class ${type}: in a single-class sequence it must be 1`);
    if (!(visibility >= 0 && visibility <= 1)) fault(`visibility ${visibility} is not between 0 and 1`);
    rows.push(row);
  }
  return rows;
}

function checkInfo(file: InputFile, video: KnownVideo | null, report: FileReport): void {
  const [head, ...lines] = [...linesOf(decodeText(file))].map(({ content }) => content);
  const fields = new Map(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
  if (head !== "[Sequence]") report.error("line 1", 'it does not start with "[Sequence]"', AGAIN);
  if (fields.size !== KEYS.length || KEYS.some((key) => !fields.has(key)))
    report.error("", `its keys are not exactly ${KEYS.join(", ")}`, AGAIN);
  if (!/^\d+$/.test(fields.get("frameRate") ?? "")) report.error("frameRate", "it is not a whole number", AGAIN);
  if (!video) return;
  for (const [key, real] of [
    ["seqLength", video.frames],
    ["imWidth", video.width],
    ["imHeight", video.height],
  ] as const)
    if (Number(fields.get(key)) !== real) report.error(key, `it is ${fields.get(key)}, the video has ${real}`, AGAIN);
}
