import { Z95 } from "./wilson";

/**
 * The 95 % interval of the mean number of events, of which `count` were counted (Byar's approximation of the exact interval of the Poisson
 * distribution: N. E. Breslow and N. E. Day, 1987).
 */
export function poissonInterval(count: number): readonly [low: number, high: number] {
  return [count === 0 ? 0 : bound(count, -Z95), bound(count + 1, Z95)];
}

const bound = (count: number, z: number): number => count * (1 - 1 / (9 * count) + z / (3 * Math.sqrt(count))) ** 3;
