import { DRIVER_AHEAD, type DriverPose } from "../../driver";
import { dimensionsOf } from "../../document/dimensions";
import { ACTOR_MODELS, type ActorType, type OccluderKind, type Size, type TrafficSide } from "../../document/constants";
import type { Facing } from "../frameStateTypes";
import { TURN_STEPS } from "../turn";
import { CYCLIST_SPACE, cyclistParts } from "./cyclist";
import { CYCLIST_END_SPACE, cyclistFromEnd } from "./cyclistEnds";
import { cyclistTurned } from "./cyclistTurned";
import { driverParts, shownPose } from "./driver";
import { RECTANGLE, type Figure, type FigurePart, type FigureRequest } from "./figure";
import { jointsOfParts } from "./joints";
import { occluderDrawing, type Drawing } from "./occluders";
import { pedestrianParts } from "./pedestrian";
import { PEDESTRIAN_SPACE } from "./pedestrianBuilds";
import { pedestrianTurned } from "./pedestrianTurned";
import { boundsOf, mapPart } from "./shapes";
import { roundWheels } from "./wheels";
import { VEHICLE_SPACE, vehicleModel, type VehicleSide } from "./vehicle";
import { vehicleFromEnd } from "./vehicleEnds";
import { WHEEL_RADIUS } from "./vehicleParts";
import { vehicleTurned } from "./vehicleTurned";
import { vehicleFromSide } from "./vehicleSides";

export type { Figure, FigurePart, FigureRequest } from "./figure";
export { boundsOf } from "./shapes";

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

/** Bodies whose figure depends on their model, side and phase; a driver's depends on its pose. */
type Subject = Exclude<ActorType, "distracted_driver"> | OccluderKind;

function isActorType(subject: Subject): subject is Exclude<ActorType, "distracted_driver"> {
  return subject in ACTOR_MODELS;
}

/** The drawing of a figure moving to the right (or seen from the end), before it is mirrored. */
function drawingOf(subject: Subject, model: string, facing: Facing, side: VehicleSide, turn: number): Drawing {
  if (!isActorType(subject)) return occluderDrawing(subject, side);
  switch (subject) {
    case "pedestrian":
      return { parts: pedestrianParts(model, facing, turn), ...PEDESTRIAN_SPACE };
    case "cyclist":
      return facing === "front" || facing === "back"
        ? { parts: cyclistFromEnd(facing, turn), ...CYCLIST_END_SPACE }
        : { parts: cyclistParts(model, turn), ...CYCLIST_SPACE };
    case "vehicle": {
      const parts =
        facing === "front" || facing === "back"
          ? vehicleFromEnd(vehicleModel(model), facing)
          : vehicleFromSide(vehicleModel(model), side, turn);
      return { parts, ...VEHICLE_SPACE };
    }
  }
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

/** Whether a figure looks different from the side of the kerb, where its doors are. */
const hasDoors = (subject: Subject, facing: Facing): boolean =>
  (facing === "left" || facing === "right") && (subject === "vehicle" || subject === "parked_bus" || subject === "parked_van");

/** The parts of a figure moving to the right, turned by the given number of steps towards the camera (above 0) or away from it. */
function turnedParts(
  type: "pedestrian" | "cyclist" | "vehicle",
  model: string,
  side: VehicleSide,
  steps: number,
  phase: number,
): FigurePart[] {
  const angle = (Math.abs(steps) / TURN_STEPS) * (Math.PI / 2);
  const end = steps < 0 ? "back" : "front";
  switch (type) {
    case "pedestrian":
      return pedestrianTurned(model, end, angle, phase);
    case "cyclist":
      return cyclistTurned(model, end, angle, phase);
    case "vehicle":
      return vehicleTurned(vehicleModel(model), side, end, angle, phase);
  }
}

function fittedFigure(key: string, parts: readonly FigurePart[], mirrored: boolean): Figure {
  const fitted = fittedParts(parts, mirrored);
  return { key, parts: fitted, joints: jointsOfParts(fitted, mirrored) };
}

/** Steps of the turn out of the side view, including those of an end view. */
function stepsOf(facing: Facing, turn: number): number {
  if (facing === "front" || facing === "back") return facing === "front" ? TURN_STEPS : -TURN_STEPS;
  return turn;
}

/** The parts of a figure for a box of the model's own proportions. */
function naturalParts(
  subject: Subject,
  model: string,
  facing: Facing,
  side: VehicleSide,
  turn: number,
  phase: number,
): readonly FigurePart[] {
  if (subject === "pedestrian" || subject === "cyclist") return turnedParts(subject, model, side, stepsOf(facing, turn), phase);
  if (subject === "vehicle" && turn !== 0) return turnedParts(subject, model, side, turn, phase);
  const drawing = drawingOf(subject, model, facing, side, phase);
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

/** As many poses of drivers are remembered: a video may show a new one in every frame. */
const MOST_POSES = 256;
const posedDrivers = new Map<string, Figure>();

/** The figure of a driver; poses that look alike give the same object, as long as it is remembered. */
function driverFigure(pose: DriverPose, traffic: TrafficSide): Figure {
  const shown = shownPose(pose);
  const key = `driver|${JSON.stringify(shown)}${traffic === "right" ? "" : "|right-hand drive"}`;
  const known = posedDrivers.get(key);
  if (known) return known;
  if (posedDrivers.size >= MOST_POSES) posedDrivers.clear();
  const figure = fittedFigure(key, driverParts(shown, traffic), false);
  posedDrivers.set(key, figure);
  return figure;
}

/** The figure for a request; equal requests give the same object. */
export function figureFor({
  style,
  subject,
  model,
  facing,
  phase,
  natural = false,
  turn = 0,
  driver,
  traffic = "right",
}: FigureRequest): Figure {
  if (style === "schematic") return RECTANGLE;
  if (subject === "distracted_driver") return driverFigure(driver ?? DRIVER_AHEAD, traffic);
  const side: VehicleSide = facing === traffic ? "kerb" : "road";
  const key =
    `${subject}|${isActorType(subject) ? model : ""}|${facing}|${phase}${natural ? "|natural" : ""}|${turn}` +
    (side === "road" && hasDoors(subject, facing) ? "|road side" : "");
  let figure = figures.get(key);
  if (!figure) {
    const mirrored = facing === "left" && subject !== "sign";
    const parts = natural
      ? naturalParts(subject, model, facing, side, turn, phase / PHASES)
      : drawingOf(subject, model, facing, side, phase / PHASES).parts;
    figure = fittedFigure(key, parts, mirrored);
    figures.set(key, figure);
  }
  return figure;
}
