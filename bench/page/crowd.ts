import {
  createActor,
  createScenario,
  withCondition,
  type Actor,
  type ActorType,
  type PictureStyle,
  type WholeScenario,
  type Condition,
} from "@/core/document";
import { hashUnit } from "@/core/random";

const TYPES: readonly ActorType[] = ["pedestrian", "cyclist", "vehicle"];
const SEED = 7;

/** A scenario in which `count` actors are in the picture and moving all the time. */
export function crowdedScenario(count: number, style: PictureStyle, weather: Condition, fps: number, frames: number): WholeScenario {
  const video = { width: 1280, height: 720, fps, durationFrames: frames };
  const place = (track: number, end: number, axis: number) => hashUnit(SEED, track, end, axis);
  const actors = Array.from({ length: count }, (_, track): Actor => {
    const point = (end: number) => ({ x: Math.round(120 + 1040 * place(track, end, 0)), y: Math.round(330 + 370 * place(track, end, 1)) });
    return createActor({
      id: `actor-${track}`,
      trackId: track,
      type: TYPES[track % TYPES.length] ?? "pedestrian",
      startFrame: 0,
      endFrame: frames,
      waypoints: [point(0), point(1)],
    });
  });
  const scenario = createScenario({
    id: `crowd-${count}`,
    name: `Crowd of ${count}`,
    style,
    seed: SEED,
    video,
    scene: { kind: "urban_intersection", variant: 0 },
    actors,
  });
  return withCondition(scenario, weather, 0.5);
}
