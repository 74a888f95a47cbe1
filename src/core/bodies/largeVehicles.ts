import type { BodyBuilder, Color, Level } from "./builder";
import { DARK, LAMP, RIM, TYRE } from "./colors";
import { lampColor } from "./lamps";
import type { BodyLook } from "./look";
import { SPOKES, addArch, addRim, addSteeredWheel, type Arch } from "./wheels";

/*
 * What vans, lorries and buses have in common.
 */

/** In the shade below a body. */
const HOLLOW: Color = [26, 28, 32];

/** A horizontal section of a hull. */
export const level = (z: number, back: number, front: number, half: number, cut = 0.12): Level => ({ z, back, front, half, cut });

/** Where the axles are, and the size of their wheels, in metres. */
export type Wheels = {
  readonly rear: number;
  readonly front: number;
  readonly radius: number;
  readonly half: number;
  /** Half of the distance between the outer faces of the front wheels, if they stand in by more. */
  readonly frontHalf?: number;
  readonly width: number;
  /** Whether the rear wheels have arches, too; if not, they stand before the body's side, each within a dark disc. */
  readonly isArched?: boolean;
};

/** Wheels on both sides. @param look by whose phase they have rolled, and its steering */
export function addWheels(
  builder: BodyBuilder,
  look: BodyLook,
  { rear, front, radius, half, frontHalf = half, width, isArched = false }: Wheels,
): void {
  builder.setCycle((2 * Math.PI * radius) / SPOKES);
  const turned = (look.phase ?? 0) / SPOKES;
  for (const side of [-1, 1]) {
    const [outer, inner] = [side * half, side * (half - width)];
    // The arch around it stays off the ground, on which the tyre stands.
    if (!isArched) builder.wheel([rear, 0, radius * 1.17], side * (half - 0.012), inner, radius * 1.16, DARK, DARK, 18);
    builder.wheel([rear, 0, radius], outer, inner, radius, TYRE, builder.isPlain ? RIM : TYRE, 18);
    addRim(builder, [rear, side * (half - 0.002), radius], radius * 0.64, turned, side, RIM, DARK);
    addSteeredWheel(builder, { center: [front, side * frontHalf, radius], radius, width, rim: 0.64 }, side, turned, look.steer ?? 0, RIM);
  }
}

/** What is between the wheels of an axle: a dark core, and on both sides a sheet with an opening. */
export function addArches(builder: BodyBuilder, arch: Arch, sheet: Color): void {
  const { x, half, bottom, top, inner } = arch;
  builder.box([x - half, -inner, bottom], [x + half, inner, top], HOLLOW);
  for (const side of [-1, 1]) addArch(builder, arch, side, sheet);
}

/** Lamps at one height of a front, with an indicator at the outer end of each. @param column of the panel, counted from the right */
export const frontLamp = (look: BodyLook, column: number): Color | null =>
  column === 1 ? lampColor(look, "right") : column === 7 ? lampColor(look, "left") : column === 2 || column === 6 ? LAMP : null;

/** Of lamps at both ends of a back, in columns 1 and 5: the brake lamp, or the indicator above it. */
export const backLamp = (look: BodyLook, column: number, upper: boolean): Color =>
  lampColor(look, upper ? (column === 1 ? "right" : "left") : "brake");
