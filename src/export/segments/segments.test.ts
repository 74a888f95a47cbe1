import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitPackets } from "./annexB";
import { splitIvf } from "./ivf";
import { planSegments } from "./planSegments";

const SIZE = { width: 1280, height: 720 };

describe("segments", () => {
  it("cover every frame of the range once, in order, in an even number if there is more than one", () => {
    const sizes = fc.constantFrom(SIZE, { width: 64, height: 64 }, { width: 3840, height: 2160 });
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: 1, max: 20_000 }), sizes, (start, frames, size) => {
        const segments = planSegments({ start, end: start + frames }, size);
        expect(segments.map(({ index }) => index)).toEqual(segments.map((_, index) => index));
        let next = start;
        for (const segment of segments) {
          expect(segment.start).toBe(next);
          expect(segment.end).toBeGreaterThan(segment.start);
          next = segment.end;
        }
        expect(next).toBe(start + frames);
        if (frames > 1) expect(segments.length % 2).toBe(0);
      }),
    );
  });

  it("stay short enough that their packets fit in memory: 4K gets shorter ones than 720p", () => {
    const longest = (size: typeof SIZE) => Math.max(...planSegments({ start: 0, end: 18_000 }, size).map(({ start, end }) => end - start));
    expect(longest(SIZE)).toBe(150);
    expect(longest({ width: 3840, height: 2160 })).toBeLessThan(40);
  });
});

it("are as short as the stills of a background video require", () => {
  for (const longest of [1, 7, 26]) {
    const lengths = planSegments({ start: 0, end: 500 }, SIZE, longest).map(({ start, end }) => end - start);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(longest);
    expect(lengths.reduce((sum, length) => sum + length)).toBe(500);
  }
});

describe("a stream's packets", () => {
  const long = [0, 0, 0, 1];
  const short = [0, 0, 1];
  const sps = [0x67, 0x64, 0, 0x1f, 1, 2];
  const pps = [0x68, 0xee];
  const sei = [0x06, 5, 9, 9];
  const delimiter = [0x09, 0x10];
  const key = [0x65, 0x88, 7, 1, 0, 3];
  const delta = (byte: number) => [0x41, 0x9a, byte];
  const secondSlice = [0x41, 0x40, 5];

  it("are one per picture, with the parameter sets before key pictures and without signatures", () => {
    const stream = new Uint8Array([long, delimiter, long, sps, long, pps, short, sei, short, key, long, delta(1), long, delta(2)].flat());
    expect(splitPackets(stream).map(({ data, isKey }) => ({ isKey, data: [...data] }))).toEqual([
      { isKey: true, data: [...long, ...sps, ...long, ...pps, ...short, ...key] },
      { isKey: false, data: [...long, ...delta(1)] },
      { isKey: false, data: [...long, ...delta(2)] },
    ]);
  });

  it("keep a picture's slices together", () => {
    const stream = new Uint8Array([long, delta(1), short, secondSlice, long, delta(2)].flat());
    expect(splitPackets(stream).map(({ data }) => data.length)).toEqual([13, 7]);
  });

  it("are none in an empty stream", () => {
    expect(splitPackets(new Uint8Array(0))).toEqual([]);
  });
});

describe("a VP8 stream in IVF", () => {
  const header = [..."DKIF"]
    .map((letter) => letter.charCodeAt(0))
    .concat(
      [0, 0, 32, 0],
      Array.from({ length: 24 }, () => 0),
    );
  const picture = (bytes: number[]) => [bytes.length, 0, 0, 0, ...Array.from({ length: 8 }, () => 0), ...bytes];

  it("is split into its pictures, key pictures distinguished from others, whatever frame count follows them", () => {
    const file = Uint8Array.from([...header, ...picture([0x10, 7, 7]), ...picture([0x31]), ...picture([]), 2, 0, 0, 0]);
    expect(splitIvf(file).map(({ data, isKey }) => [[...data], isKey])).toEqual([
      [[0x10, 7, 7], true],
      [[0x31], false],
      [[], true],
    ]);
    expect(splitIvf(new Uint8Array(0))).toEqual([]);
  });

  it("is refused if it ends in the middle of a frame", () => {
    expect(() => splitIvf(Uint8Array.from([...header, ...picture([1, 2, 3]).slice(0, -1)]))).toThrow("ends in the middle of a frame");
  });
});
