import type { Actor } from "../document/schema";

/** The frames of an actor's whole motion, including what is trimmed off; half-open. */
export type MotionSpan = { readonly startFrame: number; readonly endFrame: number };

/** When an actor's motion begins and ends. It appears and disappears within that range: at the same frames, unless it is trimmed. */
export function motionSpan({
  startFrame,
  endFrame,
  trajectory: { trim },
}: Pick<Actor, "startFrame" | "endFrame" | "trajectory">): MotionSpan {
  return { startFrame: startFrame - (trim?.start ?? 0), endFrame: endFrame + (trim?.end ?? 0) };
}
