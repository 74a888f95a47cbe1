import type { Box } from "@/core/scene/frameStateTypes";
import type { HotaScores } from "./hota";
import type { Counts } from "./ratios";

export type ComparisonSettings = {
  matched_by: "boxes" | "times";
  iou_threshold: number;
  tolerance_ms: number;
  confidence_threshold: number;
  min_visibility: number;
};

/** The figures of one video, or of several videos together. */
export type EvaluationFigures = {
  totals: {
    truth: number;
    detections: number;
    truth_ignored: number;
    detections_ignored: number;
    /** Regions of the truth in which a detection is neither right nor wrong. */
    ignore_regions: number;
    detections_below_threshold: number;
  };
  overall: Scores;
  classes: (Scores & { class_label: string })[];
  /** Null if the detections have no boxes or no track ids. */
  tracking: { overall: TrackingScores; classes: (TrackingScores & { class_label: string })[] } | null;
  confusion: ConfusionMatrix;
  by_weather: Band[];
  by_visibility: Band[];
  by_size: Band[];
  curves: {
    confidence: (Counts & { confidence_threshold: number })[];
    /** Empty if no detection has a time of its own. */
    tolerance: (Counts & { tolerance_ms: number })[];
    /** Interpolated precision at recall 0, 0.01 … 1, by class that has truth. */
    precision_recall: { class_label: string; precision: number[] }[];
    /** Empty if detections have no boxes, and without truth. */
    overlap: { iou_threshold: number; average_precision: number }[];
    /** Empty if `tracking` is null. */
    hota: (HotaScores & { alpha: number })[];
  };
};

/** Everything an evaluation found, as plain JSON: the content of the report file. */
export type EvaluationReport = {
  settings: ComparisonSettings & { fps: number; /** Only every so many frames were compared; left out if all were. */ every?: number };
  /** What readers of the figures should know, in sentences. */
  notes: string[];
} & EvaluationFigures & {
    misses: Miss[];
    false_alarms: FalseAlarm[];
  };

/** Figures of several videos together; the misses and false positives are in the videos' own reports. */
export type TotalReport = { settings: ComparisonSettings; notes: string[] } & EvaluationFigures;

export type Scores = Counts & {
  truth: number;
  detections: number;
  /** COCO's 101-point average precision at the threshold; over several classes, the mean of those with truth. Null without truth. */
  average_precision: number | null;
  /** Mean over overlap 0.5, 0.55 … 0.95; null without boxes, and without truth. */
  average_precision_50_95: number | null;
  /** Mean overlap of the pairs; null without boxes or pairs. */
  mean_iou: number | null;
  /** Reported minus true time of the pairs whose detection has a time of its own; null if there are none. */
  time_error: { mean_ms: number; mean_absolute_ms: number; p95_absolute_ms: number } | null;
};

export type TrackingScores = HotaScores & {
  mota: number;
  motp: number;
  id_switches: number;
  fragmentations: number;
  mostly_tracked: number;
  partly_tracked: number;
  mostly_lost: number;
  idf1: number;
  idp: number;
  idr: number;
  idtp: number;
  idfp: number;
  idfn: number;
};

/** `counts[truth][reported]`; the last row contains detections of nothing, the last column truth that was not reported. */
export type ConfusionMatrix = { labels: string[]; counts: number[][] };

/** Scores for part of the truth. False positives are null if a detection cannot be assigned to a band. */
export type Band = {
  band: string;
  truth: number;
  found: number;
  missed: number;
  recall: number;
  false_positives: number | null;
  precision: number | null;
  f1: number | null;
};

type MissReason = "not_reported" | "wrong_class" | "poor_box" | "low_confidence" | "off_time";

export type Miss = {
  frame: number;
  timestamp: number;
  track_id: number;
  class_label: string;
  bounding_box: Box;
  visibility: number;
  size: string;
  weather: string | null;
  reason: MissReason;
  /** The reason in words, with its figure. */
  detail: string;
};

export type FalseAlarm = {
  frame: number;
  timestamp: number;
  class_label: string;
  confidence: number;
  bounding_box: Box | null;
  track_id: number | null;
  /** Index in the list of detections that was evaluated. */
  detection: number;
};
