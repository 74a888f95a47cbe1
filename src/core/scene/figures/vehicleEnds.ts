import type { FigurePart } from "./figure";
import { part, rectangle, rounded, roundedRectangle } from "./shapes";
import { VEHICLE_SPACE, type VehicleModel } from "./vehicle";
import { glass, line } from "./vehicleParts";

const { width: W, height: H } = VEHICLE_SPACE;

/** Outline of each model's end: half breadths at roof and shoulder, and the heights of shoulder and windscreen foot. */
const ENDS: Record<VehicleModel, { roof: number; shoulderY: number; screenTop: number; screenFoot: number }> = {
  car: { roof: 62, shoulderY: 44, screenTop: 7, screenFoot: 40 },
  hatchback: { roof: 68, shoulderY: 42, screenTop: 7, screenFoot: 38 },
  van: { roof: 84, shoulderY: 40, screenTop: 9, screenFoot: 46 },
  truck: { roof: 92, shoulderY: 30, screenTop: 16, screenFoot: 50 },
  bus: { roof: 92, shoulderY: 24, screenTop: 8, screenFoot: 56 },
};

/** A vehicle that comes towards the camera (`front`) or drives away from it, in `VEHICLE_SPACE`. */
export function vehicleFromEnd(model: VehicleModel, facing: "front" | "back"): FigurePart[] {
  const { roof, shoulderY, screenTop, screenFoot } = ENDS[model];
  const x = W / 2;
  const front = facing === "front";
  const bothSides = (role: string, left: number, top: number, right: number, bottom: number, radius: number) => [
    part(role, roundedRectangle(left, top, right, bottom, radius)),
    part(role, roundedRectangle(W - right, top, W - left, bottom, radius)),
  ];
  const tyres = bothSides("tyre", 12, 70, 46, H, 4);
  const mirrors = bothSides("body.dark", 0, screenFoot - 7, 16, screenFoot + 3, 3);
  const body = part(
    "body",
    rounded([
      [x - roof, 0, 10],
      [x + roof, 0, 10],
      [x + 92, shoulderY, 12],
      [x + 95, 82, 8],
      [x + 88, 90, 3],
      [x - 88, 90, 3],
      [x - 95, 82, 8],
      [x - 92, shoulderY, 12],
    ]),
    [
      part("body.light", rectangle(x - 90, shoulderY + 4, x + 90, shoulderY + 6)),
      glass(
        rounded([
          [x - roof + 8, screenTop, 5],
          [x + roof - 8, screenTop, 5],
          [x + Math.max(roof - 4, 78), screenFoot, 4],
          [x - Math.max(roof - 4, 78), screenFoot, 4],
        ]),
      ),
      part("body.dark", rectangle(0, 80, W, 92)),
      ...(front
        ? [
            part("underside", roundedRectangle(x - 46, 60, x + 46, 74, 3)),
            part("rim", rectangle(x - 44, 66, x + 44, 67.4)),
            ...bothSides("headlamp", 10, 56, 42, 68, 5),
            // Who looks at the front sees the driver's right on the left.
            part("blinker_right", roundedRectangle(8, 69, 24, 74, 2)),
            part("blinker_left", roundedRectangle(W - 24, 69, W - 8, 74, 2)),
          ]
        : [
            ...(model === "van" || model === "truck" ? [line(x, 4, 80)] : []),
            ...bothSides("tail_lamp", 8, 52, model === "car" ? 44 : 26, 68, 3),
            part("blinker_left", roundedRectangle(9, 69, 25, 75, 2)),
            part("blinker_right", roundedRectangle(W - 25, 69, W - 9, 75, 2)),
          ]),
      part("plate", roundedRectangle(x - 22, 75, x + 22, 84, 1)),
    ],
  );
  return [...tyres, ...mirrors, body];
}
