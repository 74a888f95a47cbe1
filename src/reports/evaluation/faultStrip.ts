import type { EvaluationReport } from "@/detection/evaluation/reportTypes";
import { escaped, videoTime } from "../markup";
import { rounded, svg } from "../svg";
import { MISS_REASONS } from "./missReasons";
import type { MissRun } from "@/detection/evaluation/missRuns";
import { secondsOf } from "@/core/timeline";

const WIDTH = 940;
const LEFT = 150;
const ROW = 18;
const MOST_ROWS = 40;
const MOST_FALSE_ALARMS = 4000;

/** When objects were missed and when nothing was reported as something: one row per object, false positives below. */
export function faultStrip(report: EvaluationReport, runs: readonly MissRun[]): string {
  const rows = new Map<string, MissRun[]>();
  for (const run of runs) {
    const name = `${run.first.class_label} ${run.first.track_id}`;
    rows.set(name, [...(rows.get(name) ?? []), run]);
  }
  const named = [...rows].sort(([, a], [, b]) => total(b) - total(a)).slice(0, MOST_ROWS);
  const alarms = report.false_alarms.slice(0, MOST_FALSE_ALARMS);
  const end = Math.max(
    secondsOf(1, report.settings.fps),
    ...runs.map(({ first, seconds }) => first.timestamp + seconds),
    ...alarms.map(({ timestamp }) => timestamp),
  );
  const x = (seconds: number) => rounded(LEFT + (Math.max(0, seconds) / end) * (WIDTH - LEFT - 6));
  const label = (text: string, row: number) =>
    `<text class="tick" x="${LEFT - 8}" y="${row * ROW + 13}" text-anchor="end">${escaped(text)}</text>`;
  const bars = named.map(([name, ofObject], row) => {
    const rectangles = ofObject.map(({ first, lastFrame, seconds, reasons }) => {
      const start = x(first.timestamp);
      const width = Math.max(1.5, x(first.timestamp + seconds) - start);
      const title =
        `${videoTime(first.timestamp)}, frames ${first.frame}–${lastFrame}: ` +
        `${reasons.map(({ reason }) => MISS_REASONS[reason]).join(", ")}`;
      return (
        `<rect class="fn" x="${start}" y="${row * ROW + 4}" width="${rounded(width)}" height="${ROW - 8}">` +
        `<title>${escaped(title)}</title></rect>`
      );
    });
    return (
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - 6}" y1="${row * ROW + ROW / 2}" ` +
      `y2="${row * ROW + ROW / 2}"/>${label(name, row)}${rectangles.join("")}`
    );
  });
  const alarmRow = named.length;
  const marks = alarms.map(
    ({ timestamp }) =>
      `<line class="fp" x1="${x(timestamp)}" x2="${x(timestamp)}" y1="${alarmRow * ROW + 4}" y2="${alarmRow * ROW + ROW - 4}"/>`,
  );
  const height = (alarmRow + 1) * ROW + 20;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (part) =>
      `<text class="tick" x="${x(part * end)}" y="${height - 4}" ` +
      `text-anchor="${part === 0 ? "start" : part === 1 ? "end" : "middle"}">${videoTime(part * end)}</text>`,
  );
  const hidden = rows.size - named.length;
  const content = `${bars.join("")}${label("false positives", alarmRow)}${marks.join("")}${ticks.join("")}`;
  return (
    `<figure class="wide">${svg(WIDTH, height, "Missed frames of each object and false positives over time", content)}` +
    (hidden > 0 ? `<p class="dim">${hidden} more objects with fewer misses are not shown.</p>` : "") +
    "</figure>"
  );
}

function total(runs: readonly MissRun[]): number {
  return runs.reduce((sum, { frames }) => sum + frames, 0);
}
