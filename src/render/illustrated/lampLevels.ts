import type { ActorState, FrameState, OccluderState } from "@/core/scene";
import type { LampLevels } from "./lamps";
import { intensityOf } from "./light";
import { secondsOf } from "@/core/timeline";

const NO_LAMPS: LampLevels = { head: 0, tail: 0, brake: false, screen: 0, beam: 0, blinker: null };

/** Flashes of an indicator per second. */
const FLASHES = 1.5;

/** Drivers switch their lights on as it gets dark, wet or foggy. */
export function lampLevels(body: ActorState | OccluderState, { weather, frame, fps }: FrameState): LampLevels {
  if (body.kind === "occluder") return NO_LAMPS;
  const dark = Math.max(intensityOf(weather, "night"), 0.6 * intensityOf(weather, "dusk"));
  const step = (value: number) => Math.round(Math.min(1, value) * 64) / 64;
  if (body.type === "distracted_driver") return { ...NO_LAMPS, screen: step(dark) };
  const lit = Math.max(dark * 1.6, intensityOf(weather, "rainy"), intensityOf(weather, "fog"), intensityOf(weather, "snow"));
  // A bicycle has lamps, but neither a brake light nor indicators, and throws less light ahead.
  if (body.type === "cyclist") return { ...NO_LAMPS, head: step(lit), tail: step(lit * 0.8), beam: step(dark * 0.5) };
  if (body.type !== "vehicle") return NO_LAMPS;
  const burns = Math.floor(secondsOf(2 * FLASHES * (frame + body.trackId), fps)) % 2 === 0;
  return {
    head: step(lit),
    tail: step(lit * 0.8),
    brake: body.braking,
    screen: 0,
    beam: step(dark),
    blinker: burns ? blinkerOf(body) : null,
  };
}

/** Which of a vehicle's indicators are on, as its figure calls them: seen from the side, only those on that side are visible. */
function blinkerOf({ turning, facing }: ActorState): LampLevels["blinker"] {
  if (turning === null || facing === "front" || facing === "back") return turning;
  return turning === facing ? "near" : null;
}
