import { cosDegrees, sinDegrees } from "../exact";
import { hashUnit } from "../random";
import { BodyBuilder, type BodyParts, type Color, type Point } from "./builder";
import { DARK, METAL, SHEET, shaded } from "./colors";
import { barkTone, leafTones } from "./leaves";
import { addWriting } from "./writing";
import type { BodyLook } from "./look";

/** A clipped hedge: a block with an uneven surface. */
export function hedge({ color, detail }: BodyLook, length: number, width: number, height: number): BodyParts {
  const builder = new BodyBuilder(detail);
  const leaves: Color = color ?? [86, 122, 68];
  const [columns, rows] = [Math.max(4, Math.min(40, Math.round(length / 0.35))), Math.max(3, Math.min(10, Math.round(height / 0.35)))];
  // Around the block: up the left side, across the top, and down the right side.
  const around = 2 * rows + 3;
  const ring = (column: number): Point[] =>
    Array.from({ length: around }, (_, step) => {
      const rough = (purpose: number) => (hashUnit(column * 131 + step, purpose) - 0.5) * 0.12;
      const x = (column / columns - 0.5) * length;
      const up = step <= rows ? step / rows : step === rows + 1 ? 1 : (2 * rows + 2 - step) / rows;
      const side = step <= rows ? 1 : step === rows + 1 ? 0 : -1;
      const ground = up === 0;
      return [
        x + (column % columns === 0 ? 0 : rough(0)),
        side * (width / 2) * (1 - 0.06 * up) + (ground ? 0 : rough(1)),
        up * height + (ground ? 0 : rough(2)),
      ];
    });
  const rings = Array.from({ length: columns + 1 }, (_, column) => ring(column));
  builder.loft(rings, (column, edge) => shaded(leaves, 0.86 + 0.28 * hashUnit(column * 57 + edge, 3)), leaves);
  return builder.build();
}

export function wall({ color, detail }: BodyLook, length: number, width: number, height: number): BodyParts {
  const builder = new BodyBuilder(detail);
  const stone: Color = color ?? [178, 152, 132];
  const [x, y] = [length / 2, width / 2];
  const coping = Math.min(0.12, height * 0.2);
  builder.box([-x * 0.995, -y * 0.8, 0], [x * 0.995, y * 0.8, height - coping], stone);
  builder.box([-x, -y, height - coping], [x, y, height], shaded(stone, 1.12));
  return builder.build();
}

/** A freight container: corrugated sides between posts and rails. */
export function container({ color, detail }: BodyLook, length: number, width: number, height: number): BodyParts {
  const builder = new BodyBuilder(detail);
  const paint: Color = color ?? [172, 92, 62];
  const [x, y] = [length / 2, width / 2];
  const post = Math.min(0.16, length * 0.05);
  const folds = Math.max(4, Math.round(length / 0.28)) * 2;
  const inset = 0.04;
  const outline = (z: number): Point[] => {
    const along = Array.from({ length: folds + 1 }, (_, index): Point => {
      const deep = Math.floor((index + 1) / 2) % 2 === 1 ? inset : 0.01;
      return [-x + post + ((length - 2 * post) * index) / folds, -y + deep, z];
    });
    return [...along, ...along.map(([px, py]): Point => [-px, -py, z])];
  };
  builder.loft([outline(0.1), outline(height - 0.1)], paint);
  const rail = shaded(paint, 0.84);
  for (const side of [-1, 1]) {
    builder.box([-x, side * y, 0], [x, side * (y - 0.1), 0.14], rail);
    builder.box([-x, side * y, height - 0.12], [x, side * (y - 0.1), height], rail);
    for (const end of [-1, 1]) builder.box([end * x, side * y, 0], [end * (x - post), side * (y - post), height], rail);
  }
  for (const end of [-1, 1]) {
    builder.box([end * x, -y, 0], [end * (x - 0.1), y, 0.14], rail);
    builder.box([end * x, -y, height - 0.12], [end * (x - 0.1), y, height], rail);
  }
  builder.box([-x + 0.02, -y + 0.1, 0.1], [-x + post, y - 0.1, height - 0.1], paint);
  for (const at of [-0.62, -0.2, 0.2, 0.62])
    builder.limb([-x + 0.02, at * y, 0.12], [-x + 0.02, at * y, height - 0.1], 0.02, 0.02, METAL, 6);
  builder.box([x - post, -y + 0.1, 0.1], [x - 0.03, y - 0.1, height - 0.1], shaded(paint, 0.95));
  return builder.build();
}

