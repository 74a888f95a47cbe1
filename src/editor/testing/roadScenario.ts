import { createCamera, createRoadActor, createRoadOccluder, createRoadScenario, type Scenario } from "@/core/document";
import { usualRoadPlan } from "@/core/world/roads";

const video = { width: 1280, height: 720, fps: 30, durationFrames: 300 };

/** An X-junction: a car with a dashcam that comes from the west, a walker before it who crosses, somebody who stands, and a parked van. */
export function junctionScenario(): Scenario<never> {
  return createRoadScenario({
    id: "junction",
    plan: usualRoadPlan("x_junction"),
    video,
    cameras: [createCamera("dashcam", video)],
    ego: "car",
    actors: [
      createRoadActor({
        kind: "car",
        id: "car",
        trackId: 0,
        startFrame: 0,
        endFrame: 300,
        motion: { speed: 10, lanes: ["west_in_1", "over_west_in_1_east_out_1", "east_out_1"] },
        waypoints: [
          { x: -55, y: -1.6 },
          { x: 50, y: -1.6 },
        ],
      }),
      createRoadActor({
        kind: "adult",
        id: "walker",
        trackId: 1,
        startFrame: 0,
        endFrame: 300,
        waypoints: [
          { x: -30, y: -5 },
          { x: -30, y: 5 },
        ],
      }),
      createRoadActor({
        kind: "adult",
        id: "waiter",
        trackId: 2,
        startFrame: 0,
        endFrame: 300,
        motion: { heading: 90 },
        waypoints: [{ x: -20, y: 5 }],
      }),
    ],
    occluders: [createRoadOccluder({ id: "van", kind: "parked_van", x: -24, y: -4.5, heading: 0 })],
  });
}
