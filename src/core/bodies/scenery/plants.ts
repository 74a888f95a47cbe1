import { cosDegrees, sinDegrees } from "../../exact";
import { hashUnit } from "../../random";
import type { SceneryItem } from "../../world/scenery";
import type { BodyBuilder, Color, Point } from "../builder";
import { shaded } from "../colors";
import { barkTone, leafTones } from "../leaves";

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
  addTrunk(builder, seed, height, lean, bark);
  const uneven = unevenness(seed, 0.16 * Math.min(x, y, height * 0.3));
  const crown = (cx: number, cy: number, cz: number, size: number, tall: number, tone: number, sides = 8) =>
    builder.moved(uneven, () =>
      builder.ball(
        [lean + cx * x, cy * y, cz * height],
        [size * x, size * y, tall * height],
        leafTones(seed, leaves, (up) => tone * (0.72 + 0.4 * up)),
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

/** A trunk with roots, patches of bark, and boughs that part below the crown. */
function addTrunk(builder: BodyBuilder, seed: number, height: number, lean: number, bark: Color): void {
  const at = (share: number): Point => [lean * share, 0, height * 0.6 * share];
  const patch = barkTone(seed, bark);
  const [shares, radii] = [
    [0, 0.07, 0.34, 0.62, 1],
    [0.036, 0.025, 0.02, 0.016, 0.008],
  ];
  builder.tube(
    shares.map((share) => at(share)),
    radii.map((radius) => radius * height),
    patch,
    6,
  );
  if (builder.isPlain) return;
  for (let bough = 0; bough < 3; bough++) {
    const angle = 360 * hashUnit(seed, 42, bough);
    const [from, out] = [at(0.42 + 0.1 * bough), height * 0.16];
    const to: Point = [from[0] + out * cosDegrees(angle), from[1] + out * sinDegrees(angle), from[2] + height * 0.17];
    builder.limb(from, to, height * 0.011, height * 0.006, patch(bough + 9), 5);
  }
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
    const from = height * (0.1 + (0.76 * tier) / tiers);
    const to = Math.min(height, from + (height * 1.25) / tiers);
    const radius = (length / 2) * (1 - tier / (tiers + 0.6));
    addBranches(builder, seed + tier, from, to, radius, shaded(needles, 0.9 + 0.1 * tier));
  }
}

/** A ring of branches whose tips are longer and shorter by turns, and hang down. */
function addBranches(builder: BodyBuilder, seed: number, from: number, to: number, radius: number, needles: Color): void {
  const count = 2 * Math.max(3, Math.round(builder.sides(10) / 2));
  const ring = (share: number, low: number, uneven: number): Point[] =>
    Array.from({ length: count }, (_, side): Point => {
      const [angle, tip] = [(360 * side) / count, side % 2];
      const out = radius * share * (1 - uneven * (tip + 0.4 * hashUnit(seed, 44, side)));
      return [out * cosDegrees(angle), out * sinDegrees(angle), low + uneven * tip * 0.3 * (to - from)];
    });
  const rings = [
    ring(0.3, from + 0.06 * (to - from), 0),
    ring(1, from, 0.26),
    ring(0.5, from + 0.5 * (to - from), 0.16),
    ring(0.05, to, 0),
  ];
  builder.loft(rings, (level, side) => shaded(needles, (level === 0 ? 0.6 : 0.84) + 0.32 * hashUnit(seed, 45, level, side)));
}

/** A bush: a few round parts on the ground. */
export function shrub(builder: BodyBuilder, { seed, dimensions: { length, width, height } }: SceneryItem): void {
  const leaves = chosen(LEAVES, seed);
  const [x, y] = [length / 2, width / 2];
  builder.ball(
    [0, 0, height * 0.42],
    [x * 0.8, y * 0.8, height * 0.56],
    leafTones(seed, leaves, (up) => 0.72 + 0.38 * up),
    8,
    5,
  );
  builder.ball(
    [x * 0.42, y * 0.3, height * 0.3],
    [x * 0.56, y * 0.56, height * 0.4],
    leafTones(seed + 1, leaves, (up) => 0.7 + 0.34 * up),
    7,
    5,
  );
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
      [bulge * (0.84 + 0.16 * hashUnit(seed, 16, column)), y, tall * (0.44 + 0.1 * hashUnit(seed, 17, column))],
      [bulge * 0.72, y, tall * 0.76],
      [bulge * 0.35, y, tall],
      [-bulge * 0.35, y, tall * 0.9],
      [-bulge, y, 0],
    ];
  });
  const tone = (ring: number, edge: number): Color => {
    const leaves = hashUnit(seed, 13, ring) < 0.3 ? NEEDLES : LEAVES;
    return shaded(
      leaves[Math.floor(hashUnit(seed, 14, ring) * leaves.length)] ?? [92, 128, 74],
      0.66 + 0.07 * edge + 0.2 * hashUnit(seed, 15, ring, edge),
    );
  };
  builder.loft(rings, tone, [80, 108, 70]);
}
