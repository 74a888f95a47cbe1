import { LIMITS } from "./constants";
import { PARAMETER_LIMITS } from "./parameters";

/** The lists of a scenario: the words for one entry and for several, and how many there may be. */
export const LISTS = {
  actors: { noun: "actor", plural: "actors", most: LIMITS.actors },
  occluders: { noun: "occluder", plural: "occluders", most: LIMITS.actors },
  generators: { noun: "generator", plural: "generators", most: LIMITS.actors },
  weather: { noun: "weather keyframe", plural: "weather keyframes", most: LIMITS.keyframes },
  light: { noun: "light keyframe", plural: "light keyframes", most: LIMITS.keyframes },
  markers: { noun: "marker", plural: "markers", most: LIMITS.keyframes },
  ignoreRegions: { noun: "region to ignore", plural: "regions to ignore", most: LIMITS.ignoreRegions },
  parameters: { noun: "parameter", plural: "parameters", most: PARAMETER_LIMITS.count },
} as const;

export type ListKey = keyof typeof LISTS;

/** Whether a key of a scenario is one of its lists. */
export const isListKey = (key: string): key is ListKey => Object.hasOwn(LISTS, key);
