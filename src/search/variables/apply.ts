import {
  LIGHT_CONDITIONS,
  LIMITS,
  WEATHER_CONDITIONS,
  withLight,
  withSeed,
  withSensor,
  type Actor,
  type WholeScenario,
} from "@/core/document";
import { egoAt, shownCamera, sizeAtRow, worldOf } from "@/core/scene";
import { cameraAt } from "@/core/scene/road/cameraAt";
import {
  VariationError,
  changeActors,
  changeOccluders,
  selectActors,
  withDelay,
  withParameters,
  withOccluderDistance,
  withSpeedFactor,
} from "@/core/variation";
import { intensityOfSeverity } from "@/core/weather";
import { setAt } from "./pointer";
import type { Variable } from "./schema";

/** A value of a variable. */
export type Level = number | string | boolean;

/** The scenario with one value of a variable. @throws VariationError if the variable has no meaning in it */
export function applyVariable(scenario: WholeScenario, variable: Variable, level: Level): WholeScenario {
  switch (variable.vary) {
    case "weather":
      return withWeatherKind(scenario, level);
    case "severity":
      return withSeverity(scenario, variable.condition, numberOf(level));
    case "light":
      return withLightKind(scenario, level);
    case "light_severity":
      return withLightSeverity(scenario, variable.condition, numberOf(level));
    case "speed":
      return withSpeed(scenario, variable, numberOf(level));
    case "gap":
      return withDelay(scenario, numberOf(level), variable.actors);
    case "size":
      return changeActors(scenario, variable.actors, (actor) => ({ ...actor, size: scaled(actor.size, numberOf(level)) }));
    case "distance":
      return withDistance(scenario, variable.actors, numberOf(level));
    case "color":
      return changeActors(scenario, variable.actors, (actor) => coloured(actor, String(level)));
    case "contrast":
      return withContrast(scenario, variable, numberOf(level));
    case "occluder_distance":
      return withOccluderDistance(scenario, numberOf(level), variable);
    case "occluder_size":
      return changeOccluders(scenario, variable.occluders, (it) => ({ ...it, size: scaled(it.size, numberOf(level)) }));
    case "occluder":
      return changeOccluders(scenario, variable.occluders, (it) => ({ ...it, hidden: level !== true }));
    case "camera_height":
      return withCameraHeight(scenario, numberOf(level));
    case "sensor":
      return withSensor(scenario, { [variable.effect]: numberOf(level) });
    case "seed":
      return withSeed(scenario, numberOf(level));
    case "declared":
      return withParameters(scenario, { [variable.name]: numberOf(level) });
    case "parameter":
      return setAt(scenario, variable.pointer, level);
  }
}

function numberOf(level: Level): number {
  if (typeof level !== "number") throw new VariationError(`must be a number, not ${JSON.stringify(level)}`);
  return level;
}

function withWeatherKind(scenario: WholeScenario, level: Level): WholeScenario {
  if (!isWeather(level)) return scenario;
  const weather = scenario.weather.map((keyframe) => ({
    ...keyframe,
    condition: level,
    intensity: keyframe.condition === "sunny" ? 1 : keyframe.intensity,
  }));
  return { ...scenario, weather };
}

type Weather = WholeScenario["weather"][number]["condition"];
type Light = NonNullable<WholeScenario["light"]>[number]["condition"];
const isWeather = (level: unknown): level is Weather => WEATHER_CONDITIONS.some((name) => name === level);
const isLightKind = (level: unknown): level is Light => LIGHT_CONDITIONS.some((name) => name === level);

function withSeverity(scenario: WholeScenario, condition: Weather | undefined, severity: number): WholeScenario {
  if (condition === undefined && scenario.weather.every((keyframe) => keyframe.condition === "sunny"))
    throw new VariationError("the scenario’s weather is sunny throughout; give `condition`, or vary the weather, too");
  const intensity = intensityOfSeverity(severity);
  const weather = scenario.weather.map((keyframe) =>
    condition !== undefined || keyframe.condition !== "sunny"
      ? { ...keyframe, condition: condition ?? keyframe.condition, intensity }
      : keyframe,
  );
  return { ...scenario, weather };
}

function withLightKind(scenario: WholeScenario, level: Level): WholeScenario {
  return isLightKind(level) ? withLight(scenario, level, scenario.light?.[0]?.intensity ?? 1) : scenario;
}

function withLightSeverity(scenario: WholeScenario, condition: Light | undefined, severity: number): WholeScenario {
  const intensity = intensityOfSeverity(severity);
  if (condition !== undefined) return withLight(scenario, condition, intensity);
  if (!scenario.light) throw new VariationError("it is day throughout the scenario; give `condition`, or vary the light, too");
  return { ...scenario, light: scenario.light.map((keyframe) => ({ ...keyframe, intensity })) };
}

const KMH = 1 / 3.6;

