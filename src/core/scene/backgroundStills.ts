import type { Asset, Scenario } from "../document/schema";

type Stills = NonNullable<Scenario["scene"]["backgroundStills"]>;

/**
 * Decoded pixels of stills that a thread keeps at a time, at four bytes each (92 MiB). If a scenario has more, they are decoded as they
 * are needed.
 */
export const MOST_STILL_PIXELS = 24_000_000;

/** The still that a frame shows: the last that has started. */
export function stillAt(stills: Stills, frame: number): Stills[number] | undefined {
  return stills[begun(stills, frame) - 1];
}

/** The stills that frames from `start` to before `end` show, in order. */
export function stillsShown(stills: Stills, start: number, end: number): Stills {
  return stills.slice(Math.max(0, begun(stills, start) - 1), begun(stills, end - 1));
}

/** How many consecutive frames can always be drawn with all their stills decoded at once: `Infinity` if all stills fit. */
export function framesWithinStillMemory({ scene, assets }: Pick<Scenario, "scene" | "assets">): number {
  const { backgroundStills: stills = [] } = scene;
  const pixels = stills.map(({ asset }) => pixelsOf(assets[asset]));
  let [first, held, least] = [0, 0, Infinity];
  stills.forEach((still, last) => {
    held += pixels[last] ?? 0;
    while (held > MOST_STILL_PIXELS && first < last) {
      // The last frame of still `first`, the first frame of still `last` and those in between are one frame too many.
      const ended = (stills[first + 1]?.frame ?? 0) - 1;
      least = Math.min(least, still.frame - ended);
      held -= pixels[first++] ?? 0;
    }
  });
  return Math.max(1, least);
}

/** Pixels of a picture once it is decoded. */
export const pixelsOf = (asset: Asset | undefined): number => (asset ? asset.width * asset.height : 0);

/** How many stills have started at a frame; they are sorted by frame. */
function begun(stills: Stills, frame: number): number {
  let [low, high] = [0, stills.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stills[middle]?.frame ?? Infinity) <= frame) low = middle + 1;
    else high = middle;
  }
  return low;
}
