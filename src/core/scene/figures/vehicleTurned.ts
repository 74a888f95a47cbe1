import { dimensionsOf } from "../../document/dimensions";
import type { FigurePart } from "./figure";
import { mapPart } from "./shapes";
import { VEHICLE_SPACE, type VehicleModel, type VehicleSide } from "./vehicle";
import { vehicleFromEnd } from "./vehicleEnds";
import { vehicleFromSide } from "./vehicleSides";
import { roundWheels } from "./wheels";

const { width: W, height: H } = VEHICLE_SPACE;

/** Rows between two vertices of a bent edge. */
const STEP = 4;

/** The part with vertices close enough together that it can be bent, including its details. */
function withCorners(part: FigurePart): FigurePart {
  const polygon: number[] = [];
  const { length } = part.polygon;
  for (let index = 0; index < length; index += 2) {
    const [x0, y0] = [part.polygon[index] ?? 0, part.polygon[index + 1] ?? 0];
    const [x1, y1] = [part.polygon[(index + 2) % length] ?? 0, part.polygon[(index + 3) % length] ?? 0];
    const pieces = Math.max(1, Math.ceil(Math.abs(y1 - y0) / STEP));
    for (let piece = 0; piece < pieces; piece++) polygon.push(x0 + ((x1 - x0) * piece) / pieces, y0 + ((y1 - y0) * piece) / pieces);
  }
  return { ...part, polygon, ...(part.details ? { details: part.details.map(withCorners) } : {}) };
}

/** Where a drawing's hull begins and ends in a row; beyond its upper and lower edge, the same as there. */
function hullOf(parts: readonly FigurePart[]): (y: number) => readonly [left: number, right: number] {
  const hull = parts.filter(({ role }) => role === "body" || role === "cargo").map(withCorners);
  const rows = Array.from({ length: H + 1 }, (_, row): [number, number] => {
    let [left, right] = [Infinity, -Infinity];
    for (const { polygon } of hull)
      for (let index = 0; index < polygon.length; index += 2) {
        const [x0, y0] = [polygon[index] ?? 0, polygon[index + 1] ?? 0];
        const next = (index + 2) % polygon.length;
        const [x1, y1] = [polygon[next] ?? 0, polygon[next + 1] ?? 0];
        if (Math.min(y0, y1) > row || Math.max(y0, y1) < row) continue;
        const xs = y0 === y1 ? [x0, x1] : [x0 + ((x1 - x0) * (row - y0)) / (y1 - y0)];
        [left, right] = [Math.min(left, ...xs), Math.max(right, ...xs)];
      }
    return [left, right];
  });
  const known = rows.map(([left]) => Number.isFinite(left));
  const [first, last] = [known.indexOf(true), known.lastIndexOf(true)];
  return (y) => rows[Math.min(last, Math.max(first, Math.round(y)))] ?? [0, W];
}

/**
 * A vehicle driving to the right and, by an angle on the ground (0 to π/2), towards the camera (`front`) or away from it (`back`): its
 * near side and its end, each bent along the hull of the other's drawing, so that they meet at the corner. Metres across, rows of
 * `VEHICLE_SPACE` down.
 */
export function vehicleTurned(model: VehicleModel, nearest: VehicleSide, end: "front" | "back", angle: number, turn: number): FigurePart[] {
  const { length, width, height } = dimensionsOf("vehicle", model);
  const side = roundWheels(vehicleFromSide(model, nearest, turn), length / height / (W / H));
  const face = vehicleFromEnd(model, end);
  const sideHull = hullOf(side);
  const faceHull = hullOf(face);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // A departing vehicle shows its rear at the left; an approaching one its front at the right.
  const towards = end === "front" ? -1 : 1;
  const along = (x: number) => (x / W - 0.5) * length * cos;
  const aside = (x: number) => (x / W - 0.5) * width * sin;

  const bent = (part: FigurePart, map: (x: number, y: number) => number) => mapPart(withCorners(part), (x, y) => [map(x, y), y]);
  const nearSide = side.map((part) => bent(part, (x, y) => along(x) + towards * aside(faceHull(y)[1])));
  const faces = face
    // Of the wheels, the far one is visible below the end; the near one belongs to the side.
    .filter(({ role, polygon }) => role !== "tyre" || isFar(polygon, end))
    .map((part) => bent(part, (x, y) => along(sideHull(y)[end === "front" ? 1 : 0]) + (end === "front" ? aside(x) : -aside(W - x))));
  return [...faces, ...nearSide];
}

/** In the drawing of an end, the far side of a vehicle driving to the right is right of the middle in front, and left of it behind. */
function isFar(polygon: readonly number[], end: "front" | "back"): boolean {
  const middle = (polygon[0] ?? 0) < W / 2;
  return end === "front" ? !middle : middle;
}
