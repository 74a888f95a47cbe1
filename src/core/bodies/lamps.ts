import { SURFACE } from "@/raster";
import type { Color } from "./builder";
import { TAIL_LAMP } from "./colors";
import type { BodyLook } from "./look";

/** Indicators that are off, and on; a brake lamp that is on. */
const AMBER: Color = [176, 108, 48];
const AMBER_LIT: Color = [255, 176, 32, SURFACE.signal];
const BRAKE_LIT: Color = [255, 60, 48, SURFACE.signal];

/** The colour of a lamp: an indicator's or the brakes'. */
export function lampColor({ lamps }: BodyLook, lamp: "brake" | "left" | "right"): Color {
  const isLit = lamps?.[lamp] === true;
  if (lamp === "brake") return isLit ? BRAKE_LIT : TAIL_LAMP;
  return isLit ? AMBER_LIT : AMBER;
}
