import { describe, expect, it } from "vitest";
import { USUAL_MOTIONS, createRoadScenario, parseScenario, type Actor } from "@/core/document";
import { worldOf } from "@/core/scene";
import { ROAD_USER_KINDS, roadUserOf } from "@/core/world";
import { roadUserTool } from "../actions";
import { usualRoadPlan } from "@/core/world/roads";
import { createDriver } from "../testing/driver";
import { fileOf } from "../testing/pictures";
import { selectionOf } from "../selection";
import { junctionScenario } from "../testing/roadScenario";

type Person = ReturnType<typeof createDriver>;

const inPlan = (scenario = junctionScenario()): Person => {
  const person = createDriver(scenario);
  person.lookAt("plan");
  return person;
};
const withSnapping = (person: Person): Person => {
  person.editor.session.setState(({ snapping }) => ({ snapping: { ...snapping, enabled: true } }));
  return person;
};
const points = (actor: Actor) => actor.trajectory.waypoints.map(({ x, y }) => [x, y]);
const drag = (person: Person, from: readonly [number, number], to: readonly [number, number], modifiers = {}) =>
  person.drag([person.seen(...from), person.seen(...to)], modifiers);
const kept = (person: Person) => expect(parseScenario(fileOf(person.scenario()))).toEqual(person.scenario());

