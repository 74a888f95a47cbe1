import type { Mover } from "../../world";

/** When an actor is there, in seconds after the scenario's first frame, and where. */
export type Passage = { readonly from: number; readonly to: number; readonly at: (seconds: number) => Mover };