function withSpeed(scenario: WholeScenario, variable: Extract<Variable, { vary: "speed" }>, value: number): WholeScenario {
  const { unit } = variable;
  if (!(value > 0)) throw new VariationError("a speed must be above 0");
  if (unit === "factor") return withSpeedFactor(scenario, value, variable.actors);
  if ((unit === "km/h") !== (scenario.road !== undefined))
    throw new VariationError(
      scenario.road ? "a road scenario has no pixels a second; use km/h or a factor" : "a picture has no km/h; use px/s or a factor",
    );
  return selectActors(scenario, variable.actors).reduce((changed, actor) => {
    const usual = meanSpeed(scenario, actor);
    if (!(usual > 0)) throw new VariationError(`${actor.id} stands still, so its speed cannot be varied; name other actors`);
    return withSpeedFactor(changed, (unit === "km/h" ? value * KMH : value) / usual, [actor.id]);
  }, scenario);
}

/** Metres or pixels a second: on the road what its motion begins with, in a picture the mean over its time. */
function meanSpeed(scenario: WholeScenario, actor: Actor): number {
  if (actor.motion && worldOf(scenario).isTimedBySpeeds(actor))
    return Math.max(actor.motion.speed, ...actor.trajectory.waypoints.map(({ speed }) => speed ?? 0));
  return (worldOf(scenario).pathLength(actor) / (actor.endFrame - actor.startFrame)) * scenario.video.fps;
}

function scaled<Size extends Actor["size"]>(size: Size, factor: number): Size {
  const { width, height, length } = size;
  return { ...size, width: width * factor, height: height * factor, ...(length === undefined ? {} : { length: length * factor }) };
}

function withDistance(scenario: WholeScenario, wanted: readonly string[] | undefined, distance: number): WholeScenario {
  const ego = scenario.road && egoAt(scenario, scenario.road);
  if (wanted !== undefined && ego && selectActors(scenario, wanted).some(({ id }) => id === ego.id))
    throw new VariationError(`${ego.id} carries the camera, so it has no distance from it; name other actors`);
  const moved = wanted ?? scenario.actors.filter(({ id }) => id !== ego?.id).map(({ id }) => id);
  return changeActors(scenario, moved, (actor) =>
    scenario.road ? furtherOnRoad(scenario, actor, distance) : furtherUp(scenario, actor, distance),
  );
}

/** Moves the whole path along the direction in which the camera looks in the middle of the actor's time. */
function furtherOnRoad(scenario: WholeScenario, actor: Actor, distance: number): Actor {
  const { road, video } = scenario;
  if (!road) return actor;
  const middle = Math.min(video.durationFrames - 1, Math.max(0, Math.round((actor.startFrame + actor.endFrame) / 2)));
  const [x, y] = cameraAt(scenario, road, middle, shownCamera(road)).pose.rotation[2];
  const level = Math.hypot(x, y);
  if (level < 1e-6) throw new VariationError("the camera looks straight down, so nothing is further away; vary its height");
  return moved(actor, (waypoint) => ({ ...waypoint, x: waypoint.x + (x / level) * distance, y: waypoint.y + (y / level) * distance }));
}

/** Moves the whole path up the picture; an actor that does not follow the scene's perspective by itself becomes smaller with it. */
function furtherUp(scenario: WholeScenario, actor: Actor, distance: number): Actor {
  return moved(actor, (waypoint) => {
    const y = waypoint.y - distance;
    if (actor.perspective === true) return { ...waypoint, y };
    const scale = ((waypoint.scale ?? 1) * sizeAtRow(scenario, y)) / sizeAtRow(scenario, waypoint.y);
    return { ...waypoint, y, scale: Math.min(LIMITS.scale.max, Math.max(LIMITS.scale.min, scale)) };
  });
}

type Waypoint = Actor["trajectory"]["waypoints"][number];

const moved = (actor: Actor, change: (waypoint: Waypoint) => Waypoint): Actor => ({
  ...actor,
  trajectory: { ...actor.trajectory, waypoints: actor.trajectory.waypoints.map(change) },
});

const coloured = (actor: Actor, color: string): Actor => ({ ...actor, appearance: { ...actor.appearance, color } });

function withContrast(scenario: WholeScenario, variable: Extract<Variable, { vary: "contrast" }>, share: number): WholeScenario {
  if (share < 0 || share > 1) throw new VariationError("must be from 0 (as the background) to 1 (its own colour)");
  return changeActors(scenario, variable.actors, (actor) => {
    const own = variable.color ?? actor.appearance.color;
    if (own === undefined) throw new VariationError(`${actor.id} has no colour of its own; give \`color\``);
    return coloured(actor, mixed(variable.against, own, share));
  });
}

function mixed(from: string, to: string, share: number): string {
  const part = (colour: string, index: number) => Number.parseInt(colour.slice(1 + 2 * index, 3 + 2 * index), 16);
  const channels = [0, 1, 2].map((index) => Math.round(part(from, index) + (part(to, index) - part(from, index)) * share));
  return `#${channels.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function withCameraHeight(scenario: WholeScenario, height: number): WholeScenario {
  const { road } = scenario;
  if (!road) throw new VariationError("a picture has no camera whose height could vary; only road scenarios have");
  const { id } = shownCamera(road);
  const cameras = road.cameras.map((camera) => (camera.id === id ? { ...camera, mount: { ...camera.mount, z: height } } : camera));
  return { ...scenario, road: { ...road, cameras } };
}
