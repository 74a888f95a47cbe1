import { isLight, type Scenario } from "@/core/document";
import type { GroundTruthRecord } from "@/core/truth";
import { conditionsAt, severityOf } from "@/core/weather";
import { visibilityBand } from "@/detection/evaluation/bands";
import type { Sighting } from "../evaluate/sightings";

/** Circumstances in which objects are seen: one cell of the heat map. */
export type Circumstances = {
  /** The main weather or light, such as `fog` or `night`. */
  readonly condition: string;
  /** 0 to 5. */
  readonly severity: number;
  /** Metres from the camera on a road; in a picture, the height of the box, which falls with distance. */
  readonly distance: string;
  readonly visibility: string;
};

/** How often objects were found in such circumstances, and where to look. */
export type CellCount = Circumstances & {
  readonly seen: number;
  readonly found: number;
  /** A frame and track for it: one that was missed, if any. */
  readonly frame: number;
  readonly track: number;
  readonly isMissed: boolean;
};

/** Metres; `below` is exclusive. */
export const DISTANCE_BANDS = [
  { band: "0–10 m", below: 10 },
  { band: "10–20 m", below: 20 },
  { band: "20–40 m", below: 40 },
  { band: "40–80 m", below: 80 },
  { band: "80 m and more", below: Infinity },
] as const;

/** Pixels of a box's height, from near to far; `from` is inclusive. */
export const HEIGHT_BANDS = [
  { band: "160 px and more", from: 160 },
  { band: "80–160 px", from: 80 },
  { band: "40–80 px", from: 40 },
  { band: "20–40 px", from: 20 },
  { band: "under 20 px", from: 0 },
] as const;

/** The cells of a scenario’s sightings, in the order in which they first occur. */
export function cellsOf(scenario: Scenario, sightings: readonly Sighting[]): CellCount[] {
  const cells = new Map<string, CellCount>();
  const skies = new Map<number, Pick<Circumstances, "condition" | "severity">>();
  for (const { record, found } of sightings) {
    const sky = skies.get(record.frame) ?? skyAt(scenario, record.frame);
    skies.set(record.frame, sky);
    const circumstances = { ...sky, distance: distanceBand(record), visibility: visibilityBand(record.visibility) };
    const key = cellKey(circumstances);
    const cell = cells.get(key) ?? {
      ...circumstances,
      seen: 0,
      found: 0,
      frame: record.frame,
      track: record.track_id,
      isMissed: found === null,
    };
    const shows = found === null && !cell.isMissed ? { frame: record.frame, track: record.track_id, isMissed: true } : {};
    cells.set(key, { ...cell, seen: cell.seen + 1, found: cell.found + (found === null ? 0 : 1), ...shows });
  }
  return [...cells.values()];
}

/** What identifies a cell. */
export const cellKey = ({ condition, severity, distance, visibility }: Circumstances): string =>
  [condition, severity, distance, visibility].join("|");

/** Light and weather at a frame under one name: of both together, the one that is more severe. */
function skyAt(scenario: Scenario, frame: number): Pick<Circumstances, "condition" | "severity"> {
  const layers = conditionsAt(scenario, frame);
  const strongest = layers.reduce((best, layer) => (layer.intensity > best.intensity ? layer : best), layers[0] ?? CLEAR);
  if (strongest.condition === "sunny" || severityOf(strongest.intensity) === 0) return { condition: "sunny", severity: 0 };
  const both =
    layers.some(({ condition }) => isLight(condition)) && layers.some(({ condition }) => !isLight(condition) && condition !== "sunny");
  const names = [...new Set(layers.map(({ condition }) => condition))].filter((name) => name !== "sunny");
  return { condition: both ? names.join(" + ") : strongest.condition, severity: severityOf(strongest.intensity) };
}

const CLEAR = { condition: "sunny", intensity: 0 } as const;

function distanceBand({ distance, bounding_box: { height } }: GroundTruthRecord): string {
  if (distance !== undefined) return (DISTANCE_BANDS.find(({ below }) => distance < below) ?? DISTANCE_BANDS[4]).band;
  return (HEIGHT_BANDS.find(({ from }) => height >= from) ?? HEIGHT_BANDS[4]).band;
}
