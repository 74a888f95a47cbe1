import { findPreset } from "@/presets";
import { withStyle, type PictureStyle } from "@/core/document";
import { crowdedScenario } from "./crowd";
import { frameCosts } from "./frameCosts";
import { pngPerFrame } from "./pngPerFrame";
import { rasterCosts } from "./rasterCosts";
import { roadCosts } from "./roadCosts";
import { roadScenarioText } from "./roadScenario";

/** The functions that the benchmark calls in its page. */
const api = {
  crowdedScenario,
  frameCosts,
  rasterCosts,
  roadCosts,
  roadScenarioText,
  /** Frames per second of the usual method on part of a preset. */
  pngPerFrame: (id: string, style: PictureStyle, start: number, frames: number) => {
    const preset = findPreset(id);
    if (!preset) throw new Error(`There is no preset ${id}`);
    return pngPerFrame(withStyle(preset.scenario, style), start, frames);
  },
};

declare global {
  var bench: typeof api;
}
globalThis.bench = api;
