import { expect, test } from "vitest";
import { Lines } from "./lines";

function linesOf(pieces: readonly string[], longest = 1000): string[] {
  const lines: string[] = [];
  const reader = new Lines(longest, (line) => lines.push(line));
  for (const piece of pieces) reader.add(new TextEncoder().encode(piece));
  reader.end();
  return lines;
}

test("lines are the same however their stream is cut, with either kind of line break", () => {
  const text = '{"a": 1}\r\n\nzwölf\nlast';
  const lines = ['{"a": 1}', "", "zwölf", "last"];
  expect(linesOf([text])).toEqual(lines);
  expect(linesOf([...text])).toEqual(lines);
  const reader: string[] = [];
  const bytewise = new Lines(1000, (line) => reader.push(line));
  for (const byte of new TextEncoder().encode(text)) bytewise.add(Uint8Array.of(byte));
  bytewise.end();
  expect(reader).toEqual(lines);
});

test("of a line that is too long, the beginning is told once; the next line is whole again", () => {
  expect(linesOf(["123456", "789012", "345678\nnext\n"], 10)).toEqual(["123456789012", "next"]);
});

test("a long line of small pieces is joined once, not with each piece", () => {
  const pieces = Array.from({ length: 200_000 }, () => "0123456789".repeat(4));
  expect(linesOf(pieces, 16_000_000).map(({ length }) => length)).toEqual([8_000_000]);
});
