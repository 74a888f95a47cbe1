import { describe, expect, it } from "vitest";
import { createOccluder, type SlimScenario } from "@/core/document";
import { wholeArrivals } from "../commands/times";
import { selectionOf, type Selection } from "../selection";
import { createDriver, streetScenario } from "../testing/driver";
import { createScenario } from "@/core/document";
import { worldOf } from "@/core/scene";

const PICTURE = worldOf(createScenario({ id: "any" }));

function begin(chosen: Partial<Selection>, scenario: SlimScenario = streetScenario()) {
  const person = createDriver(scenario);
  const choose = (parts: Partial<Selection>) => person.editor.session.setState({ selection: selectionOf(parts) });
  const control = async (key: string) => {
    person.press(key, { ctrlKey: true });
    await Promise.resolve();
  };
  choose(chosen);
  return { ...person, choose, control };
}

describe("keyframes", () => {
  const two = [
    { actorId: "walker", index: 1 },
    { actorId: "car", index: 1 },
  ];

  it("are cut alone: the actor stays, and they can be pasted", async () => {
    const person = begin({ actors: ["walker"], waypoints: two.slice(0, 1) });
    await person.control("x");
    expect(person.actor().trajectory.waypoints.map(({ x }) => x)).toEqual([200, 600]);
    expect(person.labels()).toEqual(["Open", "Cut waypoint"]);
    expect(person.selection()).toEqual(selectionOf({ actors: ["walker"] }));
    person.context.player.seek(150);
    await person.control("v");
    expect(person.actor().trajectory.waypoints.map(({ x }) => x)).toEqual([200, 400, 600]);
    expect(wholeArrivals(PICTURE, person.actor())).toEqual([0, 150, 200]);
  });

  it("of a path with several waypoints in one frame are copied and pasted correctly", async () => {
    const scenario = streetScenario();
    const dense = Array.from({ length: 12 }, (_, index) => ({ x: 300 + 3 * index, y: 400 }));
    const actors = scenario.actors.map((actor) =>
      actor.id === "car" ? { ...actor, endFrame: actor.startFrame + 6, trajectory: { ...actor.trajectory, waypoints: dense } } : actor,
    );
    const waypoints = dense.map((_, index) => ({ actorId: "car", index }));
    const person = begin({ actors: ["car"], waypoints }, { ...scenario, actors });
    await person.control("c");
    person.choose({ actors: ["walker"] });
    person.context.player.seek(20);
    await person.control("v");
    expect(person.messages).toEqual([]);
    const pasted = person.actor().trajectory.waypoints;
    const first = pasted.findIndex(({ x }) => x === 300);
    expect(pasted.slice(first, first + 12).map(({ x }) => x)).toEqual(dense.map(({ x }) => x));
    expect(wholeArrivals(PICTURE, person.actor())[first]).toBe(20);
  });

  it("of several actors are pasted into as many, with the same distances, as one step", async () => {
    const person = begin({ actors: ["walker", "car"], waypoints: two });
    const before = wholeArrivals(PICTURE, person.actor())[1] ?? 0;
    await person.control("c");
    person.choose({ actors: ["walker"] });
    await person.control("v");
    expect(person.messages).toEqual([expect.stringContaining("need 2 actors")]);
    expect(person.scenario().actors).toHaveLength(3);

    person.choose({ actors: ["waiter", "car"] });
    person.context.player.seek(20);
    await person.control("v");
    expect(person.labels()).toEqual(["Open", "Paste keyframes"]);
    expect(wholeArrivals(PICTURE, person.actor(1))).toEqual([0, 20]);
    expect(person.actor(1).trajectory.waypoints[1]).toMatchObject({ x: 400, y: 400 });
    // The car got there at its end, frame 250: that much later than the pedestrian.
    expect(person.actor(2).startFrame + (wholeArrivals(PICTURE, person.actor(2)).find((arrival) => arrival > 0) ?? 0)).toBe(
      20 + 250 - before,
    );
  });
});

