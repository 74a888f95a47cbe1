import { expect, it } from "vitest";
import { createRoadActor, createRoadScenario, type Parameter } from "@/core/document";
import { usualRoadPlan } from "@/core/world/roads";
import { createEditor } from "../editor";
import { withBodies } from "./groups";
import {
  addParameter,
  changeParameter,
  expressionOf,
  followExpression,
  removeParameter,
  renameParameter,
  setParameter,
  usesOfParameter,
} from "./parameters";
import { changeMotion } from "./roadActors";

const speed: Parameter = { name: "speed", unit: "km/h", value: 36, from: 10, to: 90, step: 1 };

function opened() {
  const refused: string[] = [];
  const car = createRoadActor({
    id: "car",
    trackId: 1,
    kind: "car",
    name: "Car",
    startFrame: 0,
    endFrame: 300,
    waypoints: [
      { x: -40, y: 0 },
      { x: 40, y: 0 },
    ],
  });
  const scenario = createRoadScenario({ id: "s", plan: usualRoadPlan("street"), actors: [car] });
  const editor = createEditor(scenario, { onRefused: ({ reason }) => refused.push(reason) });
  const shown = () => editor.live().actors[0];
  return { editor, refused, shown };
}

const motion = { of: "actor", id: "car", key: "motion.speed" } as const;

it("a number follows its parameter while this is dragged, as one undo step, and stays when it is let go", () => {
  const { editor, shown } = opened();
  editor.run(addParameter(speed));
  editor.run(addParameter({ name: "lead", unit: "s", value: 2 }));
  editor.run(followExpression([motion], "speed"));
  editor.run(followExpression([{ of: "waypoint", id: "car", index: 0, key: "x" }], "-speed × lead"));
  expect([shown()?.motion?.speed, shown()?.trajectory.waypoints[0]?.x]).toEqual([10, -20]);
  const before = editor.document.getState().history.steps.length;
  const drag = editor.gesture("Set speed");
  for (const value of [40, 50, 72]) drag.update(setParameter("speed", value));
  expect([shown()?.motion?.speed, shown()?.trajectory.waypoints[0]?.x]).toEqual([20, -40]);
  drag.commit();
  expect(editor.document.getState().history.steps.length).toBe(before + 1);
  editor.undo();
  expect(shown()?.motion?.speed).toBe(10);
  editor.redo();
  editor.run(followExpression([motion], null));
  expect(expressionOf(editor.live(), motion)).toBeUndefined();
  editor.run(setParameter("speed", 36));
  expect([shown()?.motion?.speed, shown()?.trajectory.waypoints[0]?.x]).toEqual([20, -20]);
});

it("renaming changes every expression; removing leaves the values and lets them be set", () => {
  const { editor, shown } = opened();
  editor.run(addParameter(speed));
  editor.run(addParameter({ name: "half", unit: "km/h", value: 0, expression: "speed / 2" }));
  editor.run(followExpression([motion], "half"));
  editor.run(renameParameter("speed", "ego_speed"));
  expect(editor.live().parameters?.map(({ name, value, expression }) => [name, value, expression])).toEqual([
    ["ego_speed", 36, undefined],
    ["half", 18, "ego_speed / 2"],
  ]);
  expect(usesOfParameter(editor.live(), "ego_speed").map(({ label }) => label)).toEqual(["half"]);
  expect(usesOfParameter(editor.live(), "half")).toEqual([
    { label: "Car: motion speed", text: "half", select: { actors: ["car"], occluders: [] } },
  ]);
  editor.run(removeParameter("ego_speed"));
  expect(editor.live().parameters).toEqual([{ name: "half", unit: "km/h", value: 18 }]);
  expect(shown()?.motion?.speed).toBe(5);
  editor.run(removeParameter("half"));
  expect(editor.live().parameters).toBeUndefined();
  expect(shown()).not.toHaveProperty("expressions");
});

it("what cannot be is refused with the reason, and so is setting a number that follows", () => {
  const { editor, refused, shown } = opened();
  editor.run(addParameter(speed));
  editor.run(followExpression([motion], "speed"));
  editor.run(setParameter("speed", 200));
  editor.run(followExpression([motion], "spede"));
  editor.run(followExpression([motion], "speed * speed"));
  editor.run(changeParameter("speed", { expression: "speed + 1 km/h" }));
  editor.run(followExpression([{ of: "actor", id: "car", key: "trackId" }], "3"));
  editor.run(changeMotion(["car"], { speed: 3 }));
  expect(refused).toEqual([
    "parameters[0].value: must be from 10 to 90 km/h, not 200",
    "“Car”, motion.speed: “spede”: there is no parameter “spede”; there are speed",
    "“Car”, motion.speed: “speed * speed”: it gives m^2·s^-2, where m/s is needed",
    "parameters[0].expression: it needs itself: speed → speed; give one of them a value",
    expect.stringMatching(/^“Car”, trackId: cannot follow from an expression; these can: startFrame/),
    "“Car”, motion.speed: follows from “speed”; change that, or let the number be set freely",
  ]);
  expect(shown()?.motion?.speed).toBe(10);
});

it("a copy follows the same parameters, apart from where it is moved; elsewhere, it follows none that do not exist", () => {
  const { editor } = opened();
  editor.run(addParameter(speed));
  editor.run(followExpression([motion], "speed"));
  editor.run(followExpression([{ of: "waypoint", id: "car", index: 0, key: "x" }], "-speed × 4 s"));
  const [car] = editor.live().actors;
  if (!car) throw new Error("there is no car");
  const [first, ...rest] = car.trajectory.waypoints;
  const moved = first && { ...first, x: first.x + 5 };
  const copy = { ...car, id: "copy", trackId: 2, trajectory: { ...car.trajectory, waypoints: moved ? [moved, ...rest] : rest } };
  const made = withBodies(editor.live(), { actors: [copy], occluders: [] });
  expect(made.actors[1]?.expressions).toEqual({ "motion.speed": "speed" });
  expect(made.actors[1]?.trajectory.waypoints[0]).toEqual({ x: -35, y: 0 });
  expect(made.actors[0]).toBe(car);
  const elsewhere = withBodies(opened().editor.live(), { actors: [copy], occluders: [] });
  expect(elsewhere.actors[1]).not.toHaveProperty("expressions");
});
