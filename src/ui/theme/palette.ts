import type { ActorType, Condition } from "@/core/document";

/** The colours of one scheme: the only place where they are defined. CSS reads them as `--name`, canvases as values. */
type Palette = {
  /** Bars and panels. */
  panel: string;
  bar: string;
  /** Behind the picture. */
  field: string;
  /** Lanes, wells, and what is below a panel. */
  sunken: string;
  control: string;
  hover: string;
  hairline: string;
  border: string;
  strong: string;
  text: string;
  dim: string;
  accent: string;
  accentText: string;
  accentSoft: string;
  danger: string;
  warning: string;
  success: string;
};

export type Scheme = "light" | "dark";

export const PALETTES: Record<Scheme, Palette> = {
  light: {
    panel: "#fbfbfd",
    bar: "#f5f6f9",
    field: "#d3d8e0",
    sunken: "#eceff3",
    control: "#ffffff",
    hover: "#e9ecf1",
    hairline: "#dfe3ea",
    border: "#c6ccd7",
    strong: "#12151b",
    text: "#272c36",
    dim: "#596273",
    accent: "#4f52d3",
    accentText: "#4144bf",
    accentSoft: "#e6e7fb",
    danger: "#c4302b",
    warning: "#9a5b00",
    success: "#0a7a52",
  },
  dark: {
    panel: "#1a1d23",
    bar: "#1f232a",
    field: "#0c0e11",
    sunken: "#14161b",
    control: "#272b34",
    hover: "#2b303a",
    hairline: "#2c313b",
    border: "#3d4451",
    strong: "#f2f4f8",
    text: "#d5dae3",
    dim: "#98a1b0",
    accent: "#6a6ef0",
    accentText: "#a3a6ff",
    accentSoft: "#2b2d55",
    danger: "#ff7b72",
    warning: "#f0b429",
    success: "#3ccb96",
  },
};

/** One colour for each type of actor, everywhere; distinguishable also without seeing red or green, and never the only distinction. */
export const ACTOR_COLORS: Record<Scheme, Record<ActorType | "occluder", string>> = {
  light: {
    pedestrian: "#0a8560",
    cyclist: "#d4500f",
    vehicle: "#1a77cc",
    distracted_driver: "#96670a",
    occluder: "#6b7587",
  },
  dark: {
    pedestrian: "#35c793",
    cyclist: "#ff8f5e",
    vehicle: "#56aef5",
    distracted_driver: "#eec03f",
    occluder: "#939eb0",
  },
};

/**
 * The outcome of a detection: found (TP), reported without cause (FP), missed (FN). A test verifies that everybody can distinguish them.
 */
export const OUTCOME_COLORS: Record<Scheme, Record<"TP" | "FP" | "FN", string>> = {
  light: { TP: "#1483c4", FP: "#b85c00", FN: "#6b0f5c" },
  dark: { TP: "#3b8ff0", FP: "#f9ce1f", FN: "#f65570" },
};

export const WEATHER_COLORS: Record<Scheme, Record<Condition, string>> = {
  light: {
    sunny: "#a87400",
    cloudy: "#66758a",
    rainy: "#2a74b5",
    night: "#5255b8",
    fog: "#7d8794",
    snow: "#2f8099",
    low_sun: "#b35a00",
    dusk: "#9a4f86",
  },
  dark: {
    sunny: "#f3c64b",
    cloudy: "#a2b0c4",
    rainy: "#66a9e6",
    night: "#9699f2",
    fog: "#bcc6d2",
    snow: "#9adcf0",
    low_sun: "#ffab5e",
    dusk: "#dd93c8",
  },
};
