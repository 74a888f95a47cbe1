import type {
  Band,
  ComparisonSettings,
  EvaluationFigures,
  EvaluationReport,
  Scores,
  TrackingScores,
} from "@/detection/evaluation/reportTypes";
import { DETECTIONS_PER_FRAME, RECALL_LEVELS } from "@/detection/evaluation/averagePrecision";
import { faultStrip } from "./faultStrip";
import { MISS_REASONS } from "./missReasons";
import { type LineChart, lineChart } from "../lineChart";
import { counted, type TableColumn, escaped, percent, score, section, table, videoTime, whole } from "../markup";
import { type MissRun, missRuns } from "@/detection/evaluation/missRuns";

const MOST_RUNS = 60;

export function classesSection({ classes, overall }: EvaluationFigures): string {
  type Row = Scores & { class_label: string };
  const columns: TableColumn<Row>[] = [
    { head: "Class", cell: ({ class_label }) => class_label, text: true },
    { head: "Objects", cell: ({ truth }) => whole(truth) },
    { head: "Found", cell: (row) => whole(row.true_positives) },
    { head: "Missed", cell: (row) => whole(row.false_negatives) },
    { head: "False positives", cell: (row) => whole(row.false_positives) },
    { head: "Precision", cell: ({ precision }) => percent(precision) },
    { head: "Recall", cell: ({ recall }) => percent(recall) },
    { head: "F1", cell: ({ f1 }) => percent(f1) },
    { head: "AP", cell: (row) => (row.truth === 0 ? "no objects" : score(row.average_precision)) },
    { head: "AP .50–.95", cell: (row) => (row.truth === 0 ? "no objects" : score(row.average_precision_50_95)) },
    { head: "Mean IoU", cell: (row) => score(row.mean_iou) },
  ];
  return section(
    "Classes",
    "Overall AP is the mean of the classes that have objects. " +
      `AP considers the ${DETECTIONS_PER_FRAME} most confident detections per class and frame, as pycocotools does.`,
    table("Scores by class", columns, [...classes, { class_label: "all", ...overall }]),
  );
}

export function trackingSection({ overall, classes }: NonNullable<EvaluationFigures["tracking"]>): string {
  type Row = TrackingScores & { class_label: string };
  const shares = (names: readonly (keyof TrackingScores)[], heads: readonly string[]): TableColumn<Row>[] =>
    names.map((name, index) => ({
      head: heads[index] ?? name,
      cell: (row) => score(row.idtp + row.idfn === 0 ? null : row[name]),
    }));
  const counts: TableColumn<Row>[] = [
    { head: "ID switches", cell: (row) => whole(row.id_switches) },
    { head: "Fragmentations", cell: (row) => whole(row.fragmentations) },
    {
      head: "Mostly tracked / partly / lost",
      cell: (row) => `${row.mostly_tracked} / ${row.partly_tracked} / ${row.mostly_lost}`,
    },
  ];
  const label: TableColumn<Row> = { head: "Class", cell: ({ class_label }) => class_label, text: true };
  const rows = [...classes, { class_label: "all", ...overall }];
  return section(
    "Tracking",
    "In the overall scores, classes are weighted by their number of objects.",
    table(
      "HOTA",
      [
        label,
        ...shares(
          ["hota", "det_a", "ass_a", "loc_a", "det_re", "det_pr", "ass_re", "ass_pr"],
          ["HOTA", "DetA", "AssA", "LocA", "DetRe", "DetPr", "AssRe", "AssPr"],
        ),
      ],
      rows,
    ) +
      table(
        "CLEAR MOT and identity",
        [label, ...shares(["mota", "motp"], ["MOTA", "MOTP"]), ...counts, ...shares(["idf1", "idp", "idr"], ["IDF1", "IDP", "IDR"])],
        rows,
      ),
  );
}

export function faultsSection(report: EvaluationReport): string {
  const runs = missRuns(report);
  if (runs.length === 0 && report.false_alarms.length === 0)
    return section("Missed over time", "Nothing was missed, and there are no false positives.", "");
  const columns: TableColumn<MissRun>[] = [
    { head: "From", cell: ({ first }) => videoTime(first.timestamp) },
    {
      head: "Frames",
      cell: ({ first, lastFrame }) => (lastFrame > first.frame ? `${first.frame}–${lastFrame}` : first.frame),
    },
    { head: "Length", cell: ({ seconds }) => `${seconds.toFixed(2)} s` },
    { head: "Object", cell: ({ first }) => `${first.class_label} ${first.track_id}`, text: true },
    { head: "Reason", cell: reasonsOf, text: true },
    { head: "Lowest visibility", cell: ({ lowestVisibility }) => percent(lowestVisibility) },
    { head: "Size", cell: ({ first }) => first.size, text: true },
    { head: "Weather", cell: ({ first }) => first.weather ?? "–", text: true },
  ];
  const shown = runs.slice(0, MOST_RUNS);
  const caption =
    runs.length > shown.length
      ? `The ${MOST_RUNS} longest of ${whole(runs.length)} intervals`
      : `${whole(report.misses.length)} missed in ${counted(runs.length, "interval")}, the longest first`;
  return section(
    "Missed over time",
    "Each bar is an object that was not found; each mark in the last row is a false positive.",
    faultStrip(report, runs) + (shown.length > 0 ? table(caption, columns, shown) : ""),
  );
}

