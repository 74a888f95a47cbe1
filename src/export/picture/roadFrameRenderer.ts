import { placedFrame, type FrameState, type RoadView, type Sights } from "@/core/scene";
import { RoadPicture } from "@/render";
import type { FramePixels, FrameRenderer, PictureSettings } from "./frameRenderer";
import { frameStampBox, frameStampCells } from "./frameStamp";
import { growToEven, i420Bytes } from "./i420";

/** Draws frames of a road scenario in plain memory: they never are on a canvas, but for `draw`. */
export class RoadFrameRenderer implements FrameRenderer {
  readonly frameBytes: number;
  private readonly picture: RoadPicture;
  /** The frame rendered last, in YUV, if its next regions may be converted into it. */
  private readonly converted: Uint8Array;
  private isFresh = true;
  /** Whether `converted` is out of date. */
  private isStale = true;
  private counted: Sights | null = null;
  private canvas: OffscreenCanvas | null = null;

  constructor(private readonly settings: PictureSettings) {
    const { width, height } = settings.scenario.video;
    this.picture = new RoadPicture(width, height);
    this.frameBytes = i420Bytes(width, height);
    this.converted = new Uint8Array(this.frameBytes);
  }

  /** There is nothing to load: a road scenario shows no pictures. */
  load(): Promise<void> {
    return Promise.resolve();
  }

  async draw(frame: number): Promise<OffscreenCanvas> {
    const { width, height, data } = await this.pixels(frame);
    this.canvas ??= new OffscreenCanvas(width, height);
    const context = this.canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error(`The browser could not create a canvas of ${width} × ${height}; choose a smaller size`);
    context.putImageData(new ImageData(data, width, height), 0, 0);
    return this.canvas;
  }

  pixels(frame: number): Promise<FramePixels> {
    const { state, view } = this.placed(frame);
    this.drawPixels(state, view);
    // Of what is drawn here, nothing is in the frame converted last.
    this.forget();
    const { width, height, raster } = this.picture;
    return Promise.resolve({ width, height, data: raster.pixels().slice() });
  }

  forget(): void {
    this.isFresh = true;
  }

  render(frame: number, target: Uint8Array): boolean {
    const { state, view } = this.placed(frame);
    const regions = this.drawPixels(state, view);
    const isChange = this.convert(regions, target);
    this.counted = this.settings.sights ? this.picture.sights(state, view) : null;
    return isChange;
  }

  sights(): Sights | null {
    return this.counted;
  }

  /** Converts what may have changed. @returns false if that is nothing */
  private convert(regions: ReturnType<RoadPicture["draw"]>, target: Uint8Array): boolean {
    if (regions.length === 0 && !this.isFresh) return false;
    const { raster } = this.picture;
    this.isStale ||= this.isFresh;
    this.isFresh = false;
    if (regions === "whole") {
      // A camera that moves draws the whole picture next time, too: it goes to its target without a copy.
      this.isStale = true;
      raster.toI420(target);
      return true;
    }
    if (this.isStale) raster.toI420(this.converted);
    else for (const region of regions) raster.toI420(this.converted, region);
    this.isStale = false;
    target.set(this.converted);
    return true;
  }

  renderAsync(frame: number, target: Uint8Array): Promise<boolean> {
    return Promise.resolve(this.render(frame, target));
  }

  private placed(frame: number): { state: FrameState; view: RoadView } {
    const state = placedFrame(this.settings.scenario, frame);
    if (!state.road) throw new Error("The road renderer was given a picture scenario");
    return { state, view: state.road };
  }

  /** Draws a frame into the raster's picture. @returns where it may differ from the one drawn before */
  private drawPixels(state: FrameState, view: RoadView): ReturnType<RoadPicture["draw"]> {
    const { frameStamp, firstFrame } = this.settings;
    const regions = this.picture.draw(state, view);
    if (!frameStamp) return regions;
    const { width } = this.picture;
    this.picture.fill(frameStampCells(state.frame - firstFrame, width).map(({ white, ...box }) => ({ box, color: white ? WHITE : BLACK })));
    return regions === "whole" ? regions : [...regions, growToEven(frameStampBox(width))];
  }
}

const WHITE = [255, 255, 255] as const;
const BLACK = [0, 0, 0] as const;
