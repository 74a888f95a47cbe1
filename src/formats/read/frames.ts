import { LIMITS } from "@/core/document";
import { partsOfName, type NameParts } from "./frameNames";
import type { ReaderInput } from "./input";
import { naturally } from "./naturalOrder";
import { counted } from "@/core/text";

type Input = Pick<ReaderInput, "main" | "findings" | "readings">;

/** The frame of each image, by its index in the given list; null for those of a video that was not chosen. */
export type Frames = (number | null)[];

/** Images that differ only in their number. */
type Series = { key: string; members: { index: number; number: bigint }[] };

/** Nobody counts with numbers of more digits. */
const MOST_DIGITS = 100;

/** From this many series onwards, the text that differs is considered noise, such as a time in every name. */
const MOST_VIDEOS = 50;

/**
 * Frames of images (or label files) that come without frame numbers: from the one running number in their names, otherwise from the
 * natural order of the names, which a finding says. If there are names of several videos (`front_0001`, `rear_0001`), the user is asked.
 * Never from the order in which the files were listed.
 */
export function framesByName(names: readonly string[], input: Input): { frames: Frames; byNumber: boolean } {
  const series = seriesOf(names.map(partsOfName));
  const chosen = chooseSeries(series, names, input);
  const members = chosen.flatMap((one) => one.members);
  const distinct = new Set(members.map(({ number }) => number)).size === members.length;
  const counts = distinct && members.every(({ number }) => number >= 0n);
  if (!counts && chosen.length === 1 && members.some(({ number }) => number >= 0n)) return withoutRepeated(names, members, input);
  const frames: Frames = names.map(() => null);
  if (counts) {
    const numbers = framesOfNumbers(
      members.map(({ number }) => number),
      input,
    );
    members.forEach(({ index }, at) => (frames[index] = numbers[at] ?? null));
    return { frames: fromFirstFrame(frames, input), byNumber: true };
  }
  if (names.length === 1) return { frames: [0], byNumber: false };
  const inOrder = members.toSorted((a, b) => naturally(names[a.index] ?? "", names[b.index] ?? "") || a.index - b.index);
  inOrder.forEach(({ index }, rank) => (frames[index] = rank));
  input.findings.add({
    severity: "warning",
    file: input.main.path,
    place: "",
    message:
      `the names contain no frame numbers (${nameOf(names, inOrder[0])}, ${nameOf(names, inOrder[1])}); ` +
      `they were sorted by name, with ${nameOf(names, inOrder[0])} as frame 0`,
    advice: "to be sure, name the files by frame: NAME_000000 and so on",
  });
  return { frames, byNumber: false };
}

function nameOf(names: readonly string[], member: { index: number } | undefined): string {
  return `"${names[member?.index ?? -1] ?? ""}"`;
}

/** Groups names that differ in one number. A name without a number has the number -1. */
function seriesOf(parts: readonly NameParts[]): Series[] {
  const byText = new Map<string, number[]>();
  parts.forEach(({ text }, index) => {
    const key = text.join("#");
    const known = byText.get(key);
    if (known) known.push(index);
    else byText.set(key, [index]);
  });
  const series = new Map<string, Series>();
  for (const indices of byText.values()) {
    const column = countingColumn(indices.flatMap((index) => parts[index] ?? []));
    for (const index of indices) {
      const { text, digits } = parts[index] ?? { text: [], digits: [], ofFolders: 0 };
      const key = text.map((piece, at) => piece + (at === column ? "*" : (digits[at] ?? ""))).join("");
      const number = digits[column];
      const one = series.get(key) ?? { key, members: [] };
      one.members.push({ index, number: number === undefined || number.length > MOST_DIGITS ? -1n : BigInt(number) });
      series.set(key, one);
    }
  }
  return [...series.values()].sort((a, b) => naturally(a.key, b.key));
}

/**
 * Which number in names with the same text is the frame: the one that is different in all names (if there are several, such as a frame
 * and its time, the one that counts in the smallest steps), otherwise the last that varies. Numbers of folders count only if they vary.
 * -1: there is none.
 */
function countingColumn(names: readonly NameParts[]): number {
  const rows = names.map(({ digits }) => digits);
  const [{ digits, ofFolders } = { digits: [], ofFolders: 0 }] = names;
  const width = digits.length;
  let best = -1;
  let bestRange = Infinity;
  let lastVarying = -1;
  for (let column = width - 1; column >= 0; column--) {
    const values = rows.map((row) => row[column] ?? "");
    const distinct = new Set(values);
    if (distinct.size > 1 && lastVarying < 0) lastVarying = column;
    if (distinct.size < rows.length || rows.length < 2) continue;
    const range = rangeOf(values.map(Number));
    if (range < bestRange) [best, bestRange] = [column, range];
  }
  if (best >= 0) return best;
  if (lastVarying >= 0) return lastVarying;
  return width > ofFolders ? width - 1 : -1;
}

