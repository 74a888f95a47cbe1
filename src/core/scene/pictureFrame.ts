import { driverAt, drowsinessAt } from "../driver";
import type { Joint } from "../bodies";
import type { Size } from "../document/constants";
import type { Actor, Occluder, Scenario } from "../document/schema";
import { PURPOSE, hashInteger } from "../random";
import { motionSpan, speedAt } from "../timeline";
import { conditionsAt } from "../weather";
import { stillAt } from "./backgroundStills";
import { brakingAt } from "./braking";
import { facingOf, turnedBy } from "./facing";
import { FLICKER_DRAWN_ABOVE, flickerAt } from "./flicker";
import { trafficOf } from "../document/defaults";
import { figureFor, phaseOf, type Figure } from "./figures";
import { RECTANGLE } from "./figures/figure";
import type { ActorState, Box, FrameState, OccluderState } from "./frameStateTypes";
import { keypointsIn, type Keypoints } from "./keypoints";
import { scenePose } from "./perspective";
import { ignoredInPicture } from "./pictureIgnored";
import { pictureMask } from "./pictureSilhouette";
import { boxesMeet, intersectBoxes, meetsFrame, projectBox } from "./projection";
import { silhouetteMask, type Extent, type SilhouetteMask } from "./silhouetteMask";
import { turningAt } from "./turning";
import { covers, sightOf, visibleMask, type Silhouette } from "./visibility";

/** The frame state of the picture world. */
export function pictureFrame(scenario: Scenario, frame: number): FrameState {
  const state = placedPictureFrame(scenario, frame);
  const { bodies } = state;
  const silhouettes = bodies.map((body) => silhouetteOf(body, state));
  bodies.forEach((body, index) => {
    if (body.kind === "actor") measureVisibility(body, index, bodies, silhouettes, state);
  });
  const drawn = bodies.flatMap((body, index) => {
    const silhouette = silhouettes[index];
    const isDrawn = body.kind === "occluder" || body.flicker > FLICKER_DRAWN_ABOVE;
    return silhouette && isDrawn ? [{ body, silhouette, inFront: drawnInFront(index, bodies, silhouettes) }] : [];
  });
  const ignored = ignoredInPicture(state, drawn);
  return ignored.length === 0 ? state : { ...state, ignored };
}

/** The frame of the picture world as it is drawn. */
export function placedPictureFrame(scenario: Scenario, frame: number): FrameState {
  const { width, height, fps } = scenario.video;
  const standing: { body: ActorState | OccluderState; nearness: number }[] = [];
  const place = (body: ActorState | OccluderState, depth = 0) => {
    if (meetsFrame(body.box, width, height)) standing.push({ body, nearness: body.groundY + depth });
  };
  for (const actor of scenario.actors) {
    if (actor.hidden || frame < actor.startFrame || frame >= actor.endFrame) continue;
    place(actorState(scenario, actor, frame), actor.depth);
  }
  for (const occluder of scenario.occluders) {
    if (!occluder.hidden) place(occluderState(occluder), occluder.depth);
  }
  // Array sorting is stable: of two on one ground line, the later in the document stands in front.
  const bodies = standing.sort((a, b) => a.nearness - b.nearness).map(({ body }) => body);

  return {
    frame,
    width,
    height,
    fps,
    seed: scenario.seed,
    style: scenario.style,
    scene: sceneAt(scenario.scene, frame),
    ...(scenario.sensor === undefined ? {} : { sensor: scenario.sensor }),
    weather: conditionsAt(scenario, frame),
    ...silhouettesIn(bodies, scenario),
    bodies,
  };
}

/** The scene with the background of a frame: the last still that has begun. */
function sceneAt({ backgroundStills, ...scene }: Scenario["scene"], frame: number): FrameState["scene"] {
  const still = backgroundStills && stillAt(backgroundStills, frame);
  return still ? { ...scene, backgroundAsset: still.asset } : scene;
}

/** The silhouettes of the pictures that actors show. */
function silhouettesIn(bodies: FrameState["bodies"], { assets }: Pick<Scenario, "assets">): Pick<FrameState, "silhouettes"> {
  let silhouettes: FrameState["silhouettes"];
  for (const body of bodies) {
    const sprite = body.kind === "actor" ? body.appearance.spriteAsset : undefined;
    const silhouette = sprite === undefined ? undefined : assets[sprite]?.silhouette;
    if (sprite !== undefined && silhouette) silhouettes = { ...silhouettes, [sprite]: silhouette };
  }
  return silhouettes ? { silhouettes } : {};
}

