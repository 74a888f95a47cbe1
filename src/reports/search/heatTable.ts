import { DISTANCE_BANDS, HEIGHT_BANDS } from "@/search/coverage/cells";
import type { SearchReport } from "@/search/report";

export type HeatMapCell = SearchReport["heat_map"][number];

/** A heat map as a table: weather and severity down, distance and visibility across. */
export type HeatTable = {
  /** Heads over several columns. */
  readonly groups: readonly { readonly distance: string; readonly columns: number }[];
  readonly columns: readonly { readonly distance: string; readonly visibility: string }[];
  readonly rows: readonly {
    /** Such as `low sun 3`. */
    readonly name: string;
    /** One for each column, with its index in the report's list; null where nothing was seen. */
    readonly cells: readonly ({ readonly cell: HeatMapCell; readonly index: number } | null)[];
  }[];
};

const BANDS: readonly string[] = [...DISTANCE_BANDS, ...HEIGHT_BANDS].map(({ band }) => band);
const VISIBILITIES = ["75–100 %", "50–75 %", "25–50 %", "0–25 %"];

/** Arranges the cells of a report. */
export function heatTable(cells: readonly HeatMapCell[]): HeatTable {
  const distances = BANDS.filter((band) => cells.some(({ distance }) => distance === band));
  const columns = distances.flatMap((distance) =>
    VISIBILITIES.filter((visibility) => cells.some((cell) => cell.distance === distance && cell.visibility === visibility)).map(
      (visibility) => ({ distance, visibility }),
    ),
  );
  const skies = [...new Map(cells.map(({ condition, severity }) => [`${condition} ${severity}`, { condition, severity }])).values()];
  const cellAt = (key: Pick<HeatMapCell, "condition" | "severity" | "distance" | "visibility">) => {
    const index = cells.findIndex(
      ({ condition, severity, distance, visibility }) =>
        condition === key.condition && severity === key.severity && distance === key.distance && visibility === key.visibility,
    );
    const cell = cells[index];
    return cell ? { cell, index } : null;
  };
  return {
    groups: distances.map((distance) => ({ distance, columns: columns.filter((column) => column.distance === distance).length })),
    columns,
    rows: skies.map((sky) => ({ name: skyName(sky), cells: columns.map((column) => cellAt({ ...sky, ...column })) })),
  };
}

/** Such as `low sun 3`, or `sunny`. */
export const skyName = ({ condition, severity }: Pick<HeatMapCell, "condition" | "severity">): string =>
  (severity === 0 ? condition : `${condition} ${severity}`).replaceAll("_", " ");
