import { describe, expect, it } from "vitest";
import type { Actor, Point } from "@/core/document";
import { junctionScenario } from "../testing/roadScenario";
import { streetScenario } from "../testing/driver";
import { project } from "@/core/camera";
import { cameraAt, frameState } from "@/core/scene";
import { groundTruthOf } from "@/core/truth";
import { KERB_HEIGHT } from "@/core/world/roads/layout";
import { coversPlace, groundViewOf, meetsBox } from ".";
import { hullOf } from "@/core/world";

const scenario = junctionScenario();
const actor = (id: string): Actor => {
  const found = scenario.actors.find((one) => one.id === id);
  if (!found) throw new RangeError(`there is no actor ${id}`);
  return found;
};
const near = (one: Point | null, other: Point, digits = 6) => {
  expect(one?.x).toBeCloseTo(other.x, digits);
  expect(one?.y).toBeCloseTo(other.y, digits);
};

describe("the views of a scenario", () => {
  it("give back the point of the ground at the place where they show it", () => {
    const points = [
      { x: -40, y: 1 },
      { x: 10, y: -3 },
      { x: 30, y: 8.5 },
    ];
    for (const id of ["plan", "picture"] as const) {
      const view = groundViewOf(scenario, 0, id);
      for (const point of points) near(view.unproject(view.project(point) ?? { x: 0, y: 0 }), point);
    }
  });

  it("show the picture world in pixels, the plan in metres with y upwards", () => {
    expect(groundViewOf(streetScenario(), 0, "picture").project({ x: 12, y: 34 })).toEqual({ x: 12, y: 34 });
    expect(groundViewOf(scenario, 0, "plan").project({ x: 12, y: 34 })).toEqual({ x: 12, y: -34 });
  });

  it("have no ground above the horizon, nor behind the camera", () => {
    const camera = groundViewOf(scenario, 0, "picture");
    expect(camera.unproject({ x: 640, y: 100 })).toBeNull();
    expect(camera.unproject({ x: 640, y: 700 })).not.toBeNull();
    expect(camera.project({ x: -70, y: -1.6 })).toBeNull();
    expect(camera.shift({ x: -30, y: 0 }, { x: 640, y: 400 }, { x: 640, y: -300 })).toBeNull();
  });

  it("move what is held with the pointer, wherever it is held: a walker taken by the head keeps to the ground", () => {
    const camera = groundViewOf(scenario, 0, "picture");
    const foot = { x: -30, y: -5 };
    const shown = camera.project(foot) ?? { x: 0, y: 0 };
    const head = { x: shown.x, y: 60 };
    const shift = camera.shift(foot, head, { x: head.x - 50, y: head.y }) ?? { x: 0, y: 0 };
    near(camera.project({ x: foot.x + shift.x, y: foot.y + shift.y }), { x: shown.x - 50, y: shown.y });
  });

  it("cut a path off where it passes the camera", () => {
    const camera = groundViewOf(scenario, 0, "picture");
    const runs: Point[] = [];
    camera.traceLine(
      { moveTo: (x, y) => runs.push({ x, y }), lineTo: (x, y) => runs.push({ x, y }), bezierCurveTo: () => undefined },
      [-80, 3, 40, 3],
    );
    expect(runs.length).toBeGreaterThan(10);
    // The last place is the far end, the first one just ahead of the camera, far below the picture.
    near(runs.at(-1) ?? null, camera.project({ x: 40, y: 3 }) ?? { x: 0, y: 0 });
    for (const { x, y } of runs) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
  });

  it("find the place on the way along lanes, not on the straight line between its ends", () => {
    const turning: Actor = {
      ...actor("car"),
      motion: { speed: 10, acceleration: 2, deceleration: 3, lanes: ["west_in_1", "over_west_in_1_north_out_1", "north_out_1"] },
      trajectory: {
        curve: "linear",
        easing: "linear",
        waypoints: [
          { x: -50, y: -1.6 },
          { x: 1.6, y: 50 },
        ],
      },
    };
    const plan = groundViewOf(scenario, 0, "plan");
    const found = plan.nearestOnPath(turning, { x: -30, y: 1.6 });
    expect(found?.segmentIndex).toBe(0);
    expect(found?.distance).toBeLessThan(0.2);
    expect(plan.nearestOnPath(turning, { x: -24, y: -24 }, 3)).toBeUndefined();
  });

  it("outline bodies: by their footprint from above, by the box around them in the picture, and never who carries the camera", () => {
    const plan = groundViewOf(scenario, 0, "plan");
    const van = scenario.occluders[0];
    const footprint = van && plan.occluderOutline(van);
    expect(footprint?.box.width).toBeCloseTo(van?.size.length ?? 0, 6);
    const camera = groundViewOf(scenario, 0, "picture");
    expect(camera.actorOutline(scenario, actor("car"), 0)).toBeNull();
    expect(plan.actorOutline(scenario, actor("car"), 0)).not.toBeNull();
    const walker = camera.actorOutline(scenario, actor("walker"), 0);
    const foot = camera.project({ x: -30, y: -5 }) ?? { x: 0, y: 0 };
    expect(walker && coversPlace(walker, { x: foot.x, y: foot.y - 20 }, 0)).toBe(true);
    expect(walker && coversPlace(walker, { x: foot.x + 200, y: foot.y }, 0)).toBe(false);
  });

  it("outline who is on a pavement where it is seen, with the path's points on top of the kerb", () => {
    const { road } = scenario;
    const record = groundTruthOf(frameState(scenario, 0)).find(({ track_id }) => track_id === actor("waiter").trackId);
    const corners = record?.box_3d?.corners_px;
    const camera = groundViewOf(scenario, 0, "picture");
    const box = camera.actorOutline(scenario, actor("waiter"), 0)?.box;
    if (!road || !corners || !box) throw new Error("the camera does not see all of the waiter");
    const [us, vs] = [corners.map(([u]) => u), corners.map(([, v]) => v)];
    expect(box.x).toBeCloseTo(Math.min(...us), 2);
    expect(box.y).toBeCloseTo(Math.min(...vs), 2);
    expect(box.x + box.width).toBeCloseTo(Math.max(...us), 2);
    expect(box.y + box.height).toBeCloseTo(Math.max(...vs), 2);
    const seen = camera.project({ x: -20, y: 5 });
    const onRaised = project(cameraAt(scenario, road, 0), { x: -20, y: 5, z: KERB_HEIGHT });
    near(seen, { x: onRaised?.u ?? 0, y: onRaised?.v ?? 0 });
    near(camera.unproject(seen ?? { x: 0, y: 0 }), { x: -20, y: 5 });
  });

  it("keep who is dragged under the pointer, also where a kerb hides the ground", () => {
    const camera = groundViewOf(scenario, 0, "picture");
    for (let x = -45; x < 60; x += 0.7)
      for (const y of [-6, -3.2, 0, 3.2, 6]) {
        const seen = camera.project({ x, y });
        if (seen) near(camera.shift({ x, y }, seen, seen), { x: 0, y: 0 });
      }
  });

  it("are the same object while a camera stands, and another at each frame of one that moves", () => {
    expect(groundViewOf(scenario, 0, "plan")).toBe(groundViewOf(scenario, 20, "plan"));
    expect(groundViewOf(scenario, 0, "picture")).not.toBe(groundViewOf(scenario, 20, "picture"));
    expect(groundViewOf(scenario, 7, "picture")).toBe(groundViewOf({ ...scenario, name: "other" }, 7, "picture"));
  });
});

describe("outlines", () => {
  const corners = [
    { x: 0, y: 0 },
    { x: 10, y: 10 },
    { x: 0, y: 20 },
    { x: -10, y: 10 },
  ];
  const outline = { box: { x: -10, y: 0, width: 20, height: 20 }, corners, rank: 0 };

  it("cover what is inside their corners or within the margin, not all of their box", () => {
    expect(coversPlace(outline, { x: 0, y: 10 }, 0)).toBe(true);
    expect(coversPlace(outline, { x: 9, y: 1 }, 0)).toBe(false);
    expect(coversPlace(outline, { x: 9, y: 1 }, 6)).toBe(true);
  });

  it("meet a box that shares a place with them, not one in a corner that they leave free", () => {
    expect(meetsBox(outline, { x: -2, y: 8, width: 4, height: 4 })).toBe(true);
    expect(meetsBox(outline, { x: 7, y: 0, width: 3, height: 2 })).toBe(false);
  });

  it("go around the outermost points", () => {
    expect(hullOf([...corners, { x: 0, y: 10 }, { x: 1, y: 9 }])).toHaveLength(4);
    expect(hullOf([{ x: 3, y: 3 }])).toEqual([{ x: 3, y: 3 }]);
  });
});
