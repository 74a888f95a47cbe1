const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The 16 bits of the half-precision number that is nearest; of two as near, the even one. */
export function halfBits(value: number): number {
  float[0] = value;
  const [word = 0] = bits;
  const sign = (word >>> 16) & 0x8000;
  const exponent = (word >>> 23) & 0xff;
  const fraction = word & 0x7fffff;
  if (exponent === 0xff) return sign | (fraction === 0 ? 0x7c00 : 0x7e00);
  const shifted = exponent - 112;
  if (shifted >= 31) return sign | 0x7c00;
  // Below the smallest normal half, the leading bit is part of the fraction.
  const mantissa = shifted > 0 ? (shifted << 23) | fraction : fraction | 0x800000;
  const drop = shifted > 0 ? 13 : 14 - shifted;
  if (drop > 24) return sign;
  const kept = mantissa >>> drop;
  const rest = mantissa & ((1 << drop) - 1);
  const middle = 1 << (drop - 1);
  return sign | (kept + (rest > middle || (rest === middle && kept % 2 === 1) ? 1 : 0));
}

/** The number that 16 bits of half precision stand for. */
export function halfValue(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return (sign * fraction) / 2 ** 24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
