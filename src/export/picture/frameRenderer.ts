import type { Scenario } from "@/core/document";
import { frameState, type Box } from "@/core/scene";
import { CONTEXT_SETTINGS, changedRegions, drawFrame, drawStatic, loadRenderAssets, type RenderAssets } from "@/render";
import { frameStampBox, frameStampCells } from "./frameStamp";
import { convertRegion, equalIn, growToEven, i420Bytes, type PixelBlock } from "./i420";
import { PixelReader } from "./pixelReader";

export type PictureSettings = {
  scenario: Scenario;
  /** The scenario's frame that is frame 0 of the video. */
  firstFrame: number;
  frameStamp: boolean;
};

/** Beyond this share of the frame, reading one large block is cheaper than many small ones. */
const LARGE_SHARE = 0.4;

/**
 * Draws frames and gives them as BT.709 YUV 4:2:0. The static scene is drawn and converted once; of every frame only what
 * differs from it is read back. The same frame always gives the same bytes, whichever way it is read.
 */
export class FrameRenderer {
  readonly frameBytes: number;
  private readonly whole: Box;
  private readonly canvas: OffscreenCanvas;
  private readonly context: OffscreenCanvasRenderingContext2D;
  private readonly reader: PixelReader;
  private staticKey: string | null = null;
  private readonly staticPicture: Uint8Array;
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
    if (!context) throw new Error(`The browser refused a canvas of ${width} × ${height}; choose a smaller size`);
    this.context = context;
    this.reader = new PixelReader(this.canvas, context);
    this.staticPicture = new Uint8Array(this.frameBytes);
  }

  static async create(settings: PictureSettings): Promise<FrameRenderer> {
    return new FrameRenderer(settings, await loadRenderAssets(settings.scenario));
  }

  /** Draws a frame of the scenario and leaves it on the canvas. */
  draw(frame: number): OffscreenCanvas {
    const state = frameState(this.settings.scenario, frame);
    drawFrame(this.context, state, this.assets);
    this.drawStamp(frame);
    return this.canvas;
  }

  /** The next frame is rendered whatever the one before was. */
  forget(): void {
    this.before = null;
  }

  /**
   * Fills `target` with a frame of the scenario; reads the canvas without waiting, which is slow for large changes.
   * @returns false where the frame equals the one rendered before; `target` may then hold anything
   */
  render(frame: number, target: Uint8Array): boolean {
    const { regions, mayRepeat } = this.prepare(frame, target);
    for (const region of this.blocksToRead(regions)) {
      const block = this.reader.read(region);
      if (region === this.whole) this.convertAll(block, regions, target);
      else this.convert(block, region, target);
    }
    return !(mayRepeat && this.isRepeat(regions, target));
  }

  /** Like `render`, but lets the browser copy large changes, which takes a fraction of the time. */
  async renderAsync(frame: number, target: Uint8Array): Promise<boolean> {
    const { regions, mayRepeat } = this.prepare(frame, target);
    if (regions.length <= FEW_REGIONS && this.share(regions) < LARGE_SHARE) {
      for (const region of regions) this.convert(this.reader.read(region), region, target);
    } else {
      this.convertAll(await this.reader.copyWhole(), regions, target);
    }
    return !(mayRepeat && this.isRepeat(regions, target));
  }

  /**
   * Puts the static scene into `target`, draws the frame, and says what remains to be converted, and whether it may turn out
   * to be the frame before: where the same parts of the same scene change, or none do.
   */
  private prepare(frame: number, target: Uint8Array): { regions: Box[]; mayRepeat: boolean } {
    const state = frameState(this.settings.scenario, frame);
    const { staticKey, regions } = changedRegions(state, this.assets);
    const mayRepeat = this.mayRepeat(staticKey, regions);
    if (mayRepeat && regions.length === 0) return { regions: [], mayRepeat };
    if (regions !== "whole") {
      if (staticKey !== this.staticKey) {
        drawStatic(this.context, state, this.assets);
        this.convert(this.reader.read(this.whole), this.whole, this.staticPicture);
        this.staticKey = staticKey;
      }
      target.set(this.staticPicture);
    }
    drawFrame(this.context, state, this.assets);
    this.drawStamp(frame);
    if (regions === "whole") return { regions: [this.whole], mayRepeat };
    return { regions: (this.settings.frameStamp ? [...regions, frameStampBox(this.whole.width)] : regions).map(growToEven), mayRepeat };
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

  private blocksToRead(regions: Box[]): Box[] {
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
    if (!this.settings.frameStamp) return;
    for (const cell of frameStampCells(frame - this.settings.firstFrame, this.whole.width)) {
      this.context.fillStyle = cell.white ? "#ffffff" : "#000000";
      this.context.fillRect(cell.x, cell.y, cell.width, cell.height);
    }
  }
}

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
