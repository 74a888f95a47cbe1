import { describe, expect, it } from "vitest";
import { createActor, createScenario, parseScenario, createOccluder, validateScenario, withSize } from "@/core/document";
import { pixelsPerMetreAt, placedFrame } from "@/core/scene";
import { wholeArrivals } from "./times";
import { createDriver } from "../testing/driver";
import { fileOf } from "../testing/pictures";
import { worldOf } from "@/core/scene";

const PICTURE = worldOf(createScenario({ id: "any" }));

/** Two pedestrians and a van on one line, the first pedestrian 60 px further from the camera. */
const scenario = createScenario({
  id: "bodies",
  actors: [walker("one", 0, 300, 400), walker("two", 1, 320, 460)],
  occluders: [createOccluder({ id: "van", kind: "parked_van", x: 340, y: 430 })],
});

function walker(id: string, trackId: number, x: number, y: number) {
  return createActor({
    id,
    trackId,
    type: "pedestrian",
    startFrame: 0,
    endFrame: 100,
    waypoints: [
      { x, y },
      { x: x + 200, y },
    ],
  });
}

const front = (person: ReturnType<typeof createDriver>) => placedFrame(person.scenario(), 0).bodies.map(({ id }) => id);

describe("groups", () => {
  it("are selected, moved and copied together, entered by a double click, and dissolved", () => {
    const person = createDriver(scenario);
    person.click(300, 330);
    person.click(380, 420, { shift: true });
    person.press("g", { ctrlKey: true });
    person.press("Escape");
    person.click(300, 330);
    expect(person.selection()).toMatchObject({ actors: ["one"], occluders: ["van"] });
    person.press("ArrowRight", { shiftKey: true });
    expect(person.actor().trajectory.waypoints[0]?.x).toBe(310);
    expect(person.scenario().occluders[0]?.x).toBe(350);
    expect(person.actor(1).trajectory.waypoints[0]?.x).toBe(320);

    person.press("d", { ctrlKey: true });
    const copies = [person.scenario().actors[2]?.groupId, person.scenario().occluders[1]?.groupId];
    expect(copies).toEqual(["group-2", "group-2"]);
    expect(person.actor().groupId).toBe("group-1");
    expect(parseScenario(fileOf(person.scenario()))).toEqual(person.scenario());

    person.press("z", { ctrlKey: true });
    person.doubleClick(312, 330);
    expect(person.selection()).toMatchObject({ actors: ["one"], occluders: [] });
    person.press("g", { ctrlKey: true, shiftKey: true });
    expect(person.scenario().occluders[0]?.groupId).toBeUndefined();
  });
});

describe("depth", () => {
  it("follows the ground line until a body is brought past what it meets, and scales with the picture", () => {
    const person = createDriver(scenario);
    expect(front(person)).toEqual(["one", "van", "two"]);
    person.click(300, 330);
    person.press("]");
    expect(front(person)).toEqual(["van", "one", "two"]);
    person.press("}", { shiftKey: true, code: "BracketRight" });
    expect(front(person)).toEqual(["van", "two", "one"]);
    expect(person.actor().trajectory.waypoints[0]?.y).toBe(400);
    expect(withSize(person.scenario(), 2560, 1440).actors[0]?.depth).toBe(2 * (person.actor().depth ?? NaN));
    person.press("{", { shiftKey: true, code: "BracketLeft" });
    expect(front(person)).toEqual(["one", "van", "two"]);
    // A click selects the body that appears in front.
    person.press("z", { ctrlKey: true });
    person.press("Escape");
    person.click(310, 390);
    expect(person.selection().actors).toEqual(["one"]);
  });
});

describe("keyframes", () => {
  it("are copied from one actor and pasted into another at the playhead, with the same distances", async () => {
    const person = createDriver(scenario);
    person.editor.session.setState({ selection: { ...person.selection(), actors: ["one"], waypoints: [{ actorId: "one", index: 1 }] } });
    person.press("c", { ctrlKey: true });
    person.editor.session.setState({ selection: { ...person.selection(), actors: ["two"], waypoints: [] } });
    person.context.player.seek(40);
    person.press("v", { ctrlKey: true });
    await Promise.resolve();
    expect(person.actor(1).trajectory.waypoints.map(({ x, y }) => [x, y])).toEqual([
      [320, 460],
      [500, 400],
      [520, 460],
    ]);
    expect(wholeArrivals(PICTURE, person.actor(1))).toEqual([0, 40, 100]);

    person.press("Escape");
    person.press("v", { ctrlKey: true });
    await Promise.resolve();
    expect(person.messages).toEqual([expect.stringContaining("need one actor")]);
  });

  it("of the weather, too", async () => {
    const person = createDriver({
      ...scenario,
      weather: [
        { frame: 0, condition: "sunny", intensity: 0.5, fadeFrames: 0 },
        { frame: 50, condition: "rainy", intensity: 0.7, fadeFrames: 10 },
      ],
    });
    person.editor.session.setState({ selection: { ...person.selection(), weather: [50] } });
    person.press("c", { ctrlKey: true });
    person.context.player.seek(120);
    person.press("v", { ctrlKey: true });
    await Promise.resolve();
    expect(person.scenario().weather.map(({ frame, condition }) => [frame, condition])).toEqual([
      [0, "sunny"],
      [50, "rainy"],
      [120, "rainy"],
    ]);
  });
});

describe("guides", () => {
  it("are created through the selection, moved, snapped to, and removed when dropped outside the picture", () => {
    const person = createDriver(scenario);
    person.click(300, 330);
    person.action("view.guides-lay");
    const { guides } = person.editor.session.getState();
    expect(guides.y).toEqual([400]);
    const [upright = NaN] = guides.x;
    person.press("Escape");
    person.drag([
      [upright, 50],
      [upright + 30, 50],
    ]);
    expect(person.editor.session.getState().guides.x).toEqual([upright + 30]);
    person.drag([
      [upright + 30, 50],
      [1400, 50],
    ]);
    expect(person.editor.session.getState().guides.x).toEqual([]);
    expect(person.labels()).toEqual(["Open"]);
  });
});

describe("the scale", () => {
  it("is the scene's, smaller in the distance, unless the scenario sets one, which scales with the picture", () => {
    expect(pixelsPerMetreAt(scenario, 540)).toBe(50);
    expect(pixelsPerMetreAt(scenario, 400)).toBeLessThan(50);
    const set = validateScenario({ ...scenario, scene: { ...scenario.scene, pixelsPerMetre: 20 } });
    expect(pixelsPerMetreAt(set, 540)).toBe(20);
    expect(pixelsPerMetreAt(withSize(set, 2560, 1440), 1080)).toBe(40);
    expect(() => validateScenario({ ...scenario, schemaVersion: 1 })).not.toThrow();
  });
});
