import { createFrameRenderer } from "./createFrameRenderer";
import type { PictureSettings } from "./frameRenderer";

const WIDTH = 480;
const QUALITY = 0.82;

/** A frame of the scenario as a small JPEG. @throws Error if the browser cannot write one */
export async function stillPicture(settings: PictureSettings, frame: number): Promise<Uint8Array<ArrayBuffer>> {
  const whole = await (await createFrameRenderer(settings)).draw(frame);
  const width = Math.min(WIDTH, whole.width);
  const small = new OffscreenCanvas(width, Math.max(1, Math.round((width * whole.height) / whole.width)));
  const context = small.getContext("2d", { alpha: false });
  if (!context) throw new Error("The browser could not create a canvas for the thumbnail");
  context.imageSmoothingQuality = "high";
  context.drawImage(whole, 0, 0, small.width, small.height);
  const image = await small.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  return new Uint8Array(await image.arrayBuffer());
}
