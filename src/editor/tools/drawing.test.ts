import { describe, expect, it } from "vitest";
import { createScenario } from "@/core/document";
import { arrivalTimes } from "@/core/timeline";
import { selectionOf } from "../selection";
import { createDriver, streetScenario } from "../testing/driver";

const points = (actor: { trajectory: { waypoints: readonly { x: number; y: number }[] } }) =>
  actor.trajectory.waypoints.map(({ x, y }) => [x, y]);

it("draws nothing with the context button, which selects what its menu is for", () => {
  const person = createDriver(streetScenario());
  for (const tool of ["place", "path", "freehand", "occluder"] as const) {
    person.editor.session.setState({ tool, selection: selectionOf({}) });
    person.drag(
      [
        [200, 350],
        [260, 380],
      ],
      { button: 2 },
    );
    expect(person.selection().actors).toEqual(["walker"]);
    expect(person.editor.session.getState().tool).toBe(tool);
    person.press("Enter");
    expect(person.labels()).toEqual(["Open"]);
  }
});

describe("a path in progress", () => {
  const drawn = () => {
    const person = createDriver();
    person.press("1");
    person.click(900, 600);
    person.press("p");
    for (const [x, y] of [
      [100, 400],
      [300, 380],
      [500, 450],
    ] as const)
      person.click(x, y);
    return person;
  };

  it("loses its last point when undo is pressed, without any change to the document", () => {
    const person = drawn();
    const before = person.editor.document.getState();
    person.press("z", { ctrlKey: true });
    expect(person.editor.document.getState()).toBe(before);
    person.press("z", { ctrlKey: true, shiftKey: true });
    person.press("Enter");
    expect(points(person.actor(1))).toEqual([
      [100, 400],
      [300, 380],
    ]);
    person.press("z", { ctrlKey: true });
    expect(person.scenario()).toBe(before.scenario);
  });

  it("is completed by Escape, which then leaves the tool; a single point is discarded", () => {
    const person = drawn();
    person.press("Escape");
    expect(points(person.actor(1))).toEqual([
      [100, 400],
      [300, 380],
      [500, 450],
    ]);
    expect([person.editor.session.getState().tool, person.editor.transient.getState().draft]).toEqual(["path", null]);
    person.click(700, 200);
    person.press("Escape");
    expect([person.scenario().actors.length, person.editor.session.getState().tool]).toEqual([2, "path"]);
    person.press("Escape");
    expect(person.editor.session.getState().tool).toBe("select");
    expect(person.selection().actors).toEqual([person.actor(1).id]);
  });

  it("shows beside the pointer whose path it will be, before the first click", () => {
    const person = createDriver(streetScenario());
    const hint = () => {
      const { draft } = person.editor.transient.getState();
      return draft?.kind === "path" ? [draft.hint, draft.points.length] : null;
    };
    person.press("3");
    person.press("p");
    person.move(300, 200);
    expect(hint()).toEqual(["Vehicle path", 0]);
    person.press("f");
    person.move(310, 200);
    expect(hint()).toEqual(["Vehicle path", 0]);
    person.press("v");
    person.click(200, 350);
    person.press("p");
    person.move(600, 500);
    expect(hint()?.[0]).toMatch(/^Continues /);
    expect(person.labels()).toEqual(["Open"]);
  });

  it("still says whose path it is while it is drawn, and how to end it", () => {
    const person = createDriver(streetScenario());
    person.press("3");
    person.press("p");
    person.click(310, 200);
    person.click(400, 220);
    expect(person.editor.transient.getState().draft).toMatchObject({
      hint: "Vehicle path: Enter ends it, Backspace takes back a point",
      points: [{ x: 310 }, { x: 400 }],
    });
  });

  it("is discarded with its scenario, even if the same one is opened again", () => {
    const person = drawn();
    person.editor.open({ ...person.scenario(), actors: [] });
    expect(person.scenario().actors).toEqual([]);
    expect(person.labels()).toEqual(["Open"]);
  });

  it("stays active while its scenario gets another id, with a history of any length", () => {
    for (const steps of [1, 2]) {
      const person = createDriver();
      const { editor } = person;
      if (steps > 1) person.action("edit.add-ignore-region");
      expect(person.labels()).toHaveLength(steps);
      editor.session.setState({ tool: "path" });
      person.click(300, 600);
      person.click(500, 600);
      editor.giveNewId(person.scenario().id, "renewed");
      person.click(700, 500);
      person.press("Enter");
      expect(person.scenario().id).toBe("renewed");
      expect(person.actor().trajectory.waypoints).toHaveLength(3);
    }
  });

  it("is completed by choosing another tool, which stays active; a single point is not", () => {
    const person = drawn();
    person.press("u");
    expect(points(person.actor(1))).toEqual([
      [100, 400],
      [300, 380],
      [500, 450],
    ]);
    expect(person.editor.session.getState().tool).toBe("occluder");
    expect(person.editor.transient.getState().draft).toBeNull();
    person.press("p");
    person.click(200, 200);
    person.press("v");
    expect(person.scenario().actors).toHaveLength(2);
  });

  it("survives a pinch, which removes only the point its first finger made", () => {
    const person = drawn();
    person.down(700, 200);
    person.pointer.interrupt();
    person.click(700, 500);
    person.press("Enter");
    expect(points(person.actor(1))).toEqual([
      [100, 400],
      [300, 380],
      [500, 450],
      [700, 500],
    ]);
  });
});

it("continues at its type's usual speed when a path is extended, and keeps earlier times", () => {
  const person = createDriver();
  person.press("1");
  person.drag([
    [300, 400],
    [460, 400],
  ]);
  person.press("p");
  person.click(460, 400);
  person.click(540, 400);
  person.click(620, 400);
  person.press("Enter");
  // 80 pixels per second: 160 px are 60 frames, then another 60; it waits in the picture until the video's end.
  expect(arrivalTimes(person.actor()).map(Math.round)).toEqual([0, 60, 90, 120]);
  expect(person.actor().endFrame).toBe(300);
  person.press("p");
  person.click(620, 400);
  person.click(1285, 400);
  person.press("Enter");
  // Outside the picture it is gone completely.
  const { endFrame, trajectory } = person.actor();
  expect(trajectory.waypoints.at(-1)).toEqual({ x: 1293, y: 400 });
  expect(endFrame).toBe(120 + Math.round((1293 - 620) / (80 / 30)));
});

it("bends only the path of a selected actor: over others a drag is a marquee, and a click selects", () => {
  const person = createDriver(streetScenario());
  person.drag([
    [300, 400],
    [310, 320],
  ]);
  expect(person.labels()).toEqual(["Open"]);
  expect(person.selection()).toEqual(selectionOf({}));
  person.click(300, 400);
  expect(person.selection().actors).toEqual(["walker"]);
  person.drag([
    [300, 400],
    [310, 320],
  ]);
  expect(person.labels()).toEqual(["Open", "Add waypoint"]);
});

it("shows where an occluder would be placed, with its usual size", () => {
  const person = createDriver(createScenario({ id: "ghost" }));
  person.press("u");
  person.move(640, 540);
  const draft = person.editor.transient.getState().draft;
  expect(draft).toMatchObject({ kind: "occluder" });
  person.click(640, 540);
  const [{ x = 0, y = 0, size = { width: 0, height: 0 } } = {}] = person.scenario().occluders;
  expect(draft).toMatchObject({ box: { x: x - size.width / 2, y: y - size.height, ...size } });
});
