import { expect, it } from "vitest";
import { createActor, createScenario } from "@/core/document";
import { InstancePicture, instancesFault } from "./instances";

const scenarioOf = (trackId: number) =>
  createScenario({
    id: "one",
    video: { width: 64, height: 64, fps: 10, durationFrames: 2 },
    actors: [
      createActor({
        id: "walker",
        trackId,
        type: "pedestrian",
        name: "Walker",
        startFrame: 0,
        endFrame: 2,
        size: { width: 10, height: 20 },
        waypoints: [{ x: 32, y: 40 }],
      }),
    ],
  });

it("gives the largest track id that two bytes hold a colour of its own, and refuses the next by name", () => {
  const picture = new InstancePicture(scenarioOf(65_534));
  picture.drawFrame(0);
  expect(new Set(picture.words)).toEqual(new Set([0xff000000, 0xffffffff]));
  expect(instancesFault(scenarioOf(65_534))).toBeNull();
  expect(instancesFault(scenarioOf(65_535))).toMatch(/track ids up to 65534, and “Walker” has 65535/);
});
