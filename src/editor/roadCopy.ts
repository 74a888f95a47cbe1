import { atan, atan2, cos, tan, toDegrees } from "@/core/exact";
import { fieldOfView, unprojectToGround, mountedPose, type Camera, type Lens } from "@/core/camera";
import {
  ACTOR_LABELS,
  LIMITS,
  MOTION_LIMITS,
  OCCLUDER_DIMENSIONS,
  USUAL_MOTIONS,
  camerasOf,
  dimensionsOf,
  trafficOf,
  type Actor,
  type Dimensions,
  type Occluder,
  type Point,
  type RoadCamera,
  type Scenario,
  type SceneKind,
  type Waypoint,
} from "@/core/document";
import { SCENE_GEOMETRY, pixelsPerMetreAt, scaleOfScene, worldOf } from "@/core/scene";
import { counted } from "@/core/text";
import { roadUserKind, type RoadUserKind } from "@/core/world";
import { roadPlanSchema } from "@/core/world/roads";
import { withTimesKept } from "./commands/relations";
import { clampPoint, without } from "./commands/edit";
import { risingTimes, spacedTimes, wholeArrivals, withTiming } from "./commands/times";
import { rulesOf } from "./worlds";
import { ROAD_SIZES } from "./worlds/bodySizes";

/*
 * A picture scenario as a road. In a picture, a metre takes so many pixels more for each row further down: just what a camera on a pole
 * sees of level ground, with the horizon where a metre would take none. So there is a camera for which every ground point of the picture
 * is where it was. Its focal length is free, as no picture tells it; it is taken as long as the picture is wide.
 */

/** What a road copy has, and what it has not, in words. */
export type RoadCopy = { readonly scenario: Scenario<never>; readonly kept: readonly string[]; readonly lost: readonly string[] };

/** Rows of 720 above the picture's upper edge at which the horizon of every scene is, and from there to the row of the scene's scale. */
const HORIZON = { above: 100, toReference: 640 } as const;

/** The road that a scene shows, as far as it can be told. */
const PLANS: Readonly<Record<Exclude<SceneKind, "in_cabin">, object>> = {
  highway: { kind: "dual_carriageway" },
  urban_intersection: { kind: "t_junction", side: "left" },
  school_zone: { kind: "school_street" },
  parking_lot: { kind: "car_park" },
  residential: { kind: "street" },
};

/** Why a scenario cannot be copied to a road; null where it can. */
export function roadCopyFault(scenario: Scenario): string | null {
  if (!rulesOf(scenario).isPicture) return "This scenario is already on a road";
  if (scenario.scene.kind === "in_cabin") return "An in-cabin scene cannot become a road; choose a scenario that shows the outside";
  const { z } = poleOf(scenario).mount;
  const { min, max } = LIMITS_OF_HEIGHT;
  if (z < min || z > max)
    return (
      `At ${scaleOfScene(scenario).toFixed(1)} px/m, the camera would be ${z.toFixed(2)} m above the ground; ` +
      `set a scale that puts it between ${min} and ${max} m`
    );
  return null;
}

/** Metres between which a camera can see a street. */
const LIMITS_OF_HEIGHT = { min: 0.3, max: 200 } as const;

/**
 * The scenario on a road, under another id.
 * @throws RangeError where `roadCopyFault` says why there is none
 */
export function roadCopyOf(scenario: Scenario, id: string): RoadCopy {
  const fault = roadCopyFault(scenario);
  if (fault !== null || scenario.scene.kind === "in_cabin") throw new RangeError(fault ?? "an in-cabin scene cannot become a road");
  const plan = roadPlanSchema.parse({ ...PLANS[scenario.scene.kind], traffic: trafficOf(scenario.scene) });
  const pole = poleOf(scenario);
  const view: Camera = { ...scenario.video, lens: pole.lens, pose: mountedPose(pole.mount) };
  const onGround = (point: Point): Point | null => {
    const place = unprojectToGround(view, { u: point.x, v: point.y }, 0);
    return place && Math.abs(place.x) <= MOTION_LIMITS.place && Math.abs(place.y) <= MOTION_LIMITS.place ? clampPoint(place) : null;
  };
  const actors = scenario.actors.flatMap((actor) => roadActor(scenario, actor, onGround) ?? []);
  const occluders = scenario.occluders.flatMap((occluder) => roadOccluder(scenario, occluder, onGround) ?? []);
  const { scene } = scenario;
  const copy: Scenario<never> = {
    ...scenario,
    id,
    name: `${scenario.name} (road)`.slice(0, 200),
    scene: { kind: scene.kind, variant: scene.variant },
    road: { plan, cameras: [pole], camera: pole.id },
    actors,
    occluders,
    generators: [],
    assets: {},
  };
  return { scenario: copy, kept: keptOf(copy), lost: lostOf(scenario, copy) };
}

