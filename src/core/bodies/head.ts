import { type BodyBuilder, type Color, type Point, plus } from "./builder";
import { shaded } from "./colors";
import type { Build, Pose } from "./build";

/** Adds neck, head and what is on it. The crown is at the top of everything. */
export function addHead(builder: BodyBuilder, build: Build, { chest, head: crown }: Pose): void {
  const { height, skin, hair, top, hat } = build;
  const size = build.head * height;
  const center = plus(crown, [0, 0, -size * 0.52]);
  const at = (ahead: number, aside: number, up: number): Point => plus(center, [ahead * size, aside * size, up * size]);
  const ball = (ahead: number, up: number, radii: Point, color: Color | ((share: number) => Color), sides = 10, levels = 7) =>
    builder.ball(at(ahead, 0, up), [radii[0] * size, radii[1] * size, radii[2] * size], color, sides, levels);
  builder.limb(plus(chest, [0, 0, height * 0.02]), center, size * 0.24, size * 0.22, skin);
  ball(0, 0, [0.4, 0.34, 0.48], skin);
  builder.limb(plus(chest, [0, 0, height * 0.015]), plus(chest, [0, 0, height * 0.05]), size * 0.34, size * 0.27, top);
  switch (build.style) {
    case "short":
      ball(-0.07, 0.11, [0.4, 0.37, 0.41], hair);
      break;
    case "bald":
      ball(-0.06, 0.06, [0.4, 0.36, 0.3], hair);
      ball(0, 0.22, [0.34, 0.3, 0.3], skin, 9, 5);
      break;
    case "long":
      ball(-0.07, 0.11, [0.41, 0.39, 0.41], hair);
      builder.tube([at(-0.16, 0, 0.1), at(-0.24, 0, -0.35), at(-0.22, 0, -0.85)], [size * 0.34, size * 0.36, size * 0.2], hair, 8);
      break;
    case "bun":
      ball(-0.07, 0.11, [0.4, 0.37, 0.41], hair);
      builder.ball(at(-0.44, 0, 0.18), [size * 0.17, size * 0.17, size * 0.17], hair, 7, 5);
      break;
    case "cap":
      ball(-0.06, 0.04, [0.4, 0.36, 0.34], hair);
      ball(-0.02, 0.17, [0.41, 0.38, 0.35], hat);
      builder.box(at(0.2, -0.25, 0.18), at(0.68, 0.25, 0.25), shaded(hat, 0.85));
      break;
    case "beanie":
      ball(-0.06, 0.04, [0.4, 0.36, 0.34], hair);
      ball(-0.03, 0.16, [0.42, 0.39, 0.36], (share) => (share < 0.35 ? shaded(hat, 0.82) : hat));
      break;
    case "sun_hat":
      ball(-0.07, 0.05, [0.4, 0.37, 0.4], hair);
      builder.tube([at(0, 0, 0.14), at(0, 0, 0.2), at(0, 0, 0.24)], [size * 0.7, size * 0.68, size * 0.4], hat, 12);
      builder.tube([at(0, 0, 0.2), at(0, 0, 0.52)], [size * 0.42, size * 0.32], hat, 10);
      break;
    case "headscarf":
      ball(-0.06, 0.06, [0.42, 0.4, 0.46], hat);
      builder.tube([at(-0.08, 0, -0.1), at(-0.06, 0, -0.5), at(-0.04, 0, -0.85)], [size * 0.36, size * 0.36, size * 0.5], hat, 9);
      break;
  }
}
