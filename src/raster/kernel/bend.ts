// Draws triangles through a lens that bends straight lines. Corners are projected; an edge is cut only if its bend would be visible, so
// most bodies are not cut at all. Whether and where an edge is cut depends on its two ends alone, whichever comes first, so that
// neighbouring triangles still fit together.
import { writeTriangle } from "./batch";
import { clipToCone, clipped } from "./cone";
import { depth as takenDepth, isFisheye, nearest, setLens, take, u as takenU, v as takenV } from "./lens";
import { height, width } from "./memory";
import { RECORD_BYTES, recordsEnd, setRecordsEnd } from "./record";
import { projectCorner, useProjected } from "./vertices";

/** How far a straight edge may be from its true curve, in pixels, and its inverse depth from the true one, as a share. */
const PIXELS_OFF: f64 = 0.2;
const DEPTH_OFF: f64 = 1.0 / 350.0;
/** Edges up to this length in pixels bend in one direction only, so testing their midpoint is enough. */
const MODEST: f64 = 64;
/** Maximum depth of subdivision: enough for an edge from the camera to the horizon. */
const DEEPEST: i32 = 16;
/** Twice the area in pixels of a back-facing triangle above which snapping its corners cannot flip it. */
const TURNED_AWAY: f64 = 1;
/** The most records that one triangle can become when it is clipped. */
const MOST_RECORDS: usize = 6;
/** Bytes of a triangle that the lens shows in part: three points of three f64, and the colour. */
const PART_BYTES: usize = 80;

// After the lens's settings, each f64: 96 the squared length of edges that are never cut, 104 the margin around the picture in which
// triangles are needed, 112 the slopes of the view's sides, 144 three rows of four that transform positions to the camera's frame.
let settings: usize = 0;
/** Corners: in the camera's frame (three f64), and in pixels with their depth (three f32); 0 if the lens cannot show them. */
let points: usize = 0;
let seen: usize = 0;
/** Number of corners of the mesh, of those that are in use, and for which there is room. */
let own: i32 = 0;
let used: i32 = 0;
let room: i32 = 0;
/** The last address for a record, and what is left for the host. */
let lastRecord: usize = 0;
let parts: usize = 0;
let partsEnd: usize = 0;
/** Whether there was no more room for something, and what: `FULL_CORNERS`, `FULL_RECORDS`, `FULL_PARTS`. */
let isFull: bool = false;
let full: i32 = 0;
const FULL_CORNERS: i32 = 1;
const FULL_RECORDS: i32 = 2;
const FULL_PARTS: i32 = 4;

let color: u32 = 0;
let id: i32 = 0;
let flags: i32 = 0;
let short: f64 = 0;
let around: f64 = 0;

/** Projects the corners of a mesh. There is room for `most` corners. */
export function bendCorners(
  settingsAt: usize,
  positions: usize,
  count: i32,
  pointsAt: usize,
  seenAt: usize,
  cornersAt: usize,
  most: i32,
): void {
  settings = settingsAt;
  setLens(settings);
  short = load<f64>(settings, 96);
  around = load<f64>(settings, 104);
  points = pointsAt;
  seen = seenAt;
  useProjected(seen, cornersAt);
  own = count;
  used = 0;
  room = most;
  const rows = settings + 144;
  for (let i = 0; i < count; i++) {
    const at = positions + usize(i) * 12;
    const x = f64(load<f32>(at));
    const y = f64(load<f32>(at, 4));
    const z = f64(load<f32>(at, 8));
    addCorner(
      load<f64>(rows) * x + load<f64>(rows, 8) * y + load<f64>(rows, 16) * z + load<f64>(rows, 24),
      load<f64>(rows, 32) * x + load<f64>(rows, 40) * y + load<f64>(rows, 48) * z + load<f64>(rows, 56),
      load<f64>(rows, 64) * x + load<f64>(rows, 72) * y + load<f64>(rows, 80) * z + load<f64>(rows, 88),
    );
  }
}

/**
 * Converts triangles, whose corners have been projected, to records while there is room.
 * @param partsAt where triangles go that the lens shows only in part, after those that are there already; up to `partsLimit`
 * @returns how many triangles are done; −1 − n if triangle n refers to a corner that does not exist
 */
export function bend(
  indices: usize,
  colors: usize,
  first: i32,
  count: i32,
  idOfAll: i32,
  flagsOfAll: i32,
  recordsLimit: usize,
  partsAt: usize,
  partsLimit: usize,
): i32 {
  lastRecord = recordsLimit - MOST_RECORDS * usize(RECORD_BYTES);
  parts = partsAt;
  partsEnd = partsLimit;
  id = idOfAll;
  flags = flagsOfAll;
  for (let t = first; t < count; t++) {
    const at = indices + usize(t) * 12;
    const a = load<u32>(at);
    const b = load<u32>(at, 4);
    const c = load<u32>(at, 8);
    if (a >= u32(own) || b >= u32(own) || c >= u32(own)) return -1 - t;
    color = load<u32>(colors + (usize(t) << 2));
    const start = recordsEnd();
    const partsBefore = parts;
    isFull = false;
    used = own;
    bendTriangle(a, b, c);
    if (!isFull) continue;
    // A triangle is done as a whole or not at all.
    setRecordsEnd(start);
    parts = partsBefore;
    return t;
  }
  return count;
}

