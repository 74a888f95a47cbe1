import { rgb } from "../types";
import type { ReferenceBatch } from "./reference";

/** Pseudo-random numbers from 0 to 1 for a seed. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Triangles in pixels and depth, in several batches: large, small, thin, and often with corners on samples or on other corners. */
export function randomBatches(next: () => number, width: number, height: number, count: number): ReferenceBatch[] {
  const pick = <Value>(...values: readonly [Value, ...Value[]]): Value => values[Math.floor(next() * values.length)] ?? values[0];
  return Array.from({ length: count }, (_, batch) => {
    const corners = Array.from({ length: 3 + Math.floor(next() * 9) }, () => {
      const grid = pick(1 / 4, 1 / 2, 1, 0);
      const onGrid = (value: number) => (grid === 0 ? value : Math.round(value / grid) * grid + pick(0, grid / 2));
      const reach = pick(1, 1, 3);
      return [
        onGrid((next() - 0.5) * reach * width + width / 2),
        onGrid((next() - 0.5) * reach * height + height / 2),
        pick(1, 5, 0.2 + next() * 50, Infinity),
      ];
    });
    const triangles = 1 + Math.floor(next() * 8);
    const positions = new Float32Array(corners.flat());
    if (next() < 0.3) for (let at = 3; at < positions.length; at += 3) positions[at] = (positions[at - 3] ?? 0) + next() * 0.02;
    return {
      mesh: {
        positions,
        indices: new Uint32Array(Array.from({ length: triangles * 3 }, () => Math.floor(next() * corners.length))),
        colors: new Uint32Array(Array.from({ length: triangles }, () => rgb(next() * 256, next() * 256, next() * 256))),
      },
      settings: { id: batch === 0 ? 0 : Math.floor(next() * 40), twoSided: next() < 0.5, painted: next() < 0.2 },
    };
  });
}