describe("on the plan of a road", () => {
  it("a walker is drawn where the pointer goes, at its usual speed, and the scenario stays one that can be saved", () => {
    const person = inPlan(createRoadScenario({ id: "empty", plan: usualRoadPlan("x_junction") }));
    person.action("tool.place-pedestrian");
    drag(person, [-14, -7], [-14, 6.5]);
    expect(points(person.actor())).toEqual([
      [-14, -7],
      [-14, 6.5],
    ]);
    expect(person.actor().motion?.speed).toBeCloseTo(5 / 3.6, 6);
    expect(person.selection().actors).toEqual([person.actor().id]);
    kept(person);
  });

  it("every kind of road user is drawn by its own tool, at its own size and speed, also point by point; not in a picture", () => {
    const person = inPlan(createRoadScenario({ id: "empty", plan: usualRoadPlan("x_junction") }));
    for (const kind of ROAD_USER_KINDS) {
      person.action(roadUserTool(kind));
      drag(person, [-40, -1.6], [-20, -1.6]);
      const drawn = person.scenario().actors.at(-1);
      expect(drawn).toMatchObject({ type: roadUserOf(kind).type, appearance: { model: kind }, size: roadUserOf(kind).dimensions });
      expect(drawn?.motion?.speed).toBeCloseTo(USUAL_MOTIONS[kind].speed, 6);
    }
    person.action(roadUserTool("wheelchair"));
    person.action("tool.path");
    for (const x of [-30, -20]) person.click(...person.seen(x, 6));
    person.press("Enter");
    expect(person.scenario().actors.at(-1)?.appearance.model).toBe("wheelchair");
    // By keyboard alone: from one kind to the next, round all of them, also with a path tool in hand.
    person.press("1");
    const passed = ROAD_USER_KINDS.map(() => {
      person.press("j");
      return person.editor.session.getState().actorModel;
    });
    expect(new Set(passed)).toEqual(new Set(ROAD_USER_KINDS));
    person.press("p");
    person.press("j", { shiftKey: true });
    expect(person.editor.session.getState()).toMatchObject({ tool: "path", actorModel: ROAD_USER_KINDS.at(-1) });
    // The usual tools make the usual kinds again.
    person.action("tool.place-pedestrian");
    drag(person, [-30, 6], [-20, 6]);
    expect(person.scenario().actors.at(-1)?.appearance.model).toBe("adult");
    kept(person);
    const picture = createDriver();
    picture.action(roadUserTool("dog"));
    expect(picture.editor.session.getState().tool).toBe("select");
  });

  it("a vehicle drawn from lane to lane follows them round the corner, no faster than they allow, and is gone at the road’s end", () => {
    const person = inPlan(createRoadScenario({ id: "empty", plan: usualRoadPlan("x_junction") }));
    person.action("tool.place-vehicle");
    drag(person, [-40, -1.6], [1.6, 58]);
    const car = person.actor();
    expect(car.motion?.lanes).toEqual(["west_in_1", "over_west_in_1_north_out_1", "north_out_1"]);
    const corner = worldOf(person.scenario()).poseAt(car, 60);
    expect(Math.min(Math.abs(corner.y + 1.6), Math.abs(corner.x - 1.6))).toBeLessThan(1);
    expect(car.endFrame).toBeLessThan(300);
    kept(person);
  });

  it("a vehicle drawn against the traffic goes straight, along no lane", () => {
    const person = inPlan(createRoadScenario({ id: "empty", plan: usualRoadPlan("x_junction") }));
    person.action("tool.place-vehicle");
    drag(person, [-20, -1.6], [-50, -1.6]);
    expect(person.actor().motion?.lanes).toBeUndefined();
    kept(person);
  });

  it("snaps to the parts of the road and says which, with what is measured, until the pointer lets go", () => {
    const person = withSnapping(inPlan());
    person.action("tool.place-vehicle");
    person.down(...person.seen(-40, -1.8));
    person.move(...person.seen(-30, -1.75));
    const { note } = person.editor.transient.getState();
    expect(note?.snapped).toBe("lane middle");
    expect(note?.text).toMatch(/^10\.\d m · 50 km\/h$/);
    expect(note?.at.y).toBeCloseTo(-1.625, 6);
    person.up(...person.seen(-30, -1.75));
    expect(person.editor.transient.getState().note).toBeNull();
  });

  it("tells how far beside the lane’s middle something is drawn", () => {
    const person = inPlan();
    person.action("tool.place-cyclist");
    person.down(...person.seen(-40, -2.6));
    person.move(...person.seen(-30, -2.6));
    expect(person.editor.transient.getState().note?.text).toBe("10.0 m · 1.0 m right of lane middle · 15 km/h");
  });

  it("moves an actor by dragging it, copies it with Alt, nudges it by 0.1 m and 1 m, and Escape leaves no trace", () => {
    const person = inPlan();
    drag(person, [-20, 5], [-18, 7]);
    expect(points(person.actor(2))).toEqual([[-18, 7]]);
    drag(person, [-18, 7], [-16, 7], { alt: true });
    expect(person.scenario().actors).toHaveLength(4);
    expect(points(person.actor(3))).toEqual([[-16, 7]]);
    person.press("ArrowUp");
    person.press("ArrowRight", { shiftKey: true });
    expect(points(person.actor(3))).toEqual([[-15, 7.1]]);
    const before = person.scenario();
    person.down(...person.seen(-18, 7));
    person.move(...person.seen(-10, 9));
    person.press("Escape");
    expect(person.scenario()).toBe(before);
    kept(person);
  });

  it("copies with Alt only what is moved: regions to ignore lie in the picture, not on the road", () => {
    const person = inPlan({
      ...junctionScenario(),
      ignoreRegions: [{ startFrame: 0, endFrame: 300, x: 10, y: 10, width: 40, height: 30 }],
    });
    person.editor.session.setState(({ selection }) => ({ selection: { ...selection, actors: [person.actor(2).id], regions: [0] } }));
    drag(person, [-20, 5], [-18, 7], { alt: true });
    expect(person.scenario().actors).toHaveLength(4);
    expect(person.scenario().ignoreRegions).toHaveLength(1);
  });

  it("bends a path by a waypoint put on it, and takes it away again", () => {
    const person = inPlan();
    person.click(...person.seen(-30, -5));
    drag(person, [-30, 0], [-27, 0]);
    expect(points(person.actor(1))).toEqual([
      [-30, -5],
      [-27, 0],
      [-30, 5],
    ]);
    person.press("Delete");
    expect(points(person.actor(1))).toHaveLength(2);
    kept(person);
  });

  it("keeps a car on its lanes while a waypoint stays on them, and lets it go straight once it does not", () => {
    const person = inPlan();
    person.click(...person.seen(-55, -1.6));
    drag(person, [50, -1.6], [1.6, 50]);
    expect(person.actor().motion?.lanes).toEqual(["west_in_1", "over_west_in_1_north_out_1", "north_out_1"]);
    drag(person, [1.6, 50], [20, 30]);
    expect(person.actor().motion?.lanes).toBeUndefined();
    kept(person);
  });

  it("selects by a marquee what its footprint meets", () => {
    const person = inPlan();
    drag(person, [-33, -8], [-21, -3]);
    expect(person.selection()).toMatchObject({ actors: ["walker"], occluders: ["van"] });
  });

  it("turns an occluder and somebody who stands by the handle ahead of them, along the road where it is near", () => {
    const person = withSnapping(inPlan());
    person.click(...person.seen(-24, -4.5));
    const length = person.scenario().occluders[0]?.size.length ?? 0;
    const handle: [number, number] = [-24 + length / 2 + 2.4, -4.5];
    person.down(...person.seen(...handle));
    person.move(...person.seen(-32, -4.3));
    expect(person.editor.transient.getState().note).toMatchObject({ text: "180°", snapped: "along the kerb" });
    person.up(...person.seen(-32, -4.3));
    expect(person.scenario().occluders[0]?.heading).toBe(180);
    person.click(...person.seen(-20, 5));
    const waiter = person.actor(2).size.length ?? 0;
    drag(person, [-20, 5 + waiter / 2 + 2.4], [-12, 5], { mod: true });
    expect(person.actor(2).motion?.heading).toBe(0);
    kept(person);
  });

  it("stands a parked car along the kerb that it is put at, beside it and not on it", () => {
    const person = withSnapping(inPlan());
    drag(person, [-24, -4.5], [-24, -2.4]);
    const van = person.scenario().occluders[0];
    expect(person.labels().at(-1)).toBe("Move");
    expect((van?.y ?? 0) - (van?.size.width ?? 0) / 2).toBeCloseTo(-3.25 + 0.2, 2);
  });

  it("parks a new car beside the kerb that it is put at", () => {
    const person = withSnapping(inPlan());
    person.action("tool.occluder");
    person.editor.session.setState({ occluderKind: "parked_car" });
    person.click(...person.seen(-40, 2.3));
    const car = person.scenario().occluders[1];
    expect((car?.y ?? 0) + (car?.size.width ?? 0) / 2).toBeCloseTo(3.25 - 0.2, 1);
    expect(Math.abs(car?.heading ?? 1) % 180).toBe(0);
  });

  it("passes over what is locked", () => {
    const person = inPlan();
    person.click(...person.seen(-24, -4.5));
    person.press("l", { ctrlKey: true });
    person.click(...person.seen(0, 20));
    person.click(...person.seen(-24, -4.5));
    expect(person.selection().occluders).toEqual([]);
  });

  it("copies between road scenarios, and says why not into a picture", async () => {
    const person = inPlan();
    person.click(...person.seen(-20, 5));
    person.action("edit.copy");
    person.editor.transient.setState({ activeView: "plan" });
    person.move(...person.seen(10, 12));
    person.action("edit.paste");
    await Promise.resolve();
    expect(points(person.actor(3))).toEqual([[10, 12]]);
    kept(person);
  });
});

