import { DISTANCE_BANDS, HEIGHT_BANDS, cellKey, type CellCount, type Circumstances } from "./cells";
import { wilsonInterval } from "./wilson";

/** Recall in some circumstances, over all scenarios of a search. */
export type HeatCell = Circumstances & {
  readonly seen: number;
  readonly found: number;
  readonly recall: number;
  /** Wilson's 95 % interval, as if frames were independent. */
  readonly interval: readonly [low: number, high: number];
  /** Where to look: the scenario, frame and track; one that was missed, if any. */
  readonly example: { readonly scenario: string; readonly frame: number; readonly track: number; readonly isMissed: boolean };
};

/** What was seen and found in a scenario, under whatever name the scenario has. */
export type ScenarioCells = { readonly scenario: string; readonly cells: readonly CellCount[] };

/** Adds up what was seen and found in several scenarios, in any order. */
export function heatMapOf(scenarios: readonly ScenarioCells[]): HeatCell[] {
  const cells = new Map<string, CellCount & { scenario: string }>();
  const inOrder = [...scenarios].sort((a, b) => (a.scenario < b.scenario ? -1 : 1));
  for (const one of inOrder) {
    for (const cell of one.cells) {
      const key = cellKey(cell);
      const sum = cells.get(key);
      if (!sum) {
        cells.set(key, { ...cell, scenario: one.scenario });
        continue;
      }
      const shown = cell.isMissed && !sum.isMissed ? { frame: cell.frame, track: cell.track, isMissed: true, scenario: one.scenario } : {};
      cells.set(key, { ...sum, seen: sum.seen + cell.seen, found: sum.found + cell.found, ...shown });
    }
  }
  return [...cells.values()].sort(inReadingOrder).map(({ condition, severity, distance, visibility, seen, found, ...rest }) => ({
    condition,
    severity,
    distance,
    visibility,
    seen,
    found,
    recall: found / seen,
    interval: wilsonInterval(found, seen),
    example: { scenario: rest.scenario, frame: rest.frame, track: rest.track, isMissed: rest.isMissed },
  }));
}

const BANDS: readonly string[] = [...DISTANCE_BANDS, ...HEIGHT_BANDS].map(({ band }) => band);

function inReadingOrder(a: Circumstances, b: Circumstances): number {
  if (a.condition !== b.condition) return a.condition < b.condition ? -1 : 1;
  return a.severity - b.severity || BANDS.indexOf(a.distance) - BANDS.indexOf(b.distance) || (a.visibility < b.visibility ? 1 : -1);
}
