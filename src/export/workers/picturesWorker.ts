import { gifThumbnail } from "../engines/gifThumbnail";
import { FrameRenderer } from "../picture/frameRenderer";
import { messageOf, type PicturesAnswer, type PicturesCommand } from "./protocol";

/** Makes the pictures that go beside the video, one at a time: the next when the last has been put away. */

let putAway: () => void = () => {};

addEventListener("message", ({ data: command }: MessageEvent<PicturesCommand>) => {
  if (command.type === "next") {
    putAway();
    return;
  }
  make(command).catch((error: unknown) => answer({ type: "failed", message: messageOf(error) }));
});

function answer(message: PicturesAnswer, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

async function hand(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await new Promise<void>((resolve) => {
    putAway = resolve;
    answer({ type: "picture", path, bytes }, [bytes.buffer]);
  });
}

async function make({ picture, range, images, module }: Extract<PicturesCommand, { type: "start" }>): Promise<void> {
  const renderer = await FrameRenderer.create(picture);
  if (module) await hand("thumbnail.gif", await gifThumbnail(module, renderer, range, picture.scenario.video.fps));
  if (images)
    for (let frame = range.start; frame < range.end; frame++) {
      const image = await renderer.draw(frame).convertToBlob({ type: images.type, quality: images.quality });
      if (image.type !== images.type) throw new Error(`This browser writes no ${images.type} pictures`);
      await hand(`${images.folder}/${images.names[frame - range.start]}`, new Uint8Array(await image.arrayBuffer()));
    }
  answer({ type: "done" });
}
