import type { Box } from "@/core/scene";
import type { PixelBlock, PixelOrder } from "./i420";

const ORDERS: Partial<Record<VideoPixelFormat, PixelOrder>> = { RGBA: "rgba", RGBX: "rgba", BGRA: "bgra", BGRX: "bgra" };

/** Reads an opaque canvas back into memory. */
export class PixelReader {
  private readonly bytes: Uint8Array<ArrayBuffer>;
  private readonly pixels: Uint32Array<ArrayBuffer>;

  constructor(
    private readonly canvas: OffscreenCanvas,
    private readonly context: OffscreenCanvasRenderingContext2D,
  ) {
    this.bytes = new Uint8Array(canvas.width * canvas.height * 4);
    this.pixels = new Uint32Array(this.bytes.buffer);
  }

  /** Part of the canvas, synchronously. */
  read(region: Box): PixelBlock {
    const { data } = this.context.getImageData(region.x, region.y, region.width, region.height);
    return { ...region, pixels: new Uint32Array(data.buffer), order: "rgba" };
  }

  /** The whole canvas; valid until the next call. */
  async copyWhole(): Promise<PixelBlock> {
    const { width, height } = this.canvas;
    const whole = { x: 0, y: 0, width, height };
    if (typeof VideoFrame === "undefined") return this.read(whole);
    const frame = new VideoFrame(this.canvas, { timestamp: 0 });
    try {
      const order = frame.format === null ? undefined : ORDERS[frame.format];
      if (!order || frame.allocationSize() !== this.bytes.length) return this.read(whole);
      const [layout] = await frame.copyTo(this.bytes);
      return layout?.offset === 0 && layout.stride === width * 4 ? { ...whole, pixels: this.pixels, order } : this.read(whole);
    } finally {
      frame.close();
    }
  }
}
