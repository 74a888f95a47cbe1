import { describe, expect, it } from "vitest";
import { createCamera, createRoadActor, createRoadScenario, type SlimScenario } from "@/core/document";
import { relationFaults, relationsOf } from "@/core/relations";
import { worldOf } from "@/core/scene";
import { roadPlanSchema } from "@/core/world/roads";
import {
  changeMotion,
  createEditor,
  keepTimes,
  setRelation,
  setTiming,
  shiftActors,
  splitActors,
  trimActors,
  usualRelation,
  type Editor,
} from ".";
import { copyActors, deleteActors, moveActors } from "./commands/actors";

const video = { width: 640, height: 360, fps: 30, durationFrames: 300 };

function street(): Editor {
  const line = (id: string, x: number, y: number, toX: number, toY: number) =>
    createRoadActor({
      kind: id === "car" ? "car" : "child",
      id,
      trackId: id.length,
      startFrame: 0,
      endFrame: id === "car" ? 300 : 250,
      ...(id === "car" ? { motion: { speed: 10 } } : {}),
      waypoints: [
        { x, y },
        { x: (x + toX) / 2, y: (y + toY) / 2 },
        { x: toX, y: toY },
      ],
    });
  return createEditor(
    createRoadScenario({
      id: "s",
      plan: roadPlanSchema.parse({ kind: "street" }),
      video,
      cameras: [createCamera("roadside", video)],
      ego: "car",
      actors: [line("car", -40, -1.6, 60, -1.6), line("child", 10, -6, 10, 5)],
    }),
  );
}

const child = ({ actors }: SlimScenario) => {
  const found = actors.find(({ id }) => id === "child");
  if (!found) throw new Error("there is no child");
  return found;
};
const scenarioOf = (editor: Editor) => editor.document.getState().scenario;
const moment = (editor: Editor) => relationsOf(scenarioOf(editor))[0]?.moment ?? null;

/** The editor with a child that steps out so that the car meets it in the middle. */
function meeting(): Editor {
  const editor = street();
  const scenario = scenarioOf(editor);
  const until = usualRelation(scenario, child(scenario), 0, "meets");
  if (!until) throw new Error("nobody to meet");
  editor.run(setRelation({ actorId: "child", index: 0 }, until));
  return editor;
}

describe("relations in the editor", () => {
  it("are one step, are proposed with the ego, and follow what the other does, also during a drag", () => {
    const editor = meeting();
    expect(child(scenarioOf(editor)).trajectory.waypoints[0]?.until).toEqual({ when: "meets", actor: "car", share: 0.5 });
    const before = moment(editor) ?? 0;
    expect(before).toBeGreaterThan(0.5);
    const gesture = editor.gesture("Move actor");
    gesture.update(moveActors(["car"], 10, 0));
    expect(relationsOf(editor.live())[0]?.moment).toBeCloseTo(before - 1, 6);
    gesture.cancel();
    editor.run(changeMotion(["car"], { speed: 12 }));
    expect(moment(editor)).toBeLessThan(before - 0.3);
    editor.undo();
    expect(moment(editor)).toBe(before);
    editor.undo();
    expect(child(scenarioOf(editor)).trajectory.waypoints[0]).toEqual({ x: 10, y: -6 });
    expect(child(scenarioOf(editor)).endFrame).toBe(250);
  });

  it("keep when an actor moves, whatever is done with its bar", () => {
    const editor = meeting();
    const before = moment(editor);
    const { endFrame } = child(scenarioOf(editor));
    editor.run(shiftActors(["child"], 7));
    expect([child(scenarioOf(editor)).startFrame, child(scenarioOf(editor)).endFrame]).toEqual([7, endFrame]);
    editor.run(trimActors(["child"], { startFrame: -20 }));
    editor.run(trimActors(["child"], { endFrame: endFrame - 15 }));
    expect([child(scenarioOf(editor)).startFrame, child(scenarioOf(editor)).endFrame]).toEqual([-20, endFrame - 15]);
    expect(moment(editor)).toBeCloseTo(before ?? 0, 9);
  });

  it("leave frames that are asked for where they are shown", () => {
    const editor = meeting();
    const scenario = scenarioOf(editor);
    const arrival = worldOf(scenario).arrivalTimes(child(scenario))[1] ?? 0;
    editor.run(setTiming({ actorId: "child", index: 1 }, { at: Math.round(arrival) + 20 }));
    const after = scenarioOf(editor);
    // It walks more slowly to its second waypoint, and so starts earlier to be hit where it was.
    expect(relationFaults(after)).toEqual([]);
    expect(moment(editor)).toBeLessThan(relationsOf(scenario)[0]?.moment ?? 0);
  });

  it("become times when they are fixed, when the other is deleted and when the actor is split", () => {
    const pose = (editor: Editor, frame: number) => worldOf(scenarioOf(editor)).poseAt(child(scenarioOf(editor)), frame);
    for (const change of [keepTimes(["child"]), deleteActors(["car"]), splitActors(["child"], 150)]) {
      const editor = meeting();
      const before = pose(editor, 120);
      editor.run(change);
      expect(child(scenarioOf(editor)).trajectory.waypoints.every(({ until }) => until === undefined)).toBe(true);
      // Fixed times are whole frames.
      expect(Math.abs(pose(editor, 120).y - before.y), change.label).toBeLessThan(0.05);
    }
  });

  it("of copies are to the copies that are made together", () => {
    const editor = meeting();
    const { actors } = scenarioOf(editor);
    const [car, copied] = copyActors(scenarioOf(editor), actors);
    const [first] = copied?.trajectory.waypoints ?? [];
    expect(first?.until).toMatchObject({ when: "meets", actor: car?.id });
    const [alone] = copyActors(scenarioOf(editor), [child(scenarioOf(editor))]);
    expect(alone?.trajectory.waypoints[0]?.until).toMatchObject({ actor: "car" });
  });
});

it("offers the nearest traffic light of an actor’s kind to wait at, where there are any", () => {
  const scenario = scenarioOf(street());
  expect(usualRelation(scenario, child(scenario), 0, "green")).toBeNull();
  const { road } = scenario;
  if (!road) throw new Error("the scenario has no road");
  const junction = { ...scenario, road: { ...road, plan: roadPlanSchema.parse({ kind: "x_junction", control: "signals" }) } };
  const at = (kind: "adult" | "car", x: number, y: number) =>
    createRoadActor({ kind, id: kind, trackId: 9, startFrame: 0, endFrame: 100, waypoints: [{ x, y }] });
  expect(usualRelation(junction, at("car", -20, -2), 0, "green")).toEqual({ when: "green", light: "west_in_1", moving: true });
  expect(usualRelation(junction, at("adult", 14, -6), 0, "green")).toEqual({ when: "green", light: "east_crossing" });
});
