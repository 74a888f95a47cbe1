import type { DetectorPicture } from "@/detectors/detector";
import { rgbFromI420 } from "@/detectors/picture/fromI420";
import type { PictureSettings } from "@/export/picture/frameRenderer";
import { createFrameRenderer } from "@/export/picture/createFrameRenderer";

/** Draws frames for a detector with the colours that a lossless export has: through YUV 4:2:0. */

/** To the worker: a scenario, and then the frames of it that are wanted. */
export type PictureRequest =
  { readonly type: "start"; readonly settings: PictureSettings } | { readonly type: "draw"; readonly frame: number };

/** From the worker: one answer to each wanted frame, in their order. */
export type PictureAnswer =
  { readonly type: "picture"; readonly picture: DetectorPicture } | { readonly type: "failed"; readonly message: string };

type Drawing = { readonly settings: PictureSettings; readonly renderer: Awaited<ReturnType<typeof createFrameRenderer>> };

let drawing: Promise<Drawing> | null = null;
let last: Promise<void> = Promise.resolve();

addEventListener("message", ({ data: request }: MessageEvent<PictureRequest>) => {
  if (request.type === "start") {
    const { settings } = request;
    drawing = createFrameRenderer(settings).then((renderer) => ({ settings, renderer }));
    // What goes wrong is told with the first frame.
    drawing.catch(() => undefined);
    return;
  }
  const current = drawing;
  last = last
    .then(() => draw(current, request.frame))
    .then(
      (picture) => postMessage({ type: "picture", picture } satisfies PictureAnswer, { transfer: [picture.rgb.buffer] }),
      (error: unknown) =>
        postMessage({ type: "failed", message: error instanceof Error ? error.message : String(error) } satisfies PictureAnswer),
    );
});

async function draw(drawing: Promise<Drawing> | null, frame: number): Promise<DetectorPicture> {
  if (!drawing) throw new Error("A frame was asked for before the scenario was given");
  const { settings, renderer } = await drawing;
  const { width, height } = settings.scenario.video;
  const yuv = new Uint8Array(renderer.frameBytes);
  renderer.forget();
  await renderer.renderAsync(frame, yuv);
  return { frame, width, height, rgb: rgbFromI420(yuv, width, height) };
}
