import type { Sights } from "@/core/scene";
import { InstancePicture } from "@/render";
import type { FramePixels, FrameRenderer, PictureSettings } from "./frameRenderer";
import { layoutBytes, type FrameLayout } from "./frameLayout";
import { convertRegion } from "./i420";

/** Frames in style `instances`, of either world. */
export class InstanceFrameRenderer implements FrameRenderer {
  readonly frameBytes: number;
  private readonly layout: FrameLayout;
  private readonly picture: InstancePicture;
  private readonly size: { readonly width: number; readonly height: number };
  private readonly before: Uint32Array;
  private isFresh = true;
  private readonly isCounted: boolean;
  private counted: Sights | null = null;

  constructor({ scenario, layout = "i420", sights = false }: PictureSettings) {
    const { width, height } = scenario.video;
    this.size = { width, height };
    this.layout = layout;
    this.isCounted = sights;
    this.frameBytes = layoutBytes(layout, this.size);
    this.picture = new InstancePicture(scenario);
    this.before = new Uint32Array(width * height);
  }

  /** There is nothing to load: pictures that actors show count by their silhouettes, which the scenario holds. */
  load(): Promise<void> {
    return Promise.resolve();
  }

  async draw(frame: number): Promise<OffscreenCanvas> {
    const { data, width, height } = await this.pixels(frame);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error(`The browser could not create a canvas of ${width} × ${height}; choose a smaller size`);
    context.putImageData(new ImageData(data, width, height), 0, 0);
    return canvas;
  }

  pixels(frame: number): Promise<FramePixels> {
    this.picture.drawFrame(frame);
    return Promise.resolve({ ...this.size, data: new Uint8ClampedArray(this.picture.words.slice().buffer) });
  }

  forget(): void {
    this.isFresh = true;
  }

  render(frame: number, target: Uint8Array): boolean {
    const { words } = this.picture;
    this.counted = this.picture.drawFrame(frame, this.isCounted);
    if (!this.isFresh && words.every((word, at) => word === this.before[at])) return false;
    this.before.set(words);
    this.isFresh = false;
    const whole = { x: 0, y: 0, ...this.size };
    if (this.layout === "gbrp") toPlanes(words, target);
    else convertRegion({ ...whole, pixels: words, order: "rgba" }, whole, target, whole.width, whole.height);
    return true;
  }

  renderAsync(frame: number, target: Uint8Array): Promise<boolean> {
    return Promise.resolve(this.render(frame, target));
  }

  sights(): Sights | null {
    return this.counted;
  }
}

/** Splits words as `rgb` makes them into planes of green, blue and red. */
function toPlanes(words: Uint32Array, target: Uint8Array): void {
  const pixels = words.length;
  words.forEach((word, at) => {
    target[at] = (word >>> 8) & 255;
    target[pixels + at] = (word >>> 16) & 255;
    target[2 * pixels + at] = word & 255;
  });
}
