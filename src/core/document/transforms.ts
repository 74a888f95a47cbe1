import {
  LIMITS,
  SENSOR_EFFECTS,
  isLight,
  type Condition,
  type LightCondition,
  type PictureStyle,
  type Point,
  type Size,
  type WeatherCondition,
} from "./constants";
import { NO_FLICKER, PERFECT_SENSOR } from "./defaults";
import { generateActors } from "./generators";
import type { Actor, Generator, Occluder, Road, PictureData, Scenario, SensorSettings, Trajectory, Waypoint } from "./schema";
import { lensFault } from "../camera/schema";
import { rescaled, resolved } from "./resolve";
import { RELATION_LIMITS } from "./relations";
import { framesPerSecond } from "../timeline/frameRate";

/** The same scenario without anything random: no jitter, no flicker, generators without variation. */
export function withoutNoise<Data extends PictureData>(scenario: Scenario<Data>): Scenario<Data> {
  const actors = regenerate(scenario, scenario, false);
  return { ...scenario, actors: actors.map((actor) => ({ ...actor, jitter: { x: 0, y: 0 }, flicker: NO_FLICKER })) };
}

/** A new seed; everything generators drew from the old one is drawn again. */
export function withSeed<Data extends PictureData>(scenario: Scenario<Data>, seed: number): Scenario<Data> {
  const reseeded = { ...scenario, seed };
  return { ...reseeded, actors: regenerate(scenario, reseeded, true) };
}

/**
 * The actors with the time span and path their generator gives them in the scenario `after` a change. Appearance, size and the user's own
 * actors stay as they are, and so does the motion of those that somebody has changed by hand.
 */
function regenerate(before: Scenario, after: Scenario, noise: boolean): Actor[] {
  const made = generatedActors(before, true);
  const madeAnew = generatedActors(after, noise);
  return after.actors.map((actor, index) => {
    const stored = before.actors[index];
    const original = made.get(actor.id);
    const twin = madeAnew.get(actor.id);
    if (actor.generatorId === undefined || !stored || !original || !twin || !sameMotion(stored, original)) return actor;
    return { ...actor, startFrame: twin.startFrame, endFrame: twin.endFrame, trajectory: twin.trajectory };
  });
}

function generatedActors({ generators, seed, video }: Scenario, noise: boolean): ReadonlyMap<string, Actor> {
  const actors = generators.flatMap((generator) => generateActors(generator, { seed, video, firstTrackId: 0, noise }));
  return new Map(actors.map((actor) => [actor.id, actor]));
}

/** Resizing a scenario rounds its positions in the last digits; nobody moves a waypoint by less than this. */
const UNMOVED_PIXELS = 1e-6;

/** Whether two actors follow the same path at the same times. */
export function sameMotion(one: Actor, other: Actor): boolean {
  const { waypoints, ...path } = one.trajectory;
  const { waypoints: others, ...otherPath } = other.trajectory;
  const unplaced = (points: readonly Waypoint[]) => JSON.stringify(points.map((point) => ({ ...point, x: 0, y: 0 })));
  return (
    one.startFrame === other.startFrame &&
    one.endFrame === other.endFrame &&
    JSON.stringify(path) === JSON.stringify(otherPath) &&
    unplaced(waypoints) === unplaced(others) &&
    waypoints.every(({ x, y }, index) => {
      const place = others[index];
      return place !== undefined && Math.hypot(x - place.x, y - place.y) < UNMOVED_PIXELS;
    })
  );
}

/** A single condition for the whole scenario: a weather by day, or a light under a clear sky. Intensity 0..1. */
export function withCondition<Data extends PictureData>(scenario: Scenario<Data>, condition: Condition, intensity: number): Scenario<Data> {
  return isLight(condition)
    ? withLight(withWeather(scenario, "sunny", 0), condition, intensity)
    : withLight(withWeather(scenario, condition, intensity), "day", 1);
}

/** One weather for the whole scenario; the light stays. Intensity 0..1. */
export function withWeather<Data extends PictureData>(
  scenario: Scenario<Data>,
  condition: WeatherCondition,
  intensity: number,
): Scenario<Data> {
  return { ...scenario, weather: [{ frame: 0, condition, intensity, fadeFrames: 0 }] };
}

