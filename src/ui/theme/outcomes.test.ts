import { describe, expect, test } from "vitest";
import { REPORT_STYLE } from "@/reports/evaluation/style";
import { OUTCOME_COLORS, PALETTES, type Scheme } from "./palette";

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** Full dichromacy on linear RGB, after Machado, Oliveira and Fernandes (2009), table of severity 1. */
const EYES: Record<string, Matrix> = {
  "three kinds of cones": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const dot = (a: Triple, b: Triple) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const seen = (matrix: Matrix, color: Triple): Triple => {
  const bounded = (value: number) => Math.min(1, Math.max(0, value));
  return [bounded(dot(matrix[0], color)), bounded(dot(matrix[1], color)), bounded(dot(matrix[2], color))];
};

function linear(color: string): Triple {
  const channel = (start: number) => {
    const value = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const luminance = (color: Triple) => dot([0.2126, 0.7152, 0.0722], color);

/** CIE L*a*b* under D65; the distance between two colours there is ΔE 1976, of which 2.3 is just noticeable. */
function lab(color: Triple): Triple {
  const f = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const x = f(dot([0.4124, 0.3576, 0.1805], color) / 0.95047);
  const y = f(luminance(color));
  const z = f(dot([0.0193, 0.1192, 0.9505], color) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

describe.each<Scheme>(["light", "dark"])("outcomes in the %s theme", (scheme) => {
  const { TP, FP, FN } = OUTCOME_COLORS[scheme];

  test.each(Object.keys(EYES))("can be told apart with %s", (eyes) => {
    const matrix = EYES[eyes];
    if (!matrix) throw new Error(eyes);
    for (const [one, other] of [
      [TP, FP],
      [TP, FN],
      [FP, FN],
    ] as const) {
      const [a, b] = [lab(seen(matrix, linear(one))), lab(seen(matrix, linear(other)))];
      expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]), `${one} ${other}`).toBeGreaterThan(30);
    }
  });

  test("contrast with timeline and panel by 3 : 1, as WCAG requires of marks", () => {
    for (const color of [TP, FP, FN])
      for (const ground of [PALETTES[scheme].sunken, PALETTES[scheme].panel]) {
        const [dark = 0, light = 0] = [luminance(linear(color)), luminance(linear(ground))].sort((a, b) => a - b);
        expect((light + 0.05) / (dark + 0.05), `${color} on ${ground}`).toBeGreaterThanOrEqual(3);
      }
  });
});

test("the HTML report has the same outcome colours", () => {
  for (const scheme of ["light", "dark"] as const) {
    const { TP, FP, FN } = OUTCOME_COLORS[scheme];
    expect(REPORT_STYLE).toContain(`--tp:${TP};--fp:${FP};--fn:${FN};`);
  }
});
