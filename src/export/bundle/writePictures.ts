import { frameStem } from "@/formats";
import type { ExportPlan } from "../plan";
import type { PicturesAnswer, PicturesCommand } from "../workers/protocol";
import { stillPicture } from "../picture/stillPicture";
import type { BundleWriter } from "./bundleWriter";

/** Where YOLO looks for the images of its labels; COCO and Datumaro name the same files. */
const FOLDER = "annotations/yolo/images/train";
const IMAGE_TYPES = { png: "image/png", jpg: "image/jpeg" } as const;
const JPEG_QUALITY = 0.92;

/**
 * Adds the frames as images, per-pixel ground truth and the thumbnail to the bundle, if the plan requests them. A separate worker makes
 * them while the video is encoded; one image is in memory at a time.
 * @throws Error when the worker fails
 */
export async function writePictures(bundle: BundleWriter, plan: ExportPlan, core: Promise<WebAssembly.Module>): Promise<void> {
  const { scenario, range, frameStamp, instances, images, pixels, thumbnail, still } = plan;
  const picture = { scenario, firstFrame: range.start, frameStamp, instances };
  if (still !== null) bundle.addBytes("thumbnail.jpg", await stillPicture(picture, still));
  if (!images && !thumbnail && pixels.length === 0) return;
  const names = Array.from(
    { length: images ? range.end - range.start : 0 },
    (_, frame) => `${frameStem(scenario.name, frame)}.${images ?? ""}`,
  );
  const command: PicturesCommand = {
    type: "start",
    picture,
    range,
    images: images && { folder: FOLDER, type: IMAGE_TYPES[images], quality: JPEG_QUALITY, names },
    pixels,
    module: thumbnail ? await core : null,
  };
  const worker = new Worker(new URL("../workers/picturesWorker.ts", import.meta.url), { type: "module", name: "pictures" });
  try {
    await new Promise<void>((resolve, reject) => {
      worker.onerror = (event) => {
        event.preventDefault();
        reject(new Error(event.message || "The worker that writes images stopped; the browser may have run out of memory"));
      };
      worker.onmessage = ({ data: answer }: MessageEvent<PicturesAnswer>) => {
        if (answer.type === "done") resolve();
        else if (answer.type === "failed") reject(new Error(answer.message));
        else {
          try {
            bundle.addBytes(answer.path, answer.bytes);
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
          worker.postMessage({ type: "next" } satisfies PicturesCommand);
        }
      };
      worker.postMessage(command);
    });
  } finally {
    worker.terminate();
  }
}