/** A camera on a pole that sees the ground as the picture shows it. */
function poleOf(scenario: Scenario): RoadCamera {
  const { width, height } = scenario.video;
  const row = height / 720;
  const fx = width;
  const pitch = atan2(height / 2 + HORIZON.above * row, fx);
  // A metre takes cos(pitch) / height pixels more from one row to the next, seen through such a lens.
  const z = (HORIZON.toReference * row * cos(pitch)) / scaleOfScene(scenario);
  const lens: Lens = { model: "pinhole", fx, fy: fx, cx: width / 2, cy: height / 2, distortion: [0, 0, 0, 0, 0] };
  const degrees = toDegrees(pitch);
  // What the scene's middle shows is the middle of the road.
  const down = (middleRow(scenario) - height / 2) / fx;
  const ahead = z / tan(pitch + atan(down));
  return {
    id: "picture",
    name: "As in the picture",
    carrier: "world",
    lens,
    mount: { x: 0, y: -ahead, z, yaw: 90, pitch: degrees, roll: 0 },
  };
}

/** The row of a picture in the middle of its lanes, or of its aisles. */
function middleRow({ scene, video }: Pick<Scenario, "scene" | "video">): number {
  const { lanes, walkways } = SCENE_GEOMETRY[scene.kind];
  const rows = lanes.length > 0 ? lanes.flatMap(({ top, bottom }) => [top, bottom]) : walkways;
  return (((Math.min(...rows) + Math.max(...rows)) / 2) * video.height) / 720;
}

/** The kind of road user that a model of a picture stands for. */
const kindOf = ({ type, appearance: { model } }: Actor): RoadUserKind => roadUserKind(type, model === "hatchback" ? "car" : model);

type Ground = (point: Point) => Point | null;

function roadActor(scenario: Scenario, drawn: Actor, onGround: Ground): Actor | null {
  // What another does decides when it starts, but only in pixels: it starts when it does now.
  const actor = withTimesKept(drawn);
  const { type, trajectory, appearance } = actor;
  if (type === "distracted_driver") return null;
  const waypoints = placedWaypoints(trajectory.waypoints, onGround);
  if (!waypoints) return null;
  const kind = kindOf(actor);
  const bare = without(actor, "depth", "perspective", "generatorId");
  return {
    ...bare,
    size: ROAD_SIZES.clamped(sizedAs(dimensionsOf(type, appearance.model), heightOf(scenario, actor))),
    appearance: { ...without(appearance, "spriteAsset"), model: kind },
    motion: USUAL_MOTIONS[kind],
    jitter: { x: 0, y: 0 },
    trajectory: { ...trajectory, easing: "linear", waypoints: timedAsBefore(scenario, actor, waypoints) },
  };
}

/** Waypoints in metres; null where one of them is not on the ground, at the horizon or beyond. */
function placedWaypoints(waypoints: readonly Waypoint[], onGround: Ground): Waypoint[] | null {
  const placed: Waypoint[] = [];
  for (const waypoint of waypoints) {
    const place = onGround(waypoint);
    if (!place) return null;
    const handle = (offset: Point | undefined): Point | undefined => {
      const end = offset && onGround({ x: waypoint.x + offset.x, y: waypoint.y + offset.y });
      return end ? clampPoint({ x: end.x - place.x, y: end.y - place.y }) : undefined;
    };
    const [into, out] = [handle(waypoint.handles?.in), handle(waypoint.handles?.out)];
    placed.push({
      ...without(waypoint, "scale", "stretch", "handles"),
      ...place,
      ...(into || out ? { handles: { ...(into && { in: into }), ...(out && { out }) } } : {}),
    });
  }
  return placed;
}

/** Every waypoint is reached when it was in the picture. */
function timedAsBefore(scenario: Scenario, actor: Actor, waypoints: readonly Waypoint[]): readonly Waypoint[] {
  if (waypoints.length === 1) return waypoints;
  const arrivals = wholeArrivals(worldOf(scenario), actor);
  return risingTimes(
    spacedTimes(waypoints.map((waypoint, index) => withTiming(waypoint, { at: index === 0 ? undefined : arrivals[index] }))),
  );
}

