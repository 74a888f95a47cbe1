import type { Preset } from "./preset";
import { PROTOCOL_PRESETS } from "./protocols";
import { ROAD_PRESETS } from "./road";
import { SPECIFIED_PRESETS, SUITE_PRESETS } from "./specification";
import { OPENING_SCENARIO, TEMPLATES } from "./templates";

export type { Preset, PresetGroup } from "./preset";
export { OPENING_SCENARIO, PROTOCOL_PRESETS, ROAD_PRESETS, SPECIFIED_PRESETS, SUITE_PRESETS, TEMPLATES };

/** Every preset except the geometries of protocols, in the order of the gallery. */
export const PRESETS: readonly Preset[] = [...TEMPLATES, ...ROAD_PRESETS, ...SPECIFIED_PRESETS, ...SUITE_PRESETS];

/** The preset with an id, whichever group it belongs to. */
export function findPreset(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id) ?? PROTOCOL_PRESETS.find((preset) => preset.id === id);
}
