import { hashUnit } from "../../random";
import type { SceneryItem } from "../../world/scenery";
import type { BodyBuilder, Color } from "../builder";
import { DARK, METAL, shaded } from "../colors";

const WOOD: Color = [146, 112, 82];

/** A bench: its seat faces x, and its length is along y. */
export function bench(builder: BodyBuilder, { dimensions: { length, width, height } }: SceneryItem): void {
  const [x, y] = [length / 2, width / 2];
  builder.box([-x * 0.6, -y, 0.42], [x, y, 0.48], WOOD);
  builder.box([-x, -y, 0.56], [-x * 0.76, y, height], WOOD);
  for (const end of [-0.8, 0.8]) {
    builder.box([-x * 0.9, end * y - 0.04, 0], [-x * 0.7, end * y + 0.04, height * 0.9], DARK);
    builder.box([x * 0.6, end * y - 0.04, 0], [x * 0.8, end * y + 0.04, 0.42], DARK);
  }
}

/** A fence of posts and boards or bars; its length is along x, as of a hedge. */
export function fence(builder: BodyBuilder, { seed, dimensions: { length, width, height } }: SceneryItem, detail: number): void {
  const [x, y] = [length / 2, width / 2];
  const style = hashUnit(seed, 1);
  const paint: Color = style < 0.4 ? [222, 220, 212] : style < 0.75 ? [128, 100, 76] : [74, 80, 84];
  if (detail < 0.5) {
    builder.box([-x, -y * 0.4, 0.1], [x, y * 0.4, height], shaded(paint, 0.9));
    return;
  }
  for (const z of [height * 0.28, height * 0.78]) builder.box([-x, -y * 0.3, z], [x, y * 0.3, z + 0.07], shaded(paint, 0.85));
  const boards = Math.max(3, Math.round(length / (style < 0.75 ? 0.32 : 0.4)));
  const half = style < 0.75 ? 0.09 : 0.03;
  for (let board = 0; board < boards; board++) {
    const at = -x + half + ((length - 2 * half) * board) / (boards - 1);
    builder.box([at - half, y * 0.3, 0.06], [at + half, y, height], shaded(paint, 0.94 + 0.1 * hashUnit(seed, 2, board)));
  }
}

/** A low wall with a coping. */
export function gardenWall(builder: BodyBuilder, { seed, dimensions: { length, width, height } }: SceneryItem): void {
  const [x, y] = [length / 2, width / 2];
  const stone: Color = hashUnit(seed, 1) < 0.5 ? [176, 160, 142] : [158, 122, 106];
  builder.box([-x, -y * 0.8, 0], [x, y * 0.8, height - 0.08], stone);
  builder.box([-x, -y, height - 0.08], [x, y, height], shaded(stone, 1.14));
}

/** A crash barrier: a steel beam on posts. It is the same from both sides. */
export function guardRail(builder: BodyBuilder, { dimensions: { length, width, height } }: SceneryItem, detail: number): void {
  const [x, y] = [length / 2, width / 2];
  const steel: Color = [176, 180, 182];
  builder.box([-x, -y, height - 0.32], [x, y, height - 0.2], steel);
  builder.box([-x, -y * 0.6, height - 0.2], [x, y * 0.6, height - 0.12], shaded(steel, 0.8));
  builder.box([-x, -y, height - 0.12], [x, y, height], steel);
  const posts = detail < 0.5 ? 2 : Math.max(2, Math.round(length / 4));
  for (let post = 0; post < posts; post++) {
    const at = -x + (length * (post + 0.5)) / posts;
    builder.box([at - 0.05, -y * 0.5, 0], [at + 0.05, y * 0.5, height - 0.25], METAL);
  }
}
