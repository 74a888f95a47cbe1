/** For each pixel of a resized side, the two pixels of the original that it lies between, and the share of the second. */
export type Samples = { readonly first: Uint32Array; readonly second: Uint32Array; readonly share: Float64Array };

/**
 * How a side of a picture is resized by linear interpolation between the middles of its pixels: by + − × ÷ alone and in a fixed order, so
 * that every engine gives the same bits.
 */
export function samplesAlong(from: number, to: number): Samples {
  const [first, second, share] = [new Uint32Array(to), new Uint32Array(to), new Float64Array(to)];
  for (let index = 0; index < to; index++) {
    const middle = Math.min(from - 1, Math.max(0, ((index + 0.5) * from) / to - 0.5));
    const whole = Math.floor(middle);
    first[index] = whole;
    second[index] = Math.min(from - 1, whole + 1);
    share[index] = middle - whole;
  }
  return { first, second, share };
}

export const between = (from: number, to: number, share: number): number => from + (to - from) * share;
