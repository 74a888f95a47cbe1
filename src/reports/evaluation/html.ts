import type { ComparisonSettings, EvaluationFigures, EvaluationReport, TotalReport } from "@/detection/evaluation/reportTypes";
import { counted, escaped, score, section, whole } from "../markup";
import { bandsSection, classesSection, confusionSection, curvesSection, faultsSection, trackingSection } from "./sections";
import { REPORT_STYLE } from "./style";
import { type VideoReport, videosSection } from "./videosSection";

/**
 * The report as one self-contained HTML file: no external scripts, fonts or pictures, plots as SVG, light and dark. Everything from files
 * is escaped.
 *
 * @param title what was evaluated, such as the scenario's name
 */
export function evaluationHtml(report: EvaluationReport, title: string): string {
  return page(
    `Detections of ${title}`,
    `${headline(report)}
${notesList(report.notes)}
${countsSection(report)}
${classesSection(report)}
${report.tracking ? trackingSection(report.tracking) : ""}
${faultsSection(report)}
${bandsSection(report)}
${curvesSection(report)}
${confusionSection(report)}`,
    howMatched(report),
  );
}

/** The report of several videos: the figures of all together, a table of the videos, and what was missed in each. */
export function videosHtml(total: TotalReport, videos: readonly VideoReport[]): string {
  return page(
    `Detections in ${counted(videos.length, "video")}`,
    `${headline(total)}
${notesList(total.notes)}
${countsSection(total)}
${videosSection(total, videos)}
${classesSection(total)}
${total.tracking ? trackingSection(total.tracking) : ""}
${bandsSection(total)}
${curvesSection(total)}
${confusionSection(total)}
${videos.map(faultsOf).join("\n")}`,
    howMatched(total),
  );
}

function faultsOf({ name, report }: VideoReport): string {
  return `<h2 class="video">${escaped(name)}</h2>${notesList(report.notes)}${faultsSection(report)}`;
}

function page(title: string, content: string, introduction: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p class="dim">${escaped(introduction)}</p>
${content}
<footer>${escaped(DEFINITIONS)}</footer>
</main>
</body>
</html>
`;
}

function notesList(notes: readonly string[]): string {
  return notes.length > 0 ? `<ul class="notes">${notes.map((note) => `<li>${escaped(note)}</li>`).join("")}</ul>` : "";
}

const DEFINITIONS =
  "Precision: share of detections that are right. Recall: share of objects found, counted in every frame. F1: their " +
  "harmonic mean. AP: COCO’s 101-point average precision. MOTA, MOTP: CLEAR MOT. IDF1: identity measures. HOTA: Luiten " +
  "et al. 2021, mean over localisation thresholds 0.05 … 0.95. Sizes are COCO’s: small is under 32 × 32 px, large 96 × 96 px and more.";

function howMatched({ settings, totals }: EvaluationFigures & { settings: ComparisonSettings }): string {
  const how =
    settings.matched_by === "boxes"
      ? `Boxes of the same class in the same frame, overlapping by ${settings.iou_threshold} or more`
      : `Events of the same class within ${settings.tolerance_ms} ms of each other`;
  const left = [
    `${counted(totals.detections_below_threshold, "detection")} below confidence ${settings.confidence_threshold}`,
    `${counted(totals.truth_ignored, "object")} that were not visible enough`,
    `${counted(totals.detections_ignored, "detection")} of such objects or in regions to ignore`,
  ];
  const leftOut = left.filter((text) => !text.startsWith("0 "));
  return (
    `${how}. ${counted(totals.truth, "object")}, ` +
    `${counted(totals.detections, "detection")}.${leftOut.length > 0 ? ` Left out: ${leftOut.join(", ")}.` : ""}`
  );
}

function headline({ overall, tracking }: EvaluationFigures): string {
  const tiles: [string, number | null][] = [
    ["Precision", overall.precision],
    ["Recall", overall.recall],
    ["F1", overall.f1],
    ["AP", overall.average_precision],
    ["AP .50–.95", overall.average_precision_50_95],
    ["MOTA", tracking?.overall.mota ?? null],
    ["IDF1", tracking?.overall.idf1 ?? null],
    ["HOTA", tracking?.overall.hota ?? null],
  ];
  const known = tiles.filter(([, value]) => value !== null);
  return `<dl class="tiles">${known.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${score(value)}</dd></div>`).join("")}</dl>`;
}

function countsSection({ overall }: EvaluationFigures): string {
  const parts = [
    ["tp", overall.true_positives, "found"],
    ["fn", overall.false_negatives, "missed"],
    ["fp", overall.false_positives, "false positives"],
  ] as const;
  const bar = parts.filter(([, count]) => count > 0).map(([kind, count]) => `<span class="${kind}" style="flex:${count}"></span>`);
  const legend = parts.map(([kind, count, name]) => `<li><i class="${kind}"></i><b>${whole(count)}</b> ${name}</li>`);
  const time = overall.time_error;
  const errors = [
    overall.mean_iou === null ? "" : `The boxes of found objects overlap by ${score(overall.mean_iou)} on average.`,
    time
      ? `Reported times are off by ${time.mean_absolute_ms.toFixed(1)} ms on average (${time.mean_ms >= 0 ? "later" : "earlier"} ` +
        `by ${Math.abs(time.mean_ms).toFixed(1)} ms), 95 % of them by at most ${time.p95_absolute_ms.toFixed(1)} ms.`
      : "",
  ].join(" ");
  return section(
    "Found, missed, false positives",
    errors,
    `<div class="counts">${bar.join("")}</div><ul class="legend">${legend.join("")}</ul>`,
  );
}
