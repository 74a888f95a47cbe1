/** A forward-facing body seen by a camera, turned towards it or away from it by an angle on the ground. */
export type View = {
  /** The horizontal position of a point: `forward` of the body's centre, and `near` on the camera's side of it in a side view. */
  across: (forward: number, near: number) => number;
  /** Half the breadth of an upright oval; `depth` and `breadth` are half its extent along and across the body. */
  half: (depth: number, breadth: number) => number;
  cos: number;
  sin: number;
  end: "front" | "back";
};

/** Beyond this angle, both shoulders and both hips can be seen; up to it, the trunk hides the far ones. */
const BOTH_SIDES_SHOW = Math.PI / 9;

/** Which sides of the trunk can be seen: the near one, and the far one of a body that is turned far enough. */
export const sidesOfTrunk = ({ sin }: View): readonly (-1 | 1)[] => (sin > Math.sin(BOTH_SIDES_SHOW) ? [-1, 1] : [1]);

/**
 * Nose, eyes and ears on a round head: where they are across it, in shares of its radius, and whether the head itself hides them. An ear
 * stands off: it shows as long as it is not far behind the head's edge.
 */
export function faceOn({ across, cos, sin, end }: View): {
  nose: FaceSpot;
  eyes: Record<1 | -1, FaceSpot>;
  ears: Record<1 | -1, FaceSpot>;
} {
  const spot = (degrees: number, least: number): FaceSpot => {
    const [forward, near] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    return { x: across(forward, near), hidden: near * cos + (end === "front" ? forward : -forward) * sin <= least };
  };
  return {
    nose: { x: cos, hidden: end === "back" && cos <= 0.85 },
    eyes: { 1: spot(22, 0), [-1]: spot(-22, 0) },
    ears: { 1: spot(95, -0.2), [-1]: spot(-95, -0.2) },
  };
}

type FaceSpot = { x: number; hidden: boolean };

/** The view of a body that moves to the right and, by `angle` (0 to π/2), towards the camera (`front`) or away from it (`back`). */
export function viewFrom(end: "front" | "back", angle: number): View {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // For an approaching body, the near side is on the left; for a departing one, on the right.
  const side = end === "front" ? -sin : sin;
  return {
    across: (forward, near) => forward * cos + near * side,
    half: (depth, breadth) => Math.hypot(depth * cos, breadth * sin),
    cos,
    sin,
    end,
  };
}
