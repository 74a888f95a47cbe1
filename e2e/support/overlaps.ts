import { createActor, createOccluder, createScenario, type WholeScenario } from "@/core/document";

/** Actors that pass in front of and behind each other, behind occluders, and through every edge of the frame. */
export function overlapsScenario(): WholeScenario {
  const span = { startFrame: 0, endFrame: 60 };
  return createScenario({
    id: "overlaps",
    name: "overlaps",
    style: "schematic",
    scene: { kind: "school_zone", variant: 0 },
    video: { width: 640, height: 360, fps: 30, durationFrames: 60 },
    actors: [
      createActor({
        ...span,
        id: "walker",
        trackId: 0,
        type: "pedestrian",
        waypoints: [
          { x: -40, y: 200 },
          { x: 680, y: 204 },
        ],
      }),
      createActor({
        ...span,
        id: "rider",
        trackId: 1,
        type: "cyclist",
        waypoints: [
          { x: 660, y: 210 },
          { x: -20, y: 206 },
        ],
      }),
      createActor({
        ...span,
        id: "car",
        trackId: 2,
        type: "vehicle",
        size: { width: 120, height: 60 },
        waypoints: [
          { x: -60, y: 220 },
          { x: 700, y: 230 },
        ],
      }),
      createActor({
        ...span,
        id: "second-car",
        trackId: 3,
        type: "vehicle",
        waypoints: [
          { x: 620, y: 240 },
          { x: 100, y: 220 },
        ],
      }),
      createActor({
        ...span,
        id: "driver",
        trackId: 4,
        type: "distracted_driver",
        size: { width: 60, height: 60 },
        curve: "smooth",
        waypoints: [
          { x: 100, y: -20 },
          { x: 320, y: 180, scale: 1.5 },
          { x: 400, y: 420 },
        ],
      }),
      createActor({
        ...span,
        id: "low-walker",
        trackId: 5,
        type: "pedestrian",
        size: { width: 50, height: 120 },
        waypoints: [
          { x: 500, y: 480 },
          { x: 300, y: 300, at: 20, hold: 10 },
          { x: 620, y: 340 },
        ],
      }),
    ],
    occluders: [
      createOccluder({ id: "wall", kind: "wall", x: 320, y: 215, size: { width: 90, height: 40 } }),
      createOccluder({ id: "pole", kind: "sign", x: 200, y: 300, size: { width: 14, height: 200 } }),
    ],
  });
}
