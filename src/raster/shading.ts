import type { Arena } from "./arena";
import type { Kernel } from "./kernelInstance";
import { LAMP_BYTES, MOST_LAMPS, writeLamp, type Lamp } from "./lamps";

type Three = readonly [number, number, number];

/** Rays are given at the corners of cells of this size, in pixels. */
export const RAY_CELL = 16;
export const SKY_ENTRIES = 1024;
/** log2(e): converts powers of e to powers of 2. */
const LOG2_E = 1.4426950408889634;

/**
 * Light and air, which change colours depending on position: colour × `gain` + `offset`, lit by `ambient` light and lamps. The air then
 * transmits a share of that, and adds its own colour for the rest. Colours are red, green and blue, 0..255; full light is 1.
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
  /** In the dark: lamps that shine on things, at most `MOST_LAMPS`. Null by day, which is cheaper to compute than an empty list. */
  readonly lamps: readonly Lamp[] | null;
  /** Whether surfaces of `SURFACE.lamp` give light. */
  readonly lit: boolean;
  /** What wet ground mirrors: the colour of the sky above the horizon, and how smooth the ground is, 0 to 1. */
  readonly wet: { readonly sky: Three; readonly smooth: number } | null;
  /** Light scattered in the camera: its colour, and its share of the picture's light at each corner of the cells, 0 to 1. */
  readonly veil: { readonly color: Three; readonly shares: Float32Array } | null;
};

const SETTINGS_BYTES = 192;
/** The kernel counts in 64ths of a colour value. A gain of 1 is 16,384, so that gains up to 2 fit into 16 bits. */
const STEPS = 64;
const HALF = 16_384;
/** Bits of the kernel's mode. */
const MODE = { lamps: 1, lit: 2, wet: 4, veil: 8 } as const;

const toInt16 = (value: number): number => Math.max(-32_768, Math.min(32_767, Math.round(value)));

/** Shading settings in the kernel's memory, in the layout of kernel/shade.ts. */
export class ShadingTables {
  private readonly at: { settings: number; rays: number; sky: number; plane: number; masks: number; lamps: number; veil: number };
  private readonly columns: number;
  private readonly rows: number;
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
    this.rows = Math.ceil(height / RAY_CELL) + 1;
    this.corners = this.columns * this.rows;
    this.at = {
      settings: arena.take(SETTINGS_BYTES),
      rays: arena.take(this.corners * 16),
      sky: arena.take(SKY_ENTRIES * 4),
      plane: arena.take(width * height * 4),
      masks: arena.take(this.corners * 4),
      lamps: arena.take(MOST_LAMPS * LAMP_BYTES),
      veil: arena.take(this.corners * 4),
    };
  }

  /** @throws RangeError for tables of another length, or more lamps than `MOST_LAMPS` */
  set(shading: Shading | null): void {
    if (shading) this.write(shading);
    this.kernel.setShading(shading ? this.at.settings : 0);
    if (shading) this.paintSky(shading);
  }

  private write({ rays, gain, offset, ambient, sky, haze, lamps, lit, wet, veil }: Shading): void {
    if (rays.length !== this.corners * 4 || sky.length !== SKY_ENTRIES || (veil && veil.shares.length !== this.corners))
      throw new RangeError(`Shading needs ${this.corners} rays and shares of the veil, ${SKY_ENTRIES} colours of the sky`);
    const { buffer } = this.kernel.memory;
    const { settings, masks } = this.at;
    new Uint32Array(buffer, settings, 3).set([this.at.rays, this.columns, this.at.sky]);
    new Float32Array(buffer, settings + 12, 1)[0] = -LOG2_E * haze.extinction;
    // Everything that depends on the settings alone is multiplied out here; only what depends on the pixel is left for the kernel.
    const tables = new Int16Array(buffer, settings, SETTINGS_BYTES / 2);
    const each = (address: number, value: (part: 0 | 1 | 2) => number, ofAlpha = 0) =>
      tables.set([value(0), value(1), value(2), ofAlpha, value(0), value(1), value(2), ofAlpha].map(toInt16), address / 2);
    each(16, (part) => gain[part] * ambient[part] * HALF);
    each(32, (part) => (offset[part] * ambient[part] - haze.color[part]) * STEPS);
    each(48, (part) => gain[part] * HALF);
    each(64, (part) => offset[part] * STEPS);
    each(80, (part) => (haze.color[part] + 0.5) * STEPS, 255.5 * STEPS);
    each(144, (part) => haze.color[part] * STEPS);
    each(160, (part) => ((wet?.sky[part] ?? 0) - haze.color[part]) * STEPS);
    each(176, (part) => ((veil?.color[part] ?? 0) + 0.5) * STEPS, 255.5 * STEPS);
    const mode = (lamps ? MODE.lamps : 0) | (lit ? MODE.lit : 0) | (wet ? MODE.wet : 0) | (veil ? MODE.veil : 0);
    new Uint32Array(buffer, settings + 108, 5).set([this.at.plane, mode, masks, this.at.lamps, this.at.veil]);
    new Float32Array(buffer, settings + 128, 4).set([...ambient.map((share) => share * share), wet?.smooth ?? 0]);
    if (veil) new Float32Array(buffer, this.at.veil, this.corners).set(veil.shares);
    if (lamps) this.writeLamps(lamps);
  }

  private writeLamps(lamps: readonly Lamp[]): void {
    if (lamps.length > MOST_LAMPS) throw new RangeError(`At most ${MOST_LAMPS} lamps shine, not ${lamps.length}`);
    const { buffer } = this.kernel.memory;
    const masks = new Uint32Array(buffer, this.at.masks, this.corners).fill(0);
    lamps.forEach((lamp, index) => {
      writeLamp(buffer, this.at.lamps + index * LAMP_BYTES, lamp);
      const { x, y, width, height } = lamp.region ?? { x: 0, y: 0, width: this.columns * RAY_CELL, height: this.rows * RAY_CELL };
      const cell = (place: number, most: number) => Math.max(0, Math.min(most, Math.floor(place / RAY_CELL)));
      const [left, right] = [cell(x, this.columns), cell(x + width + RAY_CELL, this.columns)];
      for (let row = cell(y, this.rows); row < cell(y + height + RAY_CELL, this.rows); row++)
        for (let column = left; column < right; column++) {
          const at = row * this.columns + column;
          masks[at] = (masks[at] ?? 0) | (1 << index);
        }
    });
  }

  private paintSky({ rays, sky }: Shading): void {
    const { buffer } = this.kernel.memory;
    const isSameSky = this.sky !== null && this.rays !== null && isSame(this.sky, sky) && riseAlike(this.rays, rays);
    if (rays !== this.rays) new Float32Array(buffer, this.at.rays, rays.length).set(rays);
    if (!isSameSky) new Uint32Array(buffer, this.at.sky, SKY_ENTRIES).set(sky);
    [this.rays, this.sky] = [rays, sky];
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
