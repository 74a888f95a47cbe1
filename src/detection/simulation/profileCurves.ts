import { CONDITIONS, type Condition } from "@/core/document/constants";
import type { SensorProfile } from "./profile";
import { boxErrorGrowth, detectionFactors, expectedConfidence } from "./sensorModel";

/** The x axis of a profile's curves: the root of the box's area in pixels, or a ratio. */
export const CURVE_AXES = ["size", "visibility", "intensity"] as const;
export type CurveAxis = (typeof CURVE_AXES)[number];

/** Circumstances that stay fixed while a curve varies one of them. */
export type CurveView = { sizePx: number; visibility: number; intensity: number };

/** A sensor's behaviour in one weather, over the values of `x`. */
export type ProfileCurve = {
  condition: Condition;
  /** Probability that an object is not reported. */
  miss: number[];
  /** Mean of the reported confidence before clamping. */
  confidence: number[];
  /** Standard deviation of the box's position, as a share of its width and height. */
  boxError: number[];
};

const STEPS = 60;
/** Far enough for every ramp of the named profiles, in pixels. */
const LARGEST_PX = 160;

/** Curves of a profile, one for each weather, for the profile editor. `x` is 0..160 px or 0..1. */
export function profileCurves(profile: SensorProfile, axis: CurveAxis, view: CurveView): { x: number[]; curves: ProfileCurve[] } {
  const end = axis === "size" ? LARGEST_PX : 1;
  const x = Array.from({ length: STEPS + 1 }, (_, step) => (step / STEPS) * end);
  const curves = CONDITIONS.map((condition) => {
    const factors = x.map((value) => {
      const intensity = axis === "intensity" ? value : view.intensity;
      return detectionFactors(profile, {
        sizePx: axis === "size" ? value : view.sizePx,
        visibility: axis === "visibility" ? value : view.visibility,
        weather: [{ condition, intensity }],
      });
    });
    return {
      condition,
      miss: factors.map(({ probability }) => 1 - probability),
      confidence: factors.map(({ quality }) => expectedConfidence(profile, quality)),
      boxError: factors.map(({ quality }) => profile.box.position * boxErrorGrowth(profile, quality)),
    };
  });
  return { x, curves };
}
