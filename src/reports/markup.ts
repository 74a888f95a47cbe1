/** Text escaped for HTML and SVG, in content and in attributes. */
export function escaped(text: string | number): string {
  return String(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Integers with narrow no-break spaces between thousands. */
export function whole(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** A number, with narrow spaces between thousands, and its noun. */
export function counted(count: number, name: string): string {
  return `${whole(count)} ${name}${count === 1 ? "" : "s"}`;
}

/** A ratio as a percentage with one decimal; a dash if there is none. */
export function percent(value: number | null): string {
  return value === null ? "–" : `${(value * 100).toFixed(1)} %`;
}

/** A score with three decimals; a dash if there is none. */
export function score(value: number | null): string {
  return value === null ? "–" : value.toFixed(3).replace("-", "−");
}

/** Time in the video: `1:02.345`. */
export function videoTime(seconds: number): string {
  const milliseconds = Math.round(Math.abs(seconds) * 1000);
  const minutes = Math.floor(milliseconds / 60_000);
  const rest = ((milliseconds % 60_000) / 1000).toFixed(3).padStart(6, "0");
  return `${seconds < 0 ? "−" : ""}${minutes}:${rest}`;
}

export type TableColumn<Row> = { head: string; cell: (row: Row) => string | number; text?: boolean };

/** A table; columns are numbers, aligned right, unless marked as text. */
export function table<Row>(caption: string, columns: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  const kind = ({ text }: TableColumn<Row>) => (text ? ' class="text"' : "");
  const head = columns.map((column) => `<th scope="col"${kind(column)}>${escaped(column.head)}</th>`).join("");
  const body = rows
    .map((row) => `<tr>${columns.map((column) => `<td${kind(column)}>${escaped(column.cell(row))}</td>`).join("")}</tr>`)
    .join("\n");
  return (
    `<div class="scroll"><table><caption>${escaped(caption)}</caption>` +
    `<thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`
  );
}

export function section(title: string, explanation: string, content: string): string {
  return `<section><h2>${escaped(title)}</h2><p class="dim">${escaped(explanation)}</p>${content}</section>`;
}
