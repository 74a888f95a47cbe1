import { partsOfName } from "../read/frameNames";
import { framesByName } from "../read/frames";
import { frameSizeFor, tidyPixels } from "../read/frameSize";
import { folderOf, type ReaderInput, type ReaderResult } from "../read/input";
import type { InputFile } from "../read/imported";
import { counted } from "@/core/text";
import { textOrNothing } from "../read/text";
import { readSettings } from "./classNames";
import { findLayout, rowsOf, type Layout } from "./layout";
import { parseRow, type ParsedRow } from "./rows";

type Units = "shares" | "percent" | "pixels";

const NOT_KEPT: Partial<Record<ParsedRow["kind"], readonly [what: string, advice: string]>> = {
  outline: ["outlines", "the box around the outline was used; an actor's outline comes from its image"],
  corners: ["corners of rotated boxes, or four-point outlines", "the axis-aligned box around them was used"],
  pose: ["keypoints", "actors have none; the box was used"],
};

/**
 * YOLO: one label file per frame, with boxes, rotated boxes, outlines or poses. It has no tracks, so the collector joins boxes by
 * overlap; what trackers and detectors save has one or two more columns: a track id, a score, or both.
 */
export function readYolo(input: ReaderInput): ReaderResult {
  const { collector, findings, unmapped, options } = input;
  const settings = readSettings(input);
  const labelFiles = labelsAmong(input);
  const texts = new Map<InputFile, string>();
  const rows = () => rowsOf(labelFiles, textIn);
  const layout = findLayout(rows(), settings, input);
  const units = unitsOf(layout, input);
  const width = options.frameSize?.width ?? settings.video.width;
  const height = options.frameSize?.height ?? settings.video.height;
  if (units !== "pixels") frameSizeFor(input, settings.video);
  const { frames } = framesByName(
    labelFiles.map((file) => file.path),
    input,
  );
  const frameOfRow = framesWithinFile(labelFiles, rows, layout, input);
  const scale =
    units === "pixels"
      ? { x: 1, y: 1 }
      : { x: (width ?? 1) / (units === "percent" ? 100 : 1), y: (height ?? 1) / (units === "percent" ? 100 : 1) };

  for (const { file, fileIndex, line, numbers } of rows()) {
    const frame = frames[fileIndex] ?? null;
    if (frame === null) continue;
    const place = () => `line ${line}`;
    const row = parseRow(numbers, layout);
    if (typeof row === "string") {
      findings.add({
        severity: "error",
        file: file.path,
        place: place(),
        message: row,
        advice: "a row is class, centre x, centre y, width, height, or a class and the points of an outline; it was left out",
      });
      continue;
    }
    const [what, advice] = NOT_KEPT[row.kind] ?? [];
    if (what !== undefined && advice !== undefined) unmapped.count(what, advice);
    if (row.hasScore) unmapped.count("the score column", "actors have none; to score a detector, use evaluate instead");
    collector.add(
      row.track,
      settings.names.get(row.classNumber) ?? `class ${row.classNumber}`,
      {
        frame: frameOfRow?.(row.track) ?? frame,
        x: tidyPixels(row.left * scale.x),
        y: tidyPixels(row.top * scale.y),
        width: tidyPixels(row.width * scale.x),
        height: tidyPixels(row.height * scale.y),
      },
      { file: file.path, place },
    );
  }
  return {
    // A frame without objects is an empty file, also at the end.
    video: {
      totalFrames: frames.reduce<number>((last, frame) => Math.max(last, frame ?? -1), -1) + 1,
      ...settings.video,
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    },
    alsoRead: [...labelFiles, ...settings.files],
  };

  function textIn(file: InputFile): string {
    const text = texts.get(file) ?? textOrNothing(file, findings);
    texts.set(file, text);
    return text;
  }
}

/** Files that look like labels, and those of the same names that are empty or broken. */
function labelsAmong({ files, candidates }: ReaderInput): InputFile[] {
  const seriesOf = ({ path }: InputFile) => `${folderOf(path)}|${partsOfName(path).text.join("#")}`;
  const series = new Set(candidates.map(seriesOf));
  const known = new Set(candidates);
  return files.filter((file) => known.has(file) || (/\.txt$/i.test(file.path) && series.has(seriesOf(file))));
}

/** Fractions of the frame, unless numbers suggest otherwise: then the user decides. */
function unitsOf({ beyond, rows, largest }: Layout, { main, readings }: ReaderInput): Units {
  if (beyond === 0) return "shares";
  const chosen = readings.ask(
    {
      topic: "units",
      question:
        `${beyond === rows ? "All rows have" : `${beyond} of ${counted(rows, "row")} have`} numbers ` +
        `above 1, up to ${largest}, but YOLO's are fractions of the frame; most likely they are pixels`,
      readings: [
        { value: "pixels", label: "Pixels", gives: "centre and size as given" },
        ...(largest <= 100 ? [{ value: "percent", label: "Percent of the frame", gives: "centre and size divided by 100" }] : []),
        { value: "shares", label: "Fractions of the frame", gives: `${counted(beyond, "row")} outside the frame` },
      ],
    },
    main.path,
  );
  return chosen === "pixels" || chosen === "percent" ? chosen : "shares";
}

/**
 * Ultralytics' `track(…, save_txt=True)` called frame by frame appends all frames to one file, which loses the frame of each row. Null if
 * no id occurs twice in the only file.
 */
function framesWithinFile(
  files: readonly InputFile[],
  rows: () => Iterable<{ numbers: readonly number[] }>,
  layout: Layout,
  { main, readings, findings }: ReaderInput,
): ((track: number | null) => number | undefined) | null {
  if (files.length !== 1) return null;
  const times = new Map<number, number>();
  for (const { numbers } of rows()) {
    const row = parseRow(numbers, layout);
    if (typeof row !== "string" && row.track !== null) times.set(row.track, (times.get(row.track) ?? 0) + 1);
  }
  let most = 0;
  for (const count of times.values()) most = Math.max(most, count);
  if (most < 2) return null;
  const chosen = readings.ask(
    {
      topic: "frames",
      question:
        `Track ids occur up to ${most} times in one file, as if all frames had been appended to it: ` +
        "which row belongs to which frame is lost",
      readings: [
        {
          value: "in-turn",
          label: `${counted(most, "frame")}: each id's first row is frame 0, its second is frame 1, and so on`,
          gives: "correct only if every object is present from the first frame without gaps",
        },
        { value: "one", label: "One frame", gives: "each id's first row; the others are left out" },
      ],
    },
    main.path,
  );
  if (chosen !== "in-turn") return null;
  findings.add({
    severity: "warning",
    file: main.path,
    place: "",
    message: `all frames are in one file: each id's rows were taken as frames 0 to ${most - 1}`,
    advice: "to be sure, export one label file per frame",
  });
  const next = new Map<number, number>();
  return (track) => {
    if (track === null) return undefined;
    const frame = next.get(track) ?? 0;
    next.set(track, frame + 1);
    return frame;
  };
}
