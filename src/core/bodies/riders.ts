import { cosDegrees, sinDegrees } from "../exact";
import { BodyBuilder, type BodyParts, type Color, type Point } from "./builder";
import { DARK, LAMP, METAL, RIM, TAIL_LAMP, TYRE, shaded } from "./colors";
import { ADULT, type BodyLook } from "./pedestrians";
import { addPerson } from "./person";

/** A city bicycle and its rider. */
export function cyclist({ phase, color, detail }: BodyLook): BodyParts {
  const builder = new BodyBuilder(detail);
  const frame: Color = [52, 96, 112];
  const [rear, front, radius]: [number, number, number] = [-0.605, 0.605, 0.34];
  const crank: Point = [-0.12, 0, 0.3];
  for (const [x, sign] of [
    [rear, 1],
    [front, -1],
  ] as const) {
    builder.hoop([x, 0, radius], radius, 0.035, TYRE, 24);
    builder.limb([x, -0.05, radius], [x, 0.05, radius], 0.025, 0.025, METAL, 8);
    for (const turn of [10, 55, 100, 145]) {
      const spoke: Point = [0.31 * cosDegrees(turn), 0, 0.31 * sinDegrees(turn)];
      builder.limb([x + spoke[0], 0, radius + spoke[2]], [x - spoke[0], 0, radius - spoke[2]], 0.005, 0.005, METAL, 4);
    }
    builder.limb([x + sign * 0.1, 0, radius * 2 + 0.03], [x - sign * 0.24, 0, radius * 2 - 0.06], 0.03, 0.03, DARK, 6);
  }
  const [seat, head]: [Point, Point] = [
    [-0.24, 0, 0.94],
    [0.42, 0, 0.92],
  ];
  const bar = (from: Point, to: Point, thick = 0.02) => builder.limb(from, to, thick, thick, frame, 7);
  bar(crank, seat);
  bar(crank, [0.47, 0, 0.74], 0.024);
  bar([-0.2, 0, 0.7], [0.44, 0, 0.84]);
  bar(head, [front, 0, radius]);
  for (const side of [-0.05, 0.05]) {
    bar(crank, [rear, side, radius], 0.013);
    bar([-0.2, 0, 0.76], [rear, side, radius], 0.012);
  }
  bar(head, [0.36, 0, 1.06]);
  builder.limb([0.3, -0.27, 1.08], [0.3, 0.27, 1.08], 0.016, 0.016, DARK, 6);
  for (const side of [-0.27, 0.27]) builder.limb([0.3, side, 1.08], [0.2, side * 0.98, 1.07], 0.019, 0.019, DARK, 6);
  builder.box([-0.4, -0.08, 0.94], [-0.12, 0.08, 1], DARK);
  builder.box([0.5, -0.04, 0.78], [0.56, 0.04, 0.86], LAMP);
  builder.box([-0.86, -0.03, 0.66], [-0.82, 0.03, 0.71], TAIL_LAMP);

  const turn = phase === null ? 40 : -360 * phase;
  const pedal = (side: number): Point => {
    const angle = turn + (side > 0 ? 0 : 180);
    return [crank[0] + 0.17 * cosDegrees(angle), side * 0.11, crank[2] + 0.17 * sinDegrees(angle)];
  };
  for (const side of [1, -1]) {
    const at = pedal(side);
    builder.limb([crank[0], side * 0.06, crank[2]], [at[0], side * 0.06, at[2]], 0.014, 0.014, METAL, 6);
    builder.box([at[0] - 0.05, at[1] - 0.045, at[2] - 0.012], [at[0] + 0.05, at[1] + 0.045, at[2] + 0.012], DARK);
  }
  const build = { ...ADULT, top: color ?? ([226, 196, 60] as const), hip: 0.5, height: 1.78 };
  const foot = (side: number): Point => {
    const [x, y, z] = pedal(side);
    return [x - 0.06, y, z + 0.09];
  };
  addPerson(builder, build, {
    hip: [-0.28, 0, 1.04],
    chest: [-0.02, 0, 1.46],
    head: [0.05, 0, 1.76],
    hands: [
      [0.23, 0.255, 1.1],
      [0.23, -0.255, 1.1],
    ],
    feet: [foot(1), foot(-1)],
  });
  addHelmet(builder, [0.02, 0, 1.66], [232, 236, 238]);
  return builder.build();
}

