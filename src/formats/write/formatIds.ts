/** Annotation formats a bundle can contain in addition to `ground_truth.json`. */
export const ANNOTATION_FORMATS = ["coco", "yolo", "mot", "kitti", "cvat", "openlabel", "datumaro"] as const;
export type FormatId = (typeof ANNOTATION_FORMATS)[number];
