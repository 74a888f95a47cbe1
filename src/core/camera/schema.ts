import { z } from "zod";
import { toDegrees } from "../exact";
import { fromLens, widestAngle, type Lens } from "./lens";

/** Limits beyond which no real camera on a road lies. */
export const CAMERA_LIMITS = {
  /** Pixels. */
  focalLength: { min: 1, max: 1_000_000 },
  principalPoint: 100_000,
  distortion: 100,
  /** Metres from the origin, or from the centre of the actor that carries the camera. */
  place: 100_000,
  height: { min: 0.05, max: 1000 },
  /** Degrees in either direction. */
  angle: 360,
} as const;

const said = (input: unknown): string => (typeof input === "number" ? String(input) : (JSON.stringify(input) ?? "nothing"));
const number = (rule: string) => z.number({ error: ({ input }) => `${rule}, not ${said(input)}` });
const limited = (rule: string, min: number, max: number) =>
  number(rule)
    .min(min, { error: ({ input }) => `${rule}, not ${said(input)}` })
    .max(max, { error: ({ input }) => `${rule}, not ${said(input)}` });
const symmetric = (rule: string, most: number) => limited(rule, -most, most);

const { focalLength: focal } = CAMERA_LIMITS;
const focalLength = limited(`a focal length must be from ${focal.min} to ${focal.max} pixels`, focal.min, focal.max);
const principal = symmetric(
  `the principal point must be a number of pixels within ±${CAMERA_LIMITS.principalPoint}`,
  CAMERA_LIMITS.principalPoint,
);
const coefficient = symmetric(`a distortion coefficient must be a number within ±${CAMERA_LIMITS.distortion}`, CAMERA_LIMITS.distortion);
const intrinsics = { fx: focalLength, fy: focalLength, cx: principal, cy: principal };

/** A lens; see `lens.ts` for its formulas. */
export const lensSchema = z.discriminatedUnion("model", [
  z.strictObject({
    model: z.literal("pinhole"),
    ...intrinsics,
    /** k1, k2, p1, p2, k3. */
    distortion: z.tuple([coefficient, coefficient, coefficient, coefficient, coefficient]).readonly(),
  }),
  z.strictObject({
    model: z.literal("fisheye"),
    ...intrinsics,
    /** k1 to k4. */
    distortion: z.tuple([coefficient, coefficient, coefficient, coefficient]).readonly(),
  }),
]);

const place = symmetric(`a camera's place must be a number of metres within ±${CAMERA_LIMITS.place}`, CAMERA_LIMITS.place);
const angle = symmetric(`a camera's angle must be a number of degrees within ±${CAMERA_LIMITS.angle}`, CAMERA_LIMITS.angle);

/** How a camera is mounted; see `Mount`. */
export const mountSchema = z.strictObject({
  x: place,
  y: place,
  z: limited(
    `a camera must be ${CAMERA_LIMITS.height.min} to ${CAMERA_LIMITS.height.max} m above the ground`,
    CAMERA_LIMITS.height.min,
    CAMERA_LIMITS.height.max,
  ),
  yaw: angle,
  pitch: angle,
  roll: angle,
});

/** Number of positions on each edge of the picture at which a lens is tested. */
const TRIES = 16;

/** Why a lens cannot fill a picture of this size, in one sentence that says how to correct it; null if it can. */
export function lensFault(lens: Lens, { width, height }: { readonly width: number; readonly height: number }): string | null {
  const inside = lens.cx > 0 && lens.cx < width && lens.cy > 0 && lens.cy < height;
  if (!inside) return `the principal point (${lens.cx}, ${lens.cy}) is outside the picture of ${width} × ${height}; put cx and cy inside`;
  for (let step = 0; step <= TRIES; step++) {
    const [across, down] = [(width * step) / TRIES, (height * step) / TRIES];
    const places = [
      { u: across, v: 0 },
      { u: across, v: height },
      { u: 0, v: down },
      { u: width, v: down },
    ];
    if (places.some((at) => fromLens(lens, at) === null))
      return (
        `the lens shows nothing beyond ${toDegrees(widestAngle(lens)).toFixed(1)}° from its axis, which is inside the picture; ` +
        "make the focal length longer or the distortion weaker"
      );
  }
  return null;
}
