import { createCamera, createRoadActor, createRoadOccluder, createRoadScenario, type CameraPresetId, type Scenario } from "@/core/document";
import { roadPlanSchema } from "@/core/world/roads";

const VIDEO = { width: 640, height: 360, fps: 10, durationFrames: 30 };

/**
 * Three seconds on a street: a moving ego that brakes, somebody who crosses behind a parked van, a cyclist, a standing bus.
 * @param camera of the ego, or `roadside` on a pole; `distorted` leaves the lens as the preset has it
 */
export function roadScene(camera: CameraPresetId, distorted = false): Scenario {
  const preset = createCamera(camera, VIDEO);
  const { lens } = preset;
  const straight = lens.model === "pinhole" && !distorted ? { ...lens, distortion: [0, 0, 0, 0, 0] as const } : lens;
  const tilted = { ...preset.mount, pitch: 7, roll: 3, yaw: preset.mount.yaw + 4 };
  const onPole = { ...tilted, x: -20, y: -8, z: 6, yaw: 30, pitch: 18 };
  const everywhere = { startFrame: 0, endFrame: VIDEO.durationFrames };
  return createRoadScenario({
    id: "road_scene",
    plan: roadPlanSchema.parse({ kind: "street" }),
    video: VIDEO,
    cameras: [{ ...preset, lens: straight, mount: camera === "roadside" ? onPole : tilted }],
    ego: "ego",
    actors: [
      createRoadActor({
        ...everywhere,
        kind: "car",
        id: "ego",
        trackId: 0,
        motion: { speed: 8 },
        curve: "smooth",
        waypoints: [
          { x: -25, y: -1.6 },
          { x: -10, y: -1.2 },
          { x: 6, y: -1.8, hold: 30 },
        ],
      }),
      createRoadActor({
        ...everywhere,
        kind: "adult",
        id: "walker",
        trackId: 3,
        waypoints: [
          { x: 8, y: -5 },
          { x: 8.5, y: 5 },
        ],
      }),
      createRoadActor({
        ...everywhere,
        kind: "cyclist",
        id: "cyclist",
        trackId: 7,
        waypoints: [
          { x: 30, y: 2.4 },
          { x: -30, y: 2.4 },
        ],
      }),
      createRoadActor({
        ...everywhere,
        kind: "bus",
        id: "bus",
        trackId: 9,
        motion: { speed: 0, heading: 8 },
        waypoints: [{ x: 25, y: -4.6 }],
      }),
    ],
    occluders: [createRoadOccluder({ id: "van", kind: "parked_van", x: 4, y: -4.3 })],
  });
}
