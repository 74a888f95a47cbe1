import { make } from "covertable";
import type { SearchPoint } from "../variables";

/** Of an ordered axis, so many values stand for all: the ends and the middle. */
const CHOSEN = 3;

/**
 * Points in which every pair of values of any two axes occurs at least once. An ordered axis takes part with its ends and its middle, any
 * other with all its values.
 */
export function pairwisePoints(axes: readonly { readonly levels: readonly unknown[]; readonly isOrdered: boolean }[]): SearchPoint[] {
  const choices = axes.map(({ levels, isOrdered }) => {
    const last = levels.length - 1;
    return isOrdered && levels.length > CHOSEN ? [0, Math.round(last / 2), last] : levels.map((_, index) => index);
  });
  const [only] = choices;
  if (!only) return [];
  if (choices.length === 1) return only.map((index) => [index]);
  return make(choices).map((row) => row.map(Number));
}
