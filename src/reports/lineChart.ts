import { escaped } from "./markup";
import { rounded, svg } from "./svg";

type Series = { name: string; points: readonly (readonly [x: number, y: number])[] };
export type LineChart = {
  title: string;
  xLabel: string;
  /** Positions of the grid lines; the axis runs from the first to the last. */
  xTicks: readonly number[];
  series: readonly Series[];
  /** A value of x to mark: the one the rest of the report uses. */
  mark?: number;
};

const WIDTH = 460;
const HEIGHT = 250;
const LEFT = 36;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 40;
const Y_TICKS = [0, 0.25, 0.5, 0.75, 1];
/** As many as the style sheet has colours and dash patterns. */
const STYLES = 7;

/** Scores from 0 to 1 as lines; they differ in colour and dashes, and a legend names them. */
export function lineChart({ title, xLabel, xTicks, series, mark }: LineChart): string {
  const first = xTicks[0] ?? 0;
  const last = xTicks.at(-1) ?? 1;
  const x = (value: number) => rounded(LEFT + ((value - first) / (last - first || 1)) * (WIDTH - LEFT - RIGHT));
  const y = (value: number) => rounded(HEIGHT - BOTTOM - Math.min(1, Math.max(0, value)) * (HEIGHT - TOP - BOTTOM));
  const grid = Y_TICKS.map(
    (tick) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(tick)}" y2="${y(tick)}"/>` +
      `<text class="tick" x="${LEFT - 6}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
  ).join("");
  const ticks = xTicks
    .map(
      (tick) =>
        `<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM + 4}"/>` +
        `<text class="tick" x="${x(tick)}" y="${HEIGHT - BOTTOM + 17}" text-anchor="middle">${escaped(tick)}</text>`,
    )
    .join("");
  const marked =
    mark === undefined || mark < first || mark > last
      ? ""
      : `<line class="mark" x1="${x(mark)}" x2="${x(mark)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}"/>`;
  const lines = series
    .map(({ name, points }, index) => {
      const style = `s${index % STYLES}`;
      const path = points.map(([px, py]) => `${x(px)},${y(py)}`).join(" ");
      return `<polyline class="line ${style}" points="${path}"><title>${escaped(name)}</title></polyline>`;
    })
    .join("");
  const legend = series
    .map(
      ({ name }, index) =>
        `<li><svg class="key" viewBox="0 0 22 8" aria-hidden="true">` +
        `<line class="line s${index % STYLES}" x1="1" x2="21" y1="4" y2="4"/></svg>${escaped(name)}</li>`,
    )
    .join("");
  const caption = `<text class="tick" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${escaped(xLabel)}</text>`;
  const drawing = svg(WIDTH, HEIGHT, title, `${grid}${ticks}${marked}${lines}${caption}`);
  return `<figure><figcaption>${escaped(title)}</figcaption>${drawing}<ul class="legend">${legend}</ul></figure>`;
}
