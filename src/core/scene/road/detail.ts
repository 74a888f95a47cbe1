import type { BodyKind, BodyLook } from "../../bodies";
import type { Camera } from "../../camera";
import type { Solid } from "../frameStateTypes";

/*
 * Levels of detail of what stands on the road. A level depends on the frame's own state alone, and is the same for picture and truth.
 */

/** Below this height in pixels, a body's round parts have fewer sides. */
const DETAILS = [
  { below: 48, detail: 0.35 },
  { below: 140, detail: 0.6 },
] as const;

/** Level of detail of a body at its distance, as a share of its sides. */
export function detailOf(
  { lens, pose }: Pick<Camera, "lens" | "pose">,
  { x, y, z, dimensions }: Pick<Solid, "x" | "y" | "z" | "dimensions">,
): number {
  const [dx, dy, dz] = [x - pose.position.x, y - pose.position.y, z - pose.position.z];
  const pixels = (lens.fy * dimensions.height) / Math.sqrt(dx * dx + dy * dy + dz * dz);
  return DETAILS.find(({ below }) => pixels < below)?.detail ?? 1;
}

/** Up to this detail, movements have fewer phases. */
const FAR = DETAILS[0].detail;
/** Number of phases there: feet move by at most two pixels while they stand. */
const FAR_PHASES = 16;
/** Bodies of which only wheels turn, which there are plain and a few pixels large. */
const ONLY_WHEELS: readonly BodyKind[] = ["e_scooter", "motorcyclist", "car", "van", "truck", "bus"];

/** How a body is built at a level of detail: far away, one body is enough for several phases of its movement. */
export function lookAtDetail(kind: BodyKind, look: Omit<BodyLook, "detail">, detail: number): BodyLook {
  const { phase } = look;
  if (detail > FAR || phase === null) return { ...look, detail };
  if (ONLY_WHEELS.includes(kind)) return { ...look, detail, phase: 0, steer: 0 };
  return { ...look, detail, phase: Math.floor(phase * FAR_PHASES + ROUNDING) / FAR_PHASES };
}

/** Phases are fractions such as 3/48, which are not exact. */
const ROUNDING = 1e-9;
