import { expect, test } from "vitest";
import { createActor, createOccluder, createScenario } from "../document";
import { frameState } from "../scene";
import { groundTruthFrames, groundTruthHeader, groundTruthJson, groundTruthOccluders, groundTruthOf } from ".";

test("ground truth lists the occluders in the picture with their boxes, so every id in occluded_by can be looked up", () => {
  const scenario = createScenario({
    id: "s",
    style: "schematic",
    video: { width: 320, height: 180, fps: 10, durationFrames: 12 },
    actors: [
      createActor({
        id: "walker",
        trackId: 4,
        type: "pedestrian",
        startFrame: 0,
        endFrame: 12,
        waypoints: [
          { x: 20, y: 100 },
          { x: 300, y: 100 },
        ],
      }),
      createActor({
        id: "car",
        trackId: 9,
        type: "vehicle",
        startFrame: 0,
        endFrame: 12,
        waypoints: [
          { x: 300, y: 120 },
          { x: 20, y: 120 },
        ],
      }),
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

test("an actor that only hides others moves and hides, but is annotated nowhere; ground truth lists it as an occluder", () => {
  const walker = createActor({
    id: "walker",
    trackId: 0,
    type: "pedestrian",
    startFrame: 0,
    endFrame: 60,
    waypoints: [{ x: 300, y: 300 }],
  });
  const bus = createActor({
    id: "bus",
    trackId: 7,
    type: "vehicle",
    onlyOccludes: true,
    size: { width: 300, height: 120 },
    startFrame: 0,
    endFrame: 60,
    waypoints: [
      { x: -200, y: 320 },
      { x: 800, y: 320 },
    ],
  });
  const scenario = createScenario({
    id: "s",
    style: "schematic",
    video: { width: 640, height: 360, fps: 30, durationFrames: 60 },
    actors: [walker, bus],
  });
  const records = Array.from({ length: 60 }, (_, frame) => groundTruthOf(frameState(scenario, frame))).flat();
  expect(new Set(records.map(({ track_id }) => track_id))).toEqual(new Set([0]));
  expect(records.some(({ visibility, occluded_by }) => visibility === 0 && occluded_by.includes("bus"))).toBe(true);
  expect(records.some(({ visibility }) => visibility === 1)).toBe(true);
  expect(groundTruthHeader(scenario).total_objects).toBe(1);
  expect(groundTruthOccluders(scenario)).toEqual([{ id: "bus", kind: "vehicle", bounding_box: null }]);
});
