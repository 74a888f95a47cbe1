import type { Preset } from "./preset";
import { PROTOCOL_PRESETS } from "./protocols";
import { ROAD_PRESETS } from "./road";
import { SPECIFIED_PRESETS, SUITE_PRESETS } from "./specification";
import { OPENING_SCENARIO, TEMPLATES } from "./templates";

export type { Preset, PresetGroup } from "./preset";
export { OPENING_SCENARIO, ROAD_PRESETS, SPECIFIED_PRESETS, SUITE_PRESETS, TEMPLATES };

/** Every preset, in the order of the gallery. */
export const PRESETS: readonly Preset[] = [...TEMPLATES, ...ROAD_PRESETS, ...SPECIFIED_PRESETS, ...SUITE_PRESETS];

/** The preset with an id, of the gallery or of a protocol's geometries. */
export function findPreset(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id) ?? PROTOCOL_PRESETS.find((preset) => preset.id === id);
}
