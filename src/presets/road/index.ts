import type { Preset } from "../preset";
import { JUNCTIONS } from "./junctions";
import { PLACES } from "./places";
import { STREETS } from "./streets";

/** Scenarios in metres, each seen by a camera. */
export const ROAD_PRESETS: readonly Preset[] = [...STREETS, ...JUNCTIONS, ...PLACES];
