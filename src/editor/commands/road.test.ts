import { describe, expect, it } from "vitest";
import { fieldOfView, lensFault } from "@/core/camera";
import {
  OCCLUDER_DIMENSIONS,
  createCamera,
  createRoadActor,
  createRoadOccluder,
  createRoadScenario,
  validateScenario,
  withSize,
  type Scenario,
  type SlimScenario,
} from "@/core/document";
import { cameraAt, worldOf } from "@/core/scene";
import { ROAD_USERS } from "@/core/world";
import { ROAD_KINDS, roadLayout, routeBetween, usualRoadPlan } from "@/core/world/roads";
import { blankScenario, isBlank } from "../blank";
import { createEditor } from "../editor";
import { faultOf } from "../refusal";
import { deleteActors, resizeActors } from "./actors";
import {
  addCamera,
  mountCamera,
  removeCamera,
  renameCamera,
  setDistortion,
  setFieldOfView,
  setFocalLength,
  setLensModel,
  showCamera,
} from "./cameras";
import type { Command } from "./command";
import { changeOccluders, placeOccluder, turnOccluders } from "./occluders";
import { changeRoadPlan, setCarrier, setEgo, setRoadKind } from "./road";
import { changeMotion, leaveLanes, setReversing, setRoadUser, setSpeedFrom } from "./roadActors";

const plan = usualRoadPlan("x_junction");
const layout = roadLayout(plan);
const video = { width: 1280, height: 720, fps: 30, durationFrames: 300 };

/** Lanes that lead from one arm round a corner into another. */
const turning = (() => {
  const turn = layout.lanes.find((lane) => lane.kind === "junction" && lane.turn === "left");
  const before = layout.lanes.find(({ successors }) => turn !== undefined && successors.includes(turn.id));
  const after = turn?.successors[0];
  const route = before && after !== undefined ? routeBetween(layout, before.id, after) : null;
  if (!route || !before) throw new Error("no way round the corner");
  return { route, before, after: layout.lanes.find(({ id }) => id === after) ?? before };
})();
const [from, to] = [turning.before.centre.vertices[0], turning.after.centre.vertices.at(-1)];
if (!from || !to) throw new Error("an empty lane");

const scenario = createRoadScenario({
  id: "road",
  plan,
  video,
  ego: "car",
  cameras: [createCamera("dashcam", video), createCamera("roadside", video)],
  actors: [
    createRoadActor({
      kind: "car",
      id: "car",
      trackId: 0,
      startFrame: 0,
      endFrame: 300,
      motion: { speed: 8, lanes: turning.route },
      waypoints: [
        { x: from.x, y: from.y },
        { x: to.x, y: to.y },
      ],
    }),
    createRoadActor({ kind: "adult", id: "adult", trackId: 1, startFrame: 0, endFrame: 300, waypoints: [{ x: 12, y: 8 }] }),
  ],
  occluders: [createRoadOccluder({ id: "van", kind: "parked_van", x: 20, y: -6 })],
});

/** The scenario after commands, of which each leaves a valid one. */
const after = (...commands: Command[]): SlimScenario =>
  commands.reduce<SlimScenario>((before, { apply }) => {
    const next = apply(before);
    validateScenario(next);
    return next;
  }, scenario);
const roadOf = ({ road }: Scenario) => {
  if (!road) throw new Error("no road");
  return road;
};
const cameraOf = (of: Scenario, id = "dashcam") => {
  const camera = roadOf(of).cameras.find((candidate) => candidate.id === id);
  if (!camera) throw new Error(`no camera ${id}`);
  return camera;
};

describe("a new road scenario", () => {
  it.each(ROAD_KINDS)("of the kind %s is valid, empty, and seen over its middle by a camera beside the road", (kind) => {
    const onLeft = blankScenario("new", { road: kind, traffic: "left" });
    expect([validateScenario(onLeft).road?.plan.traffic, isBlank(onLeft)]).toEqual(["left", true]);
    const made = blankScenario("new", { road: kind });
    expect(validateScenario(made)).toEqual(made);
    expect([isBlank(made), made.actors.length, roadOf(made).plan.kind]).toEqual([true, 0, kind]);
    const { pose } = cameraAt(made, roadOf(made), 0);
    const { extent } = roadLayout(roadOf(made).plan);
    expect(pose.position.x).toBeGreaterThan(extent.from.x - 5);
    expect(pose.position.y).toBeGreaterThan(extent.from.y - 5);
    expect(isBlank(mountCamera("roadside", { z: 5 }).apply(made))).toBe(false);
  });
});

