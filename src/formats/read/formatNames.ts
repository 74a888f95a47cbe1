import { DEFAULT_FORMATS, type FormatId } from "../write/formatIds";
import { FORMAT_NAMES } from "../write/formats";
import type { ReadFormat } from "./imported";

export const READ_FORMAT_NAMES: Record<ReadFormat, string> = {
  ground_truth: "Ground truth (JSON)",
  ...FORMAT_NAMES,
  mots: "MOTS",
  visdrone: "VisDrone",
};

/** Formats that can be read, in the order in which lists show them. KWCOCO and YouTube-VIS are read as COCO. */
export const READ_FORMATS: readonly ReadFormat[] = [
  "ground_truth",
  ...DEFAULT_FORMATS,
  ...(["kitti_object", "mots", "visdrone", "voc", "labelme", "label_studio", "bdd100k", "viame", "dive", "csv"] as const),
];

/** The reader of a format that is written. */
export function readAs(format: FormatId): ReadFormat {
  return format === "kwcoco" || format === "youtube_vis" ? "coco" : format;
}