/** Fills in what can be seen of one actor. */
function measureVisibility(
  actor: ActorState,
  index: number,
  bodies: FrameState["bodies"],
  silhouettes: readonly Silhouette[],
  state: FrameState,
): void {
  const { width, height } = state;
  const silhouette = silhouettes[index];
  if (!silhouette) return;
  const inFront = drawnInFront(index, bodies, silhouettes);
  const sight = sightOf(silhouette, inFront, width, height);
  const drawn = actor.flicker > FLICKER_DRAWN_ABOVE;
  actor.visibility = sight.whole > 0 ? (sight.seen / sight.whole) * actor.flicker : 0;
  actor.truncation = sight.whole > 0 ? 1 - sight.inFrame / sight.whole : 0;
  actor.visibleBox = drawn ? sight.visibleBox : null;
  actor.occludedBy = sight.occludedBy;
  actor.confidence *= actor.visibility;
  const keypoints = keypointsOf(actor, silhouette, drawn ? inFront : null, state);
  if (keypoints) actor.keypoints = keypoints;
}

/** The keypoints of an actor. @param inFront what is drawn in front of it; null if random occlusion hides the actor itself */
function keypointsOf(
  actor: ActorState,
  silhouette: Silhouette,
  inFront: readonly Silhouette[] | null,
  state: FrameState,
): Keypoints | null {
  if (actor.appearance.spriteAsset !== undefined) return null;
  const { joints } = figureOfBody(actor, state);
  if (joints.length === 0) return null;
  const { box } = actor;
  const placeOf = (name: Joint) => {
    const joint = joints.find((each) => each.name === name);
    return joint ? { x: box.x + joint.x * box.width, y: box.y + joint.y * box.height, hidden: joint.hidden === true } : null;
  };
  const isOwn = (column: number, row: number) =>
    inFront !== null && covers(silhouette, column, row) && !inFront.some((other) => covers(other, column, row));
  return keypointsIn(state, placeOf, isOwn);
}

/** What is drawn after a body and meets its box. */
function drawnInFront(index: number, bodies: FrameState["bodies"], silhouettes: readonly Silhouette[]): Silhouette[] {
  const behind = silhouettes[index];
  const inFront: Silhouette[] = [];
  for (let other = index + 1; other < bodies.length; other++) {
    const body = bodies[other];
    const silhouette = silhouettes[other];
    if (!behind || !body || !silhouette || !boxesMeet(behind.box, body.box)) continue;
    if (body.kind === "occluder" || body.flicker > FLICKER_DRAWN_ABOVE) inFront.push(silhouette);
  }
  return inFront;
}

/**
 * The seen pixels of an actor at this frame, as a mask of its box, or of the part in the picture of a large one;
 * null for a track that is not in the picture.
 */
export function pictureVisibleMask(state: FrameState, trackId: number): { box: Box; mask: SilhouetteMask } | null {
  const index = state.bodies.findIndex((body) => body.kind === "actor" && body.trackId === trackId);
  const body = state.bodies[index];
  if (!body) return null;
  const silhouettes = state.bodies.map((other) => silhouetteOf(other, state));
  const silhouette = silhouettes[index];
  if (!silhouette) return null;
  const inFront = drawnInFront(index, state.bodies, silhouettes);
  return { box: silhouette.box, mask: visibleMask(silhouette, inFront, state.width, state.height) };
}

/** A body of a picture, with the pixels it would cover if nothing hid them. */
export type PaintedBody = { body: ActorState | OccluderState; box: Box; mask: SilhouetteMask; isDrawn: boolean };

/** The bodies of a frame from back to front; random occlusion leaves some undrawn. */
export function paintedBodies(state: FrameState): PaintedBody[] {
  return state.bodies.map((body) => {
    const { box, mask } = silhouetteOf(body, state);
    return { body, box, mask: mask(), isDrawn: body.kind === "occluder" || body.flicker > FLICKER_DRAWN_ABOVE };
  });
}

/** The figure that is drawn for a body; its silhouette is what visibility is counted from. */
export function figureOfBody(body: ActorState | OccluderState, { style, scene }: Pick<FrameState, "style" | "scene">): Figure {
  const traffic = trafficOf(scene);
  return body.kind === "actor"
    ? figureFor({
        style,
        subject: body.type,
        model: body.appearance.model,
        facing: body.facing,
        phase: body.phase,
        natural: body.natural === true,
        turn: body.turn ?? 0,
        ...(body.driver && { driver: body.driver }),
        traffic,
      })
    : figureFor({ style, subject: body.occluderKind, model: body.occluderKind, facing: "right", phase: 0, natural: true, traffic });
}

/**
 * What counts of a body. Of one with more pixels than the frame, only what is in the picture is rasterised, and its whole
 * extent counted on a coarser grid: no body costs more than a frame, however large it was imported.
 */
