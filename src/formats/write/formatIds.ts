/** Annotation formats that a bundle contains unless others are chosen, in addition to `ground_truth.json`. */
export const DEFAULT_FORMATS = ["coco", "yolo", "mot", "kitti", "cvat", "openlabel", "datumaro"] as const;

/** Annotation formats that are written on request: those of other tools for annotating. */
export const FURTHER_FORMATS = [
  "voc",
  "labelme",
  "label_studio",
  "bdd100k",
  "viame",
  "dive",
  "kwcoco",
  "youtube_vis",
  "kitti_object",
  "csv",
] as const;

/** All annotation formats that can be written. */
export const ANNOTATION_FORMATS = [...DEFAULT_FORMATS, ...FURTHER_FORMATS] as const;
export type FormatId = (typeof ANNOTATION_FORMATS)[number];