describe("in the camera view of a road", () => {
  it("selects and drags the same things, along the ground", () => {
    const person = createDriver(junctionScenario());
    const [x, y] = person.seen(-30, -5);
    person.click(x, y - 30);
    expect(person.selection().actors).toEqual(["walker"]);
    person.drag([person.seen(-30, 5), person.seen(-26, 4)]);
    const [, end] = points(person.actor(1));
    expect(end?.[0]).toBeCloseTo(-26, 1);
    expect(end?.[1]).toBeCloseTo(4, 1);
    kept(person);
  });

  it("refuses gently what is dragged above the horizon: it stays where it last was on the ground", () => {
    const person = createDriver(junctionScenario());
    const [x, y] = person.seen(-30, -5);
    person.click(x, y - 30);
    const [endX, endY] = person.seen(-30, 5);
    person.down(endX, endY);
    person.move(...person.seen(-28, 4));
    const before = points(person.actor(1));
    person.move(endX, 20);
    expect(person.editor.transient.getState().cursor).toBe("not-allowed");
    expect(points(person.actor(1))).toEqual(before);
    person.move(...person.seen(-28, 4));
    expect(person.editor.transient.getState().cursor).not.toBe("not-allowed");
    person.up(endX, 20);
    expect(points(person.actor(1))).toEqual(before);
  });

  it("draws actors on the ground, and none in the sky", () => {
    const person = createDriver(junctionScenario());
    person.action("tool.place-pedestrian");
    person.click(640, 40);
    expect(person.scenario().actors).toHaveLength(3);
    person.drag([person.seen(-35, 2), person.seen(-25, 2)]);
    const drawn = points(person.actor(3));
    expect(drawn[0]?.[0]).toBeCloseTo(-35, 0);
    expect(drawn[1]?.[0]).toBeCloseTo(-25, 0);
    kept(person);
  });

  it("drags the end of its own carrier’s way steadily, although the picture turns meanwhile", () => {
    const person = createDriver(junctionScenario());
    person.editor.session.setState({ selection: selectionOf({ actors: ["car"] }) });
    const [x, y] = person.seen(50, -1.6);
    person.down(x, y);
    const ends = [1, 2, 3].map(() => {
      person.move(x + 240, y + 20);
      return points(person.actor())[1];
    });
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
    person.up(x + 240, y + 20);
    kept(person);
  });

  it("nudges to the right of the picture and away from the camera", () => {
    const person = createDriver(junctionScenario());
    const [x, y] = person.seen(-30, -5);
    person.click(x, y - 30);
    person.press("ArrowUp", { shiftKey: true });
    person.press("ArrowRight", { shiftKey: true });
    expect(points(person.actor(1))[0]).toEqual([-29, -6]);
  });
});
