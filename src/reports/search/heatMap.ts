import type { SearchReport } from "@/search/report";
import { DISTANCE_BANDS, HEIGHT_BANDS } from "@/search/coverage/cells";
import { escaped, percent, section } from "../markup";

type Cell = SearchReport["heat_map"][number];

const BANDS: readonly string[] = [...DISTANCE_BANDS, ...HEIGHT_BANDS].map(({ band }) => band);
const VISIBILITIES = ["75–100 %", "50–75 %", "25–50 %", "0–25 %"];

/** Recall by weather and severity (down) and by distance and visibility (across). Each cell leads to a frame, listed below. */
export function heatMapSection(cells: readonly Cell[]): string {
  const explanation =
    "Share of objects found, over all variants that were tried, by weather and severity, and by distance and how much of the object is " +
    "visible. In a picture without metres, the height of the object’s box stands for its distance. Point at a cell for Wilson’s 95 % " +
    "interval, which takes frames as independent and so is narrower than it should be; click it for a frame to look at.";
  if (cells.length === 0) return section("Recall by circumstances", explanation, `<p>There was nothing to see.</p>`);
  const distances = BANDS.filter((band) => cells.some(({ distance }) => distance === band));
  const columns = distances.flatMap((distance) =>
    VISIBILITIES.filter((visibility) => cells.some((cell) => cell.distance === distance && cell.visibility === visibility)).map(
      (visibility) => ({ distance, visibility }),
    ),
  );
  const rows = [...new Map(cells.map(({ condition, severity }) => [`${condition} ${severity}`, { condition, severity }])).values()];
  const groups = distances.map((distance) => {
    const span = columns.filter((column) => column.distance === distance).length;
    return `<th scope="colgroup" colspan="${span}">${escaped(distance)}</th>`;
  });
  const heads = columns.map(({ visibility }) => `<th scope="col">${escaped(visibility)}</th>`);
  const body = rows.map(({ condition, severity }) => {
    const name = severity === 0 ? condition : `${condition} ${severity}`;
    const entries = columns.map(({ distance, visibility }) => {
      const index = cells.findIndex(
        (cell) =>
          cell.condition === condition && cell.severity === severity && cell.distance === distance && cell.visibility === visibility,
      );
      const cell = cells[index];
      return cell ? heatCell(cell, index) : "<td></td>";
    });
    return `<tr><th scope="row">${escaped(name.replaceAll("_", " "))}</th>${entries.join("")}</tr>`;
  });
  const map =
    `<div class="scroll"><table class="heat"><thead><tr><td></td>${groups.join("")}</tr><tr><td></td>${heads.join("")}</tr></thead>` +
    `<tbody>${body.join("\n")}</tbody></table></div>`;
  return section("Recall by circumstances", explanation, map + `<ul class="examples">${cells.map(example).join("\n")}</ul>`);
}

function heatCell({ recall, seen, found, interval: [low, high] }: Cell, index: number): string {
  const title = `${found} of ${seen} found; ${percent(low)} to ${percent(high)}`;
  return (
    `<td style="--share:${Math.round(recall * 100)}"><a href="#cell-${index}" title="${escaped(title)}">${Math.round(recall * 100)}` +
    `<small>${seen}</small></a></td>`
  );
}

function example(
  { condition, severity, distance, visibility, recall, interval: [low, high], seen, found, example: shown }: Cell,
  index: number,
): string {
  const values = shown.values.map(({ name, value }) => `${name} ${value}`).join(", ");
  return (
    `<li id="cell-${index}"><b>${escaped(`${condition} ${severity}, ${distance}, visibility ${visibility}`)}</b>: ` +
    `${found} of ${seen} found, ` +
    `${percent(recall)} (${percent(low)} to ${percent(high)}). Frame ${shown.frame}, track ${shown.track} ` +
    `(${shown.missed ? "missed" : "found"}) of <a href="${escaped(shown.scenario)}">${escaped(values)}</a></li>`
  );
}
