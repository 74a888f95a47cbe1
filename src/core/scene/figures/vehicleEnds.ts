import type { FigurePart } from "./figure";
import { part, rectangle, rounded, roundedRectangle, type Polygon } from "./shapes";
import { VEHICLE_SPACE, type VehicleModel } from "./vehicle";
import { glass, line, shine } from "./vehicleParts";

type End = "front" | "back";

const { width: W, height: H } = VEHICLE_SPACE;
const X = W / 2;

/** A part and its mirror image on the other side. */
function bothSides(role: string, left: number, top: number, right: number, bottom: number, radius: number): FigurePart[] {
  return [
    part(role, roundedRectangle(left, top, right, bottom, radius)),
    part(role, roundedRectangle(W - right, top, W - left, bottom, radius)),
  ];
}

/** A closed outline that is symmetrical about the middle, from half breadths at heights, top down. */
function symmetric(...corners: readonly (readonly [half: number, y: number, radius: number])[]): Polygon {
  const right = corners.map(([half, y, radius]) => [X + half, y, radius] as const);
  const left = corners.map(([half, y, radius]) => [X - half, y, radius] as const).reverse();
  return rounded([...right, ...left]);
}

const tyres = (left: number, right: number, top = 70): FigurePart[] => bothSides("tyre", left, top, right, H, 4);
const plate = (y: number): FigurePart => part("plate", roundedRectangle(X - 21, y, X + 21, y + 9, 1));

/** Indicators; in a front view, the driver's right is on the left. */
function blinkers(end: End, left: number, top: number, right: number, bottom: number): FigurePart[] {
  const [first, second] = end === "front" ? (["right", "left"] as const) : (["left", "right"] as const);
  return [
    part(`blinker_${first}`, roundedRectangle(left, top, right, bottom, 2)),
    part(`blinker_${second}`, roundedRectangle(W - right, top, W - left, bottom, 2)),
  ];
}

const headrests = (y: number, spread: number): FigurePart[] =>
  [-1, 1].map((side) => part("seat", roundedRectangle(X + side * spread - 13, y - 15, X + side * spread + 13, y + 4, 6)));

function passengerCar(end: End, { roof, shoulder, screenFoot }: { roof: number; shoulder: number; screenFoot: number }): FigurePart[] {
  const front = end === "front";
  const screen = symmetric([roof - 8, 7, 5], [Math.max(roof - 2, 78), screenFoot, 4]);
  return [
    ...tyres(12, 46),
    ...bothSides("body.dark", 0, screenFoot - 8, 17, screenFoot + 3, 3),
    part("body", symmetric([roof, 0, 10], [92, shoulder, 12], [95, 82, 8], [88, 91, 3]), [
      part("body.light", rectangle(X - roof + 10, 2, X + roof - 10, 3.6)),
      glass(screen),
      ...headrests(screenFoot - 3, 36),
      shine([X - 52, screenFoot, X - 30, 7, X - 6, 7, X - 28, screenFoot]),
      part("body.light", rectangle(X - 90, shoulder + 3, X + 90, shoulder + 5)),
      part("underside", rectangle(0, 83, W, 92)),
      ...(front
        ? [
            part("body.dark", rectangle(X - 58, shoulder + 9, X + 58, shoulder + 10)),
            part("underside", roundedRectangle(X - 44, 59, X + 44, 73, 4)),
            part("rim", rectangle(X - 42, 63, X + 42, 64.2)),
            part("rim", rectangle(X - 42, 67.6, X + 42, 68.8)),
            ...bothSides("headlamp", 9, 55, 44, 67, 5),
            ...blinkers(end, 8, 69, 26, 74),
          ]
        : [
            part("body.dark", rectangle(X - 66, shoulder + 8, X + 66, shoulder + 9)),
            part("body.dark", rectangle(X - 66, 77, X + 66, 78)),
            ...bothSides("tail_lamp", 8, 52, roof < 65 ? 46 : 27, 66, 3),
            ...blinkers(end, 9, 68, 27, 74),
          ]),
      plate(front ? 75 : 66),
    ]),
  ];
}