/** Metres from the ground to an actor's top, by the scale where it begins. */
function heightOf(scenario: Scenario, { size, perspective, trajectory }: Actor): number {
  const [first] = trajectory.waypoints;
  const pixels = perspective === true ? scaleOfScene(scenario) : pixelsPerMetreAt(scenario, first?.y ?? 0);
  return (size.height * (first?.scale ?? 1)) / pixels;
}

/** Bodies within this share of their kind's size have it: pictures round to whole pixels. */
const ALIKE = 0.15;

/** A kind's dimensions, or the same shape in another height where that differs. */
function sizedAs({ length, width, height }: Dimensions, wanted: number): Dimensions {
  const factor = Math.abs(wanted / height - 1) <= ALIKE ? 1 : wanted / height;
  return { length: length * factor, width: width * factor, height: height * factor };
}

function roadOccluder(scenario: Scenario, occluder: Occluder, onGround: Ground): Occluder | null {
  const place = onGround(occluder);
  if (!place) return null;
  const pixels = pixelsPerMetreAt(scenario, occluder.y);
  const usual = OCCLUDER_DIMENSIONS[occluder.kind];
  const size = sizedAs(usual, occluder.size.height / pixels);
  const { min, max } = LIMITS.metres;
  const within = (value: number) => Math.round(Math.min(max, Math.max(min, value)) * 1000) / 1000;
  const length = within(occluder.size.width / pixels);
  const width = within(size.width);
  return {
    ...without(occluder, "depth"),
    ...place,
    // Its lower edge in the picture is its near side.
    y: clampPoint({ x: 0, y: place.y + width / 2 }).y,
    size: { length, width, height: within(size.height) },
    heading: 0,
  };
}

function keptOf(scenario: Scenario): string[] {
  const { actors, occluders, markers, video } = scenario;
  const [camera] = camerasOf(scenario);
  const across = camera ? fieldOfView(camera.lens, video).horizontal : null;
  return [
    `${counted(actors.length, "actor")} with type, look and dimensions in metres, at the same places in the picture at the same frames`,
    ...(occluders.length > 0 ? [counted(occluders.length, "occluder")] : []),
    `Weather, light, sensor and ${markers.length > 0 ? counted(markers.length, "marker") : "length"}`,
    ...(camera
      ? [`A camera ${camera.mount.z.toFixed(1)} m high that sees ${(across ?? 0).toFixed(0)}° across, calculated from the picture’s scale`]
      : []),
  ];
}

function lostOf(before: Scenario, after: Scenario): string[] {
  const { actors, generators, scene, occluders } = before;
  const count = (pick: (actor: Actor) => boolean) => actors.filter(pick).length;
  const drivers = count(({ type }) => type === "distracted_driver");
  const beyond = actors.length - drivers - after.actors.length;
  const when = (amount: number, text: string) => (amount > 0 ? [text] : []);
  const uneven = count(({ trajectory }) => trajectory.easing !== "linear");
  const sized = count(({ trajectory }) => trajectory.waypoints.some(({ scale, stretch }) => scale !== undefined || stretch !== undefined));
  return [
    "The drawn scene: the road comes from a standard plan and does not copy the picture",
    ...when(drivers, `${counted(drivers, ACTOR_LABELS.distracted_driver.toLowerCase())}: in-cabin actors cannot be placed on a road`),
    ...when(beyond, `${counted(beyond, "actor")} whose path reaches the horizon`),
    ...when(occluders.length - after.occluders.length, "Occluders at the horizon"),
    ...when(scene.backgroundAsset === undefined ? 0 : 1, "The background image or video"),
    ...when(
      count(({ appearance }) => appearance.spriteAsset !== undefined),
      "Custom images of actors: the actors are drawn as 3-D models",
    ),
    ...when(generators.length, "Generators: the actors they created are kept as individual actors"),
    ...when(
      count(({ jitter }) => jitter.x > 0 || jitter.y > 0),
      "Box jitter: on a road, boxes are computed from 3-D bodies",
    ),
    ...when(uneven, `Easing of ${counted(uneven, "actor")}: speed is constant between waypoints`),
    ...when(sized, `Sizes at waypoints of ${counted(sized, "actor")}: perspective determines how large actors appear`),
    ...when(
      count(({ depth }) => depth !== undefined),
      "Depth offsets: positions determine what hides what",
    ),
  ];
}