function silhouetteOf(body: ActorState | OccluderState, state: FrameState): Silhouette {
  const id = body.kind === "actor" && body.onlyOccludes !== true ? body.trackId : body.id;
  const { box } = body;
  const cells = state.width * state.height;
  const inFrame = box.width * box.height > cells ? intersectBoxes(box, { x: 0, y: 0, width: state.width, height: state.height }) : box;
  if (!inFrame || inFrame === box) {
    const mask = () => maskOf(body, state, box);
    return { id, box, mask, whole: () => mask().area };
  }
  const part = { ...inFrame, x: inFrame.x - box.x, y: inFrame.y - box.y };
  const mask = () => maskOf(body, state, box, part);
  return { id, box: inFrame, mask, whole: () => Math.max(mask().area, wholeArea(body, state, cells)) };
}

/** Pixels of a large body, from its share of a grid of at most this many cells. */
function wholeArea(body: ActorState | OccluderState, state: FrameState, mostCells: number): number {
  const { width, height } = body.box;
  const columns = Math.max(1, Math.min(width, Math.round(Math.sqrt((mostCells * width) / height)), mostCells));
  const rows = Math.max(1, Math.min(height, Math.floor(mostCells / columns)));
  const { area } = maskOf(body, state, { width: columns, height: rows });
  return (area / (columns * rows)) * width * height;
}

/**
 * The pixels that a body would cover in a box of this size, or in a part of it: by its figure or, where it shows a picture,
 * by what is opaque of that.
 */
function maskOf(body: ActorState | OccluderState, state: FrameState, size: Extent, part?: Box): SilhouetteMask {
  const sprite = body.kind === "actor" && state.style === "illustrated" ? body.appearance.spriteAsset : undefined;
  if (body.kind !== "actor" || sprite === undefined) return silhouetteMask(figureOfBody(body, state), size, part);
  const silhouette = state.silhouettes?.[sprite];
  return silhouette ? pictureMask(silhouette, body.facing === "left", size, part) : silhouetteMask(RECTANGLE, size, part);
}

function actorState(scenario: Scenario, actor: Actor, frame: number): ActorState {
  const { seed } = scenario;
  const { fps } = scenario.video;
  const pose = scenePose(scenario, actor, frame);
  const box = projectBox(pose, jitterAt(actor, frame, seed));
  const turn = turnedBy(actor, pose.heading);
  return {
    kind: "actor",
    id: actor.id,
    trackId: actor.trackId,
    ...(actor.onlyOccludes === true ? { onlyOccludes: true as const } : {}),
    type: actor.type,
    name: actor.name,
    appearance: actor.appearance,
    box,
    groundY: pose.ground.y,
    facing: facingOf(actor, pose.heading),
    ...(actor.perspective === true ? { natural: true as const } : {}),
    ...(turn === 0 ? {} : { turn }),
    heading: pose.heading,
    turning: turningAt(actor, frame, fps),
    distance: pose.distance,
    speed: speedAt(actor, frame),
    braking: brakingAt(actor, frame, fps),
    phase:
      actor.type === "distracted_driver"
        ? 0
        : phaseOf(actor.type, actor.appearance.model, strideSize(scenario, actor, pose), pose.distance),
    ...(actor.type === "distracted_driver" ? driverState(scenario, actor, frame) : {}),
    flicker: flickerAt(actor, frame, seed),
    visibility: 1,
    truncation: 0,
    visibleBox: null,
    occludedBy: [],
    confidence: actor.confidenceBase,
  };
}

/** A driver's pose, and how drowsy its eyes show it to be. */
function driverState({ scene, seed, video }: Scenario, actor: Actor, frame: number): Pick<ActorState, "driver" | "drowsiness"> {
  const { appearance, driverPoses, trackId } = actor;
  const driver = { model: appearance.model, keyframes: driverPoses, trackId, seed, fps: video.fps, traffic: trafficOf(scene) };
  const at = frame - motionSpan(actor).startFrame;
  return { driver: driverAt(driver, at), drowsiness: drowsinessAt(driver, at) };
}

/** The size by which steps and wheels are counted: with perspective that at the start, as a phase must not jump where the box grows. */
function strideSize(scenario: Scenario, actor: Actor, { width, height }: Size): Size {
  return actor.perspective === true ? scenePose(scenario, actor, motionSpan(actor).startFrame) : { width, height };
}

function jitterAt({ jitter, trackId }: Actor, frame: number, seed: number) {
  return {
    x: jitter.x === 0 ? 0 : hashInteger(-jitter.x, jitter.x, seed, trackId, frame, PURPOSE.jitterX),
    y: jitter.y === 0 ? 0 : hashInteger(-jitter.y, jitter.y, seed, trackId, frame, PURPOSE.jitterY),
  };
}

function occluderState({ id, kind, x, y, size, color }: Occluder): OccluderState {
  const corner = { x: x - size.width / 2, y: y - size.height };
  const box = projectBox({ corner, ...size }, { x: 0, y: 0 });
  return { kind: "occluder", id, occluderKind: kind, box, groundY: y, ...(color === undefined ? {} : { color }) };
}
