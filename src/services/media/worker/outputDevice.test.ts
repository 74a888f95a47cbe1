import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, expect, it } from "vitest";
import type { FFmpegCore } from "@ffmpeg/core";
import { ExportError } from "@/export/errors";
import { MemoryFolder } from "@/export/storage/memoryFolder";
import type { OutputFile } from "@/export/storage/outputFolder";
import { CONVERSIONS } from "../conversions";
import { faultOf, FFmpegFault } from "../ffmpegJob";
import { conversionFault } from "../convertVideo";
import { addOutputDevice } from "./outputDevice";
import { OUTPUT_PATH } from "./output";

/** The real core, in Node. */

const source = { width: 96, height: 64, fps: 10, frames: 30, quality: "standard" } as const;
let module: WebAssembly.Module;

beforeAll(async () => {
  // It runs in workers only, and asks for what they have.
  Object.assign(globalThis, { self: { location: { href: "file:///" } }, WorkerGlobalScope: class {}, importScripts: () => {} });
  module = await WebAssembly.compile(readFileSync(createRequire(import.meta.url).resolve("@ffmpeg/core/wasm")));
});

async function startCore(): Promise<{ core: FFmpegCore; log: string[] }> {
  const { default: createFFmpegCore } = await import("@ffmpeg/core");
  const core = await createFFmpegCore({
    instantiateWasm: (imports, done) => {
      const instance = new WebAssembly.Instance(module, imports);
      done(instance, module);
      return instance.exports;
    },
  });
  const log: string[] = [];
  core.setLogger(({ message }) => log.push(message));
  core.setProgress(() => {});
  core.setTimeout(-1);
  return { core, log };
}

function run({ core, log }: Awaited<ReturnType<typeof startCore>>, parameters: readonly string[]): number {
  log.length = 0;
  const status = core.exec("-y", "-hide_banner", ...parameters);
  core.reset();
  return status;
}

const makeVideo = (ffmpeg: Awaited<ReturnType<typeof startCore>>) =>
  run(ffmpeg, ["-f", "lavfi", "-i", "testsrc=size=96x64:rate=10:duration=3", "-pix_fmt", "yuv420p", "-bitexact", "/video.mp4"]);

it("gives every kind of file the same bytes as in memory, also where its beginning is written last", async () => {
  const ffmpeg = await startCore();
  expect(makeVideo(ffmpeg)).toBe(0);
  for (const { id, suffix, runs } of CONVERSIONS) {
    const other = await startCore();
    other.core.FS.writeFile("/video.mp4", ffmpeg.core.FS.readFile("/video.mp4"));
    const closed: Promise<Blob>[] = [];
    const file = await new MemoryFolder().create();
    addOutputDevice(other.core, {
      write: (data, position) => file.write(data, position),
      read: (position, length) => file.read(position, length),
      get size() {
        return file.size;
      },
      close: () => {
        const content = file.close();
        closed.push(content);
        return content;
      },
    });
    for (const parameters of runs(source, "/video.mp4", `/kept${suffix}`)) expect(run(ffmpeg, parameters), id).toBe(0);
    for (const parameters of runs(source, "/video.mp4", OUTPUT_PATH)) expect(run(other, parameters), other.log.join("\n")).toBe(0);
    const [written] = await Promise.all(closed);
    expect(closed, id).toHaveLength(1);
    expect(
      Buffer.from((await written?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(Buffer.from(ffmpeg.core.FS.readFile(`/kept${suffix}`))),
      id,
    ).toBe(true);
  }
}, 120_000);

it("stops ffmpeg with a clear reason where the disk is full", async () => {
  const ffmpeg = await startCore();
  expect(makeVideo(ffmpeg)).toBe(0);
  const full: OutputFile = {
    size: 0,
    write: () => {
      throw new ExportError("storage", "The browser's storage is full");
    },
    read: () => new Uint8Array(0),
    close: () => Promise.resolve(new Blob()),
  };
  addOutputDevice(ffmpeg.core, full);
  const status = run(ffmpeg, ["-i", "/video.mp4", "-c", "copy", "-f", "matroska", OUTPUT_PATH]);
  const fault = faultOf(status, ffmpeg.log);
  if (!fault) throw new Error("the file counts as complete");
  expect(conversionFault("MKV", fault, true)).toMatch(/^MKV is too large for the browser's storage/);
}, 60_000);

it("says of a file that does not fit into memory whether the window is private, and what to do", () => {
  const fault = new FFmpegFault("RangeError: Array buffer allocation failed", []);
  expect(conversionFault("AVI", fault, false)).toMatch(/too large for this window's memory.*Use a normal window/);
  expect(conversionFault("AVI", fault, true)).toMatch(/2 GB.*shorter range/);
  expect(conversionFault("GIF", new FFmpegFault("ffmpeg ended with status 1", ["Unable to open", "Done"]), true)).toBe(
    "GIF could not be made: ffmpeg says “Unable to open”",
  );
});
