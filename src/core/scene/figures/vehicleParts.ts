import type { FigurePart } from "./figure";
import { ellipse, part, rectangle, roundedRectangle, type Polygon } from "./shapes";
import { VEHICLE_SPACE, type VehicleModel } from "./vehicle";

/** Radius of the wheels, in `VEHICLE_SPACE`. */
export const WHEEL_RADIUS: Record<VehicleModel, number> = { car: 18, hatchback: 18, van: 15, truck: 14, bus: 13 };

const { height: H } = VEHICLE_SPACE;

/** A wheel with five spokes, turned by `turn` (0..1) of a fifth: the same picture recurs five times per revolution. */
function wheel(x: number, radius: number, turn: number): FigurePart {
  const y = H - radius;
  const rim = radius * 0.64;
  const spokes = Array.from({ length: 5 }, (_, index) => {
    const angle = ((index + turn) / 5) * 2 * Math.PI;
    const spread = 0.3;
    const at = (reach: number, offset: number): [number, number] => [
      x + reach * Math.cos(angle + offset),
      y + reach * Math.sin(angle + offset),
    ];
    return part("rim.dark", [...at(rim * 0.3, -0.5), ...at(rim * 0.92, -spread), ...at(rim * 0.92, spread), ...at(rim * 0.3, 0.5)]);
  });
  return part("tyre", ellipse(x, y, radius), [
    part("rim", ellipse(x, y, rim)),
    ...spokes,
    part("rim", ellipse(x, y, rim * 0.24, rim * 0.24, 12)),
  ]);
}

/** The wheels of a model at the given positions along it. */
export function wheels(model: VehicleModel, positions: readonly number[], turn: number): FigurePart[] {
  return positions.map((x) => wheel(x, WHEEL_RADIUS[model], turn));
}

/** The dark wheel arches, to be details of the body. */
export function arches(model: VehicleModel, positions: readonly number[]): FigurePart[] {
  const radius = WHEEL_RADIUS[model];
  return positions.map((x) => part("underside", ellipse(x, H - radius, radius * 1.2)));
}

export const glass = (polygon: Polygon): FigurePart => part("glass", polygon);
/** The sky in a window: a slanting streak of light across its glass. */
export const shine = (polygon: Polygon): FigurePart => part("glass.light", polygon);
/** A seat's back behind a window, from its headrest down to the window's lower edge. */
export const seat = (x: number, top: number, bottom: number): FigurePart => part("seat", roundedRectangle(x, top, x + 10, bottom, 4));
export const line = (x: number, top: number, bottom: number): FigurePart => part("body.dark", rectangle(x - 0.4, top, x + 0.4, bottom));
export const handle = (x: number, y: number): FigurePart => part("body.dark", roundedRectangle(x, y, x + 7, y + 2, 1));

/** Lamps at the right end (front) and the left end (rear) of a body. */
export function lamps(front: Polygon, rear: Polygon): FigurePart[] {
  return [part("headlamp", front), part("tail_lamp", rear)];
}

/** Indicators on the near side: at the front, on the wing and at the rear, each a small box at (x, y). */
export function blinkers(...places: readonly (readonly [x: number, y: number])[]): FigurePart[] {
  return places.map(([x, y]) => part("blinker_near", roundedRectangle(x, y, x + 6, y + 4.6, 1)));
}
