import type { Preset } from "./preset";
import { ROAD_PRESETS } from "./road";
import { SPECIFIED_PRESETS, SUITE_PRESETS } from "./specification";
import { OPENING_SCENARIO, TEMPLATES } from "./templates";

export type { Preset, PresetGroup } from "./preset";
export { OPENING_SCENARIO, ROAD_PRESETS, SPECIFIED_PRESETS, SUITE_PRESETS, TEMPLATES };

/** Every preset, in the order of the gallery. */
export const PRESETS: readonly Preset[] = [...TEMPLATES, ...ROAD_PRESETS, ...SPECIFIED_PRESETS, ...SUITE_PRESETS];

export function findPreset(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id);
}