/** What the last triangle that was not done found no room for: 1 for corners, 2 for records, 4 for parts. */
export function bendLacked(): i32 {
  return full;
}

function lack(what: i32): void {
  // What is lacking next is not known before there is room for this.
  if (!isFull) full = what;
  isFull = true;
}

/** Where the triangles end that the lens shows only in part. */
export function partsUpTo(): usize {
  return parts;
}

function bendTriangle(a: u32, b: u32, c: u32): void {
  if (depthOf(a) > 0 && depthOf(b) > 0 && depthOf(c) > 0) {
    const right = f64(width) + around;
    const bottom = f64(height) + around;
    const ua = across(a);
    const va = down(a);
    const ub = across(b);
    const vb = down(b);
    const uc = across(c);
    const vc = down(c);
    const left = -around;
    if ((ua < left && ub < left && uc < left) || (ua > right && ub > right && uc > right)) return;
    if ((va < left && vb < left && vc < left) || (va > bottom && vb > bottom && vc > bottom)) return;
    const within =
      min(ua, min(ub, uc)) >= left && max(ua, max(ub, uc)) <= right && min(va, min(vb, vc)) >= left && max(va, max(vb, vc)) <= bottom;
    if (within && isShort(ua - ub, va - vb) && isShort(ub - uc, vb - vc) && isShort(uc - ua, vc - va)) {
      if ((ub - ua) * (vc - va) - (vb - va) * (uc - ua) <= TURNED_AWAY) write(a, b, c);
      return;
    }
    if (within || isFisheye()) {
      cut(a, b, c, DEEPEST);
      return;
    }
  }
  // Parts far outside of the picture, where a pinhole's lens may bend lines without limit, are clipped first.
  if (isFisheye()) leave(a, b, c);
  else cutToView(a, b, c);
}

function isShort(du: f64, dv: f64): bool {
  return du * du + dv * dv <= short;
}

/** Clips a triangle to a pinhole's view. */
function cutToView(a: u32, b: u32, c: u32): void {
  const count = clipToCone(settings + 112, nearest(), points, a, b, c);
  const outline = clipped();
  const first = u32(used);
  for (let i = 0; i < count; i++) {
    const at = outline + usize(i) * 24;
    addCorner(load<f64>(at), load<f64>(at, 8), load<f64>(at, 16));
  }
  for (let i = 2; i < count; i++) cut(first, first + u32(i) - 1, first + u32(i), DEEPEST);
}

/** Writes a triangle, subdivided if its edges bend. */
function cut(a: u32, b: u32, c: u32, deep: i32): void {
  if (isFull) return;
  if (!(depthOf(a) > 0 && depthOf(b) > 0 && depthOf(c) > 0)) {
    leave(a, b, c);
    return;
  }
  if (isBeside(a, b, c)) return;
  const ab = deep > 0 && bends(a, b);
  const bc = deep > 0 && bends(b, c);
  const ca = deep > 0 && bends(c, a);
  const next = deep - 1;
  if (ab && bc && ca) {
    const x = middle(a, b);
    const y = middle(b, c);
    const z = middle(c, a);
    cut(a, x, z, next);
    cut(x, b, y, next);
    cut(z, y, c, next);
    cut(x, y, z, next);
  } else if (ab && bc) cutTwo(a, b, c, next);
  else if (bc && ca) cutTwo(b, c, a, next);
  else if (ca && ab) cutTwo(c, a, b, next);
  else if (ab) cutOne(a, b, c, next);
  else if (bc) cutOne(b, c, a, next);
  else if (ca) cutOne(c, a, b, next);
  else write(a, b, c);
}

/** Pieces of a triangle whose first edge bends. */
function cutOne(a: u32, b: u32, c: u32, deep: i32): void {
  const x = middle(a, b);
  cut(a, x, c, deep);
  cut(x, b, c, deep);
}

/** Pieces of a triangle whose first and second edges bend. */
function cutTwo(a: u32, b: u32, c: u32, deep: i32): void {
  const x = middle(a, b);
  const y = middle(b, c);
  cut(x, b, y, deep);
  cut(a, x, y, deep);
  cut(a, y, c, deep);
}

