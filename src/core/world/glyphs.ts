/** A rectangle of a glyph: from the left and from below, in the units of its size. */
export type Stroke = { readonly left: number; readonly bottom: number; readonly right: number; readonly top: number };

/** Bars of a glyph, as on a display: top, upper left, upper right, middle, lower left, lower right, bottom, and one down its middle. */
const GLYPHS: Readonly<Record<string, number>> = {
  "0": 0b1110_1110,
  "1": 0b0010_0100,
  "2": 0b1011_1010,
  "3": 0b1011_0110,
  "4": 0b0111_0100,
  "5": 0b1101_0110,
  "6": 0b1101_1110,
  "7": 0b1010_0100,
  "8": 0b1111_1110,
  "9": 0b1111_0110,
  C: 0b1100_1010,
  H: 0b0111_1100,
  L: 0b0100_1010,
  O: 0b1110_1110,
  P: 0b1111_1000,
  S: 0b1101_0110,
  T: 0b1000_0001,
};

/** The size of a line of writing: how tall glyphs are, how wide, the gap between them, and the thickness of upright and level strokes. */
export type Lettering = {
  readonly tall: number;
  readonly wide: number;
  readonly gap: number;
  readonly stroke: number;
  /** As thick as upright ones if omitted. */
  readonly level?: number;
};

/**
 * The strokes of a line of digits and of the letters C, H, L, O, P, S and T, as they stand on signs and roads; its middle is at 0, 0.
 * @throws RangeError for other letters
 */
export function strokesOf(text: string, { tall, wide, gap, stroke, level = stroke }: Lettering): Stroke[] {
  const letters = [...text];
  // A one is only a stroke, so that its neighbours do not stand far from it.
  const widths = letters.map((letter) => (letter === "1" ? stroke : wide));
  let from = -(widths.reduce((sum, width) => sum + width, 0) + gap * (letters.length - 1)) / 2;
  const up = tall / 2;
  return letters.flatMap((letter, index) => {
    const bits = GLYPHS[letter];
    if (bits === undefined) throw new RangeError(`there is no glyph for "${letter}"`);
    const [left, right] = [from, from + (widths[index] ?? 0)];
    from = right + gap;
    const middle = (left + right) / 2;
    const bars: readonly (readonly [bit: number, left: number, bottom: number, right: number, top: number])[] = [
      [0b1000_0000, left, up - level, right, up],
      [0b0100_0000, left, 0, left + stroke, up],
      [0b0010_0000, right - stroke, 0, right, up],
      [0b0001_0000, left, -level / 2, right, level / 2],
      [0b0000_1000, left, -up, left + stroke, 0],
      [0b0000_0100, right - stroke, -up, right, 0],
      [0b0000_0010, left, -up, right, -up + level],
      [0b0000_0001, middle - stroke / 2, -up, middle + stroke / 2, up],
    ];
    return bars.filter(([bit]) => (bits & bit) !== 0).map(([, x0, z0, x1, z1]) => ({ left: x0, bottom: z0, right: x1, top: z1 }));
  });
}
