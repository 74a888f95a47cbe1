import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameStampBox, frameStampCells, readFrameStamp } from "./frameStamp";
import { FrameRing } from "./frameRing";
import { convertRegion, equalIn, growToEven, i420Bytes, type PixelOrder } from "./i420";

/** ITU-R BT.709-6 with its own, real-valued equations, limited range. */
function exact([r, g, b]: readonly [number, number, number]): [number, number, number] {
  const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return [16 + (219 * luma) / 255, 128 + (224 * (b - luma)) / 1.8556 / 255, 128 + (224 * (r - luma)) / 1.5748 / 255];
}

function pixel([r, g, b]: readonly [number, number, number], order: PixelOrder): number {
  return order === "rgba" ? (255 << 24) | (b << 16) | (g << 8) | r : (255 << 24) | (r << 16) | (g << 8) | b;
}

describe("conversion to I420", () => {
  const channel = fc.integer({ min: 0, max: 255 });
  const colour = fc.tuple(channel, channel, channel);

  it("is BT.709 limited range within one step, for both orders of bytes", () => {
    fc.assert(
      fc.property(colour, fc.constantFrom<PixelOrder>("rgba", "bgra"), (rgb, order) => {
        const pixels = new Uint32Array(4).fill(pixel(rgb, order));
        const target = new Uint8Array(i420Bytes(2, 2));
        convertRegion({ x: 0, y: 0, width: 2, height: 2, pixels, order }, { x: 0, y: 0, width: 2, height: 2 }, target, 2, 2);
        const [y, u, v] = exact(rgb);
        expect(Math.abs((target[0] ?? 0) - y)).toBeLessThan(1);
        expect(Math.abs((target[4] ?? 0) - u)).toBeLessThan(1);
        expect(Math.abs((target[5] ?? 0) - v)).toBeLessThan(1);
        expect([...target.subarray(1, 4)]).toEqual([target[0], target[0], target[0]]);
      }),
    );
  });

  it("gives grey no chroma, black 16 and white 235", () => {
    for (const [level, luma] of [
      [0, 16],
      [255, 235],
      [128, 126],
    ] as const) {
      const pixels = new Uint32Array(4).fill(pixel([level, level, level], "rgba"));
      const target = new Uint8Array(6);
      convertRegion({ x: 0, y: 0, width: 2, height: 2, pixels, order: "rgba" }, { x: 0, y: 0, width: 2, height: 2 }, target, 2, 2);
      expect([...target]).toEqual([luma, luma, luma, luma, 128, 128]);
    }
  });

  it("of a region gives the same as converting the whole frame there, and touches nothing else", () => {
    const [width, height] = [12, 8];
    const pixels = Uint32Array.from({ length: width * height }, (_, index) => (index * 2_654_435_761) >>> 0);
    const whole = new Uint8Array(i420Bytes(width, height));
    const frame = { x: 0, y: 0, width, height };
    convertRegion({ ...frame, pixels, order: "rgba" }, frame, whole, width, height);

    const region = growToEven({ x: 3, y: 1, width: 4, height: 4 });
    expect(region).toEqual({ x: 2, y: 0, width: 6, height: 6 });
    const block = new Uint32Array(region.width * region.height);
    for (let y = 0; y < region.height; y++)
      for (let x = 0; x < region.width; x++) block[y * region.width + x] = pixels[(region.y + y) * width + region.x + x] ?? 0;
    for (const source of [
      { ...region, pixels: block, order: "rgba" as const },
      { ...frame, pixels, order: "rgba" as const },
    ]) {
      const part = new Uint8Array(whole.length).fill(1);
      convertRegion(source, region, part, width, height);
      let changed = 0;
      part.forEach((value, index) => {
        if (value !== 1) changed++;
        if (value !== 1) expect(value).toBe(whole[index]);
      });
      expect(changed).toBe((region.width * region.height * 3) / 2);
    }
  });

  it("compares frames in a region, including chroma, and nowhere else", () => {
    const [width, height] = [8, 6];
    const region = { x: 2, y: 2, width: 4, height: 2 };
    const frame = new Uint8Array(i420Bytes(width, height));
    const differing = frame.map((_, index) => {
      const other = frame.slice();
      other[index] = 1;
      return equalIn(region, frame, other, width, height) ? 0 : 1;
    });
    const marked = new Uint8Array(frame.length);
    const white = { ...region, pixels: new Uint32Array(8).fill(0xffffffff), order: "rgba" as const };
    convertRegion(white, region, marked, width, height);
    expect([...differing]).toEqual([...marked].map((value) => (value === 0 ? 0 : 1)));
  });
});

describe("the frame stamp", () => {
  function picture(frame: number, width: number): (x: number, y: number) => number {
    const cells = frameStampCells(frame, width);
    return (x, y) => (cells.find((cell) => x >= cell.x && x < cell.x + cell.width && y < cell.height)?.white ? 235 : 16);
  }

  it("reads back any frame number at any width", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 20 - 1), fc.integer({ min: 32, max: 1920 }), (frame, half) => {
        expect(readFrameStamp(half * 2, picture(frame, half * 2))).toBe(frame);
        expect(frameStampBox(half * 2).width).toBeLessThanOrEqual(half * 2);
      }),
    );
  });

  it("is not found where there is none, nor if one cell is wrong", () => {
    expect(readFrameStamp(1280, () => 16)).toBeNull();
    expect(readFrameStamp(1280, () => 235)).toBeNull();
    const intact = picture(1234, 1280);
    const { width } = frameStampBox(1280);
    const damaged = (x: number, y: number) => (x > width / 2 && x < width / 2 + width / 24 ? 255 - intact(x, y) : intact(x, y));
    expect(readFrameStamp(1280, damaged)).toBeNull();
  });

  it("refuses numbers that are too large", () => {
    expect(() => frameStampCells(2 ** 20, 1280)).toThrow(RangeError);
    expect(() => frameStampCells(-1, 1280)).toThrow(RangeError);
  });
});

describe("the frame ring", () => {
  it("hands frames over in order, with room for four", () => {
    const producer = FrameRing.create(2);
    const consumer = new FrameRing(producer.buffer, 2);
    const taken: number[] = [];
    let made = 0;
    const make = () => {
      producer.slotToFill().fill(made++);
      producer.publish();
    };
    const take = () => {
      taken.push(consumer.filledSlot()?.[1] ?? -1);
      consumer.release();
    };
    for (let count = 0; count < 4; count++) make();
    for (let count = 0; count < 9; count++) {
      take();
      make();
    }
    expect(taken).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("reports which frames repeat the previous one", () => {
    const producer = FrameRing.create(2);
    const consumer = new FrameRing(producer.buffer, 2);
    for (const repeats of [false, true, true, false]) {
      producer.slotToFill();
      producer.publish(repeats);
    }
    for (const repeats of [false, true, true, false]) {
      expect(consumer.filledSlot() === null).toBe(repeats);
      consumer.release();
    }
  });
});
