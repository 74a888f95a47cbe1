import type { FigurePart } from "./figure";
import { blob, part, rectangle, rounded, roundedRectangle } from "./shapes";
import { VEHICLE_SPACE, type VehicleModel, type VehicleSide } from "./vehicle";
import { arches, blinkers, glass, handle, lamps, line, seat, shine, wheels } from "./vehicleParts";

const { width: W } = VEHICLE_SPACE;

function car(turn: number): FigurePart[] {
  const axles = [40, 160];
  const body = rounded([
    [0, 58, 8],
    [4, 42, 6],
    [34, 36, 20],
    [62, 4, 22],
    [84, 0, 24],
    [112, 0, 24],
    [150, 36, 12],
    [190, 43, 14],
    [200, 62, 6],
    [200, 80, 5],
    [190, 87, 3],
    [8, 87, 3],
    [0, 80, 4],
  ]);
  return [
    part("body", body, [
      part("body.light", blob([2, 50, 60, 44, 140, 44, 198, 55, 198, 58, 140, 47, 60, 47, 2, 53])),
      part("body.dark", rectangle(0, 76, W, 90)),
      ...arches("car", axles),
      glass(
        rounded([
          [46, 35, 3],
          [68, 9, 8],
          [96, 6, 2],
          [96, 36, 2],
        ]),
      ),
      glass(
        rounded([
          [101, 36, 2],
          [101, 6, 2],
          [111, 6, 8],
          [141, 35, 4],
        ]),
      ),
      seat(62, 20, 36),
      seat(103, 18, 36),
      shine([74, 36, 86, 8, 92, 8, 80, 36]),
      shine([120, 35, 112, 12, 116, 14, 127, 35]),
      line(98.5, 38, 80),
      line(142, 42, 70),
      line(60, 40, 66),
      handle(86, 47),
      handle(130, 47),
      part("body.dark", roundedRectangle(131, 32, 140, 39, 3)),
      ...blinkers([191, 64], [146, 50], [0, 61]),
      ...lamps(
        rounded([
          [186, 50, 3],
          [198, 56, 2],
          [200, 64, 2],
          [188, 60, 2],
        ]),
        rounded([
          [0, 48, 2],
          [9, 46, 2],
          [11, 56, 2],
          [0, 60, 2],
        ]),
      ),
    ]),
    ...wheels("car", axles, turn),
  ];
}

function hatchback(turn: number): FigurePart[] {
  const axles = [38, 160];
  const body = rounded([
    [0, 60, 8],
    [2, 34, 14],
    [22, 4, 14],
    [50, 0, 20],
    [104, 0, 26],
    [146, 36, 12],
    [188, 45, 16],
    [200, 64, 6],
    [200, 81, 5],
    [190, 88, 3],
    [8, 88, 3],
    [0, 80, 4],
  ]);
  return [
    part("body", body, [
      part("body.light", blob([2, 50, 60, 46, 140, 45, 198, 57, 198, 60, 140, 48, 60, 49, 2, 53])),
      part("body.dark", rectangle(0, 77, W, 92)),
      ...arches("hatchback", axles),
      glass(
        rounded([
          [17, 36, 3],
          [28, 9, 6],
          [44, 7, 2],
          [44, 37, 2],
        ]),
      ),
      glass(
        rounded([
          [49, 37, 2],
          [49, 7, 2],
          [88, 7, 2],
          [88, 37, 2],
        ]),
      ),
      glass(
        rounded([
          [93, 37, 2],
          [93, 7, 2],
          [103, 8, 8],
          [136, 36, 4],
        ]),
      ),
      seat(56, 19, 37),
      seat(96, 18, 37),
      shine([72, 37, 79, 8, 85, 8, 78, 37]),
      shine([114, 36, 107, 14, 111, 16, 121, 36]),
      line(90.5, 40, 82),
      line(46.5, 40, 64),
      line(138, 44, 72),
      handle(78, 48),
      part("body.dark", roundedRectangle(125, 33, 134, 40, 3)),
      ...blinkers([190, 69], [142, 52], [0, 57]),
      ...lamps(
        rounded([
          [182, 52, 3],
          [196, 58, 2],
          [200, 67, 2],
          [184, 62, 2],
        ]),
        rounded([
          [0, 36, 2],
          [7, 36, 2],
          [9, 55, 2],
          [0, 56, 2],
        ]),
      ),
    ]),
    ...wheels("hatchback", axles, turn),
  ];
}

