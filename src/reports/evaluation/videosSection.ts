import type { EvaluationReport, TotalReport } from "@/detection/evaluation/reportTypes";
import { type TableColumn, percent, score, section, table, whole } from "../markup";

/** The report of one of several videos. */
export type VideoReport = { name: string; report: EvaluationReport };

/** A row for each video, and one for all together. */
export function videosSection(total: TotalReport, videos: readonly VideoReport[]): string {
  type Row = { name: string; report: TotalReport | EvaluationReport };
  const scores = ({ report }: Row) => report.overall;
  const tracked = ({ report }: Row) => report.tracking?.overall ?? null;
  const columns: TableColumn<Row>[] = [
    { head: "Video", cell: ({ name }) => name, text: true },
    { head: "Objects", cell: (row) => whole(scores(row).truth) },
    { head: "Found", cell: (row) => whole(scores(row).true_positives) },
    { head: "Missed", cell: (row) => whole(scores(row).false_negatives) },
    { head: "False positives", cell: (row) => whole(scores(row).false_positives) },
    { head: "Precision", cell: (row) => percent(scores(row).precision) },
    { head: "Recall", cell: (row) => percent(scores(row).recall) },
    { head: "F1", cell: (row) => percent(scores(row).f1) },
    { head: "AP", cell: (row) => (scores(row).truth === 0 ? "no objects" : score(scores(row).average_precision)) },
    { head: "MOTA", cell: (row) => score(tracked(row)?.mota ?? null) },
    { head: "IDF1", cell: (row) => score(tracked(row)?.idf1 ?? null) },
    { head: "HOTA", cell: (row) => score(tracked(row)?.hota ?? null) },
  ];
  return section(
    "Videos",
    "All together: counts are added before scores are computed, as TrackEval combines sequences, so a video weighs as much as its " +
      "objects. AP ranks the detections of all videos in one list.",
    table("Scores by video", columns, [...videos, { name: "all", report: total }]),
  );
}
