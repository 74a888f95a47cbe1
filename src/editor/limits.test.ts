import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIMITS, createScenario, validateScenario, assertScenarioSize, type SlimScenario } from "@/core/document";
import { addActors, draftActor, moveActors } from "./commands/actors";
import { command, type Command } from "./commands/command";
import { addGenerator } from "./commands/generators";
import { createEditor } from "./editor";
import { selectionOf } from "./selection";
import { anyCommand } from "./testing/commands";
import { createDriver, streetScenario } from "./testing/driver";
import { fileOf, pictures } from "./testing/pictures";
import { LARGE_SCENARIOS, anyExtremeCommand } from "./testing/extremes";

/** Checking paths of 50,000 waypoints takes a while. */
const RUNS: Record<string, number> = { "the longest path": 2 };

const crowd = addGenerator({
  kind: "pedestrian_crowd",
  startSeconds: 0,
  durationSeconds: 5,
  count: 200,
  from: { x: 0, y: 400 },
  to: { x: 900, y: 400 },
  spread: 50,
});

/** The whole scenario is checked after this many steps and at the end: an error seldom goes away by itself. */
const STEPS_TO_CHECK = 8;

/** When saved as a file, the scenario opens again. */
function expectToOpenAgain(scenario: SlimScenario): void {
  expect(() => assertScenarioSize(Buffer.byteLength(fileOf(scenario)))).not.toThrow();
}

function expectToBeValid(scenario: SlimScenario): void {
  expect(() => validateScenario(pictures.whole(scenario))).not.toThrow();
}

