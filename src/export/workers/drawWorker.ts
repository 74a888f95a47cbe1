import { createFrameRenderer } from "../picture/createFrameRenderer";
import type { FrameRenderer } from "../picture/frameRenderer";
import { FrameRing } from "../picture/frameRing";
import { messageOf, type DrawAnswer, type DrawCommand } from "./protocol";

/** Draws segments, in the requested order, into the ring that an encoding worker reads. */

/** What every segment is drawn with, from the worker's start on. */
type Setup = { renderer: FrameRenderer; ring: FrameRing };

/** Ready once the renderer has loaded its pictures. */
let setup: Promise<Setup> | null = null;
let last: Promise<void> = Promise.resolve();

addEventListener("message", ({ data: command }: MessageEvent<DrawCommand>) => {
  if (command.type === "start") {
    const { picture, ring } = command;
    setup = createFrameRenderer(picture).then((renderer) => ({ renderer, ring: new FrameRing(ring, renderer.frameBytes) }));
    return;
  }
  const { start, end } = command.segment;
  last = last
    .then(() => draw(start, end))
    .catch((error: unknown) => {
      postMessage({ type: "failed", message: messageOf(error) } satisfies DrawAnswer);
    });
});

async function draw(start: number, end: number): Promise<void> {
  if (!setup) throw new Error("The drawing worker was asked for frames before it was started");
  const { renderer, ring } = await setup;
  renderer.forget();
  for (let frame = start; frame < end; frame++) {
    const isChange = await renderer.renderAsync(frame, ring.slotToFill());
    ring.publish(!isChange);
    const sights = renderer.sights();
    if (sights) postMessage({ type: "sights", frame, sights } satisfies DrawAnswer);
  }
  postMessage({ type: "drawn" } satisfies DrawAnswer);
}
