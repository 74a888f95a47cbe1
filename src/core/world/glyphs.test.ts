import { expect, it } from "vitest";
import { strokesOf } from "./glyphs";

const SIZE = { tall: 10, wide: 5, gap: 1, stroke: 1 };

/** Drawn with one character for each unit. */
function drawn(text: string): string[] {
  const strokes = strokesOf(text, SIZE);
  const half = Math.max(...strokes.map(({ right }) => right));
  return Array.from({ length: 10 }, (_, row) =>
    Array.from({ length: Math.round(2 * half) }, (_, column) => {
      const [x, z] = [column + 0.5 - half, 4.5 - row];
      return strokes.some(({ left, bottom, right, top }) => x > left && x < right && z >= bottom && z <= top) ? "#" : ".";
    }).join(""),
  );
}

it("writes in the middle of a line, from left to right", () => {
  expect(drawn("L1")).toEqual([
    "#.....#",
    "#.....#",
    "#.....#",
    "#.....#",
    "#.....#",
    "#.....#",
    "#.....#",
    "#.....#",
    "#.....#",
    "#####.#",
  ]);
  expect(drawn("T")[0]).toBe("#####");
  expect(drawn("T")[9]).toBe("..#..");
  expect(drawn("5")[0]).toBe("#####");
  expect(drawn("5")[2]).toBe("#....");
  expect(drawn("5")[7]).toBe("....#");
});

it("refuses letters that it has no glyph for", () => {
  expect(() => strokesOf("SLOW", SIZE)).toThrow('there is no glyph for "W"');
});
