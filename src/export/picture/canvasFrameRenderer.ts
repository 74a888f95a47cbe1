import { placedFrame, stillAt, type Box, type FrameState } from "@/core/scene";
import {
  CONTEXT_SETTINGS,
  FlatPicture,
  changedRegions,
  drawFrame,
  drawStatic,
  isFlat,
  loadRenderAssets,
  picturedIn,
  type RenderAssets,
} from "@/render";
import type { FramePixels, FrameRenderer, PictureSettings } from "./frameRenderer";
import { frameStampBox, frameStampCells } from "./frameStamp";
import { convertRegion, equalIn, growToEven, i420Bytes, type PixelBlock } from "./i420";
import { PixelReader } from "./pixelReader";

/** Stills of a background video are decoded for so many frames at a time. */
const FRAMES_AHEAD = 8;

/** Beyond this share of the frame, reading one large block is cheaper than many small ones. */
const LARGE_SHARE = 0.4;

/**
 * Draws frames of the picture world. The static scene is drawn and converted once; of every frame only what
 * differs from it is read back, or, of flat pictures, drawn in memory and never on the canvas. The same frame always gives
 * the same bytes, whichever way it is read.
 */
export class CanvasFrameRenderer implements FrameRenderer {
  readonly frameBytes: number;
  private readonly whole: Box;
  private readonly canvas: OffscreenCanvas;
  private readonly context: OffscreenCanvasRenderingContext2D;
  private readonly reader: PixelReader;
  private staticKey: string | null = null;
  private readonly staticPicture: Uint8Array;
  private flat: FlatPicture | null = null;
  private before: FrameBefore | null = null;

  private constructor(
    private readonly settings: PictureSettings,
    private readonly assets: RenderAssets,
  ) {
    const { width, height } = settings.scenario.video;
    this.whole = { x: 0, y: 0, width, height };
    this.frameBytes = i420Bytes(width, height);
    this.canvas = new OffscreenCanvas(width, height);
    const context = this.canvas.getContext("2d", CONTEXT_SETTINGS);
    if (!context) throw new Error(`The browser could not create a canvas of ${width} × ${height}; choose a smaller size`);
    this.context = context;
    this.reader = new PixelReader(this.canvas, context);
    this.staticPicture = new Uint8Array(this.frameBytes);
  }

  static async create(settings: PictureSettings): Promise<CanvasFrameRenderer> {
    return new CanvasFrameRenderer(settings, await loadRenderAssets(picturedIn(settings.scenario)));
  }

  load(start: number, end: number): Promise<void> {
    return this.assets.pictures.load(start, end);
  }

  async draw(frame: number): Promise<OffscreenCanvas> {
    await this.load(frame, frame + 1);
    drawFrame(this.context, placedFrame(this.settings.scenario, frame), this.assets);
    this.drawStamp(frame);
    return this.canvas;
  }

  async pixels(frame: number): Promise<FramePixels> {
    await this.draw(frame);
    return this.context.getImageData(0, 0, this.whole.width, this.whole.height);
  }

  forget(): void {
    this.before = null;
  }

  /** In the picture world, what is seen does not follow from drawing. */
  sights(): null {
    return null;
  }

  /** Reads the canvas without waiting, which is slow for large changes. */
  render(frame: number, target: Uint8Array): boolean {
    const { regions, toRead, mayRepeat } = this.prepare(frame, target);
    for (const region of this.blocksToRead(toRead)) {
      const block = this.reader.read(region);
      if (region === this.whole) this.convertAll(block, toRead, target);
      else this.convert(block, region, target);
    }
    return !(mayRepeat && this.isRepeat(regions, target));
  }

  /** Lets the browser copy large changes, which takes a fraction of the time. */
  async renderAsync(frame: number, target: Uint8Array): Promise<boolean> {
    if (!this.assets.pictures.has(frame, frame + 1)) await this.load(frame, frame + FRAMES_AHEAD);
    const { regions, toRead, mayRepeat } = this.prepare(frame, target);
    if (toRead.length <= FEW_REGIONS && this.share(toRead) < LARGE_SHARE) {
      for (const region of toRead) this.convert(this.reader.read(region), region, target);
    } else {
      this.convertAll(await this.reader.copyWhole(), toRead, target);
    }
    return !(mayRepeat && this.isRepeat(regions, target));
  }