function van(side: VehicleSide, turn: number): FigurePart[] {
  const axles = [42, 164];
  const body = rounded([
    [0, 80, 4],
    [0, 6, 5],
    [8, 0, 6],
    [142, 0, 14],
    [178, 40, 8],
    [198, 52, 8],
    [200, 82, 5],
    [192, 89, 3],
    [6, 89, 3],
  ]);
  return [
    part("body", body, [
      part("body.light", rectangle(0, 5, 146, 8)),
      part("body.dark", rectangle(0, 80, W, 92)),
      part("body.dark", rectangle(0, 58, W, 60)),
      ...arches("van", axles),
      glass(
        rounded([
          [118, 42, 2],
          [118, 10, 2],
          [140, 10, 8],
          [167, 42, 4],
        ]),
      ),
      seat(122, 22, 42),
      shine([144, 42, 138, 12, 142, 13, 151, 42]),
      part("body.light", rectangle(10, 14, 54, 52)),
      part("body.light", rectangle(60, 14, 110, 52)),
      line(57, 6, 80),
      line(114, 6, 80),
      line(168, 46, 80),
      // Its sliding door is on the side of the kerb.
      ...(side === "kerb" ? [part("body.dark", rectangle(4, 52.6, 60, 53.8)), handle(104, 56)] : []),
      handle(120, 56),
      part("body.dark", roundedRectangle(160, 34, 168, 50, 3)),
      ...blinkers([193, 72], [172, 56], [0, 67]),
      ...lamps(
        rounded([
          [188, 54, 3],
          [199, 58, 2],
          [200, 70, 2],
          [190, 68, 2],
        ]),
        rounded([
          [0, 46, 1],
          [5, 46, 1],
          [5, 66, 1],
          [0, 66, 1],
        ]),
      ),
    ]),
    ...wheels("van", axles, turn),
  ];
}

function truck(turn: number): FigurePart[] {
  const axles = [26, 58, 172];
  const chassis = part("underside", roundedRectangle(2, 74, 196, 86, 2));
  const box = part("cargo", roundedRectangle(0, 0, 142, 78, 2), [
    part("cargo.light", rectangle(0, 0, 142, 4)),
    part("cargo.dark", rectangle(0, 72, 142, 80)),
    ...[28, 57, 86, 114].map((x) => part("cargo.dark", rectangle(x - 0.4, 5, x + 0.4, 72))),
    part("body", rectangle(0, 30, 142, 46)),
    part("tail_lamp", rectangle(0, 64, 4, 74)),
    ...blinkers([0, 58]),
  ]);
  const cab = part(
    "body",
    rounded([
      [146, 16, 5],
      [180, 16, 10],
      [197, 50, 6],
      [200, 64, 4],
      [200, 88, 4],
      [146, 88, 2],
    ]),
    [
      part("body.dark", rectangle(140, 78, W, 92)),
      ...arches("truck", [172]),
      glass(
        rounded([
          [160, 48, 2],
          [160, 23, 2],
          [178, 23, 6],
          [191, 48, 3],
        ]),
      ),
      seat(163, 31, 48),
      shine([178, 48, 175, 26, 178, 26, 184, 48]),
      line(156, 20, 80),
      handle(158, 56),
      part(
        "headlamp",
        rounded([
          [192, 66, 2],
          [200, 66, 1],
          [200, 75, 1],
          [192, 75, 2],
        ]),
      ),
      ...blinkers([193, 60], [168, 66]),
    ],
  );
  return [chassis, part("underside", rectangle(140, 30, 148, 80)), box, cab, ...wheels("truck", axles, turn)];
}

function busWindow(x: number): FigurePart[] {
  return [
    glass(roundedRectangle(x, 14, x + 25, 46, 2)),
    seat(x + 3, 30, 46),
    seat(x + 15, 30, 46),
    shine([x + 6, 46, x + 15, 14, x + 20, 14, x + 11, 46]),
  ];
}

/** Two leaves of glass, down to the step. */
const busDoor = (): FigurePart[] => [glass(roundedRectangle(147, 12, 171, 86, 2)), part("body.dark", rectangle(158.5, 12, 159.5, 86))];

function bus(side: VehicleSide, turn: number): FigurePart[] {
  const axles = [46, 160];
  const windows = [6, 34, 62, 90, 118].flatMap(busWindow);
  const body = rounded([
    [0, 84, 4],
    [0, 8, 8],
    [8, 0, 6],
    [184, 0, 10],
    [198, 14, 8],
    [200, 84, 4],
    [194, 91, 3],
    [5, 91, 3],
  ]);
  return [
    part("body", body, [
      part("body.light", rectangle(0, 3, W, 7)),
      part("body.dark", rectangle(0, 82, W, 93)),
      part("trim", rectangle(0, 54, W, 59)),
      ...arches("bus", axles),
      ...windows,
      ...(side === "kerb" ? busDoor() : busWindow(146)),
      glass(
        rounded([
          [176, 12, 2],
          [194, 12, 4],
          [199, 26, 2],
          [199, 54, 2],
          [176, 54, 2],
        ]),
      ),
      part(
        "headlamp",
        rounded([
          [192, 66, 2],
          [200, 66, 1],
          [200, 76, 1],
          [192, 76, 2],
        ]),
      ),
      part("tail_lamp", rectangle(0, 64, 4, 76)),
      ...blinkers([193, 60], [124, 60], [0, 58]),
    ]),
    ...wheels("bus", axles, turn),
  ];
}

/**
 * A vehicle moving to the right, in `VEHICLE_SPACE`. Its outline is the same from both sides.
 * @param turn 0..1 is a fifth of a wheel's revolution
 */
export function vehicleFromSide(model: VehicleModel, side: VehicleSide, turn: number): FigurePart[] {
  switch (model) {
    case "car":
      return car(turn);
    case "hatchback":
      return hatchback(turn);
    case "van":
      return van(side, turn);
    case "truck":
      return truck(turn);
    case "bus":
      return bus(side, turn);
  }
}
