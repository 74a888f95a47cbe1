import { counted } from "@/core/text";
import { framesByName } from "../read/frames";
import type { InputFile } from "../read/imported";
import { BESIDE_LABELS } from "../read/fileNames";
import { baseName, folderOf, type ReaderInput, type ReaderResult } from "../read/input";
import { decodeText, linesOf } from "../read/text";
import { CATEGORIES } from "./categories";
import { visDroneColumns } from "./sniff";

const SEQUENCE_COLUMNS = 10;

/**
 * VisDrone: one file per sequence, with frame and target id in each row, or one per image. Ignored regions, `others` and rows of score 0
 * are regions to ignore, as in the benchmark's own evaluation.
 */
export function readVisDrone(input: ReaderInput): ReaderResult {
  const sequences = input.candidates.filter(isSequence);
  if (sequences.length === 0) {
    // A frame without objects is an empty file, which does not show its format.
    const folders = new Set(input.candidates.map(({ path }) => folderOf(path)));
    const labels = input.files.filter(
      ({ path }) => folders.has(folderOf(path)) && /\.txt$/i.test(path) && !BESIDE_LABELS.test(baseName(path)),
    );
    const { frames } = framesByName(
      labels.map(({ path }) => path),
      input,
    );
    labels.forEach((file, index) => readRows(file, input, () => frames[index] ?? null));
    return { video: { totalFrames: frames.reduce<number>((last, frame) => Math.max(last, frame ?? -1), -1) + 1 }, alsoRead: labels };
  }
  const path = input.readings.ask(
    {
      topic: "sequence",
      question: `There are ${sequences.length} sequences, and each is a separate video`,
      readings: sequences.map((file) => ({ value: file.path, label: file.path })),
    },
    input.main.path,
  );
  const file = sequences.find((candidate) => candidate.path === path);
  if (!file) return { video: {} };
  // The benchmark counts frames from 1; if there is a frame 0, this file does not.
  const first = [...linesOf(decodeText(file))].some(({ content }) => visDroneColumns(content)[0] === 0) ? 0 : 1;
  readRows(file, input, (number) => number - first);
  return { video: {}, firstId: 0, alsoRead: [file] };
}

function isSequence({ bytes }: InputFile): boolean {
  const [row = ""] = new TextDecoder().decode(bytes.subarray(0, 400)).trim().split(/\r?\n/);
  return visDroneColumns(row).length === SEQUENCE_COLUMNS;
}

function readRows(
  file: InputFile,
  { collector, ignored, findings, unmapped }: ReaderInput,
  frameOf: (number: number) => number | null,
): void {
  for (const { line, content } of linesOf(decodeText(file))) {
    const columns = visDroneColumns(content);
    const origin = { file: file.path, place: () => `line ${line}` };
    const [frameNumber = Number.NaN, target = Number.NaN] = columns.length === SEQUENCE_COLUMNS ? columns : [];
    const [
      x = Number.NaN,
      y = Number.NaN,
      width = Number.NaN,
      height = Number.NaN,
      score = 1,
      category = Number.NaN,
      truncation = 0,
      occlusion = 0,
    ] = columns.slice(-8);
    const label = CATEGORIES[category];
    if (columns.length < 8 || label === undefined) {
      findings.add({
        severity: "error",
        file: file.path,
        place: origin.place(),
        message:
          label === undefined && columns.length >= 8
            ? `unknown category ${category}`
            : `${counted(columns.length, "column")} instead of 8 or 10`,
        advice:
          "a row is left, top, width, height, score, category, truncation, " +
          "occlusion, preceded by frame and target in sequences; it was left out",
      });
      continue;
    }
    const frame = frameOf(frameNumber);
    if (frame === null) continue;
    const box = { frame, x, y, width, height };
    if (score === 0 || label === "ignored regions" || label === "others") {
      ignored.add({ ...box, label: label === "ignored regions" || label === "others" ? null : label }, origin);
      continue;
    }
    if (truncation > 0) unmapped.countMeasured("truncation");
    if (occlusion > 0) unmapped.countMeasured("occlusion");
    collector.add(Number.isInteger(target) && target >= 0 ? target : null, label, box, origin);
  }
}
