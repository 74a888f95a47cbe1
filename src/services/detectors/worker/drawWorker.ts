import { createFrameRenderer } from "@/export/picture/createFrameRenderer";
import type { FrameRenderer } from "@/export/picture/frameRenderer";
import { rgbFromRgba } from "../rgba";
import type { DrawAnswer, DrawRequest } from "./drawProtocol";

/** Draws frames for a detector as the export draws them, but before they become video. */
let renderer: FrameRenderer | null = null;

addEventListener("message", ({ data }: MessageEvent<DrawRequest>) => {
  answerTo(data)
    .catch((error: unknown): DrawAnswer => ({ type: "failed", message: error instanceof Error ? error.message : String(error) }))
    .then((answer) => postMessage(answer, { transfer: answer.type === "drawn" ? [answer.rgb.buffer] : [] }))
    .catch(() => undefined);
});

async function answerTo(request: DrawRequest): Promise<DrawAnswer> {
  if (request.type === "open") {
    renderer = await createFrameRenderer(request.settings);
    return { type: "opened" };
  }
  if (!renderer) throw new Error("The drawing worker was asked for a frame before it was opened");
  const { width, height, data } = await renderer.pixels(request.frame);
  return { type: "drawn", width, height, rgb: rgbFromRgba(data) };
}