it("places each paste beside the previous one, and stays within the picture", async () => {
  const scenario = { ...streetScenario(), occluders: [createOccluder({ id: "van", kind: "parked_van", x: 1000, y: 715 })] };
  const person = begin({ actors: ["waiter"] }, scenario);
  await person.control("c");
  for (let paste = 0; paste < 3; paste++) await person.control("v");
  expect(
    person
      .scenario()
      .actors.slice(3)
      .map(({ trajectory }) => trajectory.waypoints[0]),
  ).toMatchObject([
    { x: 820, y: 320 },
    { x: 840, y: 340 },
    { x: 860, y: 360 },
  ]);
  person.choose({ occluders: ["van"] });
  await person.control("c");
  await person.control("v");
  expect(person.scenario().occluders[1]).toMatchObject({ x: 980, y: 695 });
});

it("pastes so that the first of the actors appears at the playhead, and at the pointer if it is over the stage", async () => {
  const person = begin({ actors: ["car", "waiter"] });
  await person.control("c");
  person.context.player.seek(40);
  await person.control("v");
  expect(
    person
      .scenario()
      .actors.slice(3)
      .map(({ startFrame, endFrame }) => [startFrame, endFrame]),
  ).toEqual([
    [40, 340],
    [140, 290],
  ]);

  person.choose({ actors: ["waiter"] });
  await person.control("c");
  person.move(320, 610);
  await person.control("v");
  await person.control("v");
  expect(
    person
      .scenario()
      .actors.slice(5)
      .map(({ trajectory }) => trajectory.waypoints[0]),
  ).toMatchObject([
    { x: 320, y: 610 },
    { x: 340, y: 630 },
  ]);
  person.pointer.left();
  await person.control("v");
  expect(person.scenario().actors[7]?.trajectory.waypoints[0]).toMatchObject({ x: 840, y: 340 });
});

it("accepts a copy that went through a text editor, and says what anything else is", async () => {
  const person = begin({ actors: ["waiter"] });
  await person.control("c");
  const text = (await person.context.clipboard.read()) ?? "";
  const paste = async (content: string) => {
    person.context.clipboard.write(content);
    await person.control("v");
  };
  await paste(`\n${JSON.stringify(JSON.parse(text), null, 8)}\n`);
  expect(person.scenario().actors).toHaveLength(4);
  for (const content of ["", "  \n", "https://example.org/a very long address", JSON.stringify(person.scenario())]) await paste(content);
  expect(person.scenario().actors).toHaveLength(4);
  expect(person.messages).toEqual([
    expect.stringContaining("no text on the clipboard"),
    expect.stringContaining("no text on the clipboard"),
    expect.stringContaining("but “https://example.org/a very lon…”"),
    expect.stringContaining("a whole scenario"),
  ]);
});

it("actors pasted into a scenario of another rate and size have the same speed and size there", async () => {
  const scenario = streetScenario();
  const source = begin({ actors: ["walker"] }, scenario);
  await source.control("c");
  const text = await source.context.clipboard.read();
  const { width, height, fps } = scenario.video;
  const other = begin({}, { ...scenario, actors: [], video: { ...scenario.video, width: width * 2, height: height * 2, fps: fps * 2 } });
  other.context.clipboard.write(text ?? "");
  await other.control("v");
  const [before, after] = [scenario.actors.find(({ id }) => id === "walker"), other.scenario().actors[0]];
  if (!before || !after) throw new Error("an actor is missing");
  expect(after.endFrame - after.startFrame).toBe(2 * (before.endFrame - before.startFrame));
  expect(after.size).toEqual({ width: 2 * before.size.width, height: 2 * before.size.height });
});

it("keyframes pasted into a scenario of another rate have the same distances in time", async () => {
  const scenario: SlimScenario = {
    ...streetScenario(),
    weather: [
      { frame: 0, condition: "sunny", intensity: 0, fadeFrames: 0 },
      { frame: 30, condition: "rainy", intensity: 1, fadeFrames: 10 },
    ],
  };
  const source = begin({ weather: [0, 30] }, scenario);
  await source.control("c");
  const other = begin({}, { ...scenario, video: { ...scenario.video, fps: scenario.video.fps * 2 } });
  other.context.clipboard.write((await source.context.clipboard.read()) ?? "");
  other.context.player.seek(100);
  await other.control("v");
  expect(
    other
      .scenario()
      .weather.map(({ frame, fadeFrames }) => [frame, fadeFrames])
      .slice(-2),
  ).toEqual([
    [100, 0],
    [160, 20],
  ]);
});
