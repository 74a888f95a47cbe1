import { rgb } from "../types";
import type { Mesh } from "../types";

/** Builds meshes corner by corner. Positions are x right, y down, z ahead. */
export class MeshBuilder {
  private readonly positions: number[] = [];
  private readonly indices: number[] = [];
  private readonly colors: number[] = [];

  corner(x: number, y: number, z: number): number {
    return this.positions.push(x, y, z) / 3 - 1;
  }

  triangle(a: number, b: number, c: number, color: number): this {
    this.indices.push(a, b, c);
    this.colors.push(color);
    return this;
  }

  /** A quadrilateral, counter-clockwise as seen by the camera. */
  quad(a: number, b: number, c: number, d: number, color: number): this {
    return this.triangle(a, b, c, color).triangle(a, c, d, color);
  }

  /** A box by its centre and size, with a different shade on each side. */
  box(x: number, y: number, z: number, width: number, height: number, depth: number, [r, g, b]: readonly [number, number, number]): this {
    const [w, h, d] = [width / 2, height / 2, depth / 2];
    const at = [-1, 1].flatMap((k) => [-1, 1].flatMap((j) => [-1, 1].map((i) => this.corner(x + i * w, y + j * h, z + k * d))));
    const shade = (share: number) => rgb(Math.round(r * share), Math.round(g * share), Math.round(b * share));
    const side = (order: readonly number[], share: number) => {
      const [p = 0, q = 0, s = 0, t = 0] = order.map((index) => at[index] ?? 0);
      this.quad(p, q, s, t, shade(share));
    };
    side([0, 2, 3, 1], 0.8);
    side([5, 7, 6, 4], 0.6);
    side([4, 6, 2, 0], 0.7);
    side([1, 3, 7, 5], 0.9);
    side([4, 0, 1, 5], 1);
    side([2, 6, 7, 3], 0.4);
    return this;
  }

  /** An ellipsoid of `2 × around × along` triangles, shaded by the height of its faces. */
  ellipsoid(
    [x, y, z]: readonly [number, number, number],
    [rx, ry, rz]: readonly [number, number, number],
    [around, along]: readonly [number, number],
    [r, g, b]: readonly [number, number, number],
  ): this {
    const rows = Array.from({ length: along + 1 }, (_, j) => {
      const [up, out] = onCircle(j / along / 2);
      return Array.from({ length: around }, (_, i) => {
        const [right, ahead] = onCircle(i / around);
        return this.corner(x + rx * out * right, y - ry * up, z + rz * out * ahead);
      });
    });
    for (let j = 0; j < along; j++) {
      const share = 1 - (0.6 * j) / along;
      const color = rgb(Math.round(r * share), Math.round(g * share), Math.round(b * share));
      for (let i = 0; i < around; i++) {
        const next = (i + 1) % around;
        const [upper, lower] = [rows[j] ?? [], rows[j + 1] ?? []];
        this.quad(upper[i] ?? 0, lower[i] ?? 0, lower[next] ?? 0, upper[next] ?? 0, color);
      }
    }
    return this;
  }

  mesh(): Mesh {
    return { positions: new Float32Array(this.positions), indices: new Uint32Array(this.indices), colors: new Uint32Array(this.colors) };
  }
}

/** A point on a circle at a share of its circumference, approximately: the same in every engine. */
function onCircle(share: number): [x: number, y: number] {
  const quarters = share * 4;
  const quarter = Math.floor(quarters);
  const t = (quarters - quarter) * (0.8 + 0.2 * (quarters - quarter));
  const [x, y] = [(1 - t * t) / (1 + t * t), (2 * t) / (1 + t * t)];
  switch (quarter % 4) {
    case 0:
      return [x, y];
    case 1:
      return [-y, x];
    case 2:
      return [-x, -y];
    default:
      return [y, -x];
  }
}
