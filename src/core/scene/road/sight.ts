import type { Extent, Raster } from "@/raster";
import { FLICKER_DRAWN_ABOVE } from "../flicker";
import type { ActorState, Box, FrameState, IgnoredState, OccluderState, RoadView } from "../frameStateTypes";
import { meetsFrame } from "../projection";
import { foundAs, isLargeEnough } from "../ignored";
import { idOfScenery, idsOfBodies, isDrawn } from "./drawRoad";
import { instancesWith, pixelsInFrame } from "./instances";
import { aroundLooseBox, looseBox } from "./solidBox";
import { keypointsOnRoad } from "./keypoints";

/*
 * What is seen of the bodies of a frame, counted from the ids of its pixels. Counting is separate from placing, so that a thread that
 * draws the frame can count as well, and another one can write the ground truth.
 */

/** What is seen of a body: these fields of its state are only known once its pixels have been counted. */
type Sight = Pick<ActorState, "box" | "groundY"> &
  Partial<Pick<ActorState, "pixels" | "visibility" | "truncation" | "visibleBox" | "occludedBy" | "confidence" | "keypoints">>;

/** What is seen in a placed frame. Plain data, suitable for `postMessage`. */
export type Sights = {
  /** Of each body; null if it is not in the picture. */
  readonly bodies: readonly (Sight | null)[];
  /** What is not labelled, although a detector may find it. */
  readonly ignored: readonly IgnoredState[];
};

/** Boxes of the picture outside of which there is nothing to be counted: around bodies, and around scenery that may be found. */
export function countedBoxes({ bodies }: Pick<FrameState, "bodies">, { camera, scenery = [] }: RoadView): Box[] {
  const boxes = bodies.map(({ box }) => box);
  for (const { item } of scenery) {
    const box = foundAs(item.kind) === undefined ? null : looseBox(camera, item);
    if (box) boxes.push(box);
  }
  return boxes.map(aroundLooseBox);
}

/**
 * Counts what is seen of the bodies of a placed frame, and of scenery that may be found.
 * @param raster contains the ids of the frame
 * @param regions where, if not everywhere: they hold all `countedBoxes`, have even sides and do not overlap
 */
export function sightsOf(placed: FrameState, view: RoadView, raster: Raster, regions?: readonly Box[]): Sights {
  const ids = idsOfBodies(placed, view);
  const seen = raster.seen(regions);
  const sights = placed.bodies.map((body, index) => (isDrawn(body) ? sightOf(body, index, placed, ids, raster, seen) : null));
  placed.bodies.forEach((body, index) => addKeypoints(sights[index] ?? null, body, ids[index] ?? 0, view, raster));
  // Actors hidden by random occlusion are measured as if they were drawn; then the factor is applied.
  placed.bodies.forEach((body, index) => {
    if (isDrawn(body)) return;
    const shown = instancesWith(placed, view, index);
    sights[index] = sightOf(body, index, placed, ids, shown, shown.seen());
    addKeypoints(sights[index] ?? null, body, null, view, shown);
  });
  return { bodies: sights, ignored: ignoredOnRoad(placed, view, ids, seen) };
}

/** A placed frame with what is seen of its bodies; those outside the picture are left out. Changes the bodies of the placed frame. */
export function withSights(placed: FrameState, sights: Sights): FrameState {
  const bodies = placed.bodies.filter((body, index) => {
    const sight = sights.bodies[index];
    if (sight) Object.assign(body, sight);
    return Boolean(sight);
  });
  return { ...placed, bodies, ...(sights.ignored.length > 0 && { ignored: [...sights.ignored] }) };
}

function sightOf(
  body: ActorState | OccluderState,
  index: number,
  { bodies, width, height }: FrameState,
  ids: readonly number[],
  raster: Raster,
  extents: ReadonlyMap<number, Extent>,
): Sight | null {
  const id = ids[index] ?? 0;
  const silhouette = raster.silhouette(id);
  const seen = extents.get(id) ?? { pixels: 0, box: null };
  const { box, pixels: whole, nearest } = silhouette;
  if (!box || !meetsFrame(box, width, height)) return null;
  const groundY = box.y + box.height;
  if (body.kind === "occluder") return { box, groundY };
  const visibility = (seen.pixels / whole) * body.flicker;
  return {
    box,
    groundY,
    pixels: { whole, seen: seen.pixels },
    visibility,
    truncation: 1 - pixelsInFrame(silhouette) / whole,
    visibleBox: body.flicker > FLICKER_DRAWN_ABOVE ? seen.box : null,
    // In the order of the list, so that the nearest comes last.
    occludedBy: bodies.flatMap((other, place) => (place !== index && nearest.has(ids[place] ?? 0) ? [nameOf(other)] : [])),
    confidence: body.confidence * visibility,
  };
}

/** Scenery, occluders and actors that only hide others, as far as a detector may find them. */
function ignoredOnRoad(
  { bodies }: FrameState,
  { scenery = [] }: RoadView,
  ids: readonly number[],
  seen: ReadonlyMap<number, Extent>,
): IgnoredState[] {
  const ignored: IgnoredState[] = [];
  const add = (key: string, kind: string, type: IgnoredState["type"] | undefined, id: number) => {
    const box = type === undefined ? null : (seen.get(id)?.box ?? null);
    if (type !== undefined && box && isLargeEnough(box)) ignored.push({ key, kind, type, box });
  };
  scenery.forEach(({ item }, index) => add(`scenery ${item.id}`, item.kind, foundAs(item.kind), idOfScenery(index)));
  bodies.forEach((body, index) => {
    const id = ids[index] ?? 0;
    if (body.kind === "occluder") add(body.id, body.occluderKind, foundAs(body.occluderKind), id);
    else if (body.onlyOccludes === true) add(body.id, body.type, body.type, id);
  });
  return ignored;
}

/** @param id of the body in the raster; null if it is not drawn */
function addKeypoints(
  sight: Sight | null,
  body: ActorState | OccluderState,
  id: number | null,
  { camera }: RoadView,
  raster: Raster,
): void {
  const keypoints = sight && body.kind === "actor" && body.solid ? keypointsOnRoad(camera, body.solid, raster, id) : null;
  if (sight && keypoints) sight.keypoints = keypoints;
}

const nameOf = (body: ActorState | OccluderState): number | string =>
  body.kind === "actor" && body.onlyOccludes !== true ? body.trackId : body.id;
