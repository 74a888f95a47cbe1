import type { Preset } from "./preset";
import { SPECIFIED_PRESETS, SUITE_PRESETS } from "./specification";
import { OPENING_SCENARIO, TEMPLATES } from "./templates";

export type { Preset, PresetGroup } from "./preset";
export { OPENING_SCENARIO, SPECIFIED_PRESETS, SUITE_PRESETS, TEMPLATES };

/** Every preset, in the order of the gallery. */
export const PRESETS: readonly Preset[] = [...TEMPLATES, ...SPECIFIED_PRESETS, ...SUITE_PRESETS];

export function findPreset(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id);
}