function reasonsOf({ reasons, first, frames }: MissRun): string {
  if (frames === 1) return `${MISS_REASONS[first.reason]}: ${first.detail}`;
  return reasons
    .map(({ reason, frames: count }) => (reasons.length > 1 ? `${MISS_REASONS[reason]} (${count})` : MISS_REASONS[reason]))
    .join(", ");
}

export function bandsSection({ by_weather, by_visibility, by_size }: EvaluationFigures): string {
  const columns = (head: string, rows: readonly Band[]): TableColumn<Band>[] => [
    { head, cell: ({ band }) => band, text: true },
    { head: "Objects", cell: ({ truth }) => whole(truth) },
    { head: "Found", cell: ({ found }) => whole(found) },
    { head: "Missed", cell: ({ missed }) => whole(missed) },
    { head: "Recall", cell: ({ recall }) => percent(recall) },
    ...(rows.some(({ false_positives: alarms }) => alarms !== null) ? FALSE_ALARM_COLUMNS : []),
  ];
  const parts = [
    ["Weather", by_weather],
    ["Visibility", by_visibility],
    ["Size", by_size],
  ] as const;
  const tables = parts
    .filter(([, rows]) => rows.length > 0)
    .map(([head, rows]) => table(`By ${head.toLowerCase()}`, columns(head, rows), rows));
  return tables.length > 0 ? section("Conditions", "False positives have no visibility.", tables.join("")) : "";
}

const FALSE_ALARM_COLUMNS: readonly TableColumn<Band>[] = [
  { head: "False positives", cell: (row) => (row.false_positives === null ? "–" : whole(row.false_positives)) },
  { head: "Precision", cell: ({ precision }) => percent(precision) },
  { head: "F1", cell: ({ f1 }) => percent(f1) },
];

const SHARES = [0, 0.2, 0.4, 0.6, 0.8, 1];

export function curvesSection({ curves, settings }: EvaluationFigures & { settings: ComparisonSettings }): string {
  const three = <Point extends { precision: number; recall: number; f1: number }>(points: readonly Point[], x: (point: Point) => number) =>
    (["precision", "recall", "f1"] as const).map((key) => ({
      name: LABELS[key],
      points: points.map((point) => [x(point), point[key]] as const),
    }));
  const charts: LineChart[] = [
    {
      title: "Over the confidence threshold",
      xLabel: "confidence threshold",
      xTicks: SHARES,
      series: three(curves.confidence, (point) => point.confidence_threshold),
      mark: settings.confidence_threshold,
    },
    {
      title: "Precision over recall",
      xLabel: "recall",
      xTicks: SHARES,
      series: curves.precision_recall.map(({ class_label, precision }) => ({
        name: class_label,
        points: precision.map((value, level) => [RECALL_LEVELS[level] ?? 0, value] as const),
      })),
    },
    {
      title: "Over the time tolerance, regardless of boxes",
      xLabel: "tolerance, ms",
      xTicks: [0, 100, 200, 300, 400, 500],
      series: curves.tolerance.length > 0 ? three(curves.tolerance, (point) => point.tolerance_ms) : [],
      mark: settings.tolerance_ms,
    },
    {
      title: "Average precision over the minimum overlap",
      xLabel: "overlap (IoU)",
      xTicks: [0.5, 0.6, 0.7, 0.8, 0.9, 1],
      series:
        curves.overlap.length > 0
          ? [
              {
                name: "AP",
                points: curves.overlap.map((point) => [point.iou_threshold, point.average_precision] as const),
              },
            ]
          : [],
    },
    {
      title: "HOTA over the localisation threshold",
      xLabel: "localisation threshold α",
      xTicks: SHARES,
      series:
        curves.hota.length > 0
          ? HOTA_LINES.map(([key, name]) => ({
              name,
              points: curves.hota.map((point) => [point.alpha, point[key]] as const),
            }))
          : [],
    },
  ];
  const drawn = charts.filter(({ series }) => series.length > 0);
  return section("Curves", "A dotted line marks the value used above.", `<div class="charts">${drawn.map(lineChart).join("")}</div>`);
}

const LABELS = { precision: "Precision", recall: "Recall", f1: "F1" } as const;
const HOTA_LINES = [
  ["hota", "HOTA"],
  ["det_a", "DetA"],
  ["ass_a", "AssA"],
  ["loc_a", "LocA"],
] as const;

export function confusionSection({ confusion: { labels, counts } }: EvaluationFigures): string {
  if (labels.length === 0) return "";
  const head = [...labels, "missed"].map((label) => `<th scope="col">${escaped(label)}</th>`).join("");
  const rows = counts.map((row, truth) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    const cells = row.map((count, reported) => {
      if (truth === labels.length && reported === labels.length) return "<td></td>";
      const share = total === 0 ? 0 : Math.round((count / total) * 70);
      const kind = truth === reported ? "right" : reported === labels.length ? "missed" : "wrong";
      return `<td class="${kind}" style="--share:${share}">${whole(count)}</td>`;
    });
    return `<tr><th scope="row">${escaped(labels[truth] ?? "no object")}</th>${cells.join("")}</tr>`;
  });
  return section(
    "Confusion",
    "Rows: what was there. Columns: what was reported.",
    `<div class="scroll"><table class="confusion"><thead><tr><th></th>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`,
  );
}