/** An electric kick scooter and its rider. */
export function eScooter({ color, detail }: BodyLook): BodyParts {
  const builder = new BodyBuilder(detail);
  for (const x of [-0.46, 0.46]) builder.wheel([x, 0, 0.12], -0.03, 0.03, 0.12, TYRE, RIM, 16);
  builder.box([-0.44, -0.08, 0.13], [0.32, 0.08, 0.18], DARK);
  builder.limb([0.32, 0, 0.16], [0.4, 0, 0.26], 0.04, 0.04, DARK, 7);
  builder.limb([0.46, 0, 0.12], [0.34, 0, 1.12], 0.028, 0.024, [70, 76, 84], 8);
  builder.limb([0.34, -0.25, 1.12], [0.34, 0.25, 1.12], 0.016, 0.016, DARK, 6);
  builder.box([0.355, -0.03, 1], [0.405, 0.03, 1.05], LAMP);
  builder.box([-0.58, -0.03, 0.2], [-0.5, 0.03, 0.25], TAIL_LAMP);
  const build = { ...ADULT, top: color ?? ([74, 122, 174] as const), trousers: [58, 60, 68] as const, height: 1.7 };
  addPerson(builder, build, {
    hip: [-0.12, 0, 1.05],
    chest: [-0.06, 0, 1.54],
    head: [-0.02, 0, 1.86],
    hands: [
      [0.31, 0.24, 1.14],
      [0.31, -0.24, 1.14],
    ],
    feet: [
      [0.1, 0.035, 0.26],
      [-0.22, -0.035, 0.26],
    ],
  });
  return builder.build();
}

/** A motorcycle and its rider. */
export function motorcyclist({ color, detail }: BodyLook): BodyParts {
  const builder = new BodyBuilder(detail);
  const paint: Color = color ?? [176, 44, 46];
  const [rear, front, radius]: [number, number, number] = [-0.7, 0.72, 0.31];
  builder.wheel([rear, 0, radius], -0.085, 0.085, radius, TYRE, RIM, 20);
  builder.wheel([front, 0, radius], -0.06, 0.06, radius, TYRE, RIM, 20);
  for (const side of [-0.09, 0.09]) {
    builder.limb([front, side, radius], [0.42, side, 0.95], 0.026, 0.03, METAL, 7);
    builder.limb([rear, side, radius], [-0.12, side, 0.42], 0.034, 0.034, DARK, 7);
  }
  const level = (z: number, back: number, ahead: number, half: number, cut: number) => ({ z, back, front: ahead, half, cut });
  builder.hull([level(0.24, -0.28, 0.34, 0.15, 0.06), level(0.58, -0.34, 0.42, 0.19, 0.06)], DARK);
  builder.hull([level(0.6, -0.1, 0.46, 0.15, 0.06), level(0.78, -0.14, 0.44, 0.18, 0.07), level(0.88, -0.06, 0.36, 0.12, 0.05)], paint);
  builder.hull([level(0.68, -0.86, -0.08, 0.12, 0.06), level(0.78, -0.84, -0.1, 0.15, 0.06)], [40, 42, 48]);
  builder.hull([level(0.6, -1, -0.4, 0.07, 0.03), level(0.7, -1.02, -0.4, 0.1, 0.04)], paint);
  builder.box([-1.04, -0.06, 0.62], [-1.0, 0.06, 0.68], TAIL_LAMP);
  builder.ball([0.56, 0, 0.88], [0.09, 0.1, 0.1], DARK, 10, 6);
  builder.limb([0.6, 0, 0.88], [0.66, 0, 0.88], 0.082, 0.076, LAMP, 10);
  builder.limb([0.32, -0.36, 1], [0.32, 0.36, 1], 0.018, 0.018, DARK, 6);
  builder.hull([level(0.56, 0.42, 1, 0.065, 0.03), level(0.63, 0.48, 0.92, 0.065, 0.03)], paint);
  builder.limb([0.1, -0.2, 0.26], [-0.72, -0.22, 0.36], 0.045, 0.055, METAL, 8);
  const build = { ...ADULT, top: shaded([66, 70, 80], 1), trousers: [50, 52, 60] as const, height: 1.74, stout: 1.12 };
  addPerson(builder, build, {
    hip: [-0.34, 0, 0.86],
    chest: [-0.1, 0, 1.28],
    head: [-0.02, 0, 1.5],
    hands: [
      [0.27, 0.335, 1.02],
      [0.27, -0.335, 1.02],
    ],
    feet: [
      [-0.16, 0.2, 0.36],
      [-0.16, -0.2, 0.36],
    ],
  });
  builder.ball([-0.02, 0, 1.39], [0.145, 0.125, 0.15], [226, 228, 232], 12, 8);
  builder.box([0.06, -0.075, 1.36], [0.128, 0.075, 1.42], DARK);
  return builder.build();
}

function addHelmet(builder: BodyBuilder, [x, y, z]: Point, color: Color): void {
  builder.ball([x - 0.015, y, z + 0.055], [0.115, 0.098, 0.085], (height) => (height < 0.35 ? shaded(color, 0.8) : color), 12, 6);
}