describe("whatever is done to a scenario", () => {
  it.each([...Object.keys(LARGE_SCENARIOS), "a street"])(
    "it can be saved and opened again after each step, and undo gives back every state: %s",
    (name) => {
      const runs = RUNS[name] ?? 7;
      let done = 0;
      let refused = 0;
      fc.assert(
        fc.property(
          fc.array(fc.oneof({ weight: 3, arbitrary: anyExtremeCommand }, { weight: 1, arbitrary: anyCommand }), {
            minLength: 10,
            maxLength: 50,
          }),
          (sequence) => {
            const first = LARGE_SCENARIOS[name] ?? streetScenario();
            const editor = createEditor(first, { onRefused: () => refused++ });
            const states: SlimScenario[] = [first];
            for (const change of sequence) {
              const refusals = refused;
              const before = editor.document.getState();
              const after = editor.run(change);
              if (refused > refusals && editor.document.getState() !== before) throw new Error("a refused change was made");
              if (after === before.scenario) continue;
              states.push(after);
              if (++done % STEPS_TO_CHECK === 0) expectToBeValid(after);
            }
            const last = states.at(-1);
            if (last) expectToOpenAgain(last);
            for (const state of states.toReversed()) {
              expect(editor.document.getState().scenario).toBe(state);
              editor.undo();
            }
            for (const state of states.slice(1)) {
              editor.redo();
              expect(editor.document.getState().scenario).toBe(state);
            }
          },
        ),
        { numRuns: runs, seed: 20 },
      );
      expect(done).toBeGreaterThan(runs);
      expect(refused).toBeGreaterThan(runs / 2);
    },
    120_000,
  );

  it("thousands of commands in a row leave a scenario that can be saved and opened again", () => {
    const editor = createEditor(streetScenario());
    let done = 0;
    for (const change of fc.sample(anyCommand, { numRuns: 4000, seed: 21 })) {
      const before = editor.document.getState().scenario;
      // An emptied stage would leave most commands nothing to do.
      if (editor.run(change) !== before && ++done % 400 === 0) expectToBeValid(editor.document.getState().scenario);
      if (editor.document.getState().scenario.actors.length === 0) editor.run(addActors(streetScenario().actors));
    }
    expect(done).toBeGreaterThan(2000);
    expectToBeValid(editor.document.getState().scenario);
    expectToOpenAgain(editor.document.getState().scenario);
  }, 120_000);

  it("a sixth crowd of 200, copies again and again and a 1001st actor are refused with a reason, and nothing changes", () => {
    const driver = createDriver(createScenario({ id: "crowds" }));
    for (let count = 0; count < 5; count++) driver.editor.run(crowd);
    expect(driver.scenario().actors).toHaveLength(LIMITS.actors);
    const before = driver.scenario();
    driver.editor.run(crowd);
    expect(driver.messages).toEqual(["Add generator: a scenario can have at most 1000 actors; this would make 1200"]);

    driver.editor.session.setState({ selection: selectionOf({ actors: before.actors.slice(0, 3).map(({ id }) => id) }) });
    driver.action("edit.duplicate");
    expect(driver.messages.at(-1)).toBe("Duplicate: a scenario can have at most 1000 actors; this would make 1003");
    expect(driver.selection().actors).toHaveLength(3);

    // A tool selects what it adds: if that was refused, nothing that does not exist is selected.
    const actor = draftActor(before, "vehicle", [{ x: 5, y: 5 }]);
    driver.editor.run(addActors([actor]));
    driver.editor.session.setState({ selection: selectionOf({ actors: [actor.id] }) });
    expect(driver.selection()).toEqual(selectionOf({}));
    expect(driver.scenario()).toBe(before);
    expect(driver.labels()).toHaveLength(6);
  });

  it("new actors get free track ids even after the highest one is in use", () => {
    const driver = createDriver();
    driver.editor.run(addActors([{ ...draftActor(driver.scenario(), "vehicle", [{ x: 0, y: 0 }]), trackId: LIMITS.trackId }]));
    driver.editor.run(addActors([{ ...draftActor(driver.scenario(), "vehicle", [{ x: 0, y: 0 }]), trackId: 100 }]));
    driver.editor.run(crowd);
    driver.editor.run(addGenerator({ kind: "vehicle_sequence", startSeconds: 0, count: 50, laneY: 300, spacing: 90, speedVariation: 0 }));
    expect(driver.messages).toEqual([]);
    expect(
      driver
        .scenario()
        .actors.map(({ trackId }) => trackId)
        .sort((one, other) => one - other),
    ).toEqual([...range(0, 50), 100, ...range(101, 200), LIMITS.trackId]);
  });

  it("a violated limit is reported with the actor's name and the value", () => {
    const { editor, messages } = createDriver(streetScenario());
    const broken: Command[] = [
      command("One", (scenario) => ({ ...scenario, actors: scenario.actors.map((actor) => ({ ...actor, trackId: 5 })) })),
      command("Two", (scenario) => ({
        ...scenario,
        actors: scenario.actors.map((actor, index) => (index === 1 ? { ...actor, size: { width: -1, height: 5 } } : actor)),
      })),
      command("Three", (scenario) => ({ ...scenario, assets: {}, scene: { ...scenario.scene, backgroundAsset: "gone" } })),
      command("Four", (scenario) => ({ ...scenario, extra: 1 })),
    ];
    for (const change of broken) editor.run(change);
    expect(messages).toEqual([
      "One: “Pedestrian 1”, trackId: 5 is used twice; and 1 more",
      "Two: “Pedestrian 1”, size.width: must be more than 0, not -1",
      'Three: scene.backgroundAsset: there is no asset "gone"',
      "Four: extra: unknown key",
    ]);
  });
});

describe("a gesture", () => {
  it("stops at the last valid state, shows none beyond, and says why when it ends there", () => {
    const { editor, messages } = createDriver(streetScenario());
    const gesture = editor.gesture("Copy");
    gesture.update(moveActors(["walker"], 30, 0));
    const shown = editor.live();
    gesture.update(command("Copy", (scenario) => ({ ...scenario, actors: [...scenario.actors, ...scenario.actors] })));
    expect(editor.live()).toBe(shown);
    gesture.commit();
    expect(editor.document.getState().scenario.actors[0]?.trajectory.waypoints[0]?.x).toBe(230);
    expect(messages).toEqual([expect.stringMatching(/^Copy: “Pedestrian 0”, id: "walker" is used twice/) as string]);

    const other = editor.gesture("Copy");
    other.update(command("Copy", (scenario) => ({ ...scenario, name: "" })));
    other.update(moveActors(["walker"], 1, 0));
    other.commit();
    expect(messages).toHaveLength(1);
  });
});

const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