describe("a road", () => {
  it("keeps its actors and the measures it has in common with another kind, and whoever followed lanes goes by its waypoints", () => {
    const wide = after(changeRoadPlan({ laneWidth: 3.6, traffic: "left" }), setRoadKind("school_street"));
    expect(roadOf(wide).plan).toMatchObject({ kind: "school_street", laneWidth: 3.6, traffic: "left", speedLimit: 30 });
    expect(wide.scene.kind).toBe("school_zone");
    expect(wide.actors.map(({ id, trajectory }) => [id, trajectory])).toEqual(
      scenario.actors.map(({ id, trajectory }) => [id, trajectory]),
    );
    expect(wide.actors[0]?.motion?.lanes).toBeUndefined();
  });

  it("refuses measures that make no road, in the schema’s words", () => {
    expect(faultOf(scenario, changeRoadPlan({ laneWidth: 12 }))).toBe("Must be at most 4.5, not 12.");
    expect(faultOf(scenario, changeRoadPlan({ armLength: 21 }))).toMatch(/^Must be at least .* m for a junction of this size, not 21\.$/);
    expect(faultOf(scenario, changeRoadPlan({ laneWidth: 3 }))).toBeNull();
  });
});

describe("cameras", () => {
  it("are added after presets under free names, shown, renamed and removed; the last one stays", () => {
    const more = after(addCamera("dashcam"), renameCamera("dashcam_2", " Second "));
    expect(roadOf(more).cameras.map(({ id, name }) => [id, name])).toEqual([
      ["dashcam", "Dashcam"],
      ["roadside", "Roadside pole"],
      ["dashcam_2", "Second"],
    ]);
    expect(roadOf(more).camera).toBe("dashcam_2");
    const fewer = after(addCamera("dashcam"), removeCamera("dashcam_2"), removeCamera("dashcam"), removeCamera("roadside"));
    expect([roadOf(fewer).cameras.map(({ id }) => id), roadOf(fewer).camera]).toEqual([["roadside"], "roadside"]);
    expect(roadOf(after(showCamera("roadside"))).camera).toBe("roadside");
  });

  it("see what they saw when their carrier changes, and stay where they were when the ego is gone", () => {
    const poseOf = (of: Scenario, frame: number) => cameraAt(of, roadOf(of), frame).pose;
    const before = poseOf(scenario, 120);
    const near = (pose: typeof before, other: typeof before) => {
      for (const axis of ["x", "y", "z"] as const) expect(pose.position[axis]).toBeCloseTo(other.position[axis], 2);
      pose.rotation.flat().forEach((value, index) => expect(value).toBeCloseTo(other.rotation.flat()[index] ?? 0, 4));
    };
    const standing = after(setCarrier("dashcam", "world", 120));
    near(poseOf(standing, 120), before);
    near(poseOf(standing, 10), before);
    near(poseOf(after(setCarrier("dashcam", "world", 120), setCarrier("dashcam", "ego", 120)), 60), poseOf(scenario, 60));
    near(poseOf(after(setEgo(undefined, 120)), 0), before);
    const gone = after(deleteActors(["car"]));
    expect(roadOf(gone).ego).toBeUndefined();
    near(poseOf(gone, 200), poseOf(scenario, 0));
  });

  it("have the field of view asked for, also off their axis, and with another model of lens", () => {
    const across = (of: Scenario) => fieldOfView(cameraOf(of).lens, video).horizontal;
    expect(across(after(setFieldOfView("dashcam", 50)))).toBeCloseTo(50, 6);
    const shifted = {
      ...scenario,
      road: { ...roadOf(scenario), cameras: roadOf(scenario).cameras.map((camera) => ({ ...camera, lens: { ...camera.lens, cx: 500 } })) },
    };
    expect(across(setFieldOfView("dashcam", 70).apply(shifted))).toBeCloseTo(70, 6);
    const fisheye = after(setLensModel("dashcam", "fisheye"));
    expect([cameraOf(fisheye).lens.model, across(fisheye)]).toEqual(["fisheye", expect.closeTo(80, 6)]);
    expect(
      across(after(setLensModel("dashcam", "fisheye"), setFieldOfView("dashcam", 190), setLensModel("dashcam", "pinhole"))),
    ).toBeLessThan(180);
  });

  it("that no road has are refused in the schema’s words", () => {
    expect(faultOf(scenario, mountCamera("dashcam", { z: -1 }))).toBe("A camera must be 0.05 to 1000 m above the ground, not -1.");
    expect(faultOf(scenario, setFocalLength("dashcam", 0))).toMatch(/^A focal length must be from 1 to 1000000 pixels/);
    expect(faultOf(scenario, setDistortion("dashcam", 0, -0.6))).toMatch(/^The lens shows nothing beyond .* make the focal length longer/);
  });

  it("are one undo step for a drag, whose picture follows it", () => {
    const editor = createEditor(scenario);
    const drag = editor.gesture("Change field of view");
    for (const degrees of [70, 60, 50]) {
      drag.update(setFieldOfView("dashcam", degrees));
      expect(fieldOfView(cameraOf(editor.live()).lens, video).horizontal).toBeCloseTo(degrees, 6);
    }
    drag.commit();
    expect(editor.document.getState().history.position).toBe(1);
    editor.undo();
    expect(editor.document.getState().scenario).toEqual(scenario);
  });

  it("see as far to either side in a picture of another size, and places stay where they are", () => {
    const square = validateScenario(withSize(scenario, 960, 960));
    expect(fieldOfView(cameraOf(square).lens, square.video).horizontal).toBeCloseTo(80, 6);
    expect(lensFault(cameraOf(square).lens, square.video)).toBeNull();
    expect([square.actors, square.occluders]).toEqual([scenario.actors, scenario.occluders]);
  });
});

