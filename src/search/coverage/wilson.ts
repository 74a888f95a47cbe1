/** Standard deviations on either side of a normal distribution that contain 95 % of it. */
export const Z95 = 1.959963984540054;

/**
 * The 95 % interval of a share of which `hits` of `trials` are known (E. B. Wilson, 1927): never outside 0 … 1, and of use for few
 * trials and for shares of 0 and 1. Without trials, 0 … 1.
 */
export function wilsonInterval(hits: number, trials: number): readonly [low: number, high: number] {
  if (trials === 0) return [0, 1];
  const share = hits / trials;
  const square = Z95 * Z95;
  const middle = (share + square / (2 * trials)) / (1 + square / trials);
  const half = (Z95 / (1 + square / trials)) * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials));
  return [hits === 0 ? 0 : middle - half, hits === trials ? 1 : middle + half];
}
