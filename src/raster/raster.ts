import { Arena, Block } from "./arena";
import type { BentLens, BentView } from "./bentLens";
import { type Kernel, startKernel } from "./kernelInstance";
import { type Edges, copyI420 } from "./planarCopy";
import { ShadingTables, type Shading } from "./shading";
import { type Mark, TriangleList } from "./triangleList";
import type { DrawSettings, Extent, Mesh, PixelMatrix, Rect, Silhouette } from "./types";

export type RasterSettings = {
  /** Even, at most 8192. */
  width: number;
  /** Even, at most 8192. */
  height: number;
  /** Near plane: nothing closer is drawn, in metres (default 0.05). */
  near?: number;
  /** Number of rows drawn at a time, which does not affect results. Defaults to what fits into a processor's cache. */
  bandRows?: number;
};

export type PictureSettings = {
  /** Background colour, as made by `rgb` (default black). */
  background?: number;
  /** If false, a pixel has the colour at its centre, and ids and depths are drawn too (default true). */
  antialias?: boolean;
  /** Only this part is drawn, extended to even sides. Defaults to the whole picture. */
  region?: Rect;
};

type Planes = {
  readonly buffer: ArrayBuffer;
  readonly ids: Uint16Array<ArrayBuffer>;
  readonly inverseDepths: Float32Array<ArrayBuffer>;
};

const MOST_SIDE = 8192;
const BAND_BYTES = 512 * 1024;
/** Four samples of depth and colour. */
const BAND_BYTES_OF_PIXEL = 4 * 8;
const COVER_BYTES = 4 * 1024 * 1024;
const ENTRY_WORDS = 5;
const START: Mark = { bytes: 0, batches: 0 };

/**
 * Draws triangles to a picture, and to planes of ids and depths. `draw` only collects triangles; the `render…` methods draw what was
 * collected, in whole or in part, any number of times.
 *
 * Colour is the mean of four samples, at a quarter and three quarters of a pixel's width and height; id and depth are those at the
 * pixel's centre. Of two triangles at the same depth, the first one drawn is visible. The same triangles give the same bytes everywhere.
 */
export class Raster {
  readonly width: number;
  readonly height: number;
  private readonly bandRows: number;
  private readonly kernel: Kernel;
  private readonly at: { picture: number; ids: number; depths: number; i420: number };
  private readonly list: TriangleList;
  private readonly scratch: Block;
  private readonly cover: Block;
  private readonly shading: ShadingTables;
  private views: Planes | null = null;

  /** @throws RangeError for sizes that are odd or too large; RasterUnsupportedError without WebAssembly and its SIMD */
  constructor({ width, height, near = 0.05, bandRows }: RasterSettings) {
    for (const [name, side] of Object.entries({ width, height }))
      if (!(Number.isInteger(side) && side % 2 === 0 && side >= 2 && side <= MOST_SIDE))
        throw new RangeError(`A picture's ${name} is an even number from 2 to ${MOST_SIDE}, not ${side}`);
    if (!(near > 0 && Number.isFinite(near))) throw new RangeError(`The nearest distance is a number of metres above 0, not ${near}`);
    this.width = width;
    this.height = height;
    this.bandRows = bandRows ?? Math.max(2, Math.floor(BAND_BYTES / (width * BAND_BYTES_OF_PIXEL)));
    this.kernel = startKernel();
    const { memory } = this.kernel;
    const arena = new Arena(memory);
    const pixels = width * height;
    const [picture, ids, depths] = [arena.take(pixels * 4), arena.take(pixels * 2), arena.take(pixels * 4)];
    this.at = { picture, ids, depths, i420: arena.take(pixels * 1.5) };
    const samples = 4 * width * this.bandRows;
    this.kernel.place(width, height, picture, ids, depths, arena.take(samples * 4), arena.take(samples * 4), this.bandRows);
    this.list = new TriangleList(this.kernel, arena, near);
    this.scratch = new Block(arena, memory);
    this.cover = new Block(arena, memory);
    this.shading = new ShadingTables(this.kernel, arena, width, height);
  }

  /**
   * Removes all triangles, or those added after a mark. What was rendered stays.
   * @param keeps whether the next ones are mostly the same, seen by the same camera: meshes that are drawn in the same way before and
   * after are then projected once. Meshes and lenses must not be changed after they have been drawn
   */
  reset(to: Mark = START, keeps = false): void {
    this.list.reset(to, keeps);
  }

  /** A mark to return to with `reset`, so that a static scene is added once and only what moves is added for every frame. */
  mark(): Mark {
    return this.list.mark();
  }

  /**
   * Adds triangles that a matrix projects to pixels (`pinholeMatrix`). They are clipped at `near`; triangles with coordinates that are not
   * finite are left out.
   * @throws RangeError if the mesh refers to a corner that it does not have, or has too few colours, or the id is out of range
   */
  draw(mesh: Mesh, matrix: PixelMatrix, settings: DrawSettings = {}): void {
    this.list.append(mesh, matrix, settings);
  }

