import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { parseScenario, validateScenario } from "@/core/document";
import { changeAppearance, moveActors } from "./commands/actors";
import { dressActors, showBackground } from "./commands/assets";
import { merging } from "./commands/command";
import { setVideo } from "./commands/scenario";
import { setSpeed, setTiming } from "./commands/timing";
import { scaleWaypoints, setCurve } from "./commands/waypoints";
import { putSky } from "./commands/weather";
import { createEditor } from "./editor";
import { MAX_STEPS } from "./history";
import { selectionOf } from "./selection";
import { anyCommand } from "./testing/commands";
import { streetScenario } from "./testing/driver";
import { fileOf, pictureOf, pictures } from "./testing/pictures";

describe("history", () => {
  it("restores the first document exactly when any sequence of commands is undone, and the last when it is redone", () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 25 }), (commands) => {
        const first = streetScenario();
        const text = JSON.stringify(first);
        const editor = createEditor(first);
        for (const command of commands) editor.run(command);
        const last = editor.document.getState().scenario;
        const lastText = JSON.stringify(last);
        const { length } = editor.document.getState().history.steps;

        for (let step = 1; step < length; step++) editor.undo();
        expect(editor.document.getState().scenario).toBe(first);
        expect(JSON.stringify(first)).toBe(text);

        for (let step = 1; step < length; step++) editor.redo();
        expect(editor.document.getState().scenario).toBe(last);
        expect(JSON.stringify(last)).toBe(lastText);
      }),
      { numRuns: 150 },
    );
  });

  it("adds no step for a command that changes nothing, nor for any command that sets what is already set", () => {
    const editor = createEditor(streetScenario());
    const steps = () => editor.document.getState().history.steps.length;
    const set = [
      changeAppearance(["walker"], { color: "#c0ffee" }),
      putSky("weather", { frame: 30, condition: "fog", intensity: 0.4, fadeFrames: 10 }),
      setTiming({ actorId: "walker", index: 1 }, { at: 60, hold: 15 }),
      setSpeed(["car"], 4),
      setVideo({ width: 1920, height: 1080 }),
      setCurve(["walker"], "bezier"),
      scaleWaypoints([{ actorId: "car", index: 1 }], 1.5),
    ];
    for (const command of set) {
      editor.run(command);
      const before = steps();
      editor.run(command);
      expect(steps(), command.label).toBe(before);
    }
  });

  it("keeps every document that commands make valid for the schema", () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 12 }), (commands) => {
        const editor = createEditor(streetScenario());
        for (const command of commands) {
          editor.run(command);
          // Read back as from a file: what is saved must open again.
          const file: unknown = JSON.parse(JSON.stringify(pictures.whole(editor.document.getState().scenario)));
          expect(() => validateScenario(file)).not.toThrow();
        }
      }),
      { numRuns: 300 },
    );
  });

  it("holds no data of pictures, in no step; edits, undo and redo beside 60 MB of them touch none of it", async () => {
    const editor = createEditor(streetScenario());
    const [sky, cat] = [await pictureOf("s", 40_000_000), await pictureOf("c", 20_000_000)];
    const [digest, read] = [vi.spyOn(crypto.subtle, "digest"), vi.spyOn(pictures, "dataOf")];
    try {
      editor.run(showBackground({ id: "sky", asset: sky }));
      editor.run(dressActors(["walker"], { id: "cat", asset: cat }));
      for (let step = 1; step <= 20; step++) editor.run(moveActors(["walker"], step, 0));
      const { scenario, history } = editor.document.getState();
      expect(JSON.stringify(history).length).toBeLessThan(200_000);
      editor.jump(0);
      editor.jump(history.steps.length - 1);
      expect(editor.document.getState().scenario).toBe(scenario);
      expect([digest.mock.calls.length, read.mock.calls.length]).toEqual([0, 0]);
    } finally {
      digest.mockRestore();
      read.mockRestore();
    }
    expect(parseScenario(fileOf(editor.document.getState().scenario)).assets["cat"]?.data).toHaveLength(20_000_022);
    // What would not fit in a file is refused by the pictures' real sizes.
    const refused: string[] = [];
    const strict = createEditor(editor.document.getState().scenario, { onRefused: ({ reason }) => refused.push(reason) });
    strict.run(dressActors(["car"], { id: "dog", asset: await pictureOf("d", 10_000_000) }));
    expect(refused).toEqual([expect.stringMatching(/at most 64 MB; this would make it 67 MB, of which 67 MB are images/)]);
    // What stands in the place of a picture's data is part of the gate.
    const dog = await pictureOf("d", 100);
    for (const data of [
      { ...dog.data, sha256: "d" },
      { ...dog.data, length: -1 },
    ])
      strict.run(dressActors(["car"], { id: "dog", asset: { ...dog, data } }));
    expect(refused.slice(1)).toEqual([
      expect.stringContaining("assets.dog.data.sha256: must be"),
      "assets.dog.data.length: must be at least 0, not -1",
    ]);
  });

  it("adds no step for a command that changes nothing, and merges only equal keys in a row", () => {
    const editor = createEditor(streetScenario());
    const steps = () => editor.document.getState().history.steps.length;
    editor.run(moveActors(["walker"], 0, 0));
    editor.run(moveActors(["nobody"], 5, 5));
    expect(steps()).toBe(1);

    const before = editor.document.getState().scenario;
    editor.run(merging("held", moveActors(["walker"], 1, 0)));
    editor.run(merging("held", moveActors(["walker"], 1, 0)));
    expect(steps()).toBe(2);
    editor.run(merging("other", moveActors(["walker"], 1, 0)));
    expect(steps()).toBe(3);
    // The same key of something else is another change.
    editor.session.setState({ selection: selectionOf({ actors: ["waiter"] }) });
    editor.run(merging("other", moveActors(["waiter"], 1, 0)));
    editor.run(merging("other", moveActors(["waiter"], 1, 0)));
    expect(steps()).toBe(4);
    editor.jump(0);
    expect(editor.document.getState().scenario).toBe(before);
    editor.jump(2);
    expect(editor.document.getState().scenario.actors[0]?.trajectory.waypoints[0]?.x).toBe(203);
  });

  it("keeps a bounded number of steps and drops undone steps once something else is done", () => {
    const editor = createEditor(streetScenario());
    for (let count = 0; count < MAX_STEPS + 20; count++) editor.run(moveActors(["walker"], 1, 0));
    expect(editor.document.getState().history.steps).toHaveLength(MAX_STEPS);
    editor.jump(10);
    editor.run(moveActors(["walker"], 0, 7));
    expect(editor.document.getState().history.steps).toHaveLength(12);
    editor.redo();
    expect(editor.document.getState().history.position).toBe(11);
  });
});