function van(end: End): FigurePart[] {
  const front = end === "front";
  return [
    ...tyres(12, 44, 74),
    ...bothSides("underside", 0, 34, 16, 54, 3),
    part("body", symmetric([80, 0, 12], [90, 36, 14], [94, 84, 6], [90, 92, 3]), [
      part("body.light", rectangle(X - 68, 2, X + 68, 3.6)),
      ...(front
        ? [
            glass(symmetric([74, 9, 6], [86, 45, 5])),
            ...headrests(43, 38),
            shine([X - 56, 45, X - 30, 9, X - 4, 9, X - 30, 45]),
            part("body.dark", rectangle(0, 50, W, 51.2)),
            part("underside", roundedRectangle(X - 52, 56, X + 52, 70, 4)),
            part("rim", rectangle(X - 50, 62, X + 50, 63.4)),
            ...bothSides("headlamp", 8, 54, 40, 69, 5),
            part("underside", rectangle(0, 76, W, 94)),
            ...blinkers(end, 8, 70, 26, 74.6),
            plate(78),
          ]
        : [
            glass(roundedRectangle(X - 70, 10, X - 5, 38, 4)),
            glass(roundedRectangle(X + 5, 10, X + 70, 38, 4)),
            shine([X - 58, 38, X - 46, 10, X - 30, 10, X - 42, 38]),
            shine([X + 18, 38, X + 30, 10, X + 46, 10, X + 34, 38]),
            line(X, 4, 82),
            part("underside", roundedRectangle(X + 4, 52, X + 20, 55, 1)),
            ...[14, 48, 74].flatMap((y) => bothSides("body.dark", 10, y, 16, y + 5, 1)),
            ...bothSides("tail_lamp", 7, 44, 22, 66, 3),
            ...blinkers(end, 7, 67, 22, 74),
            part("underside", rectangle(0, 82, W, 94)),
            plate(64),
          ]),
    ]),
  ];
}

/** A cab in front of its box, or the box's two doors with their bars, over a beam with the lamps. */
function truck(end: End): FigurePart[] {
  if (end === "front")
    return [
      ...tyres(14, 46, 76),
      part("cargo", symmetric([94, 0, 3], [94, 70, 2])),
      ...bothSides("underside", 0, 24, 12, 50, 3),
      ...bothSides("underside", 8, 30, 24, 33, 1),
      part("body", symmetric([76, 10, 10], [86, 30, 10], [90, 90, 4], [84, 94, 3]), [
        part("body.dark", symmetric([70, 13, 2], [78, 20, 2])),
        glass(symmetric([76, 21, 3], [82, 50, 4])),
        ...headrests(48, 42),
        shine([X - 56, 50, X - 34, 21, X - 6, 21, X - 28, 50]),
        part("underside", roundedRectangle(X - 54, 56, X + 54, 74, 3)),
        ...[60, 64.4, 68.8].map((y) => part("rim", rectangle(X - 52, y, X + 52, y + 1.2))),
        part("underside", rectangle(0, 80, W, 96)),
        ...bothSides("headlamp", 15, 75, 46, 86, 3),
        ...blinkers(end, 15, 62, 28, 72),
        plate(83),
      ]),
    ];
  const rods = [-62, -34, 34, 62].flatMap((aside) => [
    part("rim", rectangle(X + aside - 1, 5, X + aside + 1, 76)),
    part("underside", roundedRectangle(X + aside - 8, 50, X + aside + 8, 53, 1)),
  ]);
  const stripes = Array.from({ length: 10 }, (_, index) =>
    part(index % 2 ? "sign_white" : "sign_red", rectangle(4 + index * 19.2, 73, 4 + (index + 1) * 19.2, 77.4)),
  );
  return [
    ...tyres(12, 52, 76),
    part("underside", rectangle(4, 78, W - 4, 84)),
    part("cargo", roundedRectangle(0, 0, W, 80, 2), [
      part("cargo.light", rectangle(0, 0, W, 3)),
      part("body", rectangle(0, 30, W, 46)),
      part("cargo.dark", rectangle(0, 0, 5, 80)),
      part("cargo.dark", rectangle(W - 5, 0, W, 80)),
      part("underside", rectangle(X - 0.8, 3, X + 0.8, 78)),
      ...rods,
      ...stripes,
    ]),
    part("underside", roundedRectangle(6, 82, W - 6, 91, 2), [
      ...bothSides("tail_lamp", 10, 83.4, 40, 89.6, 1),
      ...blinkers(end, 42, 83.4, 58, 89.6),
      part("plate", rectangle(X - 19, 83, X + 19, 90)),
    ]),
  ];
}

