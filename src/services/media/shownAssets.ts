import type { PictureStore, SlimScenario } from "@/core/document";
import { loadRenderAssets, type RenderAssets } from "@/render";

/** The pictures that a scenario shows. */
export type Shown = {
  readonly assets: SlimScenario["assets"];
  readonly stills: SlimScenario["scene"]["backgroundStills"];
  readonly sprites: readonly string[];
};

/** What drawing needs in addition to the scenario, or why it cannot be had: never rejected. */
export async function loadShownAssets(
  { assets, stills, sprites }: Shown,
  pictures: PictureStore,
): Promise<{ readonly assets: RenderAssets | null; readonly fault: string | null }> {
  try {
    const whole = pictures.wholeAssets(assets);
    return {
      assets: await loadRenderAssets({ assets: whole, ...(stills && { scene: { backgroundStills: stills } }), sprites }),
      fault: null,
    };
  } catch (error) {
    return { assets: null, fault: error instanceof Error ? error.message : String(error) };
  }
}