  /**
   * Adds triangles that are already projected (`subdivide`): positions are column, row, and depth in metres, which is infinite for the
   * sky. @throws RangeError like `draw`
   */
  drawProjected(mesh: Mesh, settings: DrawSettings = {}): void {
    this.list.append(mesh, null, settings);
  }

  /**
   * Adds triangles as they are seen through a lens that bends straight lines: their edges are cut until each piece is straight to within a
   * fifth of a pixel. @throws RangeError like `draw`
   */
  drawBent(mesh: Mesh, lens: BentLens, view: BentView, settings: DrawSettings = {}): void {
    this.list.appendBent(mesh, lens, view, settings);
  }

  /** Sets the light and air for antialiased pictures from now on; null for plain colours in front of `background`. */
  setShading(shading: Shading | null): void {
    this.shading.set(shading);
  }

  /** Draws the picture or a region of it; a region is the same as in the whole picture. */
  renderPicture({ background = 0xff000000, antialias = true, region }: PictureSettings = {}): void {
    const box = this.edges(region);
    if (!box) return;
    const { address, count } = this.list.all;
    if (!antialias) {
      this.kernel.drawColoredMiddles(address, count, ...box, background);
      return;
    }
    const countsBytes = (Math.ceil(this.height / this.bandRows) + 1) * 4;
    const entries = this.kernel.countInBands(address, count, ...box, this.scratch.ensure(countsBytes));
    const counts = this.scratch.ensure(countsBytes + entries * 4, countsBytes);
    this.kernel.drawSamples(address, count, ...box, background, counts, counts + countsBytes);
  }

  /** Draws ids and depths or a region of them, without the picture. */
  renderInstances(region?: Rect): void {
    const box = this.edges(region);
    const { address, count } = this.list.all;
    if (box) this.kernel.drawMiddles(address, count, ...box);
  }

  /** The share of a region's pixels that show something nearer than a distance, in the depths drawn last; 0 outside of the picture. */
  nearerShare(region: Rect, metres: number): number {
    const box = this.edges(region);
    if (!box) return 0;
    const [left, top, right, bottom] = box;
    const inverse = this.inverseDepths();
    let nearer = 0;
    for (let row = top; row < bottom; row++)
      for (let at = row * this.width + left; at < row * this.width + right; at++) if ((inverse[at] ?? 0) * metres > 1) nearer++;
    return nearer / ((right - left) * (bottom - top));
  }

  /** The picture: red, green, blue and 255 for each pixel. A view that is valid until another method is called. */
  pixels(): Uint8ClampedArray<ArrayBuffer> {
    return new Uint8ClampedArray(this.buffer, this.at.picture, this.width * this.height * 4);
  }

  /** The id of each pixel. A view that is valid until another method is called. */
  ids(): Uint16Array<ArrayBuffer> {
    return this.planes().ids;
  }

  /** The id of one pixel. */
  idAt(column: number, row: number): number {
    return this.ids()[row * this.width + column] ?? 0;
  }

  /** The depth of one pixel in metres; see `depths`. */
  depthAt(column: number, row: number): number {
    return 1 / (this.inverseDepths()[row * this.width + column] ?? 0);
  }

  /** The depth of each pixel in metres (for a pinhole: along its axis); infinite where there is nothing. */
  depths(): Float32Array<ArrayBuffer> {
    return this.inverseDepths().map((inverse) => 1 / inverse);
  }

  /** 1 ÷ the depth of each pixel in metres; 0 where there is nothing. A view that is valid until another method is called. */
  inverseDepths(): Float32Array<ArrayBuffer> {
    return this.planes().inverseDepths;
  }

  /**
   * Converts the picture or a region of it to YUV 4:2:0 in BT.709 limited range (ITU-R BT.709-6, items 3.2 to 3.5), in 16-bit fixed point;
   * chroma is the mean of 2×2 pixels.
   * @param target a whole frame: luma, blue, red; it does not change outside the region
   */
  toI420(target: Uint8Array, region?: Rect): void {
    const box = this.edges(region);
    if (!box) return;
    this.kernel.convert(this.at.i420, ...box);
    copyI420(new Uint8Array(this.buffer, this.at.i420, this.width * this.height * 1.5), target, this.width, this.height, box);
  }

  /**
   * The visible pixels and their box for each id drawn, in the rendered ids.
   * @param regions that do not overlap, of even sides, where ids have been rendered. Defaults to the whole picture
   */
  seen(regions?: readonly Rect[]): Map<number, Extent> {
    const most = this.list.mostId;
    const table = this.scratch.ensure((most + 1) * ENTRY_WORDS * 4);
    this.kernel.resetSeen(table, most);
    for (const region of regions ?? [undefined]) {
      const box = this.edges(region);
      if (box) this.kernel.countSeen(table, ...box);
    }
    const ids = [...this.list.ids()].filter((id) => id !== 0);
    return new Map(ids.map((id) => [id, this.extentAt(table + id * ENTRY_WORDS * 4)]));
  }

