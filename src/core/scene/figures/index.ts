import { dimensionsOf } from "../../document/dimensions";
import { ACTOR_MODELS, type ActorType, type OccluderKind, type Size } from "../../document/constants";
import type { Facing } from "../frameStateTypes";
import { TURN_STEPS } from "../turn";
import { CYCLIST_SPACE, cyclistParts } from "./cyclist";
import { CYCLIST_END_SPACE, cyclistFromEnd } from "./cyclistEnds";
import { DRIVER_SPACE, driverParts } from "./driver";
import { RECTANGLE, type Figure, type FigurePart, type FigureRequest } from "./figure";
import { occluderDrawing, type Drawing } from "./occluders";
import { pedestrianParts } from "./pedestrian";
import { PEDESTRIAN_SPACE } from "./pedestrianBuilds";
import { mapPart } from "./shapes";
import { roundWheels } from "./wheels";
import { VEHICLE_SPACE, vehicleModel } from "./vehicle";
import { vehicleFromEnd } from "./vehicleEnds";
import { WHEEL_RADIUS } from "./vehicleParts";
import { vehicleTurned } from "./vehicleTurned";
import { vehicleFromSide } from "./vehicleSides";

export type { Figure, FigurePart, FigureRequest } from "./figure";

/** Steps of one cycle of a figure's movement (a double step, a turn of the pedals, a fifth of a wheel's turn). */
export const PHASES = 16;

/** Path covered in one cycle of movement, in heights of the box: wheels roll, they do not slip. */
function cycleHeights(type: ActorType, model: string): number {
  switch (type) {
    case "pedestrian":
      return 0.66;
    case "cyclist":
      return 1.9;
    case "vehicle":
      return (2 * Math.PI * WHEEL_RADIUS[vehicleModel(model)]) / VEHICLE_SPACE.height / 5;
    case "distracted_driver":
      return 1;
  }
}

/** Steps of a cycle that are told apart; spokes look alike after a fifth of a turn, so few suffice for wheels. */
const STEPS: Record<ActorType, number> = { pedestrian: 16, cyclist: 16, vehicle: 4, distracted_driver: 16 };

/** The figure's phase, 0..PHASES-1, after \`distance\` pixels of path at box size \`size\`. */
export function phaseOf(type: ActorType, model: string, size: Size, distance: number): number {
  const turns = distance / (size.height * cycleHeights(type, model));
  const steps = STEPS[type];
  return (Math.floor((turns - Math.floor(turns)) * steps) % steps) * (PHASES / steps);
}

/** Seconds of one cycle of what a sitting driver does: a nod, a glance. */
const DRIVER_CYCLE = 3.2;

/** The phase, 0..PHASES-1, of a figure that moves with time and not with distance. */
export function phaseAfter(seconds: number): number {
  // A step that begins at a frame must not be missed by a rounding error.
  return Math.floor((seconds / DRIVER_CYCLE) * PHASES + 1e-9) % PHASES;
}

function isActorType(subject: ActorType | OccluderKind): subject is ActorType {
  return subject in ACTOR_MODELS;
}

/** The drawing as it looks moving to the right (or from the end), before it is mirrored. */
function drawingOf(subject: ActorType | OccluderKind, model: string, facing: Facing, turn: number): Drawing {
  if (!isActorType(subject)) return occluderDrawing(subject);
  switch (subject) {
    case "pedestrian":
      return { parts: pedestrianParts(model, facing, turn), ...PEDESTRIAN_SPACE };
    case "cyclist":
      return facing === "front" || facing === "back"
        ? { parts: cyclistFromEnd(facing, turn), ...CYCLIST_END_SPACE }
        : { parts: cyclistParts(model, turn), ...CYCLIST_SPACE };
    case "distracted_driver":
      return { parts: driverParts(model, turn), ...DRIVER_SPACE };
    case "vehicle": {
      const parts =
        facing === "front" || facing === "back"
          ? vehicleFromEnd(vehicleModel(model), facing)
          : vehicleFromSide(vehicleModel(model), turn);
      return { parts, ...VEHICLE_SPACE };
    }
  }
}

/** Left, top, right and bottom of the union of the parts. */
export function boundsOf(parts: readonly FigurePart[]): readonly [number, number, number, number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { polygon } of parts)
    for (let index = 0; index < polygon.length; index += 2) {
      const [x, y] = [polygon[index] ?? 0, polygon[index + 1] ?? 0];
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  return [left, top, right, bottom];
}

/**
 * The drawn parts in units of the box. Drawings are made to fill their space at every phase; what is left of curves'
 * corners (well under a hundredth) is stretched away, so that the silhouette meets the box exactly.
 */
function fittedParts({ parts }: Drawing, mirrored: boolean): FigurePart[] {
  const [left, top, right, bottom] = boundsOf(parts);
  const [scaleX, scaleY] = [1 / (right - left), 1 / (bottom - top)];
  return parts.map((given) =>
    mapPart(given, (x, y) => {
      const unitX = (x - left) * scaleX;
      return [mirrored ? 1 - unitX : unitX, (y - top) * scaleY];
    }),
  );
}

function turnedVehicle(model: string, turn: number, phase: number): Drawing {
  const angle = (Math.abs(turn) / TURN_STEPS) * (Math.PI / 2);
  return { parts: vehicleTurned(vehicleModel(model), turn > 0 ? "front" : "back", angle, phase), ...VEHICLE_SPACE };
}

/** A side view whose wheels are round in a box of the model's own proportions; other views have none that show. */
function naturally(drawing: Drawing, subject: ActorType | OccluderKind, model: string, facing: Facing): Drawing {
  const fromSide = facing === "left" || facing === "right";
  const vehicle = subject === "vehicle" || subject === "cyclist" ? ([subject, model] as const) : subject === "parked_bus" ? (["vehicle", "bus"] as const) : null;
  if (!vehicle || !fromSide) return drawing;
  const { length, height } = dimensionsOf(...vehicle);
  const stretched = length / height / (drawing.width / drawing.height);
  return { ...drawing, parts: roundWheels(drawing.parts, stretched) };
}

const figures = new Map<string, Figure>();

/** The figure for a request; equal requests give the same object. */
export function figureFor({ style, subject, model, facing, phase, natural = false, turn = 0 }: FigureRequest): Figure {
  if (style === "schematic") return RECTANGLE;
  const key = `${subject}|${isActorType(subject) ? model : ""}|${facing}|${phase}${natural ? "|natural" : ""}|${turn}`;
  let figure = figures.get(key);
  if (!figure) {
    const mirrored = facing === "left" && subject !== "sign";
    const drawing = turn === 0 ? drawingOf(subject, model, facing, phase / PHASES) : turnedVehicle(model, turn, phase / PHASES);
    figure = { key, parts: fittedParts(natural && turn === 0 ? naturally(drawing, subject, model, facing) : drawing, mirrored) };
    figures.set(key, figure);
  }
  return figure;
}
