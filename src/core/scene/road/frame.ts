import type { Camera } from "../../camera";
import type { Actor, Occluder, Road, Scenario } from "../../document/schema";
import type { RoadState } from "../../world";
import { roadLayout, standingHeight } from "../../world/roads";
import { perFrame } from "../../timeline";
import { conditionsAt } from "../../weather";
import { flickerAt } from "../flicker";
import type { ActorState, Box, FrameState, OccluderState, RoadView, ShadowCaster, Solid } from "../frameStateTypes";
import { intersectBoxes } from "../projection";
import { countPixels, type SilhouetteMask } from "../silhouetteMask";
import { shownCamera, viewAt } from "./cameraAt";
import { idsOfBodies, isDrawn } from "./drawRoad";
import { instancesOf } from "./instances";
import { OCCLUDER_BODY, lookOfOccluder } from "./looks";
import { lookOfActor } from "./actorLook";
import { dimensionsOfSize, roadKindOf, roadStateOf } from "./movement";
import { seenScenery } from "./scenery";
import { streetLampsNear } from "./streetLamps";
import { sightsOf, withSights } from "./sight";
import { looseBox, mayBeSeen, shadowMayBeSeen } from "./solidBox";

/** Number of frames of a scenario that are cached: reports and evaluations ask for them again. */
const MOST_KEPT = 2000;

// Documents are immutable, so frames can be cached per scenario object.
const kept = new WeakMap<Scenario, Map<number, FrameState>>();

/** The frame state of a road scenario: boxes and visibility counted from the ids of its pixels. */
export function roadFrame(scenario: Scenario, road: Road, frame: number): FrameState {
  const frames = kept.get(scenario) ?? new Map<number, FrameState>();
  kept.set(scenario, frames);
  const known = frames.get(frame);
  if (known) return known;
  const state = measuredFrame(scenario, road, frame);
  frames.set(frame, state);
  const [oldest] = frames.keys();
  if (frames.size > MOST_KEPT && oldest !== undefined) frames.delete(oldest);
  return state;
}

function measuredFrame(scenario: Scenario, road: Road, frame: number): FrameState {
  const placed = placedRoadFrame(scenario, road, frame);
  const view = placed.road;
  return view ? withSights(placed, sightsOf(placed, view, instancesOf(placed, view))) : placed;
}

/**
 * The frame of a road scenario as it is drawn.
 * @param moment of the picture, in frames; by default the frame's own. Rows of a rolling shutter are taken at others
 */
export function placedRoadFrame(scenario: Scenario, road: Road, frame: number, moment = frame): FrameState {
  const { width, height, fps } = scenario.video;
  const view = viewAt(scenario, road, moment);
  const { camera } = view;
  const carrier = shownCamera(road).carrier === "ego" ? road.ego : undefined;
  const standing: { body: ActorState | OccluderState; distance: number }[] = [];
  const casters: ShadowCaster[] = [];
  /** @param solidOf what it looks like, which is only found out of what may be seen, or whose shadow may be */
  const place = (
    stand: Stand,
    caster: Omit<ShadowCaster, "solid">,
    solidOf: () => Solid,
    stateIn: (solid: Solid, box: Box) => ActorState | OccluderState,
  ) => {
    const box = looseBox(camera, stand);
    const isSeen = box && mayBeSeen(box, camera);
    if (!isSeen && !shadowMayBeSeen(camera, stand)) return;
    const solid = solidOf();
    const body = isSeen ? stateIn(solid, box) : null;
    if (body) standing.push({ body, distance: distanceTo(camera, solid) });
    if (!body || isDrawn(body)) casters.push({ ...caster, solid });
  };
  for (const actor of scenario.actors) {
    if (actor.hidden || actor.id === carrier || frame < actor.startFrame || frame >= actor.endFrame) continue;
    const state = roadStateOf(scenario, road, actor, moment);
    const stand = standOfActor(road, actor, state);
    place(
      stand,
      { kind: "actor", id: actor.id },
      () => solidOfActor(scenario, road, actor, state, stand, moment),
      (solid, box) => actorState(scenario, actor, frame, solid, box),
    );
  }
  for (const occluder of scenario.occluders) {
    if (occluder.hidden) continue;
    const solid = solidOfOccluder(road, occluder);
    place(
      solid,
      { kind: "occluder", id: occluder.id },
      () => solid,
      (_, box) => occluderState(occluder, solid, box),
    );
  }
  // Sorting is stable: at equal distance, the later one in the document comes last.
  const bodies = standing.sort((a, b) => b.distance - a.distance).map(({ body }) => body);
  return {
    frame,
    width,
    height,
    fps,
    seed: scenario.seed,
    style: scenario.style,
    scene: scenario.scene,
    road: {
      ...view,
      casters,
      ...(road.scenery && {
        scenery: seenScenery(scenario, road, camera, moment),
        streetLamps: streetLampsNear(scenario, road, camera),
      }),
    },
    ...(scenario.sensor === undefined ? {} : { sensor: scenario.sensor }),
    weather: conditionsAt(scenario, frame),
    bodies,
  };
}

