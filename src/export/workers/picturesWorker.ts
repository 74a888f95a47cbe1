import { gifThumbnail } from "../engines/gifThumbnail";
import { createFrameRenderer } from "../picture/createFrameRenderer";
import { rgbPng } from "../picture/rgbPng";
import { pixelFiles } from "../pixels/pixelFiles";
import { messageOf, type PicturesAnswer, type PicturesCommand } from "./protocol";

/** Makes the images that accompany the video, one at a time: the next when the last has been stored. */

let finish: () => void = () => {};

addEventListener("message", ({ data: command }: MessageEvent<PicturesCommand>) => {
  if (command.type === "next") {
    finish();
    return;
  }
  make(command).catch((error: unknown) => answer({ type: "failed", message: messageOf(error) }));
});

function answer(message: PicturesAnswer, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

async function hand(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await new Promise<void>((resolve) => {
    finish = resolve;
    answer({ type: "picture", path, bytes }, [bytes.buffer]);
  });
}

async function make({ picture, range, images, pixels, module }: Extract<PicturesCommand, { type: "start" }>): Promise<void> {
  const renderer = module || images ? await createFrameRenderer(picture) : null;
  if (module && renderer) await hand("thumbnail.gif", await gifThumbnail(module, renderer, range, picture.scenario.video.fps));
  if (images && renderer)
    for (let frame = range.start; frame < range.end; frame++) {
      const path = `${images.folder}/${images.names[frame - range.start]}`;
      await hand(
        path,
        images.type === "image/png" ? rgbPng(await renderer.pixels(frame)) : await encoded(await renderer.draw(frame), images),
      );
    }
  for (const { path, bytes } of pixelFiles(picture.scenario, range, pixels)) await hand(path, bytes);
  answer({ type: "done" });
}

/** A picture as written by the browser. @throws Error if it does not support the format */
async function encoded(canvas: OffscreenCanvas, { type, quality }: { type: string; quality: number }): Promise<Uint8Array<ArrayBuffer>> {
  const image = await canvas.convertToBlob({ type, quality });
  if (image.type !== type) throw new Error(`This browser cannot write ${type} images`);
  return new Uint8Array(await image.arrayBuffer());
}