/** Whether a triangle is so far outside of the needed area that its edges would have to bend by more than their length to reach it. */
function isBeside(a: u32, b: u32, c: u32): bool {
  const least = min(across(a), min(across(b), across(c)));
  const most = max(across(a), max(across(b), across(c)));
  const highest = min(down(a), min(down(b), down(c)));
  const lowest = max(down(a), max(down(b), down(c)));
  const slack = max(most - least, lowest - highest);
  return (
    most < -around - slack || least > f64(width) + around + slack || lowest < -around - slack || highest > f64(height) + around + slack
  );
}

/** Whether the straight edge between two corners differs visibly from the true one. */
function bends(a: u32, b: u32): bool {
  const du = across(b) - across(a);
  const dv = down(b) - down(a);
  const square = du * du + dv * dv;
  if (square <= short) return false;
  if (square <= MODEST * MODEST) return isOff(a, b, 0.5, 0.5, 0.5);
  return isOff(a, b, 0.5, 0.5, 1) || isOff(a, b, 0.75, 0.25, 1) || isOff(a, b, 0.25, 0.75, 1);
}

/** Whether the point at given shares of an edge's ends, as it appears in the picture, is off the straight line between them. */
function isOff(a: u32, b: u32, ofA: f64, ofB: f64, tolerance: f64): bool {
  const wa = depthOf(a);
  const wb = depthOf(b);
  // Weighted by the other's depth: half-way in the picture, not in space.
  const fa = ofA * wb;
  const fb = ofB * wa;
  const sum = fa + fb;
  const pa = points + usize(a) * 24;
  const pb = points + usize(b) * 24;
  const isSeen = take(
    (load<f64>(pa) * fa + load<f64>(pb) * fb) / sum,
    (load<f64>(pa, 8) * fa + load<f64>(pb, 8) * fb) / sum,
    (load<f64>(pa, 16) * fa + load<f64>(pb, 16) * fb) / sum,
  );
  if (!isSeen) return true;
  const ua = across(a);
  const va = down(a);
  const du = across(b) - ua;
  const dv = down(b) - va;
  const length = du * du + dv * dv;
  const along = min(1.0, max(0.0, ((takenU - ua) * du + (takenV - va) * dv) / length));
  const offU = ua + along * du - takenU;
  const offV = va + along * dv - takenV;
  if (offU * offU + offV * offV > PIXELS_OFF * PIXELS_OFF * tolerance * tolerance) return true;
  const inverse = (1.0 - along) / wa + along / wb;
  return abs(inverse * takenDepth - 1.0) > DEPTH_OFF * tolerance;
}

/** Adds the point that appears half-way along an edge. Symmetric in its ends, so that both triangles of an edge get the same point. */
function middle(a: u32, b: u32): u32 {
  const wa = depthOf(a);
  const wb = depthOf(b);
  const sum = wa + wb;
  const pa = points + usize(a) * 24;
  const pb = points + usize(b) * 24;
  return addCorner(
    (load<f64>(pa) * wb + load<f64>(pb) * wa) / sum,
    (load<f64>(pa, 8) * wb + load<f64>(pb, 8) * wa) / sum,
    (load<f64>(pa, 16) * wb + load<f64>(pb, 16) * wa) / sum,
  );
}

function addCorner(x: f64, y: f64, z: f64): u32 {
  if (used == room) {
    lack(FULL_CORNERS);
    return 0;
  }
  const point = points + usize(used) * 24;
  store<f64>(point, x);
  store<f64>(point, y, 8);
  store<f64>(point, z, 16);
  const at = seen + usize(used) * 12;
  const isSeen = take(x, y, z);
  store<f32>(at, isSeen ? f32(takenU) : 0);
  store<f32>(at, isSeen ? f32(takenV) : 0, 4);
  store<f32>(at, isSeen ? f32(takenDepth) : 0, 8);
  projectCorner(used);
  return used++;
}

function write(a: u32, b: u32, c: u32): void {
  if (recordsEnd() > lastRecord) lack(FULL_RECORDS);
  else writeTriangle(a, b, c, color, id, flags);
}

/** Leaves a triangle to the host. */
function leave(a: u32, b: u32, c: u32): void {
  if (parts + PART_BYTES > partsEnd) {
    lack(FULL_PARTS);
    return;
  }
  memory.copy(parts, points + usize(a) * 24, 24);
  memory.copy(parts + 24, points + usize(b) * 24, 24);
  memory.copy(parts + 48, points + usize(c) * 24, 24);
  store<u32>(parts, color, 72);
  parts += PART_BYTES;
}

function across(corner: u32): f64 {
  return f64(load<f32>(seen + usize(corner) * 12));
}

function down(corner: u32): f64 {
  return f64(load<f32>(seen + usize(corner) * 12, 4));
}

/** 0 if the lens cannot show the corner. */
function depthOf(corner: u32): f64 {
  return f64(load<f32>(seen + usize(corner) * 12, 8));
}
