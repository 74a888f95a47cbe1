import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concatenate, splitPackets, unitsOf, type VideoPacket } from "./annexB";
import { BitReader, BitWriter, payloadOf, unitOf } from "./bits";
import { readSequenceParameters } from "./parameterSets";
import { insertRepeats, takesRepeats } from "./repeats";

describe("an H.264 payload", () => {
  it("is recovered from its unit whatever bytes it contains, and no start code is in the unit", () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 60 }).map((values) => values.map((value) => (value > 200 ? value : value % 4)));
    fc.assert(
      fc.property(bytes, (payload) => {
        const unit = unitOf(0x65, payload);
        expect([...payloadOf(unit.subarray(4))]).toEqual([...payload]);
        expect([...unitsOf(unit)]).toHaveLength(1);
      }),
    );
  });

  it("returns the numbers written into it", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -70_000, max: 70_000 })), (numbers) => {
        const writer = new BitWriter().bits(5, 3);
        for (const number of numbers) writer.signed(number).unsigned(Math.abs(number));
        const reader = new BitReader(writer.end());
        expect(reader.bits(3)).toBe(5);
        for (const number of numbers) expect([reader.signed() + 0, reader.unsigned()]).toEqual([number, Math.abs(number)]);
      }),
    );
  });
});

const NUMBER_BITS = 4;

/** Baseline, 32 × 16 pixels. @param orderBits of the presentation order; null if it is the decoding order */
function keyPacket(orderBits: number | null, referenceFrames = 1): Uint8Array {
  const sps = new BitWriter()
    .bits(66, 8)
    .bits(0, 8)
    .bits(30, 8)
    .unsigned(0)
    .unsigned(NUMBER_BITS - 4);
  if (orderBits === null) sps.unsigned(2);
  else sps.unsigned(0).unsigned(orderBits - 4);
  sps.unsigned(referenceFrames).bits(0, 1).unsigned(1).unsigned(0).bits(1, 1).bits(0, 3);
  const pps = new BitWriter()
    .unsigned(0)
    .unsigned(0)
    .bits(0, 2)
    .unsigned(0)
    .unsigned(0)
    .unsigned(0)
    .bits(0, 3)
    .signed(-3)
    .signed(0)
    .signed(0)
    .bits(4, 3);
  const slice = new BitWriter().unsigned(0).unsigned(7).unsigned(0).bits(0, NUMBER_BITS).bits(77, 8);
  return concatenate([unitOf(0x67, sps.end()), unitOf(0x68, pps.end()), unitOf(0x65, slice.end())]);
}

function deltaPacket(number: number, orderBits: number | null, content: number): VideoPacket {
  const slice = new BitWriter()
    .unsigned(0)
    .unsigned(5)
    .unsigned(0)
    .bits(number % 16, NUMBER_BITS);
  if (orderBits !== null) slice.bits((2 * number) % 2 ** orderBits, orderBits);
  return { data: unitOf(0x41, slice.bits(content, 16).end()), isKey: false };
}

describe("repeated frames", () => {
  it.each([null, 5])(
    "are inserted among the encoder's pictures, which are renumbered and otherwise unchanged (order in %s bits)",
    (orderBits) => {
      fc.assert(
        fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (rest) => {
          const repeated = [false, ...rest];
          const distinct = repeated.filter((isRepeat) => !isRepeat).length;
          const packets = [
            { data: keyPacket(orderBits), isKey: true },
            ...Array.from({ length: distinct - 1 }, (_, index) => deltaPacket(index + 1, orderBits, 1000 + index)),
          ];
          const result = insertRepeats(packets, repeated);
          expect(splitPackets(concatenate(result.map(({ data }) => data)))).toHaveLength(repeated.length);
          let content = 1000;
          result.forEach(({ data, isKey }, frame) => {
            expect(isKey).toBe(frame === 0);
            if (frame === 0) return;
            const reader = new BitReader(payloadOf(data.subarray(4)));
            expect([reader.unsigned(), reader.unsigned(), reader.unsigned()]).toEqual([0, 5, repeated[frame] ? 1 : 0]);
            expect(reader.bits(NUMBER_BITS)).toBe(frame % 16);
            if (orderBits !== null) expect(reader.bits(orderBits)).toBe((2 * frame) % 2 ** orderBits);
            if (!repeated[frame]) expect(reader.bits(16)).toBe(content++);
          });
        }),
      );
    },
  );

  it("are inserted into streams of full colour resolution, unless its planes are coded apart", () => {
    const parameters = (separatePlanes: number) =>
      new BitWriter()
        .bits(244, 8)
        .bits(0, 16)
        .unsigned(0)
        .unsigned(3)
        .bits(separatePlanes, 1)
        .unsigned(0)
        .unsigned(0)
        .bits(2, 2)
        .unsigned(0)
        .unsigned(2)
        .unsigned(1)
        .bits(0, 1)
        .unsigned(79)
        .unsigned(44)
        .bits(1, 1)
        .end();
    expect(readSequenceParameters(parameters(0))).toEqual({ frameNumberBits: 4, orderBits: null, referenceFrames: 1, macroblocks: 3600 });
    expect(readSequenceParameters(parameters(1))).toBeNull();
  });

  it("are inserted only into streams whose pictures are numbered one by one and refer to the last", () => {
    const key = { data: keyPacket(null), isKey: true };
    expect(takesRepeats([key, deltaPacket(1, null, 0)])).toBe(true);
    expect(takesRepeats([key, deltaPacket(2, null, 0)])).toBe(false);
    expect(takesRepeats([{ data: keyPacket(null, 4), isKey: true }, deltaPacket(1, null, 0)])).toBe(false);
    expect(takesRepeats([key])).toBe(false);
    expect(() => insertRepeats([key, deltaPacket(3, null, 0)], [false, true, false])).toThrow(/not numbered/);
    expect(() => insertRepeats([key], [false, true, false])).toThrow(/fewer frames/);
  });
});
