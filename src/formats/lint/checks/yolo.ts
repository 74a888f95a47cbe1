import { counted } from "@/core/text";
import { decodeText, linesOf, parseNumber } from "../../read/text";
import { AGAIN, type FormatCheck } from "./check";

/** Ultralytics: one label file per frame, five columns, nothing outside 0..1. One bad row discards the image. */
export const checkYolo: FormatCheck = ({ files, video, report }) => {
  const settings = files.get("yolo/data.yaml");
  const labels = [...files].filter(([path]) => path.startsWith("yolo/labels/"));
  if (!settings) report("annotations/yolo/data.yaml").error("", "the file is missing", AGAIN);
  else {
    const text = decodeText(settings);
    for (const key of ["path", "train", "val", "names"])
      if (!new RegExp(`^${key}:`, "m").test(text)) report(settings.path).error(key, `"${key}" is missing`, `add a line "${key}:"`);
  }
  if (video && labels.length !== video.frames)
    report("annotations/yolo/labels").error(
      "",
      `the folder has ${counted(labels.length, "label file")}, the video has ${counted(video.frames, "frame")}`,
      AGAIN,
    );
  for (const [, file] of labels)
    for (const { line, content } of linesOf(decodeText(file))) {
      const columns = content.split(/\s+/).map(parseNumber);
      const fault = (message: string) =>
        report(file.path).error(`line ${line}`, message, "training would skip the whole image; export the bundle again");
      const [, x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = columns;
      if (columns.length !== 5) fault(`${counted(columns.length, "column")} instead of 5`);
      // Sums of doubles may exceed an edge by less than any decimal written.
      else if (!(Math.min(x - width / 2, y - height / 2) >= -1e-12 && Math.max(x + width / 2, y + height / 2) <= 1 + 1e-12))
        fault("the box extends beyond 0 to 1");
    }
};