/** One light for the whole scenario; the weather stays. Intensity 0..1. */
export function withLight<Data extends PictureData>(
  scenario: Scenario<Data>,
  condition: LightCondition,
  intensity: number,
): Scenario<Data> {
  if (condition !== "day") return { ...scenario, light: [{ frame: 0, condition, intensity, fadeFrames: 0 }] };
  const bright: { -readonly [Key in keyof Scenario<Data>]: Scenario<Data>[Key] } = { ...scenario };
  delete bright.light;
  return bright;
}

export type SkySettings = {
  /** Weather, with the light unchanged; or a light (`night`), which then stands for that light under a clear sky. */
  readonly weather?: { readonly condition: Condition; readonly intensity: number } | undefined;
  /** Light, with the weather unchanged. */
  readonly light?: { readonly condition: LightCondition; readonly intensity: number } | undefined;
};

/** Weather or light or both for the whole scenario; whatever is omitted stays. */
export function withSky<Data extends PictureData>(scenario: Scenario<Data>, { weather, light }: SkySettings): Scenario<Data> {
  let result = scenario;
  if (weather)
    result = isLight(weather.condition)
      ? withCondition(result, weather.condition, weather.intensity)
      : withWeather(result, weather.condition, weather.intensity);
  return light ? withLight(result, light.condition, light.intensity) : result;
}

export function withStyle<Data extends PictureData>(scenario: Scenario<Data>, style: PictureStyle): Scenario<Data> {
  return { ...scenario, style };
}

/** Changes the camera's effects; those not named stay. If none is left, the scenario has no such key. */
export function withSensor<Data extends PictureData>(scenario: Scenario<Data>, change: Partial<SensorSettings> | "none"): Scenario<Data> {
  const { sensor: before = PERFECT_SENSOR, ...rest } = scenario;
  const sensor = change === "none" ? PERFECT_SENSOR : { ...before, ...change };
  return SENSOR_EFFECTS.every((effect) => sensor[effect] === 0) ? rest : { ...rest, sensor };
}

/** Another length in frames; actors and weather stay where they are. */
export function withDuration<Data extends PictureData>(scenario: Scenario<Data>, durationFrames: number): Scenario<Data> {
  return { ...scenario, video: { ...scenario.video, durationFrames } };
}

/** Another frame rate; everything keeps its time in seconds, rounded to whole frames as its generator would or to the nearest. */
export function withFrameRate<Data extends PictureData>(scenario: Scenario<Data>, fps: number): Scenario<Data> {
  const factor = framesPerSecond(fps) / framesPerSecond(scenario.video.fps);
  if (factor === 1) return scenario;
  const furthest = 2 * LIMITS.durationFrames.max;
  const frames = (value: number) => within({ min: -furthest, max: furthest }, Math.round(value * factor));
  const retimed = <Keyframe extends { frame: number; fadeFrames: number }>(keyframes: readonly Keyframe[]) =>
    dropRepeatedFrames(
      keyframes.map((keyframe) => ({ ...keyframe, frame: frames(keyframe.frame), fadeFrames: frames(keyframe.fadeFrames) })),
    );
  const weather = retimed(scenario.weather);
  const light = scenario.light ? { light: retimed(scenario.light) } : {};
  const actors = scenario.actors.map((actor) => {
    const startFrame = frames(actor.startFrame);
    return {
      ...actor,
      startFrame,
      endFrame: Math.max(startFrame + 1, frames(actor.endFrame)),
      trajectory: mapWaypoints(withTrim(actor.trajectory, frames), (waypoint) => ({
        ...waypoint,
        ...(waypoint.at === undefined ? {} : { at: frames(waypoint.at) }),
        ...(waypoint.hold === undefined ? {} : { hold: frames(waypoint.hold) }),
      })),
      ...(actor.driverPoses && { driverPoses: retimedPoses(actor.driverPoses, frames) }),
    };
  });
  const markers = scenario.markers.map((marker) => ({ ...marker, frame: frames(marker.frame) }));
  const durationFrames = within(LIMITS.durationFrames, frames(scenario.video.durationFrames));
  const video = { ...scenario.video, fps, durationFrames };
  const { backgroundStills } = scenario.scene;
  const stills = backgroundStills?.map((still) => ({ ...still, frame: frames(still.frame) }));
  const scene = { ...scenario.scene, ...(stills ? { backgroundStills: dropRepeatedFrames(stills) } : {}) };
  const ignoreRegions = scenario.ignoreRegions?.map((region) => {
    const startFrame = frames(region.startFrame);
    return { ...region, startFrame, endFrame: Math.max(startFrame + 1, frames(region.endFrame)) };
  });
  const changed: Scenario<Data> = {
    ...scenario,
    video,
    scene,
    weather,
    ...light,
    markers,
    actors: actors.map(withIncreasingTimes),
    ...(ignoreRegions && { ignoreRegions }),
    ...(scenario.road && { road: retimedRoad(scenario.road, frames) }),
  };
  // Times that follow from parameters are the same seconds, and so exact.
  return resolved({ ...changed, actors: regenerate(scenario, changed, true) }, () => undefined);
}

