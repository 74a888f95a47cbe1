import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Videos whose frames show their own number in black and white cells, which remain readable after any lossy coding. */

const BITS = 12;
const CELL = 32;
const [WIDTH, HEIGHT] = [BITS * CELL, 2 * CELL];
const TOOL = fileURLToPath(new URL("wasmFFmpeg.mjs", import.meta.url));

/** Runs the app's own ffmpeg on a file; `INPUT` and `OUTPUT` in the arguments stand for the files. */
export function runWasmFFmpeg(input: string, output: string, parameters: readonly string[]): void {
  execFileSync(process.execPath, [TOOL, input, output, ...parameters], { stdio: "pipe" });
}

/** Makes a video of the given number of frames with the app's own encoder. */
export function makeNumberedVideo(path: string, frames: number, rate: string, encoding: readonly string[]): void {
  const pixels = Buffer.alloc(frames * WIDTH * HEIGHT);
  for (let frame = 0; frame < frames; frame++)
    for (let bit = 0; bit < BITS; bit++)
      if ((frame >> bit) & 1)
        for (let row = 0; row < HEIGHT; row++) {
          const start = (frame * HEIGHT + row) * WIDTH + bit * CELL;
          pixels.fill(255, start, start + CELL);
        }
  writeFileSync(`${path}.raw`, pixels);
  const raw = ["-f", "rawvideo", "-pix_fmt", "gray", "-s", `${WIDTH}x${HEIGHT}`, "-r", rate, "-i", "INPUT"];
  runWasmFFmpeg(`${path}.raw`, path, [...raw, "-pix_fmt", "yuv420p", ...encoding, "OUTPUT"]);
}

/** The numbers shown by pictures of such a video's frames. */
export function numbersIn(path: string, jpegs: readonly Buffer[]): number[] {
  writeFileSync(`${path}.mjpeg`, Buffer.concat(jpegs));
  return numbersOfVideo(`${path}.mjpeg`);
}

/** The numbers shown by the frames of a video, in order. */
export function numbersOfVideo(path: string): number[] {
  const form = ["-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "gray", "-vf", `scale=${BITS}:2:flags=area`, "-"];
  const cells = execFileSync("ffmpeg", ["-v", "error", "-i", path, ...form], { maxBuffer: 2 ** 30 });
  return Array.from({ length: cells.length / BITS / 2 }, (_, picture) => {
    let number = 0;
    for (let bit = 0; bit < BITS; bit++) if ((cells[picture * BITS * 2 + bit] ?? 0) > 127) number |= 1 << bit;
    return number;
  });
}
