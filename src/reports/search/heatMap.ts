import { escaped, percent, section } from "../markup";
import { heatTable, skyName, type HeatMapCell } from "./heatTable";

/**
 * Recall by weather and severity (down) and by distance and visibility (across). Each cell leads to a frame, listed below.
 * @param files whether the scenarios of the frames are next to the report
 */
export function heatMapSection(cells: readonly HeatMapCell[], files: "beside" | "alone"): string {
  const explanation =
    "Share of objects found, over all variants that were tried, by weather and severity, and by distance and how much of the object is " +
    "visible. In a picture without metres, the height of the object’s box stands for its distance. Point at a cell for Wilson’s 95 % " +
    "interval, which takes frames as independent and so is narrower than it should be; click it for a frame to look at.";
  if (cells.length === 0) return section("Recall by circumstances", explanation, `<p>There was nothing to see.</p>`);
  const { groups, columns, rows } = heatTable(cells);
  const over = groups.map((group) => `<th scope="colgroup" colspan="${group.columns}">${escaped(group.distance)}</th>`);
  const heads = columns.map(({ visibility }) => `<th scope="col">${escaped(visibility)}</th>`);
  const body = rows.map((row) => {
    const entries = row.cells.map((entry) => (entry ? heatCell(entry.cell, entry.index) : "<td></td>"));
    return `<tr><th scope="row">${escaped(row.name)}</th>${entries.join("")}</tr>`;
  });
  const map =
    `<div class="scroll"><table class="heat"><thead><tr><td></td>${over.join("")}</tr><tr><td></td>${heads.join("")}</tr></thead>` +
    `<tbody>${body.join("\n")}</tbody></table></div>`;
  return section(
    "Recall by circumstances",
    explanation,
    map + `<ul class="examples">${cells.map((cell, index) => example(cell, index, files)).join("\n")}</ul>`,
  );
}

function heatCell({ recall, seen, found, interval: [low, high] }: HeatMapCell, index: number): string {
  const title = `${found} of ${seen} found; ${percent(low)} to ${percent(high)}`;
  return (
    `<td style="--share:${Math.round(recall * 100)}"><a href="#cell-${index}" title="${escaped(title)}">${Math.round(recall * 100)}` +
    `<small>${seen}</small></a></td>`
  );
}

function example(
  { condition, severity, distance, visibility, recall, interval: [low, high], seen, found, example: shown }: HeatMapCell,
  index: number,
  files: "beside" | "alone",
): string {
  const values = escaped(shown.values.map(({ name, value }) => `${name} ${value}`).join(", "));
  const variant = files === "beside" ? `<a href="${escaped(shown.scenario)}">${values}</a>` : values;
  return (
    `<li id="cell-${index}"><b>${escaped(`${skyName({ condition, severity })}, ${distance}, visibility ${visibility}`)}</b>: ` +
    `${found} of ${seen} found, ` +
    `${percent(recall)} (${percent(low)} to ${percent(high)}). Frame ${shown.frame}, track ${shown.track} ` +
    `(${shown.missed ? "missed" : "found"}) of ${variant}</li>`
  );
}