describe("actors and occluders on the road", () => {
  it("take the dimensions and the usual motion of another kind, but for what was set by hand", () => {
    const [, grown] = after(setRoadUser(["adult"], "wheelchair")).actors;
    expect([grown?.appearance.model, grown?.size]).toEqual(["wheelchair", ROAD_USERS.wheelchair.dimensions]);
    const truck = after(setRoadUser(["car"], "truck")).actors[0];
    expect([truck?.size, truck?.motion?.speed, truck?.motion?.acceleration, truck?.motion?.lanes]).toEqual([
      ROAD_USERS.truck.dimensions,
      8,
      0.8,
      turning.route,
    ]);
    const long = after(
      resizeActors(["car"], (size) => ({ ...size, length: 5.1234 })),
      setRoadUser(["car"], "van"),
    ).actors[0];
    expect(long?.size.length).toBe(5.123);
    const rider = after(setRoadUser(["adult"], "cyclist")).actors[1];
    expect([rider?.type, rider?.name]).toEqual(["cyclist", "Cyclist 1"]);
  });

  it("have speeds from waypoints on, a gear and a heading", () => {
    const [car] = after(setSpeedFrom({ actorId: "car", index: 0 }, 12), setReversing(["car"], true)).actors;
    expect(car?.motion).toMatchObject({ speed: 12, reversing: true });
    expect(after(setReversing(["car"], true), setReversing(["car"], false)).actors[0]?.motion).toEqual(scenario.actors[0]?.motion);
    const [, adultTurned] = after(changeMotion(["adult"], { heading: 90 })).actors;
    if (!adultTurned) throw new Error("no adult");
    expect(worldOf(scenario).poseAt(adultTurned, 0).heading).toBe(90);
  });

  it("keep their course where they leave their lanes", () => {
    const [car] = after(leaveLanes(["car"])).actors;
    const [before] = scenario.actors;
    if (!car || !before) throw new Error("no car");
    expect(car.motion?.lanes).toBeUndefined();
    for (let frame = 0; frame < 300; frame += 15) {
      const [was, is] = [before, car].map((actor) => worldOf(scenario).poseAt(actor, frame));
      expect(Math.hypot((was?.x ?? 0) - (is?.x ?? 0), (was?.y ?? 0) - (is?.y ?? 0))).toBeLessThan(0.6);
    }
  });

  it("that hide others have their kind’s dimensions, until they are set, and a heading", () => {
    expect(after(changeOccluders(["van"], { kind: "hedge" })).occluders[0]?.size).toEqual(OCCLUDER_DIMENSIONS.hedge);
    const size = { length: 7, width: 2, height: 2.5 };
    const [van] = after(
      placeOccluder("van", { x: 1, y: 2, size }),
      changeOccluders(["van"], { kind: "container" }),
      turnOccluders(["van"], 45),
    ).occluders;
    expect(van).toMatchObject({ kind: "container", size, heading: 45, x: 1, y: 2 });
  });
});