/** A tall face that is nearly all glass under the lit route sign, or a closed back: a small window high up, over the engine's hatch. */
function bus(end: End): FigurePart[] {
  const front = end === "front";
  const lettering = [-34, -22, -10, 4, 16, 28].map((aside) => part("display", rectangle(X + aside, 6.6, X + aside + 8, 11.4)));
  const louvres = [46.4, 50, 53.6, 57.2, 60.8].map((y) => part("underside", roundedRectangle(X - 50, y, X + 50, y + 1.8, 0.9)));
  return [
    ...tyres(14, 48, 78),
    ...(front ? bothSides("underside", 0, 18, 9, 44, 3) : bothSides("body.dark", 0, 60, 9, 66, 2)),
    part("body", symmetric([82, 0, 12], [93, 12, 8], [95, 88, 5], [90, 93, 3]), [
      part("trim", rectangle(0, 66, W, 71)),
      part("underside", rectangle(0, 86, W, 95)),
      ...(front
        ? [
            part("underside", roundedRectangle(X - 50, 4, X + 50, 14, 2)),
            ...lettering,
            glass(symmetric([84, 16, 6], [86, 64, 5])),
            ...headrests(62, 44),
            shine([X - 66, 64, X - 34, 16, X - 8, 16, X - 40, 64]),
            part("underside", rectangle(X - 0.9, 16, X + 0.9, 64)),
            ...bothSides("headlamp", 9, 74, 40, 84, 4),
            ...blinkers(end, 42, 75, 54, 82),
            plate(76),
          ]
        : [
            part("body.light", rectangle(X - 70, 2, X + 70, 3.6)),
            glass(symmetric([56, 10, 5], [58, 29, 5])),
            shine([X - 38, 29, X - 26, 10, X - 12, 10, X - 24, 29]),
            part("body.dark", rectangle(X - 66, 34, X + 66, 35)),
            // The hatch's edges; the stripe runs across it.
            ...bothSides("body.dark", X - 66, 34, X - 65, 86, 0.4),
            ...louvres,
            part("underside", roundedRectangle(X - 7, 80.6, X + 7, 82.6, 1)),
            // Red lamps would be lost on a red body: they stand in dark housings.
            ...bothSides("underside", 6, 42, 27, 84, 4),
            ...bothSides("tail_lamp", 9, 45, 24, 61, 3),
            ...blinkers(end, 9, 63, 24, 71),
            ...bothSides("rim", 11, 74, 22, 79, 2),
            ...bothSides("sign_red", 14, 88, 42, 91, 1),
            part("plate", roundedRectangle(X - 21, 72, X + 21, 79, 1)),
          ]),
    ]),
  ];
}

/** A vehicle that comes towards the camera (`front`) or drives away from it, in `VEHICLE_SPACE`. */
export function vehicleFromEnd(model: VehicleModel, end: End): FigurePart[] {
  switch (model) {
    case "car":
      return passengerCar(end, { roof: 62, shoulder: 44, screenFoot: 40 });
    case "hatchback":
      return passengerCar(end, { roof: 69, shoulder: 42, screenFoot: 38 });
    case "van":
      return van(end);
    case "truck":
      return truck(end);
    case "bus":
      return bus(end);
  }
}
