import { expect, test } from "vitest";
import { createActor, createOccluder, createScenario } from "../document";
import { groundTruthFrames, groundTruthHeader, groundTruthJson, groundTruthOccluders } from ".";

test("ground truth lists the occluders in the picture with their boxes, so that every id in occluded_by can be looked up in the one file", () => {
  const scenario = createScenario({
    id: "s",
    style: "schematic",
    video: { width: 320, height: 180, fps: 10, durationFrames: 12 },
    actors: [
      createActor({ id: "walker", trackId: 4, type: "pedestrian", startFrame: 0, endFrame: 12, waypoints: [{ x: 20, y: 100 }, { x: 300, y: 100 }] }),
      createActor({ id: "car", trackId: 9, type: "vehicle", startFrame: 0, endFrame: 12, waypoints: [{ x: 300, y: 120 }, { x: 20, y: 120 }] }),
    ],
    occluders: [
      createOccluder({ id: "wall", kind: "wall", x: 160, y: 150, size: { width: 60, height: 90 } }),
      createOccluder({ id: "beyond", kind: "tree", x: 900, y: 150 }),
      createOccluder({ id: "unseen", kind: "tree", x: 100, y: 150, hidden: true }),
    ],
  });
  const occluders = groundTruthOccluders(scenario);
  expect(occluders).toEqual([{ id: "wall", kind: "wall", bounding_box: { x: 130, y: 60, width: 60, height: 90 } }]);
  const truth = JSON.parse([...groundTruthJson(groundTruthHeader(scenario), groundTruthFrames(scenario), occluders)].join("")) as {
    occluders: unknown[];
    annotations: { occluded_by: (number | string)[] }[];
  };
  expect(truth.occluders).toEqual(occluders);
  expect(new Set(truth.annotations.flatMap(({ occluded_by }) => occluded_by))).toEqual(new Set(["wall", 9]));
});
