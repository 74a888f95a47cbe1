import { BESIDE_LABELS } from "../read/fileNames";
import { framesByName } from "../read/frames";
import { baseName, folderOf, type ReaderInput, type ReaderResult } from "../read/input";
import { counted } from "@/core/text";
import { linesOf, textOrNothing } from "../read/text";
import { addLabels } from "./label";

/** KITTI object labels: one file per frame, 15 columns (16 with a score), no tracks. `DontCare` is a region to ignore. */
export function readKittiObject(input: ReaderInput): ReaderResult {
  const { main, files, candidates, findings, readings } = input;
  const folders = [...new Set(candidates.map(({ path }) => folderOf(path)))];
  const folder = readings.ask(
    {
      topic: "folder",
      question: `Labels are in ${folders.length} folders, and each may be a separate video`,
      readings: folders.map((value) => ({
        value,
        label: value,
        gives: counted(candidates.filter(({ path }) => folderOf(path) === value).length, "file"),
      })),
    },
    main.path,
  );
  // A frame without objects is an empty file, which does not show its format.
  const labels = files.filter(({ path }) => folderOf(path) === folder && /\.txt$/i.test(path) && !BESIDE_LABELS.test(baseName(path)));
  const { frames } = framesByName(
    labels.map(({ path }) => path),
    input,
  );
  let last = -1;
  for (const [index, file] of labels.entries()) {
    const frame = frames[index] ?? null;
    if (frame === null) continue;
    last = Math.max(last, frame);
    const rows = { file: file.path, lines: linesOf(textOrNothing(file, findings)), before: [] };
    addLabels(rows, () => ({ frame, trackId: null }), input);
  }
  return { video: { totalFrames: last + 1 }, read: labels };
}
