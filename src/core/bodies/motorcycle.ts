import { cosDegrees, sinDegrees } from "../exact";
import { BodyBuilder, type BodyParts, type Color, type Point, minus, plus } from "./builder";
import { DARK, LAMP, METAL, RIM, TAIL_LAMP, TYRE } from "./colors";
import { lampColor } from "./lamps";
import { leaning } from "./lean";
import type { BodyLook } from "./look";
import { addPerson } from "./person";
import { ADULT, chosen } from "./wardrobe";
import { addRim } from "./wheels";

/** A motorcycle and its rider. */
export function motorcyclist(look: BodyLook): BodyParts {
  const builder = new BodyBuilder(look.detail);
  const { steer = 0 } = look;
  const paint: Color = look.color ?? [176, 44, 46];
  const [rear, front, radius]: [number, number, number] = [-0.7, 0.72, 0.31];
  const axis: Point = [0.5, 0, 0];
  const [c, s] = [cosDegrees(steer), sinDegrees(steer)];
  const turned = (point: Point): Point => {
    const [x, y, z] = minus(point, axis);
    return plus(axis, [x * c - y * s, x * s + y * c, z]);
  };
  const turns = (look.phase ?? 0) / 5;
  builder.setCycle((2 * Math.PI * radius) / 5);
  const wheel = (x: number, half: number) => {
    builder.wheel([x, 0, radius], -half, half, radius, TYRE, builder.isPlain ? RIM : TYRE, 20);
    for (const side of [-1, 1]) addRim(builder, [x, side * half, radius], radius * 0.66, turns, side, RIM, DARK);
  };
  wheel(rear, 0.085);
  builder.moved(turned, () => {
    wheel(front, 0.06);
    for (const side of [-0.09, 0.09]) builder.limb([front, side, radius], [0.42, side, 0.95], 0.026, 0.03, METAL, 7);
    builder.limb([0.32, -0.36, 1], [0.32, 0.36, 1], 0.018, 0.018, DARK, 6);
    for (const side of [-1, 1]) {
      builder.limb([0.34, side * 0.22, 1], [0.36, side * 0.3, 1.14], 0.01, 0.01, DARK, 4);
      builder.ball([0.36, side * 0.3, 1.15], [0.025, 0.07, 0.04], DARK, 6, 4);
      builder.box([0.58, side * 0.13 - 0.03, 0.8], [0.63, side * 0.13 + 0.03, 0.85], lampColor(look, side > 0 ? "left" : "right"));
    }
    builder.ball([0.56, 0, 0.88], [0.09, 0.1, 0.1], DARK, 10, 6);
    builder.limb([0.6, 0, 0.88], [0.66, 0, 0.88], 0.082, 0.076, LAMP, 10);
    const guard = (z: number, back: number, ahead: number) => ({ z, back, front: ahead, half: 0.065, cut: 0.03 });
    builder.hull([guard(0.56, 0.42, 1), guard(0.63, 0.48, 0.92)], paint);
  });
  for (const side of [-0.09, 0.09]) builder.limb([rear, side, radius], [-0.12, side, 0.42], 0.034, 0.034, DARK, 7);
  const level = (z: number, back: number, ahead: number, half: number, cut: number) => ({ z, back, front: ahead, half, cut });
  builder.hull([level(0.24, -0.28, 0.34, 0.15, 0.06), level(0.58, -0.34, 0.42, 0.19, 0.06)], DARK);
  builder.hull([level(0.6, -0.1, 0.46, 0.15, 0.06), level(0.78, -0.14, 0.44, 0.18, 0.07), level(0.88, -0.06, 0.36, 0.12, 0.05)], paint);
  builder.hull([level(0.68, -0.86, -0.08, 0.12, 0.06), level(0.78, -0.84, -0.1, 0.15, 0.06)], [40, 42, 48]);
  builder.hull([level(0.6, -1, -0.4, 0.07, 0.03), level(0.7, -1.02, -0.4, 0.1, 0.04)], paint);
  builder.box([-1.04, -0.06, 0.62], [-1.0, 0.06, 0.68], look.lamps?.brake === true ? lampColor(look, "brake") : TAIL_LAMP);
  for (const side of [-1, 1])
    builder.box([-1.0, side * 0.13 - 0.03, 0.6], [-0.96, side * 0.13 + 0.03, 0.65], lampColor(look, side > 0 ? "left" : "right"));
  builder.limb([0.1, -0.2, 0.26], [-0.72, -0.22, 0.36], 0.045, 0.055, METAL, 8);
  const jacket: Color = chosen(
    [
      [66, 70, 80],
      [44, 46, 52],
      [96, 60, 52],
      [84, 92, 104],
    ],
    look,
    50,
  );
  const build = { ...ADULT, top: jacket, trousers: [50, 52, 60] as const, height: 1.74, stout: 1.12 };
  const hand = (side: number): Point => turned([0.27, side * 0.335, 1.02]);
  addPerson(builder, build, {
    hip: [-0.34, 0, 0.86],
    chest: [-0.1, 0, 1.28],
    head: [-0.02, 0, 1.5],
    hands: [hand(1), hand(-1)],
    feet: [
      [-0.16, 0.2, 0.36],
      [-0.16, -0.2, 0.36],
    ],
  });
  const helmet: Color = chosen(
    [
      [226, 228, 232],
      [40, 42, 48],
      [190, 52, 48],
      [60, 92, 150],
    ],
    look,
    51,
  );
  builder.ball([-0.02, 0, 1.39], [0.145, 0.125, 0.15], helmet, 12, 8);
  builder.box([0.06, -0.075, 1.36], [0.128, 0.075, 1.42], DARK);
  return leaning(builder.build(), look.lean ?? 0);
}
