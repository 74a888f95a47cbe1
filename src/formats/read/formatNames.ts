import { ANNOTATION_FORMATS } from "../write/formatIds";
import { FORMAT_NAMES } from "../write/formats";
import type { ReadFormat } from "./imported";

/** Formats that can be read, in the order in which lists show them. */
export const READ_FORMATS: readonly ReadFormat[] = ["ground_truth", ...ANNOTATION_FORMATS, "kitti_object", "mots", "visdrone"];

export const READ_FORMAT_NAMES: Record<ReadFormat, string> = {
  ground_truth: "Ground truth (JSON)",
  ...FORMAT_NAMES,
  kitti_object: "KITTI object",
  mots: "MOTS",
  visdrone: "VisDrone",
};
