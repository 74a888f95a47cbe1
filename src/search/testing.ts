import { createActor, createCamera, createRoadActor, createRoadScenario, createScenario, type Scenario } from "@/core/document";
import { roadPlanSchema } from "@/core/world/roads";

/** A pedestrian of 80 px that walks across an empty picture; seen all the time. */
export function walkerScenario(durationFrames: number, height = 80): Scenario<never> {
  return createScenario({
    id: "walker",
    style: "schematic",
    video: { width: 640, height: 360, fps: 30, durationFrames },
    actors: [
      createActor({
        id: "walker",
        trackId: 7,
        type: "pedestrian",
        size: { width: height / 2, height },
        startFrame: 0,
        endFrame: durationFrames,
        appearance: { model: "adult", color: "#d03030" },
        waypoints: [
          { x: 60, y: 300 },
          { x: 580, y: 300 },
        ],
      }),
    ],
  });
}

/** A car with a dashcam that drives at 36 km/h towards an adult who stands on its lane, 80 m ahead. */
export function approachScenario(): Scenario<never> {
  const video = { width: 640, height: 360, fps: 10, durationFrames: 60 };
  return createRoadScenario({
    id: "approach",
    plan: roadPlanSchema.parse({ kind: "street", length: 200 }),
    video,
    ego: "ego",
    cameras: [createCamera("dashcam", video)],
    actors: [
      createRoadActor({
        id: "ego",
        trackId: 0,
        kind: "car",
        startFrame: 0,
        endFrame: 60,
        motion: { speed: 10 },
        waypoints: [
          { x: -60, y: -1.75 },
          { x: 90, y: -1.75 },
        ],
      }),
      createRoadActor({ id: "adult", trackId: 1, kind: "adult", startFrame: 0, endFrame: 60, waypoints: [{ x: 20, y: -1.75 }] }),
    ],
  });
}
