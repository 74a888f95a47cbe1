import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { droppedNumbers, frameOfTimecode, secondsOf, smpteTimecode } from ".";

describe("timecode", () => {
  it.each([
    [29.97, 0, "00:00:00;00"],
    [29.97, 1799, "00:00:59;29"],
    [29.97, 1800, "00:01:00;02"],
    [29.97, 3597, "00:01:59;29"],
    [29.97, 3598, "00:02:00;02"],
    [29.97, 17_981, "00:09:59;29"],
    [29.97, 17_982, "00:10:00;00"],
    [29.97, 107_892, "01:00:00;00"],
    [29.97, 2_589_407, "23:59:59;29"],
    [59.94, 3599, "00:00:59;59"],
    [59.94, 3600, "00:01:00;04"],
    [59.94, 35_964, "00:10:00;00"],
    [119.88, 7200, "00:01:00;008"],
    [119.88, 431_568, "01:00:00;000"],
  ])("with drop frames at %s is, of frame %i, %s", (fps, frame, text) => {
    expect(smpteTimecode(frame, fps, true)).toBe(text);
    expect(frameOfTimecode(text, fps)).toBe(frame);
  });

  it.each([
    [30, 1800, "00:01:00:00"],
    [25, 25 * 3600 + 24, "01:00:00:24"],
    [23.976, 24 * 60, "00:01:00:00"],
    [29.97, 1800, "00:01:00:00"],
    [29.97, 107_892, "00:59:56:12"],
  ])("without them at %s is, of frame %i, %s", (fps, frame, text) => {
    expect(smpteTimecode(frame, fps)).toBe(text);
    expect(frameOfTimecode(text, fps)).toBe(frame);
  });

  it("has drop frames only where the standard has them, and keeps up with the clock there", () => {
    expect([29.97, 59.94, 119.88, 23.976, 47.952, 30, 60].map(droppedNumbers)).toEqual([2, 4, 8, 0, 0, 0, 0]);
    expect(smpteTimecode(1800, 30, true)).toBe("00:01:00:00");
    fc.assert(
      fc.property(fc.constantFrom(29.97, 59.94, 119.88), fc.integer({ min: 0, max: 10_000_000 }), (fps, frame) => {
        const text = smpteTimecode(frame, fps, true);
        expect(frameOfTimecode(text, fps)).toBe(frame);
        const [hours = 0, minutes = 0, seconds = 0, frames = 0] = text.split(/[:;]/).map(Number);
        const shown = hours * 3600 + minutes * 60 + seconds + frames / Math.round(fps);
        // Two numbers are dropped at once, and the standard itself is late by 2.6 frames per day.
        expect(Math.abs(shown - secondsOf(frame, fps))).toBeLessThan(0.1 + secondsOf(frame, fps) * 1.1e-6);
      }),
    );
  });

  it("that does not exist is not a frame", () => {
    for (const text of ["00:01:00;00", "00:01:00;01", "00:00:00;30", "00:60:00;00", "00:00:60;00", "1:00", "00:00:00,00", ""])
      expect(frameOfTimecode(text, 29.97)).toBeNull();
    expect(frameOfTimecode("00:10:00;01", 29.97)).toBe(17_983);
    expect(frameOfTimecode("00:01:00;02", 25)).toBeNull();
  });
});
