// Clips triangles in the camera's frame to a pyramid whose tip is the camera.

/** Bytes of a corner: three f64. */
const CORNER: usize = 24;
let result: usize = memory.data(384, 16);
let spare: usize = memory.data(384, 16);

/** Where the corners of the clipped outline are, in order. */
export function clipped(): usize {
  return result;
}

/**
 * Clips a triangle. @param cone the slopes of the sides, each f64: left, right, top, bottom @param points three f64 per corner
 * @returns the number of corners left; 0 if it is outside, or closer than `near` metres
 */
export function clipToCone(cone: usize, near: f64, points: usize, a: u32, b: u32, c: u32): i32 {
  memory.copy(result, points + usize(a) * CORNER, CORNER);
  memory.copy(result + CORNER, points + usize(b) * CORNER, CORNER);
  memory.copy(result + 2 * CORNER, points + usize(c) * CORNER, CORNER);
  let count = keep(3, 0, 0, 1, -near);
  count = keep(count, 1, 0, -load<f64>(cone), 0);
  count = keep(count, -1, 0, load<f64>(cone, 8), 0);
  count = keep(count, 0, 1, -load<f64>(cone, 16), 0);
  return keep(count, 0, -1, load<f64>(cone, 24), 0);
}

/** Clips the outline to the half-space where a x + b y + c z + d ≥ 0. */
function keep(count: i32, a: f64, b: f64, c: f64, d: f64): i32 {
  const from = result;
  let to = spare;
  let kept = 0;
  for (let corner = 0; corner < count; corner++) {
    const here = from + usize(corner) * CORNER;
    const there = from + usize((corner + 1) % count) * CORNER;
    const inHere = valueAt(here, a, b, c, d);
    const inThere = valueAt(there, a, b, c, d);
    if (inHere >= 0) {
      memory.copy(to, here, CORNER);
      to += CORNER;
      kept++;
    }
    if (inHere >= 0 == inThere >= 0) continue;
    // Computed from the end inside, so that both triangles of an edge get the same point.
    const inner = inHere >= 0 ? here : there;
    const outer = inHere >= 0 ? there : here;
    const inside = inHere >= 0 ? inHere : inThere;
    const outside = inHere >= 0 ? inThere : inHere;
    const share = inside / (inside - outside);
    for (let axis: usize = 0; axis < CORNER; axis += 8) {
      const start = load<f64>(inner + axis);
      store<f64>(to + axis, start + (load<f64>(outer + axis) - start) * share);
    }
    to += CORNER;
    kept++;
  }
  result = spare;
  spare = from;
  return kept;
}

function valueAt(corner: usize, a: f64, b: f64, c: f64, d: f64): f64 {
  return a * load<f64>(corner) + b * load<f64>(corner, 8) + c * load<f64>(corner, 16) + d;
}
