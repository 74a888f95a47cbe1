import type { Arena } from "./arena";
import type { Kernel } from "./kernelInstance";

type Three = readonly [number, number, number];

/** Rays are given at the corners of cells of this size, in pixels. */
export const RAY_CELL = 16;
export const SKY_ENTRIES = 1024;
/** log2(e): converts powers of e to powers of 2. */
const LOG2_E = 1.4426950408889634;

/**
 * Light and air, which change colours depending on position: colour × `gain` + `offset`, lit by the sum of `ambient` light and a lamp. The
 * air then transmits a share of that, and adds its own colour for the rest. Colours are red, green and blue, 0..255; full light is 1.
 */
export type Shading = {
  /**
   * For each corner of the cells, row by row: the ray through it up to depth 1 metre, in metres ahead, to the left and upwards, and its
   * length in metres.
   */
  readonly rays: Float32Array;
  readonly gain: Three;
  readonly offset: Three;
  readonly ambient: Three;
  /** The sky's colour by the sine of the elevation above the horizon, from 0 to 1. */
  readonly sky: Uint32Array;
  /** Contrast is reduced to the share exp(−`extinction` × metres). */
  readonly haze: { readonly color: Three; readonly extinction: number };
  /** Headlamps. */
  readonly lamp: Lamp | null;
};

type Lamp = {
  readonly light: Three;
  /** The camera's position relative to the lamp: metres ahead, to the left and above. */
  readonly camera: Three;
  /** Distance at which the light is half of that close by, in metres. */
  readonly half: number;
  /** Extent to either side and softness of the upper edge, in metres per metre ahead; and the share of light above that edge. */
  readonly aside: number;
  readonly soft: number;
  readonly stray: number;
};

const SETTINGS_BYTES = 128;
/** The kernel counts in 64ths of a colour value. A gain of 1 is 16,384, so that gains up to 2 fit into 16 bits. */
const STEPS = 64;
const HALF = 16_384;

const toInt16 = (value: number): number => Math.max(-32_768, Math.min(32_767, Math.round(value)));

/** Shading settings in the kernel's memory, in the layout of kernel/shade.ts. */
export class ShadingTables {
  private readonly at: { settings: number; rays: number; sky: number; plane: number };
  private readonly columns: number;
  private readonly corners: number;
  private rays: Float32Array | null = null;
  private sky: Uint32Array | null = null;

  constructor(
    private readonly kernel: Kernel,
    arena: Arena,
    width: number,
    height: number,
  ) {
    this.columns = Math.ceil(width / RAY_CELL) + 1;
    this.corners = this.columns * (Math.ceil(height / RAY_CELL) + 1);
    this.at = {
      settings: arena.take(SETTINGS_BYTES),
      rays: arena.take(this.corners * 16),
      sky: arena.take(SKY_ENTRIES * 4),
      plane: arena.take(width * height * 4),
    };
  }

  /** @throws RangeError for tables of another length */
  set(shading: Shading | null): void {
    this.kernel.setShading(shading ? this.at.settings : 0);
    if (!shading) return;
    const { rays, gain, offset, ambient, sky, haze, lamp } = shading;
    if (rays.length !== this.corners * 4 || sky.length !== SKY_ENTRIES)
      throw new RangeError(`Shading needs ${this.corners} rays, ${SKY_ENTRIES} colours of the sky`);
    const { buffer } = this.kernel.memory;
    const { settings } = this.at;
    const isSameSky = this.sky !== null && this.rays !== null && isSame(this.sky, sky) && riseAlike(this.rays, rays);
    if (rays !== this.rays) new Float32Array(buffer, this.at.rays, rays.length).set(rays);
    if (!isSameSky) new Uint32Array(buffer, this.at.sky, SKY_ENTRIES).set(sky);
    [this.rays, this.sky] = [rays, sky];
    new Uint32Array(buffer, settings, 3).set([this.at.rays, this.columns, this.at.sky]);
    new Float32Array(buffer, settings + 12, 1)[0] = -LOG2_E * haze.extinction;
    const { light, camera, half, aside, soft, stray } = lamp ?? NO_LAMP;
    // Everything that depends on the settings alone is multiplied out here; only what depends on the pixel is left for the kernel.
    const tables = new Int16Array(buffer, settings + 16, 40);
    const each = (table: number, value: (part: 0 | 1 | 2) => number, ofAlpha = 0) =>
      tables.set([value(0), value(1), value(2), ofAlpha, value(0), value(1), value(2), ofAlpha].map(toInt16), 8 * table);
    each(0, (part) => gain[part] * ambient[part] * HALF);
    each(1, (part) => (offset[part] * ambient[part] - haze.color[part]) * STEPS);
    each(2, (part) => gain[part] * light[part] * HALF);
    each(3, (part) => offset[part] * light[part] * STEPS);
    each(4, (part) => (haze.color[part] + 0.5) * STEPS, 255.5 * STEPS);
    const lampAt = [...camera, 0, 1 / (aside * aside), 1 / soft, stray, lamp ? 1 / (half * half) : 0];
    new Float32Array(buffer, settings + 96, 8).set(lampAt);
    new Uint32Array(buffer, settings + 108, 1)[0] = this.at.plane;
    if (!isSameSky) this.kernel.paintSky();
  }
}

const isSame = (one: Uint32Array, other: Uint32Array): boolean => one === other || one.every((word, index) => word === other[index]);

/** Whether all rays have the same elevations: a camera that only turns about the vertical sees the same sky. */
function riseAlike(one: Float32Array, other: Float32Array): boolean {
  if (one === other) return true;
  for (let at = 0; at < one.length; at += 4) if (one[at + 2] !== other[at + 2] || one[at + 3] !== other[at + 3]) return false;
  return true;
}

const NO_LAMP: Lamp = { light: [0, 0, 0], camera: [0, 0, 0], half: 1, aside: 1, soft: 1, stray: 0 };
