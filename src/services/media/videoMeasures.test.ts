import { expect, it } from "vitest";
import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, MkvOutputFormat, Mp4OutputFormat, Output } from "mediabunny";
import { countFrames } from "./videoMeasures";

const MEGABYTE = 2 ** 20;
const signal = () => new AbortController().signal;

const CHUNK = 64 * 1024;

/** A file that is read in chunks, as browsers read files on disk, and that counts the bytes which are read. */
class CountedFile extends Blob {
  read = 0;

  override slice(start?: number, end?: number): Blob {
    const part = super.slice(start, end);
    const bytesOf = async (from: number, to: number) => {
      const content = await Blob.prototype.slice.call(part, from, to).arrayBuffer();
      this.read += content.byteLength;
      return content;
    };
    let at = 0;
    part.arrayBuffer = () => bytesOf(0, part.size);
    part.stream = () =>
      new ReadableStream(
        {
          pull: async (controller) => {
            if (at >= part.size) return controller.close();
            const chunk = await bytesOf(at, at + CHUNK);
            at += chunk.byteLength;
            controller.enqueue(new Uint8Array(chunk));
          },
        },
        { highWaterMark: 0 },
      );
    return part;
  }
}

/** A video of so many frames at 25 a second, of 64 kB each, with the first so many seconds cut off by an edit list. */
async function makeVideo(format: MkvOutputFormat | Mp4OutputFormat, frames: number, cut = 0): Promise<CountedFile> {
  const output = new Output({ format, target: new BufferTarget() });
  const source = new EncodedVideoPacketSource("vp9");
  output.addVideoTrack(source);
  await output.start();
  const decoderConfig = { codec: "vp09.00.10.08", codedWidth: 64, codedHeight: 64 };
  for (let frame = 0; frame < frames; frame++)
    await source.add(
      new EncodedPacket(new Uint8Array(64 * 1024), frame % 25 === 0 ? "key" : "delta", frame / 25 - cut, 1 / 25),
      frame === 0 ? { decoderConfig } : undefined,
    );
  await output.finalize();
  return new CountedFile([output.target.buffer ?? new ArrayBuffer(0)]);
}

it("counts the frames of any file that need not be read whole, and those of a small one that has to be", async () => {
  const indexed = await makeVideo(new Mp4OutputFormat({ fastStart: "in-memory" }), 500);
  expect(await countFrames(indexed, signal())).toEqual({ frames: 500, seconds: 20 });
  expect(indexed.read).toBeLessThan(indexed.size / 4);
  const small = await makeVideo(new MkvOutputFormat(), 100);
  expect(await countFrames(small, signal())).toEqual({ frames: 100, seconds: 4 });
});

it("gives up on a large Matroska file long before its end", async () => {
  const large = await makeVideo(new MkvOutputFormat(), 500);
  expect(large.size).toBeGreaterThan(30 * MEGABYTE);
  expect(await countFrames(large, signal(), 2 * MEGABYTE)).toBeNull();
  expect(large.read).toBeLessThan(6 * MEGABYTE);
});

it("does not count what an edit list cuts off", async () => {
  expect(await countFrames(await makeVideo(new Mp4OutputFormat(), 50, 0.8), signal())).toEqual({
    frames: 30,
    seconds: expect.closeTo(1.2) as number,
  });
});

it("has nothing to say about files that it cannot read, and stops when it is told to", async () => {
  expect(await countFrames(new Blob(["no video at all, whatever its name"]), signal())).toBeNull();
  const stopped = new AbortController();
  const counting = countFrames(await makeVideo(new MkvOutputFormat(), 100), stopped.signal);
  stopped.abort(new Error("enough"));
  await expect(counting).rejects.toThrow("enough");
});