/** The visible pixels of a track, as a mask of the part of its box inside the picture. */
export function roadVisibleMask(state: FrameState, view: RoadView, trackId: number): { box: Box; mask: SilhouetteMask } | null {
  const index = state.bodies.findIndex((body) => body.kind === "actor" && body.trackId === trackId);
  const body = state.bodies[index];
  const box = body && intersectBoxes(body.box, { x: 0, y: 0, width: state.width, height: state.height });
  if (!box) return null;
  const ids = instancesOf(state, view).ids();
  const data = new Uint8Array(box.width * box.height);
  const id = idsOfBodies(state, view)[index];
  for (let y = 0; y < box.height; y++)
    for (let x = 0; x < box.width; x++) if (ids[(box.y + y) * state.width + box.x + x] === id) data[y * box.width + x] = 1;
  return { box, mask: { width: box.width, height: box.height, data, area: countPixels(data) } };
}

/** Where a body stands, and how large it is. */
type Stand = Pick<Solid, "x" | "y" | "z" | "heading" | "dimensions">;

function standOfActor(road: Road, actor: Actor, { footprint: { x, y, heading } }: RoadState): Stand {
  const dimensions = dimensionsOfSize(actor.size);
  return { x, y, z: standingHeight(roadLayout(road.plan), { x, y, heading }, dimensions.length), heading, dimensions };
}

/** The body of an actor at a frame, whether or not it is in the picture; null for one that is not there. */
export function actorSolidAt(scenario: Scenario, road: Road, id: string, frame: number): Solid | null {
  const actor = scenario.actors.find((each) => each.id === id);
  if (!actor || actor.hidden || frame < actor.startFrame || frame >= actor.endFrame) return null;
  const state = roadStateOf(scenario, road, actor, frame);
  return solidOfActor(scenario, road, actor, state, standOfActor(road, actor, state), frame);
}

function solidOfActor(scenario: Scenario, road: Road, actor: Actor, state: RoadState, stand: Stand, moment: number): Solid {
  const { velocity, acceleration } = state;
  return { body: roadKindOf(actor), ...stand, look: lookOfActor(scenario, road, actor, state, moment), velocity, acceleration };
}

// Documents are immutable, and occluders stand.
const occluderSolids = new WeakMap<Occluder, { readonly plan: Road["plan"]; readonly solid: Solid }>();

function solidOfOccluder({ plan }: Pick<Road, "plan">, occluder: Occluder): Solid {
  const known = occluderSolids.get(occluder);
  if (known?.plan === plan) return known.solid;
  const { id, kind, x, y, heading = 0, size, color } = occluder;
  const dimensions = dimensionsOfSize(size);
  const solid: Solid = {
    body: OCCLUDER_BODY[kind],
    x,
    y,
    z: standingHeight(roadLayout(plan), { x, y, heading }, dimensions.length),
    heading,
    dimensions,
    look: lookOfOccluder(kind, id, color, plan.traffic),
    velocity: { x: 0, y: 0 },
    acceleration: 0,
  };
  occluderSolids.set(occluder, { plan, solid });
  return solid;
}

function distanceTo({ pose }: Camera, { x, y, z, dimensions }: Solid): number {
  const [dx, dy, dz] = [x - pose.position.x, y - pose.position.y, z + dimensions.height / 2 - pose.position.z];
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}

function actorState(scenario: Scenario, actor: Actor, frame: number, solid: Solid, box: Box): ActorState {
  const speed = Math.sqrt(solid.velocity.x * solid.velocity.x + solid.velocity.y * solid.velocity.y);
  return {
    kind: "actor",
    id: actor.id,
    trackId: actor.trackId,
    ...(actor.onlyOccludes === true ? { onlyOccludes: true as const } : {}),
    type: actor.type,
    name: actor.name,
    appearance: actor.appearance,
    box,
    groundY: box.y + box.height,
    facing: "right",
    heading: (-solid.heading * Math.PI) / 180,
    turning: solid.look.lamps?.left === true ? "left" : solid.look.lamps?.right === true ? "right" : null,
    distance: 0,
    speed: perFrame(speed, scenario.video.fps),
    braking: solid.look.lamps?.brake === true,
    phase: 0,
    solid,
    flicker: flickerAt(actor, frame, scenario.seed),
    visibility: 1,
    truncation: 0,
    visibleBox: null,
    occludedBy: [],
    confidence: actor.confidenceBase,
  };
}

function occluderState({ id, kind, color }: Occluder, solid: Solid, box: Box): OccluderState {
  return { kind: "occluder", id, occluderKind: kind, box, groundY: box.y + box.height, ...(color === undefined ? {} : { color }), solid };
}
