import type { Scenario } from "@/core/document";
import { PIXEL_MAPS, pixelMapsFault, type PixelMap } from "@/core/pixels";
import { instancesFault } from "@/render";
import { UsageError } from "../errors";

/** The maps of pixels among `--formats`. @throws UsageError for those that the scenario cannot have */
export function chosenPixels(scenario: Scenario, formats: readonly string[]): PixelMap[] {
  const maps = PIXEL_MAPS.filter((map) => formats.includes(map));
  const fault = pixelMapsFault(scenario, maps) ?? (maps.includes("instance") ? instancesFault(scenario) : null);
  if (fault !== null) throw new UsageError(`--formats: ${fault}`);
  return maps;
}
