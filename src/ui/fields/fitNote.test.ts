import { expect, it } from "vitest";
import { fitNote, limitNote } from "./fitNote";

it("a number beyond a field's limits is answered with the limit", () => {
  const people = { min: 1, max: 200, digits: 0, unit: undefined };
  expect([limitNote(500, people), limitNote(0, people), limitNote(200, people)]).toEqual(["At most 200.", "At least 1.", null]);
  expect(limitNote(1, { min: 64, max: 3840, digits: 0, unit: "px" })).toBe("At least 64 px.");
});

it("if a different number results, the note says so and why; what the displayed digits do not show is not worth a note", () => {
  const whole = (unit?: string) => ({ digits: 0, unit });
  expect(fitNote(641, 640, 642, whole("px"))).toBe("The nearest possible value is 642 px.");
  expect(fitNote(500, 50, 89, whole("f"))).toBe("The nearest possible value is 89 f.");
  expect(fitNote(7, 3, 3, whole())).toBe("7 does not fit here; it stays at 3.");
  expect(fitNote(12, 5, 12, whole())).toBeNull();
  const speed = { digits: 2, unit: "m/s", because: "Paths end on whole frames." };
  expect(fitNote(8.33, 5, 8.357, speed)).toBe("Paths end on whole frames. The nearest possible value is 8.36 m/s.");
  expect(fitNote(8.33, 5, 8.3333, speed)).toBeNull();
});
