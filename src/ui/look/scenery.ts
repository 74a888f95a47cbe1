import { SIGNAL_PHASES, type SceneryGroup, type SignalAspect, type SignalPhase } from "@/core/world/scenery";

/** What groups of scenery are called. */
export const GROUP_LABELS: Readonly<Record<SceneryGroup, string>> = {
  buildings: "Buildings",
  trees: "Trees",
  boundaries: "Hedges and fences",
  furniture: "Street furniture",
  lamps: "Street lamps",
  signs: "Signs",
  signals: "Traffic lights",
  parked_vehicles: "Parked vehicles",
  background: "Background",
};

export const PHASES = SIGNAL_PHASES;

/** What phases of traffic lights are called. */
export const PHASE_LABELS: Readonly<Record<SignalPhase, string>> = {
  main: "Green for the main road",
  side: "Green for the side roads",
  red: "Red for everyone",
  flashing: "Flashing amber",
};

/** Colours of lights in the timeline; a letter or a pattern accompanies them. */
export const ASPECT_COLORS: Readonly<Record<SignalAspect, string>> = {
  red: "#c8403a",
  red_amber: "#d9772e",
  amber: "#d9a22e",
  green: "#2f9e6a",
  dark: "#5b6472",
};
