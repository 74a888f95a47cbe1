import { createCamera, createRoadActor, createRoadOccluder, createRoadScenario, type WholeScenario } from "@/core/document";
import { roadPlanSchema } from "@/core/world/roads";

type Video = WholeScenario["video"];

/** A street with somebody of each kind, the ego at 40 km/h, and things that hide others. @param shown the camera's preset */
export function streetScenario(shown: "dashcam" | "roadside" | "rear", video: Video, parts: Partial<WholeScenario> = {}): WholeScenario {
  const span = { startFrame: 0, endFrame: video.durationFrames };
  const across = (x: number) => [
    { x, y: -6 },
    { x, y: 6 },
  ];
  const along = (y: number, from: number, to: number) => [
    { x: from, y },
    { x: to, y },
  ];
  const user = (kind: Parameters<typeof createRoadActor>[0]["kind"], trackId: number, waypoints: { x: number; y: number }[]) =>
    createRoadActor({ kind, id: kind, trackId, waypoints, ...span });
  const cameras = [createCamera("dashcam", video), createCamera("rear", video)];
  const pole = createCamera("roadside", video);
  const scenario = createRoadScenario({
    id: "street",
    seed: 7,
    plan: roadPlanSchema.parse({ kind: "street", crossing: 20 }),
    video,
    cameras: [...cameras, { ...pole, mount: { ...pole.mount, x: -14, y: -7, yaw: 12 } }],
    camera: shown,
    ego: "ego",
    actors: [
      createRoadActor({
        kind: "car",
        id: "ego",
        trackId: 0,
        motion: { speed: 40 / 3.6 },
        waypoints: along(-1.6, -20, 60),
        ...span,
      }),
      user("child", 1, across(8)),
      user("adult", 2, along(5, 30, 0)),
      user("cyclist", 3, along(-2.4, 2, 60)),
      user("van", 4, along(1.6, 40, -30)),
      user("wheelchair", 5, across(20.5)),
      user("dog", 6, along(4.6, 12, 2)),
      user("truck", 7, along(1.6, 62, 0)),
    ],
    occluders: [
      createRoadOccluder({ id: "parked", kind: "parked_van", x: 3, y: -4.3 }),
      createRoadOccluder({ id: "hedge", kind: "hedge", x: 16, y: 7.5 }),
      createRoadOccluder({ id: "tree", kind: "tree", x: 26, y: -8 }),
    ],
  });
  return { ...scenario, ...parts };
}
