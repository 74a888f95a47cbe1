import { type BodyBuilder, type Color, type Point, plus } from "./builder";
import { DARK, shaded } from "./colors";
import type { BodyLook } from "./look";
import type { Build, Pose } from "./build";
import { BAG_COLORS, type Bag, chosen } from "./wardrobe";

/** Adds what a person carries. */
export function addBag(builder: BodyBuilder, { height, stout, broad }: Build, pose: Pose, bag: Bag, look: BodyLook): void {
  const color = chosen(BAG_COLORS, look, 22);
  const [x, , z] = pose.chest;
  const deep = height * 0.068 * stout;
  if (bag === "backpack") {
    const level = (up: number, back: number, half: number) => ({
      z: z + up * height,
      back: x - deep - back,
      front: x - deep * 0.6,
      half,
      cut: 0.03,
    });
    builder.hull([level(-0.21, 0.09, 0.13), level(-0.1, 0.12, 0.14), level(-0.02, 0.1, 0.13), level(0.02, 0.05, 0.1)], color);
  } else if (bag === "shoulder_bag") {
    const y = -(broad * height * 0.75 + 0.035);
    const low = height * 0.47;
    builder.box([-0.13, y - 0.035, low], [0.13, y + 0.035, low + 0.2], color);
    builder.limb([0, y, low + 0.2], plus(pose.chest, [0, broad * height * 0.4, height * 0.02]), 0.012, 0.012, shaded(color, 0.8), 5);
  } else if (bag === "shopping") {
    const [hx, hy, hz] = pose.hands[0];
    builder.hull(
      [
        { z: hz - 0.42, back: hx - 0.12, front: hx + 0.12, half: 0.055, cut: 0.02, y: hy },
        { z: hz - 0.12, back: hx - 0.14, front: hx + 0.14, half: 0.065, cut: 0.02, y: hy },
        { z: hz - 0.01, back: hx - 0.02, front: hx + 0.02, half: 0.012, cut: 0.005, y: hy },
      ],
      color,
    );
  }
}

/** A school bag: a stiff box on the back with a reflective strip. */
export function addSatchel(builder: BodyBuilder, { height, stout }: Build, { chest: [x, , z] }: Pose, look: BodyLook): void {
  const color = chosen(BAG_COLORS, look, 22);
  const near = x - height * 0.06 * stout;
  builder.box([near - 0.12, -0.105, z - 0.25], [near, 0.105, z + 0.02], color);
  builder.box([near - 0.125, -0.085, z - 0.14], [near - 0.11, 0.085, z - 0.11], [236, 232, 190]);
}

/** Size of an open umbrella: its radius as a share of the person's height, and how far its rim is below the top. */
const CANOPY = { radius: 0.165, deep: 0.085 } as const;

/**
 * Adds an open umbrella above a person. It is a small one, held close: person and umbrella together fill the person's dimensions, so that
 * 3-D boxes are the same in rain; what is seen of them is not quite. @returns the hand that holds it
 */
export function addUmbrella(builder: BodyBuilder, { height }: Build, { chest, head }: Pose, look: BodyLook): Point {
  const color: Color = chosen(BAG_COLORS, look, 23);
  const top = plus(head, [height * 0.03, 0, height * 0.075]);
  const hand: Point = [chest[0] + height * 0.085, -height * 0.055, chest[2] - height * 0.1];
  const radius = CANOPY.radius * height;
  const at = (down: number): Point => plus(top, [0, 0, -down * height]);
  builder.tube(
    [at(CANOPY.deep), at(CANOPY.deep * 0.55), at(CANOPY.deep * 0.15), top],
    [radius, radius * 0.86, radius * 0.46, radius * 0.05],
    (part) => (part === 0 ? shaded(color, 0.86) : color),
    10,
  );
  builder.limb(plus(hand, [0, 0, -height * 0.03]), [top[0], top[1], top[2] - height * 0.02], 0.011, 0.011, DARK, 5);
  return hand;
}