/** The frames that are trimmed off, at another rate. */
const withTrim = ({ trim, ...path }: Trajectory, frames: (value: number) => number): Trajectory =>
  trim ? { ...path, trim: { start: frames(trim.start), end: frames(trim.end) } } : path;

function retimedPoses(poses: NonNullable<Actor["driverPoses"]>, frames: (value: number) => number) {
  const retimed = poses.map((pose) => ({ ...pose, at: frames(pose.at), fadeFrames: frames(pose.fadeFrames) }));
  return retimed.filter(({ at }, index) => retimed[index + 1]?.at !== at);
}

/** At a lower frame rate two keyframes can fall on one frame: the later one then applies. */
function dropRepeatedFrames<Keyframe extends { frame: number }>(keyframes: readonly Keyframe[]): Keyframe[] {
  return keyframes.filter((keyframe, index) => keyframes[index + 1]?.frame !== keyframe.frame);
}

/** Likewise for waypoints: a time that would no longer be after the previous one is left out, and so derived. */
function withIncreasingTimes(actor: Actor): Actor {
  let earliest = -1;
  return {
    ...actor,
    trajectory: mapWaypoints(actor.trajectory, ({ at, ...waypoint }) => {
      const hold = waypoint.hold ?? 0;
      if (at === undefined || at <= earliest) {
        earliest = Math.max(earliest, 0) + hold;
        return waypoint;
      }
      earliest = at + hold;
      return { ...waypoint, at };
    }),
  };
}

const COORDINATE = { min: -LIMITS.coordinate, max: LIMITS.coordinate };
const STRETCH = { min: 0.01, max: 100 };

/** Values that a change of size would push beyond the schema's limits stay at them. */
const within = ({ min, max }: { min: number; max: number }, value: number) => Math.min(max, Math.max(min, value));

/** A road whose traffic lights keep their times. */
function retimedRoad(road: Road, frames: (value: number) => number): Road {
  const { scenery } = road;
  if (!scenery?.signals) return road;
  const signals = dropRepeatedFrames(scenery.signals.map((start) => ({ ...start, frame: Math.max(0, frames(start.frame)) })));
  return { ...road, scenery: { ...scenery, signals } };
}

/** Another picture size; in the picture world, positions and sizes are scaled with it, on the road the cameras' lenses. */
export function withSize<Data extends PictureData>(scenario: Scenario<Data>, width: number, height: number): Scenario<Data> {
  const horizontal = width / scenario.video.width;
  const vertical = height / scenario.video.height;
  if (horizontal === 1 && vertical === 1) return scenario;
  if (scenario.road) return withRoadSize(scenario, scenario.road, { width, height });
  const place = <Place extends { x: number; y: number }>(point: Place): Place => ({
    ...point,
    x: within(COORDINATE, point.x * horizontal),
    y: within(COORDINATE, point.y * vertical),
  });
  const stretch = <Body extends Actor | Occluder>(body: Body): Body => ({
    ...body,
    size: {
      width: within(LIMITS.extent, body.size.width * horizontal),
      height: within(LIMITS.extent, body.size.height * vertical),
    },
    ...(body.depth === undefined ? {} : { depth: within(COORDINATE, body.depth * vertical) }),
  });
  const waypoint = (point: Waypoint): Waypoint => ({
    ...place(point),
    ...(point.until && { until: relation(point.until) }),
    ...(point.handles
      ? {
          handles: {
            ...(point.handles.in ? { in: place(point.handles.in) } : {}),
            ...(point.handles.out ? { out: place(point.handles.out) } : {}),
          },
        }
      : {}),
  });
  const relation = (until: NonNullable<Waypoint["until"]>): NonNullable<Waypoint["until"]> => {
    if ("distance" in until) return { ...until, distance: within(RELATION_LIMITS.distance, until.distance * horizontal) };
    return "place" in until && until.place ? { ...until, place: place(until.place) } : until;
  };
  const { pixelsPerMetre } = scenario.scene;
  const generators = scenario.generators.map((generator) => stretchGenerator(generator, horizontal, vertical));
  const ignoreRegions = scenario.ignoreRegions?.map((region) => ({
    ...place(region),
    width: Math.min(LIMITS.coordinate, region.width * horizontal),
    height: Math.min(LIMITS.coordinate, region.height * vertical),
  }));
  const changed: Scenario<Data> = {
    ...scenario,
    video: { ...scenario.video, width, height },
    scene: {
      ...scenario.scene,
      ...(pixelsPerMetre === undefined ? {} : { pixelsPerMetre: within(LIMITS.pixelsPerMetre, pixelsPerMetre * horizontal) }),
    },
    actors: scenario.actors.map((actor) => ({
      ...stretch(actor),
      jitter: {
        x: Math.min(1000, Math.round(actor.jitter.x * horizontal)),
        y: Math.min(1000, Math.round(actor.jitter.y * vertical)),
      },
      trajectory: mapWaypoints(actor.trajectory, waypoint),
    })),
    occluders: scenario.occluders.map((occluder) => place(stretch(occluder))),
    ...(ignoreRegions && { ignoreRegions }),
    generators,
  };
  // A crowd's members are on whole pixels, including those of the new size; what other generators make is scaled exactly.
  const crowds = generators.filter(({ kind }) => kind === "pedestrian_crowd");
  return rescaled({ ...changed, actors: regenerate(scenario, { ...changed, generators: crowds }, true) });
}

