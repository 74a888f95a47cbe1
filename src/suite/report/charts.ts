import { CONDITIONS } from "@/core/document";
import { SEVERITIES } from "@/core/weather";
import { columnChart } from "@/reports/columnChart";
import { whole } from "@/reports/markup";
import { rounded } from "@/reports/svg";
import { SIZE_EDGES, VISIBILITY_EDGES, type TruthStatistics } from "../statistics";
import { share, words } from "./text";

/** As tall as the table of weathers next to it. */
const HEIGHT = 40 * (CONDITIONS.length + 1);

export function visibilityChart({ visibility }: TruthStatistics): string {
  const bars = VISIBILITY_EDGES.map((edge, index) => {
    const [from, to] = [Math.round(edge * 100), Math.round((VISIBILITY_EDGES[index + 1] ?? 1) * 100)];
    return { label: `${from}`, count: visibility[index] ?? 0, hint: `${from}–${to} % visible` };
  });
  return columnChart({ title: "Visibility", unit: "boxes by share seen, %", height: HEIGHT, columns: bars });
}

export function sizeChart({ sizes }: TruthStatistics): string {
  const bars = SIZE_EDGES.map((edge, index) => {
    const next = SIZE_EDGES[index + 1];
    return { label: `${edge}`, count: sizes[index] ?? 0, hint: next === undefined ? `${edge} px and more` : `${edge}–${next} px` };
  });
  return columnChart({ title: "Size", unit: "boxes by √area, px", height: HEIGHT, columns: bars });
}

/** With 0, for weather that is not visible. */
const COLUMNS = [0, ...SEVERITIES];

/** Frames by condition and severity; what a suite does not cover is obvious at a glance. */
export function weatherTable({ weather, frames }: TruthStatistics): string {
  const framesOf = new Map(weather.map((cell) => [`${cell.condition} ${cell.severity}`, cell.frames]));
  const most = Math.max(1, ...framesOf.values());
  const rows = CONDITIONS.map((condition) => {
    const cells = COLUMNS.map((severity) => {
      const count = framesOf.get(`${condition} ${severity}`) ?? 0;
      if (count === 0) return `<td class="none">–</td>`;
      const strength = rounded(12 + 58 * Math.sqrt(count / most), 2);
      return `<td style="--strength:${strength}%" title="${share(count, frames)} of all frames">${whole(count)}</td>`;
    });
    return `<tr><th scope="row">${words(condition)}</th>${cells.join("")}</tr>`;
  });
  const heads = COLUMNS.map((severity) => `<th scope="col">${severity}</th>`).join("");
  return (
    `<figure><figcaption>Weather <span>frames by severity (intensity × 5)</span></figcaption>` +
    `<table class="weather"><thead><tr><td></td>${heads}</tr></thead><tbody>${rows.join("")}</tbody></table></figure>`
  );
}