describe("gestures", () => {
  it("preview without touching the document, and become one step on commit", () => {
    const editor = createEditor(streetScenario());
    const before = editor.document.getState();
    const gesture = editor.gesture("Move actor");
    for (let dx = 1; dx <= 50; dx++) gesture.update(moveActors(["walker"], dx, 0));
    expect(editor.document.getState()).toBe(before);
    expect(editor.live().actors[0]?.trajectory.waypoints[0]?.x).toBe(250);

    gesture.commit();
    expect(editor.transient.getState().preview).toBeNull();
    expect(editor.document.getState().history.steps.map(({ label }) => label)).toEqual(["Open", "Move actor"]);
    expect(editor.document.getState().scenario.actors[0]?.trajectory.waypoints[0]?.x).toBe(250);
    editor.undo();
    expect(editor.document.getState().scenario).toBe(before.scenario);
  });

  it("leave no trace when cancelled, and cannot be resumed", () => {
    const editor = createEditor(streetScenario());
    const before = editor.document.getState();
    const gesture = editor.gesture("Move actor");
    gesture.update(moveActors(["walker"], 30, 0));
    gesture.cancel();
    gesture.update(moveActors(["walker"], 60, 0));
    gesture.commit();
    expect(editor.document.getState()).toBe(before);
    expect(editor.live()).toBe(before.scenario);
  });

  it("give way: a second gesture or an undo cancels, a command commits first", () => {
    const editor = createEditor(streetScenario());
    const first = editor.gesture("First");
    first.update(moveActors(["walker"], 30, 0));
    editor.gesture("Second");
    first.commit();
    expect(editor.document.getState().history.steps).toHaveLength(1);

    const third = editor.gesture("Third");
    third.update(moveActors(["walker"], 30, 0));
    editor.run(moveActors(["car"], 1, 0));
    expect(editor.document.getState().history.steps.map(({ label }) => label)).toEqual(["Open", "Third", "Move actor"]);

    const fourth = editor.gesture("Fourth");
    fourth.update(moveActors(["walker"], 30, 0));
    editor.undo();
    fourth.commit();
    expect(editor.document.getState().history.position).toBe(1);
    expect(editor.transient.getState().preview).toBeNull();
  });
});

it("deselects what no longer exists, and resets with another scenario", () => {
  const editor = createEditor(streetScenario());
  editor.session.setState({ selection: selectionOf({ actors: ["walker", "car"], waypoints: [{ actorId: "walker", index: 2 }] }) });
  editor.run({ label: "Delete", apply: (scenario) => ({ ...scenario, actors: scenario.actors.slice(1) }) });
  expect(editor.session.getState().selection).toEqual(selectionOf({ actors: ["car"] }));

  editor.transient.setState({ frame: 299 });
  editor.open({ ...streetScenario(), id: "other" });
  expect(editor.session.getState().selection).toEqual(selectionOf({}));
  expect(editor.transient.getState().frame).toBe(0);
  expect(editor.document.getState().history.steps).toHaveLength(1);
});
