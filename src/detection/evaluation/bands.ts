import type { Box } from "@/core/scene/frameStateTypes";

/** COCO's size classes by box area in square pixels; `below` is exclusive. */
export const SIZE_BANDS = [
  { band: "small", below: 32 * 32, description: "under 32 × 32 px" },
  { band: "medium", below: 96 * 96, description: "32 × 32 to 96 × 96 px" },
  { band: "large", below: Infinity, description: "96 × 96 px and more" },
] as const;

/** Quarters of visibility; `upTo` is inclusive. */
export const VISIBILITY_BANDS = [
  { band: "0–25 %", upTo: 0.25 },
  { band: "25–50 %", upTo: 0.5 },
  { band: "50–75 %", upTo: 0.75 },
  { band: "75–100 %", upTo: Infinity },
] as const;

export function sizeBand({ width, height }: Box): string {
  const area = width * height;
  return (SIZE_BANDS.find(({ below }) => area < below) ?? SIZE_BANDS[2]).band;
}

export function visibilityBand(visibility: number): string {
  return (VISIBILITY_BANDS.find(({ upTo }) => visibility <= upTo) ?? VISIBILITY_BANDS[3]).band;
}
