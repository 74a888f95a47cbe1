import { counted } from "@/core/text";
import { decompressRuns } from "../coco/rle";
import { runsBox } from "../coco/runsBox";
import { baseName, folderOf, optional, type ReaderInput, type ReaderResult } from "../read/input";
import { countOf } from "../read/json";
import { decodeText, linesOf, parseNumber } from "../read/text";

/** Class numbers of MOTS; 10 marks regions to ignore. */
const CLASSES: Record<number, string> = { 1: "car", 2: "pedestrian" };
const IGNORED = 10;

/**
 * MOTS (KITTI MOTS, MOTSChallenge): one mask per row, of which the bounding box is used. KITTI counts frames from 0, the challenge from
 * 1.
 */
export function readMots({ main, files, collector, ignored, findings, unmapped, readings }: ReaderInput): ReaderResult {
  const text = decodeText(main);
  const sequence = `${folderOf(folderOf(main.path))}/seqinfo.ini`.replace(/^\//, "");
  const isChallenge = baseName(main.path) === "gt.txt" || files.some(({ path }) => path === sequence);
  const firstFrame = isChallenge ? 1 : firstFrameOf(text);
  let size: [width: number, height: number] | null = null;
  for (const { line, content } of linesOf(text)) {
    const columns = content.split(/\s+/);
    const place = () => `line ${line}`;
    const [frame = Number.NaN, id = Number.NaN, classNumber = Number.NaN, height = Number.NaN, width = Number.NaN] =
      columns.map(parseNumber);
    const runs = columns.length === 6 && height > 0 ? decompressRuns(columns[5] ?? "") : null;
    const box = runs && runsBox(runs, height);
    if (!box) {
      findings.add({
        severity: "error",
        file: main.path,
        place: place(),
        message:
          columns.length !== 6
            ? `${counted(columns.length, "column")} instead of 6`
            : runs
              ? "the mask is empty"
              : "the mask is not run-length encoded in COCO's way",
        advice: "a row is frame, id, class, image height, image width, mask; it was left out",
      });
      continue;
    }
    if (classNumber === IGNORED) {
      ignored.add({ frame: frame - firstFrame, ...box, label: null }, { file: main.path, place });
      continue;
    }
    size ??= [width, height];
    unmapped.count("masks", "actors are drawn, not masked: the bounding box of each mask was used");
    collector.add(
      id < 0 ? null : id,
      CLASSES[classNumber] ?? `class ${classNumber}`,
      { frame: frame - firstFrame, ...box },
      { file: main.path, place },
    );
  }
  return { video: { ...optional("width", countOf(size?.[0])), ...optional("height", countOf(size?.[1])) } };

  /** Number of the first frame of the video: shown by a frame 0, otherwise stated by the user. */
  function firstFrameOf(rows: string): number {
    let least = Number.POSITIVE_INFINITY;
    for (const { content } of linesOf(rows)) least = Math.min(least, parseNumber(content.split(/\s+/, 1)[0]));
    if (least === 0) return 0;
    const question = {
      topic: "first-frame",
      question: `The file starts at frame ${least}, and the video's first frame may be number 0 or 1`,
      readings: [
        { value: "0", label: "0, as KITTI MOTS counts" },
        { value: "1", label: "1, as MOTSChallenge counts" },
      ],
    };
    // A first row at exactly frame 1 is hardly a video whose first frame is empty.
    return Number(readings.ask(least === 1 ? { ...question, assumed: "1" } : question, main.path));
  }
}
