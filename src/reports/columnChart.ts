import { escaped, whole } from "./markup";
import { rounded, svg } from "./svg";

const WIDTH = 360;
const FOOT = 20;

export type ColumnChart = {
  readonly title: string;
  /** What is counted, and by what. */
  readonly unit: string;
  readonly height: number;
  /** `hint` describes the column in words. */
  readonly columns: readonly { readonly label: string; readonly count: number; readonly hint: string }[];
};

/** A column for each bin; its number is shown on hover and read aloud by screen readers. */
export function columnChart({ title, unit, height: tall, columns }: ColumnChart): string {
  const most = Math.max(1, ...columns.map(({ count }) => count));
  const step = WIDTH / columns.length;
  const drawn = columns.map(({ label, count, hint }, index) => {
    const height = count === 0 ? 0 : Math.max(1.5, (count / most) * (tall - FOOT - 6));
    const x = index * step;
    const y = tall - FOOT - height;
    return (
      `<g><title>${escaped(`${hint}: ${whole(count)}`)}</title>` +
      `<rect class="hit" x="${rounded(x, 2)}" y="0" width="${rounded(step, 2)}" height="${tall - FOOT}"/>` +
      `<rect class="column" x="${rounded(x + 2, 2)}" y="${rounded(y, 2)}" width="${rounded(step - 4, 2)}" ` +
      `height="${rounded(height, 2)}" rx="2"/><text x="${rounded(x + 2, 2)}" y="${tall - 4}">${escaped(label)}</text></g>`
    );
  });
  const spoken = columns.map(({ hint, count }) => `${hint}: ${count}`).join("; ");
  const line = `<line x1="0" x2="${WIDTH}" y1="${tall - FOOT + 0.5}" y2="${tall - FOOT + 0.5}"/>`;
  return (
    `<figure><figcaption>${escaped(title)} <span>${escaped(unit)}</span></figcaption>` +
    `${svg(WIDTH, tall, `${title}. ${spoken}`, line + drawn.join(""))}</figure>`
  );
}
