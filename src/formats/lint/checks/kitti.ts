import { counted } from "@/core/text";
import { decodeText, linesOf, parseNumber } from "../../read/text";
import { AGAIN, type FormatCheck } from "./check";

const TYPES = new Set(["Car", "Van", "Truck", "Pedestrian", "Person", "Cyclist", "Tram", "Misc", "DontCare"]);

/** TrackEval and KITTI's own tools: known types, integer levels, frames within the sequence map. */
export const checkKitti: FormatCheck = ({ files, video, report }) => {
  const labels = files.get("kitti/label_02/0000.txt");
  for (const { line, content } of labels ? linesOf(decodeText(labels)) : []) {
    const columns = content.split(/\s+/);
    const fault = (message: string) => report(labels?.path ?? "").error(`line ${line}`, message, AGAIN);
    const frame = parseNumber(columns[0]);
    if (columns.length !== 17) fault(`${counted(columns.length, "column")} instead of 17`);
    if (!Number.isInteger(frame) || (video && frame >= video.frames))
      fault(`frame ${columns[0]} is not in the range 0 to ${video ? video.frames - 1 : "the last"}`);
    if (!TYPES.has(columns[2] ?? "")) fault(`"${columns[2]}" is not a KITTI type`);
    if (!/^[012]$/.test(columns[3] ?? "")) fault(`truncated is ${columns[3]} instead of 0, 1 or 2`);
    if (!/^[0123]$/.test(columns[4] ?? "")) fault(`occluded is ${columns[4]} instead of 0 to 3`);
  }
  const map = files.get("kitti/evaluate_tracking.seqmap.training");
  if (!map) report("annotations/kitti/evaluate_tracking.seqmap.training").error("", "the file is missing", AGAIN);
  else if (video && parseNumber(decodeText(map).trim().split(" ")[3]) !== video.frames)
    report(map.path).error("line 1", `it does not state the video's ${counted(video.frames, "frame")}`, AGAIN);
};
