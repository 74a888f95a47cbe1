import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from "mediabunny";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DetectorPicture } from "@/detectors/detector";
import { framesOfVideo } from "./videoDecoder";

let folder = "";
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "jaywalk-decoder-"))));
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const [WIDTH, HEIGHT, FRAMES] = [4, 2, 2];

/** An MP4 of the right size and length, whose pictures nobody decodes. */
async function video(): Promise<string> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const source = new EncodedVideoPacketSource("vp9");
  output.addVideoTrack(source);
  await output.start();
  const decoderConfig = { codec: "vp09.00.10.08", codedWidth: WIDTH, codedHeight: HEIGHT };
  for (let frame = 0; frame < FRAMES; frame++)
    await source.add(new EncodedPacket(new Uint8Array(8), "key", frame / 30, 1 / 30), { decoderConfig });
  await output.finalize();
  const file = join(folder, "video.mp4");
  await writeFile(file, new Uint8Array(target.buffer ?? new ArrayBuffer()));
  return file;
}

/** Frames by a program that is found as `ffmpeg`, or by the bundled one, whose frames are red. */
async function decoded(ffmpeg: string): Promise<(number | string)[]> {
  await writeFile(join(folder, "ffmpeg"), `#!/bin/sh\n${ffmpeg}\n`);
  await chmod(join(folder, "ffmpeg"), 0o755);
  vi.stubEnv("PATH", `${folder}${delimiter}${process.env["PATH"] ?? ""}`);
  async function* bundled(): AsyncGenerator<DetectorPicture> {
    for (let frame = 0; frame < FRAMES; frame++)
      yield await Promise.resolve({ frame, width: WIDTH, height: HEIGHT, rgb: new Uint8Array(WIDTH * HEIGHT * 3).fill(200) });
  }
  const wanted = { file: await video(), width: WIDTH, height: HEIGHT, fps: 30, frames: FRAMES, every: 1 };
  const reds: (number | string)[] = [];
  try {
    for await (const { rgb } of framesOfVideo(wanted, new AbortController().signal, bundled)) reds.push(rgb[0] ?? -1);
  } catch (error) {
    reds.push(error instanceof Error ? error.message : String(error));
  }
  return reds;
}

test("an ffmpeg that fails before its first frame, as old ones do that lack an option, gives way to the bundled one", async () => {
  expect(await decoded(`echo "Unrecognized option 'fps_mode'." >&2; exit 1`)).toEqual([200, 200]);
});

test("an ffmpeg that works is used; one that fails later is told of, and no frame is given twice", async () => {
  // A frame has 12 bytes of YUV: black.
  const frame = String.raw`printf '\020\020\020\020\020\020\020\020\200\200\200\200'`;
  expect(await decoded(`${frame}; ${frame}`)).toEqual([0, 0]);
  const [first, fault] = await decoded(`${frame}; echo "corrupt packet" >&2; exit 1`);
  expect(first).toBe(0);
  expect(fault).toMatch(/video\.mp4 cannot be decoded: corrupt packet; render the bundle again$/);
});
