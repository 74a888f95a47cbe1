import { CONDITIONS } from "@/core/document";
import { SEVERITIES } from "@/core/weather";
import { SIZE_EDGES, VISIBILITY_EDGES, type TruthStatistics } from "../statistics";
import { escaped } from "@/reports/markup";
import { groupDigits, share, words } from "./text";

const WIDTH = 360;
/** As high as the table of weathers beside them. */
const HEIGHT = 40 * (CONDITIONS.length + 1);
const FOOT = 20;

type Bar = { readonly label: string; readonly count: number; readonly hint: string };

/** A column for each bin; its number shows on hover and is read out. */
function columnChart(title: string, unit: string, bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const step = WIDTH / bars.length;
  const columns = bars.map(({ label, count, hint }, index) => {
    const height = count === 0 ? 0 : Math.max(1.5, (count / most) * (HEIGHT - FOOT - 6));
    const x = index * step;
    const y = HEIGHT - FOOT - height;
    return (
      `<g><title>${escaped(`${hint}: ${groupDigits(count)}`)}</title>` +
      `<rect class="hit" x="${fixed(x)}" y="0" width="${fixed(step)}" height="${HEIGHT - FOOT}"/>` +
      `<rect class="column" x="${fixed(x + 2)}" y="${fixed(y)}" width="${fixed(step - 4)}" height="${fixed(height)}" rx="2"/>` +
      `<text x="${fixed(x + 2)}" y="${HEIGHT - 4}">${escaped(label)}</text></g>`
    );
  });
  const spoken = bars.map(({ hint, count }) => `${hint}: ${count}`).join("; ");
  return (
    `<figure><figcaption>${escaped(title)} <span>${escaped(unit)}</span></figcaption>` +
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(`${title}. ${spoken}`)}">` +
    `<line x1="0" x2="${WIDTH}" y1="${HEIGHT - FOOT + 0.5}" y2="${HEIGHT - FOOT + 0.5}"/>${columns.join("")}</svg></figure>`
  );
}

export function visibilityChart({ visibility }: TruthStatistics): string {
  const bars = VISIBILITY_EDGES.map((edge, index) => {
    const [from, to] = [Math.round(edge * 100), Math.round((VISIBILITY_EDGES[index + 1] ?? 1) * 100)];
    return { label: `${from}`, count: visibility[index] ?? 0, hint: `${from}–${to} % visible` };
  });
  return columnChart("Visibility", "boxes by share seen, %", bars);
}

export function sizeChart({ sizes }: TruthStatistics): string {
  const bars = SIZE_EDGES.map((edge, index) => {
    const next = SIZE_EDGES[index + 1];
    return { label: `${edge}`, count: sizes[index] ?? 0, hint: next === undefined ? `${edge} px and more` : `${edge}–${next} px` };
  });
  return columnChart("Size", "boxes by √area, px", bars);
}

/** With 0, for weather that is not to be seen. */
const COLUMNS = [0, ...SEVERITIES];

/** Frames by condition and severity; what a suite leaves out is seen at once. */
export function weatherTable({ weather, frames }: TruthStatistics): string {
  const framesOf = new Map(weather.map((cell) => [`${cell.condition} ${cell.severity}`, cell.frames]));
  const most = Math.max(1, ...framesOf.values());
  const rows = CONDITIONS.map((condition) => {
    const cells = COLUMNS.map((severity) => {
      const count = framesOf.get(`${condition} ${severity}`) ?? 0;
      if (count === 0) return `<td class="none">–</td>`;
      const strength = fixed(12 + 58 * Math.sqrt(count / most));
      return `<td style="--strength:${strength}%" title="${share(count, frames)} of all frames">${groupDigits(count)}</td>`;
    });
    return `<tr><th scope="row">${words(condition)}</th>${cells.join("")}</tr>`;
  });
  const heads = COLUMNS.map((severity) => `<th scope="col">${severity}</th>`).join("");
  return (
    `<figure><figcaption>Weather <span>frames by severity (intensity × 5)</span></figcaption>` +
    `<table class="weather"><thead><tr><td></td>${heads}</tr></thead><tbody>${rows.join("")}</tbody></table></figure>`
  );
}

/** Digits that are the same on every machine, without needless ones. */
const fixed = (value: number): string => `${Math.round(value * 100) / 100}`;