  /** Puts the static scene into `target`, draws the frame, and converts what need not be read from the canvas. */
  private prepare(frame: number, target: Uint8Array): PreparedFrame {
    const state = placedFrame(this.settings.scenario, frame);
    const { staticKey, regions: changes } = changedRegions(state, this.assets);
    const regions = this.hasBackgroundOfItsOwn(frame) ? "whole" : changes;
    const mayRepeat = this.mayRepeat(staticKey, regions);
    if (mayRepeat && regions.length === 0) return { regions: [], toRead: [], mayRepeat };
    if (regions === "whole") {
      drawFrame(this.context, state, this.assets);
      this.drawStamp(frame);
      return { regions: [this.whole], toRead: [this.whole], mayRepeat };
    }
    if (staticKey !== this.staticKey) {
      this.takeStatic(state);
      this.staticKey = staticKey;
    }
    target.set(this.staticPicture);
    const changed = (this.settings.frameStamp ? [...regions, frameStampBox(this.whole.width)] : regions).map(growToEven);
    if (this.flat) {
      this.flat.draw(state, changed);
      for (const cell of this.stampCells(frame)) this.flat.fill(cell.white ? WHITE : BLACK, cell);
      this.convertAll({ ...this.whole, pixels: this.flat.pixels, order: "rgba" }, changed, target);
      return { regions: changed, toRead: [], mayRepeat };
    }
    drawFrame(this.context, state, this.assets);
    this.drawStamp(frame);
    return { regions: changed, toRead: changed, mayRepeat };
  }

  /** Whether the next frame has another still under it: then a static scene is not worth being taken. */
  private hasBackgroundOfItsOwn(frame: number): boolean {
    const { backgroundStills = [] } = this.settings.scenario.scene;
    return stillAt(backgroundStills, frame) !== stillAt(backgroundStills, frame + 1);
  }

  private takeStatic(state: FrameState): void {
    drawStatic(this.context, state, this.assets);
    const block = this.reader.read(this.whole);
    this.convert(block, this.whole, this.staticPicture);
    this.flat = isFlat(state) ? new FlatPicture(block.pixels, this.whole.width) : null;
  }

  private mayRepeat(staticKey: string, regions: Box[] | "whole"): boolean {
    const { before } = this;
    if (regions === "whole" || this.settings.frameStamp) {
      this.before = null;
      return false;
    }
    const mayRepeat = before?.staticKey === staticKey && sameBoxes(before.regions, regions);
    this.before = { staticKey, regions, picture: mayRepeat ? before.picture : null };
    return mayRepeat;
  }

  /** Compares with the frame before, as far as either differs from the static scene; keeps the frame for the next. */
  private isRepeat(regions: readonly Box[], target: Uint8Array): boolean {
    if (!this.before || regions.length === 0) return true;
    const { picture } = this.before;
    const { width, height } = this.whole;
    if (picture && regions.every((region) => equalIn(region, picture, target, width, height))) return true;
    this.before.picture = target.slice();
    return false;
  }

  private blocksToRead(regions: readonly Box[]): readonly Box[] {
    return this.share(regions) < LARGE_SHARE ? regions : [this.whole];
  }

  private share(regions: readonly Box[]): number {
    const pixels = regions.reduce((sum, { width, height }) => sum + width * height, 0);
    return pixels / (this.whole.width * this.whole.height);
  }

  private convertAll(block: PixelBlock, regions: readonly Box[], target: Uint8Array): void {
    for (const region of regions) this.convert(block, region, target);
  }

  private convert(block: PixelBlock, region: Box, target: Uint8Array): void {
    convertRegion(block, region, target, this.whole.width, this.whole.height);
  }

  private drawStamp(frame: number): void {
    for (const cell of this.stampCells(frame)) {
      this.context.fillStyle = cell.white ? "#ffffff" : "#000000";
      this.context.fillRect(cell.x, cell.y, cell.width, cell.height);
    }
  }

  private stampCells(frame: number): ReturnType<typeof frameStampCells> {
    return this.settings.frameStamp ? frameStampCells(frame - this.settings.firstFrame, this.whole.width) : [];
  }
}

/**
 * A frame drawn: where it differs from its static scene, which of that is still to be read from the canvas and converted, and
 * whether it may turn out to be the frame before, since the same parts of the same scene change.
 */
type PreparedFrame = { regions: readonly Box[]; toRead: readonly Box[]; mayRepeat: boolean };

const WHITE = [255, 255, 255] as const;
const BLACK = [0, 0, 0] as const;

type FrameBefore = {
  staticKey: string;
  regions: readonly Box[];
  /** Kept once the frame may come again. */
  picture: Uint8Array | null;
};

function sameBoxes(some: readonly Box[], others: readonly Box[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ x, y, width, height }, index) => {
      const other = others[index];
      return other?.x === x && other.y === y && other.width === width && other.height === height;
    })
  );
}

/** Beyond this many, one copy of the whole frame is quicker than reading each. */
const FEW_REGIONS = 48;
