import { spawn } from "node:child_process";

export type LumaFrame = { readonly width: number; readonly height: number; readonly luma: Uint8Array };

/**
 * The luma planes of a video, decoded by native ffmpeg, frame by frame (8-bit limited range, as stored).
 * @throws when ffmpeg is missing or cannot read the file
 */
export async function* decodedLuma(file: string, width: number, height: number): AsyncGenerator<LumaFrame> {
  const child = spawn("ffmpeg", ["-v", "error", "-i", file, "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"]);
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
  const finished = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const frameBytes = (width * height * 3) / 2;
  let pending: Uint8Array = new Uint8Array(0);
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    while (pending.length >= frameBytes) {
      yield { width, height, luma: pending.slice(0, width * height) };
      pending = pending.subarray(frameBytes);
    }
  }
  if ((await finished) !== 0) throw new Error(`ffmpeg could not decode ${file}: ${complaint}`);
}

/** BT.709 limited-range luma of an sRGB colour, 0..255 each (Recommendation ITU-R BT.709-6, items 3.2 and 3.4). */
export function limitedLuma([red, green, blue]: readonly [number, number, number]): number {
  return Math.round(16 + (219 / 255) * (0.2126 * red + 0.7152 * green + 0.0722 * blue));
}
