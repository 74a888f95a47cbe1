import { createActor, createOccluder, createScenario } from "@/core/document";
import { scenarioSource } from "../scenarioSource";
import type { AnnotationSource } from "../types";

/**
 * Two seconds with everything that is difficult for writers: a pedestrian who passes behind a wall, a van that drives in over the left
 * edge, a cyclist who leaves and returns, a driver partly outside at the right, a change of weather.
 */
export function busyScene(): AnnotationSource {
  return scenarioSource(
    createScenario({
      id: "busy",
      name: "Busy <scene> & more",
      style: "schematic",
      video: { width: 640, height: 360, fps: 30, durationFrames: 60 },
      weather: [
        { frame: 0, condition: "sunny", intensity: 0.25, fadeFrames: 0 },
        { frame: 40, condition: "fog", intensity: 0.5, fadeFrames: 0 },
      ],
      actors: [
        createActor({
          id: "p",
          type: "pedestrian",
          trackId: 0,
          startFrame: 0,
          endFrame: 50,
          waypoints: [
            { x: 80, y: 310 },
            { x: 260, y: 310 },
          ],
        }),
        createActor({
          id: "c",
          type: "cyclist",
          trackId: 3,
          startFrame: 0,
          endFrame: 60,
          waypoints: [
            { x: 620, y: 150, at: 0 },
            { x: 700, y: 150, at: 20 },
            { x: 600, y: 150, at: 50 },
          ],
        }),
        createActor({
          id: "v",
          type: "vehicle",
          trackId: 7,
          startFrame: 5,
          endFrame: 60,
          appearance: { model: "van" },
          waypoints: [
            { x: -30, y: 350 },
            { x: 500, y: 350 },
          ],
        }),
        createActor({
          id: "d",
          type: "distracted_driver",
          trackId: 9,
          startFrame: 5,
          endFrame: 60,
          waypoints: [
            { x: 630, y: 100 },
            { x: 645, y: 100 },
          ],
        }),
      ],
      occluders: [createOccluder({ id: "wall", kind: "wall", x: 170, y: 330, size: { width: 60, height: 120 } })],
    }),
  );
}
