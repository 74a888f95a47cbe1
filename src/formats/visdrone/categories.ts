/** VisDrone's categories by number. The first marks regions to ignore, and the last is not evaluated either. */
export const CATEGORIES = [
  "ignored regions",
  "pedestrian",
  "people",
  "bicycle",
  "car",
  "van",
  "truck",
  "tricycle",
  "awning-tricycle",
  "bus",
  "motor",
  "others",
] as const;
