import type { Mover } from "../../world";

/** The time span of an actor, in seconds after the scenario's first frame, and its footprint over time. */
export type Passage = { readonly from: number; readonly to: number; readonly at: (seconds: number) => Mover };
