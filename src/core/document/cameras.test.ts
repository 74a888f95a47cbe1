import { expect, it } from "vitest";
import { chosenCameras, createCamera, createRoadScenario, createScenario, withCamera } from ".";
import { roadPlanSchema } from "../world/roads";

const video = { width: 640, height: 360, fps: 30, durationFrames: 30 };
const camera = (id: string, name = id) => ({ ...createCamera("roadside", video), id, name });
const scenarioWith = (...cameras: ReturnType<typeof camera>[]) =>
  createRoadScenario({ id: "street", plan: roadPlanSchema.parse({ kind: "street" }), video, cameras, actors: [] });

it("cameras are chosen by id, by name or all, once each and in the scenario's order", () => {
  const scenario = scenarioWith(camera("front", "Front"), camera("rear", "Looking back"), camera("a/b"));
  const folders = (...names: string[]) => chosenCameras(scenario, names).map(({ folder }) => folder);
  expect(folders("all")).toEqual(["front", "rear", "a-b"]);
  expect(folders("Looking back", "front", "rear")).toEqual(["front", "rear"]);
  expect(withCamera(scenario, "rear").road?.camera).toBe("rear");
});

it("a camera that does not exist, names that mean two, folders that are the same, and pictures are refused with what to do", () => {
  const scenario = scenarioWith(camera("a:b", "Pole"), camera("a/B", "Pole"), camera("c"));
  const refusal =
    (...names: string[]) =>
    () =>
      chosenCameras(scenario, names);
  expect(refusal("left")).toThrow("there is no camera “left”; choose from a:b (Pole), a/B (Pole), c, or all");
  expect(refusal("")).toThrow("there is no camera “”");
  expect(refusal("Pole")).toThrow("several cameras are called “Pole”; choose by id: a:b, a/B");
  expect(refusal("all")).toThrow("the cameras “a:b” and “a/B” would share the folder a-b");
  expect(chosenCameras(scenario, ["a:b", "c"])).toHaveLength(2);
  expect(() => chosenCameras(createScenario({ id: "x", name: "x" }), ["all"])).toThrow("the scenario is a picture, which has no cameras");
});
