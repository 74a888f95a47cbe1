/** A body that faces forward, seen by a camera that it is turned towards, or away from, by an angle on the ground. */
export type View = {
  /**
   * Where a point lies across the picture: `forward` of the body's middle, and `near` on the camera's side of it in a view from the side.
   */
  across: (forward: number, near: number) => number;
  /** Half the breadth of an upright oval, `depth` and `breadth` half its extent along and across the body. */
  half: (depth: number, breadth: number) => number;
  cos: number;
  sin: number;
  end: "front" | "back";
};

/** The view of who moves to the right and, by `angle` (0 to π/2), towards the camera (`front`) or away from it (`back`). */
export function viewFrom(end: "front" | "back", angle: number): View {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // Of who comes, the near side is at the left; of who goes, at the right.
  const side = end === "front" ? -sin : sin;
  return {
    across: (forward, near) => forward * cos + near * side,
    half: (depth, breadth) => Math.hypot(depth * cos, breadth * sin),
    cos,
    sin,
    end,
  };
}
