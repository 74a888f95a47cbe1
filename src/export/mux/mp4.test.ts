import { describe, expect, it } from "vitest";
import { MemoryFolder } from "../storage/memoryFolder";
import { clearTimes } from "./clearTimes";
import { openMp4 } from "./mp4Writer";

// Parameter sets that x264 wrote for 1280 × 720 at 30 frames per second.
const SPS =
  "00000001 674d401f da014016 e9a80808 0a000003 00020000 0300781e 306540"
    .replaceAll(" ", "")
    .match(/../g)
    ?.map((hex) => parseInt(hex, 16)) ?? [];
const PPS = [0, 0, 0, 1, 0x68, 0xee, 0x0f, 0xc8];
const slice = (type: number, length: number) => [0, 0, 0, 1, type, 0x9a, ...Array.from({ length }, (_, index) => (index % 200) + 1)];

/** Boxes of an MP4 by their path, with where each begins. */
function boxesOf(bytes: Uint8Array, from = 0, to = bytes.length, prefix = ""): Map<string, number> {
  const view = new DataView(bytes.buffer);
  const boxes = new Map<string, number>();
  for (let position = from; position < to;) {
    const size = view.getUint32(position) === 1 ? Number(view.getBigUint64(position + 8)) : view.getUint32(position);
    const path = `${prefix}${String.fromCharCode(...bytes.subarray(position + 4, position + 8))}`;
    boxes.set(path, position);
    if (/(moov|trak|mdia)$/.test(path))
      boxesOf(bytes, position + 8, position + size, `${path}/`).forEach((start, name) => boxes.set(name, start));
    position += size;
  }
  return boxes;
}

async function writeVideo(frames: number): Promise<Uint8Array<ArrayBuffer>> {
  const file = await new MemoryFolder().create();
  const writer = await openMp4(file, { width: 1280, height: 720, fps: 30, frames, layout: "i420" });
  for (let frame = 0; frame < frames; frame++) {
    const isKey = frame % 75 === 0;
    await writer.add(new Uint8Array(isKey ? [...SPS, ...PPS, ...slice(0x65, 900)] : slice(0x41, 40)), isKey);
  }
  await writer.finish();
  return new Uint8Array(await (await file.close()).arrayBuffer());
}

describe("an MP4", () => {
  it.each([1, 2, 900])("of %i frames has its index at the front, no creation times, and the same bytes each time", async (frames) => {
    const bytes = await writeVideo(frames);
    const boxes = boxesOf(bytes);
    const index = boxes.get("moov");
    const pictures = boxes.get("mdat");
    if (index === undefined || pictures === undefined) throw new Error("moov or mdat is missing");
    expect(index).toBeLessThan(pictures);
    const view = new DataView(bytes.buffer);
    for (const path of ["moov/mvhd", "moov/trak/tkhd", "moov/trak/mdia/mdhd"]) {
      const start = boxes.get(path);
      if (start === undefined) throw new Error(`${path} is missing`);
      expect([view.getUint32(start + 12), view.getUint32(start + 16)], path).toEqual([0, 0]);
    }
    expect(await writeVideo(frames)).toEqual(bytes);
  });

  it("has its times cleared in the long form too", async () => {
    const file = await new MemoryFolder().create();
    const box = new Uint8Array(8 + 8 + 4 + 16 + 4).fill(9);
    const view = new DataView(box.buffer);
    view.setUint32(0, box.length);
    box.set(
      [..."moov"].map((letter) => letter.charCodeAt(0)),
      4,
    );
    view.setUint32(8, box.length - 8);
    box.set(
      [..."mvhd"].map((letter) => letter.charCodeAt(0)),
      12,
    );
    box.set([1, 0, 0, 0], 16);
    file.write(box, 0);
    clearTimes(file, 0);
    const written = file.read(0, box.length);
    expect([...written.subarray(20, 36)]).toEqual(Array.from({ length: 16 }, () => 0));
    expect([...written.subarray(36)]).toEqual([9, 9, 9, 9]);
  });
});