  /**
   * The silhouette of one id, as if nothing else were there: every pixel whose centre it covers, inside and outside of the picture.
   * @param viewport limits which pixels are counted. Defaults to the picture extended by its own size on every side
   */
  silhouette(id: number, viewport: Rect = this.surroundings()): Silhouette {
    const { kernel } = this;
    const parts = this.list.of(id);
    const most = this.list.mostId;
    const entry = this.scratch.ensure((ENTRY_WORDS + most + 1) * 4);
    const nearest = entry + ENTRY_WORDS * 4;
    kernel.resetEntry(entry);
    new Int32Array(this.buffer, nearest, most + 1).fill(0);
    const box = this.extentOf(parts, viewport);
    if (box) {
      const [left, top, right, bottom] = box;
      const rows = Math.max(1, Math.floor(COVER_BYTES / (right - left)));
      for (let from = top; from < bottom; from += rows) {
        const end = Math.min(bottom, from + rows);
        const target = this.cover.ensure((right - left) * (end - from));
        new Uint8Array(this.buffer, target, (right - left) * (end - from)).fill(0);
        for (const { address, count } of parts) kernel.cover(address, count, left, from, right, end, target);
        kernel.countCovered(target, left, from, right, end, entry, nearest);
      }
    }
    const counts = new Int32Array(this.buffer, nearest, most + 1);
    const found = new Map<number, number>();
    counts.forEach((pixels, other) => {
      if (pixels > 0) found.set(other, pixels);
    });
    return { ...this.extentAt(entry), nearest: found };
  }

  /**
   * The pixels of the picture that one id covers, as if nothing else were there: 1 for each pixel whose centre it covers, row by row. A
   * view that is valid until another method is called; null if it covers none.
   */
  coverage(id: number): Uint8Array | null {
    const parts = this.list.of(id);
    const [right, bottom] = [this.width, this.height];
    const target = this.cover.ensure(right * bottom);
    const covered = new Uint8Array(this.buffer, target, right * bottom).fill(0);
    for (const { address, count } of parts) this.kernel.cover(address, count, 0, 0, right, bottom, target);
    return covered.includes(1) ? covered : null;
  }

  /** The picture as words, as `rgb` makes them. A view that is valid until another method is called. */
  words(): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.buffer, this.at.picture, this.width * this.height);
  }

  /** The part of a viewport in which records have pixels; null if they have none. */
  private extentOf(parts: readonly { address: number; count: number }[], viewport: Rect): Edges | null {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    const at = this.cover.ensure(16);
    for (const { address, count } of parts) {
      this.kernel.extent(address, count, at);
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = new Int32Array(this.buffer, at, 4);
      [left, top, right, bottom] = [Math.min(left, x0), Math.min(top, y0), Math.max(right, x1), Math.max(bottom, y1)];
    }
    return inside([left, top, right, bottom], viewport);
  }

  private extentAt(entry: number): Extent {
    const [pixels = 0, left = 0, top = 0, right = 0, bottom = 0] = new Int32Array(this.buffer, entry, ENTRY_WORDS);
    return { pixels, box: pixels > 0 ? { x: left, y: top, width: right - left, height: bottom - top } : null };
  }

  private surroundings(): Rect {
    return { x: -this.width, y: -this.height, width: 3 * this.width, height: 3 * this.height };
  }

  /** The part of a region inside the picture, extended to even sides; null if there is none. */
  private edges(region?: Rect): Edges | null {
    if (!region) return [0, 0, this.width, this.height];
    const box = inside([region.x, region.y, region.x + region.width, region.y + region.height], {
      x: 0,
      y: 0,
      width: this.width,
      height: this.height,
    });
    return box && [box[0] & ~1, box[1] & ~1, (box[2] + 1) & ~1, (box[3] + 1) & ~1];
  }

  /** Views of the planes, until the memory grows. */
  private planes(): Planes {
    const { buffer } = this;
    if (this.views?.buffer === buffer) return this.views;
    const pixels = this.width * this.height;
    this.views = {
      buffer,
      ids: new Uint16Array(buffer, this.at.ids, pixels),
      inverseDepths: new Float32Array(buffer, this.at.depths, pixels),
    };
    return this.views;
  }

  private get buffer(): ArrayBuffer {
    return this.kernel.memory.buffer;
  }
}

/** The whole pixels of a rectangle that a box touches; null if there are none. */
function inside([left, top, right, bottom]: Edges, { x, y, width, height }: Rect): Edges | null {
  const edges = [
    Math.floor(Math.max(left, x)),
    Math.floor(Math.max(top, y)),
    Math.ceil(Math.min(right, x + width)),
    Math.ceil(Math.min(bottom, y + height)),
  ] as const;
  return edges[0] < edges[2] && edges[1] < edges[3] ? edges : null;
}