/**
 * Every camera sees as much from left to right as before, if its lens can; a higher picture shows more above and below. Regions to
 * ignore are places in the picture.
 */
function withRoadSize<Data extends PictureData>(scenario: Scenario<Data>, road: Road, { width, height }: Size): Scenario<Data> {
  const horizontal = width / scenario.video.width;
  const vertical = height / scenario.video.height;
  const cameras = road.cameras.map((camera) => {
    const { fx, fy, cx, cy } = camera.lens;
    // In a picture of another shape a wide lens may show nothing in the corners: then it sees less.
    let factor = horizontal;
    const scaled = () => ({ ...camera.lens, fx: fx * factor, fy: fy * factor, cx: cx * horizontal, cy: cy * vertical });
    while (lensFault(scaled(), { width, height }) !== null && factor < horizontal * MOST_NARROWED) factor *= NARROWING;
    return { ...camera, lens: scaled() };
  });
  const ignoreRegions = scenario.ignoreRegions?.map((region) => ({
    ...region,
    x: region.x * horizontal,
    y: region.y * vertical,
    width: region.width * horizontal,
    height: region.height * vertical,
  }));
  return rescaled({
    ...scenario,
    video: { ...scenario.video, width, height },
    road: { ...road, cameras },
    ...(ignoreRegions && { ignoreRegions }),
  });
}

/** Steps by which a lens is made longer until it fills the picture, and how far. */
const NARROWING = 1.05;
const MOST_NARROWED = 20;

function stretchGenerator(generator: Generator, horizontal: number, vertical: number): Generator {
  const place = (point: Point) => ({
    x: within(COORDINATE, point.x * horizontal),
    y: within(COORDINATE, point.y * vertical),
  });
  const { x = 1, y = 1 } = generator.stretch ?? {};
  const stretch = { x: within(STRETCH, x * horizontal), y: within(STRETCH, y * vertical) };
  const scale = generator.modelScale;
  const modelScale = scale && {
    x: within(LIMITS.pixelsPerMetre, scale.x * horizontal),
    y: within(LIMITS.pixelsPerMetre, scale.y * vertical),
  };
  const sized = { stretch, ...(modelScale && { modelScale }) };
  switch (generator.kind) {
    case "moving_pedestrian":
      return { ...generator, ...sized, from: place(generator.from), to: place(generator.to) };
    case "pedestrian_crowd":
      return {
        ...generator,
        ...sized,
        from: place(generator.from),
        to: place(generator.to),
        spread: Math.min(10_000, generator.spread * horizontal),
      };
    case "cyclist_crossing":
      return { ...generator, ...sized, laneY: place({ x: 0, y: generator.laneY }).y };
    case "vehicle_sequence":
      return {
        ...generator,
        ...sized,
        spacing: within({ min: 1, max: LIMITS.coordinate }, generator.spacing * horizontal),
        laneY: place({ x: 0, y: generator.laneY }).y,
      };
  }
}

function mapWaypoints(trajectory: Trajectory, change: (waypoint: Waypoint) => Waypoint): Trajectory {
  return { ...trajectory, waypoints: trajectory.waypoints.map(change) };
}