/** A bus shelter, open at the front, which is its left side. */
export function busShelter({ color, detail }: BodyLook, length: number, width: number, height: number): BodyParts {
  const builder = new BodyBuilder(detail);
  const frame: Color = color ?? [70, 78, 88];
  const glass: Color = [168, 190, 200];
  const [x, y] = [length / 2, width / 2];
  builder.box([-x, -y, height - 0.14], [x, y, height], frame);
  const posts = [-0.97, -0.34, 0.34, 0.97];
  for (const share of posts) builder.box([share * x - 0.04, -y + 0.04, 0], [share * x + 0.04, -y + 0.12, height - 0.14], frame);
  for (const end of [-1, 1]) {
    builder.box([end * (x * 0.97) - 0.04, y * 0.3, 0], [end * (x * 0.97) + 0.04, y * 0.3 + 0.08, height - 0.14], frame);
    builder.box([end * x * 0.97 - 0.015, -y + 0.12, 0.2], [end * x * 0.97 + 0.015, y * 0.3, height - 0.24], glass);
  }
  posts.slice(1).forEach((share, index) => {
    const from = (posts[index] ?? 0) * x + 0.04;
    builder.box([from, -y + 0.065, 0.2], [share * x - 0.04, -y + 0.095, height - 0.24], glass);
  });
  builder.box([-x * 0.6, -y + 0.2, 0.44], [x * 0.6, -y + 0.56, 0.5], [150, 112, 78]);
  for (const share of [-0.45, 0.45]) builder.box([share * x - 0.03, -y + 0.3, 0], [share * x + 0.03, -y + 0.46, 0.44], DARK);
  return builder.build();
}

/** A street tree: a trunk and a crown of several spheres. */
export function tree({ color, detail }: BodyLook, length: number, width: number, height: number): BodyParts {
  const builder = new BodyBuilder(detail);
  const leaves: Color = color ?? [92, 132, 74];
  const bark: Color = [112, 88, 68];
  const [x, y] = [length / 2, width / 2];
  const trunk = height * 0.42;
  builder.tube(
    [
      [0, 0, 0],
      [0.01 * length, 0, trunk * 0.3],
      [0.02 * length, 0, trunk * 0.6],
      [0.01 * length, 0, trunk],
      [0, 0.01 * width, trunk * 1.35],
    ],
    [height * 0.034, height * 0.026, height * 0.023, height * 0.02, height * 0.017],
    barkTone(0, bark),
    9,
  );
  const crown = (cx: number, cy: number, cz: number, size: number) =>
    builder.ball(
      [cx * x, cy * y, cz * height],
      [size * x, size * y, size * height * 0.36],
      leafTones(Math.round(100 * cz), leaves, (up) => 0.74 + 0.42 * up),
      12,
      8,
    );
  crown(0, 0, 0.7, 0.86);
  crown(0.32, 0.24, 0.6, 0.62);
  crown(-0.36, 0.1, 0.62, 0.6);
  crown(0.06, -0.34, 0.63, 0.6);
  crown(-0.06, 0.08, 0.84, 0.5);
  return builder.build();
}

/** A litter bin with a lid. */
export function bin({ color, detail }: BodyLook, length: number, width: number, height: number): BodyParts {
  const builder = new BodyBuilder(detail);
  const paint: Color = color ?? [72, 96, 82];
  const [x, y] = [length / 2, width / 2];
  builder.box([-x * 0.86, -y * 0.86, 0.06], [x * 0.86, y * 0.86, height * 0.86], paint);
  builder.box([-x * 0.7, -y * 0.7, 0], [x * 0.7, y * 0.7, 0.06], DARK);
  builder.box([-x, -y, height * 0.86], [x, y, height], shaded(paint, 0.8));
  builder.box([x * 0.84, -y * 0.5, height * 0.62], [x * 0.9, y * 0.5, height * 0.78], DARK);
  return builder.build();
}

/** A round sign on a post, with a speed limit; it faces x. */
export function sign({ color, detail }: BodyLook, length: number, width: number, height: number): BodyParts {
  const builder = new BodyBuilder(detail);
  const rim: Color = color ?? [198, 44, 44];
  const [x, y] = [length / 2, width / 2];
  builder.limb([-x * 0.4, 0, 0], [-x * 0.4, 0, height - y], Math.min(0.04, x * 0.5), Math.min(0.04, x * 0.5), METAL, 8);
  const disc = (from: number, to: number, radius: number, paint: Color) => {
    const ring = (at: number): Point[] =>
      Array.from({ length: 20 }, (_, step): Point => {
        const angle = (360 * step) / 20;
        return [at, radius * cosDegrees(angle), height - y + radius * sinDegrees(angle)];
      });
    builder.loft([ring(from), ring(to)], paint);
  };
  // From behind, every sign is bare metal.
  disc(x * 0.1, x * 0.3, y, SHEET);
  disc(x * 0.3, x * 0.6, y, rim);
  disc(x * 0.6, x * 0.94, y * 0.76, [244, 244, 242]);
  addWriting(builder, "30", { x: x * 0.94, z: height - y, radius: y, thick: x * 0.06 }, [28, 28, 30]);
  return builder.build();
}
