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
