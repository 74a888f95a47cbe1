import type { Scenario } from "@/core/document";
import { frameState, type Box } from "@/core/scene";
import { CONTEXT_SETTINGS, changedRegions, drawFrame, drawStatic, loadRenderAssets, type RenderAssets } from "@/render";
import { frameStampBox, frameStampCells } from "./frameStamp";
import { convertRegion, growToEven, i420Bytes, type PixelBlock } from "./i420";
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

  /** Fills `target` with a frame of the scenario; reads the canvas without waiting, which is slow for large changes. */
  render(frame: number, target: Uint8Array): void {
    const regions = this.prepare(frame, target);
    for (const region of this.blocksToRead(regions)) {
      const block = this.reader.read(region);
      if (region === this.whole) this.convertAll(block, regions, target);
      else this.convert(block, region, target);
    }
  }

  /** Like `render`, but lets the browser copy large changes, which takes a fraction of the time. */
  async renderAsync(frame: number, target: Uint8Array): Promise<void> {
    const regions = this.prepare(frame, target);
    if (regions.length <= FEW_REGIONS && this.share(regions) < LARGE_SHARE) {
      for (const region of regions) this.convert(this.reader.read(region), region, target);
    } else {
      this.convertAll(await this.reader.copyWhole(), regions, target);
    }
  }

  /** Puts the static scene into `target`, draws the frame, and says what remains to be converted. */
  private prepare(frame: number, target: Uint8Array): Box[] {
    const state = frameState(this.settings.scenario, frame);
    const { staticKey, regions } = changedRegions(state, this.assets);
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
    if (regions === "whole") return [this.whole];
    return (this.settings.frameStamp ? [...regions, frameStampBox(this.whole.width)] : regions).map(growToEven);
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

/** Beyond this many, one copy of the whole frame is quicker than reading each. */
const FEW_REGIONS = 48;
