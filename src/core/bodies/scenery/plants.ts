import { hashUnit } from "../../random";
import type { SceneryItem } from "../../world/scenery";
import type { BodyBuilder, Color, Point } from "../builder";
import { shaded } from "../colors";

const LEAVES: readonly Color[] = [
  [92, 128, 74],
  [104, 138, 78],
  [80, 116, 74],
  [118, 140, 80],
  [96, 120, 66],
];
const NEEDLES: readonly Color[] = [
  [62, 96, 72],
  [70, 102, 78],
  [58, 88, 64],
];
const BARK: Color = [108, 88, 70];
const PALE_BARK: Color = [204, 200, 190];

const chosen = (colors: readonly Color[], seed: number): Color => colors[Math.floor(hashUnit(seed, 1) * colors.length)] ?? [92, 128, 74];

/** A broad-leaved tree: round, tall, or of several crowns. Its lowest leaves leave room to walk below. */
export function broadleaf(builder: BodyBuilder, { seed, dimensions: { length, width, height } }: SceneryItem): void {
  const leaves = chosen(LEAVES, seed);
  const shape = hashUnit(seed, 2);
  const bark = shape < 0.2 ? PALE_BARK : BARK;
  const [x, y] = [length / 2, width / 2];
  const trunk = height * 0.38;
  const lean = (hashUnit(seed, 3) - 0.5) * 0.06 * height;
  builder.limb([0, 0, 0], [lean, 0, height * 0.6], height * 0.028, height * 0.014, bark, 6);
  const uneven = unevenness(seed, 0.16 * Math.min(x, y, height * 0.3));
  const crown = (cx: number, cy: number, cz: number, size: number, tall: number, tone: number, sides = 8) =>
    builder.moved(uneven, () =>
      builder.ball(
        [lean + cx * x, cy * y, cz * height],
        [size * x, size * y, tall * height],
        (up) => shaded(leaves, tone * (0.8 + 0.32 * up)),
        sides,
        sides - 3,
      ),
    );
  if (shape < 0.35) {
    crown(0, 0, 0.68, 0.7, 0.31, 1, 9);
    crown(0.3, -0.25, 0.52, 0.56, 0.2, 0.9);
    crown(-0.28, 0.24, 0.5, 0.54, 0.18, 0.96);
    return;
  }
  crown(0, 0, (trunk / height + 1) / 2 + 0.04, 0.72, 0.27, 1.02, 9);
  crown(0.36, 0.3, 0.56, 0.56, 0.19, 0.95);
  crown(-0.38, -0.24, 0.6, 0.54, 0.2, 1.06);
  crown(0.05, -0.4, 0.5, 0.5, 0.16, 0.88);
  if (shape > 0.6) crown(-0.1, 0.42, 0.48, 0.48, 0.15, 0.92);
}

/** Moves points apart by up to so many metres, the same point always alike: leaves have no smooth outline. */
function unevenness(seed: number, most: number): (point: Point) => Point {
  const by = (axis: number, [x, y, z]: Point) =>
    most * (2 * hashUnit(seed, 20 + axis, Math.round(x * 100), Math.round(y * 100), Math.round(z * 100)) - 1);
  return (point) => [point[0] + by(0, point), point[1] + by(1, point), point[2] + by(2, point)];
}

/** A spruce: rings of branches, narrower towards the top. */
export function conifer(builder: BodyBuilder, { seed, dimensions: { length, height } }: SceneryItem): void {
  const needles = chosen(NEEDLES, seed);
  const tiers = 3 + Math.floor(hashUnit(seed, 2) * 2);
  builder.limb([0, 0, 0], [0, 0, height * 0.3], height * 0.022, height * 0.018, BARK, 6);
  for (let tier = 0; tier < tiers; tier++) {
    const from = height * (0.14 + (0.72 * tier) / tiers);
    const to = Math.min(height, from + (height * 1.35) / tiers);
    const radius = (length / 2) * (1 - tier / (tiers + 0.6));
    builder.limb([0, 0, from], [0, 0, to], radius, radius * 0.06, shaded(needles, 0.9 + 0.12 * tier), 8);
  }
}

/** A bush: a few round parts on the ground. */
export function shrub(builder: BodyBuilder, { seed, dimensions: { length, width, height } }: SceneryItem): void {
  const leaves = chosen(LEAVES, seed);
  const [x, y] = [length / 2, width / 2];
  builder.ball([0, 0, height * 0.42], [x * 0.8, y * 0.8, height * 0.56], (up) => shaded(leaves, 0.76 + 0.34 * up), 8, 5);
  builder.ball([x * 0.42, y * 0.3, height * 0.3], [x * 0.56, y * 0.56, height * 0.4], (up) => shaded(leaves, 0.72 + 0.3 * up), 7, 5);
}

/** The edge of a wood, far away: an uneven wall of crowns. Its length is along y, as of a building. */
export function woods(builder: BodyBuilder, { seed, dimensions: { length, width, height } }: SceneryItem): void {
  const columns = Math.max(5, Math.round(width / 3.4));
  const rings = Array.from({ length: columns + 1 }, (_, column): Point[] => {
    const y = -width / 2 + (width * column) / columns;
    const ends = column === 0 || column === columns ? 0.5 : 1;
    const tall = height * ends * (0.66 + 0.34 * hashUnit(seed, 11, column));
    const bulge = (length / 2) * (0.7 + 0.3 * hashUnit(seed, 12, column));
    return [
      [bulge * 0.8, y, 0],
      [bulge, y, tall * 0.45],
      [bulge * 0.35, y, tall],
      [-bulge * 0.35, y, tall * 0.9],
      [-bulge, y, 0],
    ];
  });
  const tone = (ring: number, edge: number): Color => {
    const leaves = hashUnit(seed, 13, ring) < 0.3 ? NEEDLES : LEAVES;
    return shaded(
      leaves[Math.floor(hashUnit(seed, 14, ring) * leaves.length)] ?? [92, 128, 74],
      0.7 + 0.1 * edge + 0.1 * hashUnit(seed, 15, ring),
    );
  };
  builder.loft(rings, tone, [80, 108, 70]);
}
