import type { Rgb } from "../document/constants";

/** A body's appearance at a moment. */
export type BodyLook = {
  /** Share of its cycle of movement, from 0 to 1: of two steps, or of turning pedals or wheels; null if at rest. */
  readonly phase: number | null;
  /** The dominant colour of clothes or paint; null for the kind's own. */
  readonly color: Rgb | null;
  /** How many of their sides round parts have, as a share; 1 close to the camera. */
  readonly detail: number;
  /** Whose clothes, build or body style it has: a whole number, such as a track id; if omitted, the kind's plainest. */
  readonly variant?: number;
  /** Whether a person on foot runs. */
  readonly runs?: boolean;
  /** Whether a person on foot holds an open umbrella. */
  readonly umbrella?: boolean;
  /** Degrees by which the front wheels point to the left. */
  readonly steer?: number;
  /** Degrees by which a two-wheeler leans to the left. */
  readonly lean?: number;
  /** The side on which passengers get into a bus; the right if omitted. */
  readonly kerb?: "left";
  /** Lamps that are lit. */
  readonly lamps?: Lamps;
};

/** Lamps of a vehicle that show what its driver does. */
export type Lamps = { readonly brake: boolean; readonly left: boolean; readonly right: boolean };

export const NO_LAMPS: Lamps = { brake: false, left: false, right: false };

/** Equal for looks with the same triangles and colours. */
export function lookKey(look: BodyLook): string {
  const { phase, color, detail, variant, runs, umbrella, steer = 0, lean = 0, kerb = "right", lamps } = look;
  const lit = lamps ? Number(lamps.brake) + 2 * Number(lamps.left) + 4 * Number(lamps.right) : 0;
  return `${phase} ${color?.join(" ")} ${detail} ${variant} ${runs === true} ${umbrella === true} ${steer} ${lean} ${kerb} ${lit}`;
}
