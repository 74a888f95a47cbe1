import { dimensionsOf } from "../../document/dimensions";
import { ACTOR_MODELS, type ActorType, type OccluderKind, type Size } from "../../document/constants";
import type { Facing } from "../frameStateTypes";
import { TURN_STEPS } from "../turn";
import { CYCLIST_SPACE, cyclistParts } from "./cyclist";
import { CYCLIST_END_SPACE, cyclistFromEnd } from "./cyclistEnds";
import { cyclistTurned } from "./cyclistTurned";
import { DRIVER_SPACE, driverParts } from "./driver";
import { RECTANGLE, type Figure, type FigurePart, type FigureRequest } from "./figure";
import { occluderDrawing, type Drawing } from "./occluders";
import { pedestrianParts } from "./pedestrian";
import { PEDESTRIAN_SPACE } from "./pedestrianBuilds";
import { pedestrianTurned } from "./pedestrianTurned";
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

/** Distance covered in one cycle of movement, in heights of the box: wheels roll, they do not slip. */
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

/** Distinct steps of a cycle; spokes look alike after a fifth of a turn, so few suffice for wheels. */
const STEPS: Record<ActorType, number> = { pedestrian: 16, cyclist: 16, vehicle: 4, distracted_driver: 16 };

/** The figure's phase, 0..PHASES-1, after \`distance\` pixels of path at box size \`size\`. */
export function phaseOf(type: ActorType, model: string, size: Size, distance: number): number {
  const turns = distance / (size.height * cycleHeights(type, model));
  const steps = STEPS[type];
  return (Math.floor((turns - Math.floor(turns)) * steps) % steps) * (PHASES / steps);
}

/** Seconds of one cycle of a seated driver's movement: a nod, a glance. */
const DRIVER_CYCLE = 3.2;

/** The phase, 0..PHASES-1, of a figure that moves with time and not with distance. */
export function phaseAfter(seconds: number): number {
  // A step that starts at a frame must not be missed because of a rounding error.
  return Math.floor((seconds / DRIVER_CYCLE) * PHASES + 1e-9) % PHASES;
}

function isActorType(subject: ActorType | OccluderKind): subject is ActorType {
  return subject in ACTOR_MODELS;
}

/** The drawing of a figure moving to the right (or seen from the end), before it is mirrored. */
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
        facing === "front" || facing === "back" ? vehicleFromEnd(vehicleModel(model), facing) : vehicleFromSide(vehicleModel(model), turn);
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
 * The drawn parts in units of the box. Drawings are made to fill their space at every phase; the small gap left by curves at corners
 * (well under a hundredth) is removed by stretching, so that the silhouette meets the box exactly.
 */
function fittedParts(parts: readonly FigurePart[], mirrored: boolean): FigurePart[] {
  const [left, top, right, bottom] = boundsOf(parts);
  const [scaleX, scaleY] = [1 / (right - left), 1 / (bottom - top)];
  return parts.map((given) =>
    mapPart(given, (x, y) => {
      const unitX = (x - left) * scaleX;
      return [mirrored ? 1 - unitX : unitX, (y - top) * scaleY];
    }),
  );
}

/** The parts of a figure moving to the right, turned by the given number of steps towards the camera (above 0) or away from it. */
function turnedParts(type: "pedestrian" | "cyclist" | "vehicle", model: string, steps: number, phase: number): FigurePart[] {
  const angle = (Math.abs(steps) / TURN_STEPS) * (Math.PI / 2);
  const end = steps < 0 ? "back" : "front";
  switch (type) {
    case "pedestrian":
      return pedestrianTurned(model, end, angle, phase);
    case "cyclist":
      return cyclistTurned(model, end, angle, phase);
    case "vehicle":
      return vehicleTurned(vehicleModel(model), end, angle, phase);
  }
}

/** Steps of the turn out of the side view, including those of an end view. */
function stepsOf(facing: Facing, turn: number): number {
  if (facing === "front" || facing === "back") return facing === "front" ? TURN_STEPS : -TURN_STEPS;
  return turn;
}

/** The parts of a figure for a box of the model's own proportions. */
function naturalParts(
  subject: ActorType | OccluderKind,
  model: string,
  facing: Facing,
  turn: number,
  phase: number,
): readonly FigurePart[] {
  if (subject === "pedestrian" || subject === "cyclist") return turnedParts(subject, model, stepsOf(facing, turn), phase);
  if (subject === "vehicle" && turn !== 0) return turnedParts(subject, model, turn, phase);
  const drawing = drawingOf(subject, model, facing, phase);
  const [fromSide, vehicle] = [
    facing === "left" || facing === "right",
    subject === "parked_bus" ? "bus" : subject === "vehicle" ? model : null,
  ];
  if (vehicle === null || !fromSide) return drawing.parts;
  // Wheels are round in a box of the model's own proportions.
  const { length, height } = dimensionsOf("vehicle", vehicle);
  return roundWheels(drawing.parts, length / height / (drawing.width / drawing.height));
}

const figures = new Map<string, Figure>();

/** The figure for a request; equal requests give the same object. */
export function figureFor({ style, subject, model, facing, phase, natural = false, turn = 0 }: FigureRequest): Figure {
  if (style === "schematic") return RECTANGLE;
  const key = `${subject}|${isActorType(subject) ? model : ""}|${facing}|${phase}${natural ? "|natural" : ""}|${turn}`;
  let figure = figures.get(key);
  if (!figure) {
    const mirrored = facing === "left" && subject !== "sign";
    const parts = natural
      ? naturalParts(subject, model, facing, turn, phase / PHASES)
      : drawingOf(subject, model, facing, phase / PHASES).parts;
    figure = { key, parts: fittedParts(parts, mirrored) };
    figures.set(key, figure);
  }
  return figure;
}
