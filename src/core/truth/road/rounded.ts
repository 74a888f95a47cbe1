/** Rounds to a millionth, the resolution of metres, seconds and pixels in the road's ground truth. */
export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
