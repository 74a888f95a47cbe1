import { createCamera, createRoadActor, createRoadOccluder, createRoadScenario, serializeScenario, withCondition } from "@/core/document";
import type { Condition, WholeScenario } from "@/core/document";
import { ROAD_USER_KINDS } from "@/core/world";
import { roadPlanSchema } from "@/core/world/roads";

const video = { width: 1280, height: 720, fps: 30, durationFrames: 900 };
const ACTORS = 20;

/**
 * 30 seconds on a street at 1280 × 720: an ego at 40 km/h and 20 actors, of whom some are always in the picture.
 * @param camera the ego's dashcam, or one that stands on a pole
 */
export function roadScenario(camera: "dashcam" | "roadside", condition?: Condition): WholeScenario {
  const span = { startFrame: 0, endFrame: video.durationFrames };
  const actors = Array.from({ length: ACTORS }, (_, index) => {
    const kind = ROAD_USER_KINDS[index % ROAD_USER_KINDS.length] ?? "adult";
    const start = -140 + 17 * index;
    const lane = index % 2 === 0 ? 1.6 : 5;
    const user = createRoadActor({
      kind,
      id: `actor-${index}`,
      trackId: index + 1,
      motion: { speed: index % 2 === 0 ? 4 : 1.2 },
      waypoints: [
        { x: start, y: lane },
        { x: index % 2 === 0 ? start - 130 : start + 40, y: lane },
      ],
      ...span,
    });
    return user;
  });
  const pole = createCamera("roadside", video);
  const scenario = createRoadScenario({
    id: "bench",
    name: "A street",
    plan: roadPlanSchema.parse({ kind: "street", length: 500, crossing: 20 }),
    video,
    cameras: [createCamera("dashcam", video), { ...pole, mount: { ...pole.mount, x: -20, y: -7, yaw: 10 } }],
    camera,
    ego: "ego",
    actors: [
      createRoadActor({
        kind: "car",
        id: "ego",
        trackId: 0,
        motion: { speed: 40 / 3.6 },
        waypoints: [
          { x: -170, y: -1.6 },
          { x: 200, y: -1.6 },
        ],
        ...span,
      }),
      ...actors,
    ],
    occluders: Array.from({ length: 8 }, (_, index) =>
      createRoadOccluder({ id: `parked-${index}`, kind: index % 3 === 0 ? "parked_van" : "parked_car", x: -140 + 40 * index, y: -4.3 }),
    ),
  });
  return condition ? withCondition(scenario, condition, 0.7) : scenario;
}

export const roadScenarioText = (camera: "dashcam" | "roadside", condition?: Condition): string =>
  serializeScenario(roadScenario(camera, condition));
