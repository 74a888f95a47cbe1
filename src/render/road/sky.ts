import type { Rgb } from "@/core/document";
import { SKY_ENTRIES, rgb } from "@/raster";
import { contrastLeft } from "@/core/weather";

/** Fog, rain and snow fill the air up to this height in metres: higher up, the sky shines through. */
const LAYER = 120;

let last: { readonly key: string; readonly colors: Uint32Array } | null = null;

/** The colours of the sky, as `Shading.sky` wants them; recomputed when any of them changes. @param added extinction by the weather */
export function skyColors(horizon: Rgb, zenith: Rgb, added: number): Uint32Array {
  const key = [...horizon, ...zenith, added].join(" ");
  if (last?.key !== key) {
    const colors = Uint32Array.from({ length: SKY_ENTRIES }, (_, entry) =>
      rgb(...skyColor(horizon, zenith, added, (entry + 0.5) / SKY_ENTRIES)),
    );
    last = { key, colors };
  }
  return last.colors;
}

/** The sky changes fastest near the horizon, where the path through the air is longest. @param height sine of the elevation, above 0 */
export function skyColor(horizon: Rgb, zenith: Rgb, added: number, height: number): Rgb {
  const rest = 1 - height;
  const share = (1 - rest * rest * rest) * contrastLeft(added, LAYER / height);
  const part = (index: 0 | 1 | 2) => Math.round(horizon[index] + (zenith[index] - horizon[index]) * share);
  return [part(0), part(1), part(2)];
}