function rangeOf(numbers: readonly number[]): number {
  let least = Infinity;
  let most = -Infinity;
  for (const number of numbers) {
    least = Math.min(least, number);
    most = Math.max(most, number);
  }
  return most - least;
}

/** The series to read: all of them if they are not separate videos, otherwise the one the user chooses. */
function chooseSeries(series: readonly Series[], names: readonly string[], { main, readings }: Input): readonly Series[] {
  const long = series.filter(({ members }) => members.length > 1);
  if (series.length < 2 || long.length < 2 || series.length > Math.min(MOST_VIDEOS, names.length / 2)) return series;
  const titles = series.map(({ key }) => titleOf(key));
  const value = (index: number) => {
    const title = titles[index] ?? "";
    return title !== "" && title !== "all" && titles.indexOf(title) === titles.lastIndexOf(title) ? title : (series[index]?.key ?? "");
  };
  const chosen = readings.ask(
    {
      topic: "video",
      question: `The names form ${series.length} series, which may be separate videos`,
      readings: [
        ...series.map(({ members }, index) => ({
          value: value(index),
          label: value(index),
          gives: `${counted(members.length, "picture")}, the first is ${names[members[0]?.index ?? 0] ?? ""}`,
        })),
        {
          value: "all",
          label: "All as one video",
          gives: `${counted(names.length, "picture")}, by their numbers if these are all different, otherwise in the order of their names`,
        },
      ],
    },
    main.path,
  );
  return chosen === "all" ? series : series.filter((_, index) => value(index) === chosen);
}

/** `front_*` and Roboflow's `front_mp4-*` as `front`. */
function titleOf(key: string): string {
  return key.replace(/([_.](mp4|avi|mov|mkv|webm|m4v))?[\s_.-]*\*/i, "").replace(/^[\s/_.-]+|[\s/_.-]+$/g, "");
}

/** Two names with one number, such as `train/0001` and `val/0001`, are the same frame twice: the first is read. */
function withoutRepeated(names: readonly string[], members: Series["members"], input: Input): { frames: Frames; byNumber: boolean } {
  const first = new Map<bigint, number>();
  for (const { index, number } of members) {
    const before = first.get(number);
    if (before === undefined) first.set(number, index);
    else
      input.findings.add(
        {
          severity: "error",
          file: names[index] ?? "",
          place: "",
          message: `it has the same frame number as ${names[before] ?? ""}`,
          advice: "give each frame one file; this one was left out",
        },
        "repeated frame number",
      );
  }
  const numbers = framesOfNumbers([...first.keys()], input);
  const frames: Frames = names.map(() => null);
  [...first.values()].forEach((index, at) => (frames[index] = numbers[at] ?? null));
  return { frames: fromFirstFrame(frames, input), byNumber: true };
}

/** Numbers as frames. If they are too large for frames, such as timestamps, their ranks are used, and a finding says so. */
function framesOfNumbers(numbers: readonly bigint[], { main, findings }: Input): number[] {
  if (numbers.every((number) => number < LIMITS.durationFrames.max)) return numbers.map(Number);
  const rising = numbers.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const ranks = new Map(rising.map((number, rank) => [number, rank]));
  findings.add({
    severity: "warning",
    file: main.path,
    place: "",
    message:
      `the numbers in the names go up to ${rising.at(-1)} and are not frame numbers; ` +
      "frames were numbered from 0 in the order of the names",
    advice: "if frames are missing in between, name the files by frame from 0",
  });
  return numbers.map((number) => ranks.get(number) ?? 0);
}

/** Frames as numbered; if the first is not 0, the user may have it at 0 instead: tools that split videos into images often start at 1. */
export function fromFirstFrame(frames: Frames, { main, findings, readings }: Input): Frames {
  let first = Infinity;
  for (const frame of frames) if (frame !== null && frame < first) first = frame;
  if (!Number.isFinite(first) || first <= 0) return frames;
  const chosen = readings.ask(
    {
      topic: "first-frame",
      question: `Images are numbered from ${first}`,
      readings: [
        {
          value: "as-numbered",
          label: `Number ${first} is frame ${first}`,
          gives: `the ${counted(first, "frame")} before it have no boxes`,
        },
        { value: "zero", label: `Number ${first} is frame 0`, gives: "the video starts with the first image" },
      ],
      assumed: "as-numbered",
    },
    main.path,
  );
  if (chosen === "zero") return frames.map((frame) => (frame === null ? null : frame - first));
  // Starting at 1 is ambiguous; a larger number comes from a clip cut out of a longer video.
  if (first === 1 && readings.chosen["first-frame"] === undefined)
    findings.add({
      severity: "info",
      file: main.path,
      place: "",
      message: `images are numbered from ${first}, and number ${first} was read as frame ${first}, counted from 0`,
      advice: 'if it is the first frame of the video, choose the reading "first-frame" zero',
    });
  return frames;
}
