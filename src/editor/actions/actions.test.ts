import { describe, expect, it } from "vitest";
import { createRoadScenario, createScenario, generateActors } from "@/core/document";
import { usualRoadPlan } from "@/core/world/roads";
import { dressActors, removeBackground, removeSprite, showBackground } from "../commands/assets";
import { addGenerator, detachGenerator, editGenerator } from "../commands/generators";
import { shortcutText } from "../keyboard";
import { createDriver, createManualClock, streetScenario } from "../testing/driver";
import { createEditor } from "../editor";
import { setSeed } from "../commands/scenario";
import { moveWaypoints } from "../commands/waypoints";
import { resizeActors } from "../commands/actors";
import { selectionOf } from "../selection";
import { createPlayer } from "../playback";
import { keepSession } from "../stores/session";
import { editorActions } from ".";
import { pictureOf } from "../testing/pictures";

it("gives every action a unique id and no two actions the same shortcut, except arrows and Escape", () => {
  const ids = editorActions.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const shortcuts = editorActions.flatMap(({ shortcuts: keys = [] }) => keys);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
  expect(shortcutText("mod+shift+z", false)).toBe("Ctrl+Shift+Z");
  expect(shortcutText("mod+shift+z", true)).toBe("⌘⇧Z");
});

it("shows one tool as chosen for a road user of the menu, and another scenario starts with the usual ones", () => {
  const { editor, context } = createDriver(createRoadScenario({ id: "road", plan: usualRoadPlan("street") }));
  const action = (id: string) => editorActions.find((one) => one.id === id) ?? expect.fail(id);
  const chosen = () =>
    editorActions.filter(({ id, checked }) => id.startsWith("tool.place-") && checked?.(context) === true).map(({ id }) => id);
  action("tool.place-road-wheelchair").perform(context, { repeat: false });
  expect(chosen()).toEqual(["tool.place-road-wheelchair"]);
  // The toolbar's own tools are the usual kinds, which the menu lists too.
  action("tool.place-pedestrian").perform(context, { repeat: false });
  expect(chosen()).toEqual(["tool.place-pedestrian", "tool.place-road-adult"]);
  action("tool.place-road-child").perform(context, { repeat: false });
  editor.open(streetScenario());
  expect(editor.session.getState()).toMatchObject({ tool: "select", actorModel: "" });
});

describe("the clipboard", () => {
  it("carries actors and occluders into another scenario with ids and track ids of their own", async () => {
    const from = createDriver(streetScenario());
    from.press("a", { ctrlKey: true });
    from.press("c", { ctrlKey: true });
    const text = await from.context.clipboard.read();

    const to = createDriver(streetScenario());
    to.context.clipboard.write(text ?? "");
    to.press("v", { ctrlKey: true });
    await Promise.resolve();
    const { actors, occluders } = to.scenario();
    expect(actors).toHaveLength(6);
    expect(occluders).toHaveLength(2);
    expect(new Set(actors.map(({ trackId }) => trackId)).size).toBe(6);
    expect(actors[3]?.trajectory.waypoints[0]).toMatchObject({ x: 220, y: 420 });
    expect(to.selection()).toMatchObject({ actors: ["actor-1", "actor-2", "actor-3"], occluders: ["occluder-1"] });
  });

  it("reports when there is nothing of ours to paste, or when it is damaged", async () => {
    const person = createDriver(streetScenario());
    person.context.clipboard.write("some text");
    person.press("v", { ctrlKey: true });
    await Promise.resolve();
    person.context.clipboard.write('{"schemaVersion":1,"id":"jaywalk-clipboard","actors":7}');
    person.press("v", { ctrlKey: true });
    await Promise.resolve();
    expect(person.messages[0]).toContain("nothing from Jaywalk");
    expect(person.messages[1]).toContain("cannot be pasted");
    expect(person.labels()).toEqual(["Open"]);
  });
});

it("aligns and distributes by the boxes at the playhead", () => {
  const person = createDriver(streetScenario());
  person.click(200, 350);
  person.click(800, 250, { shift: true });
  person.press("s", { altKey: true, code: "KeyS" });
  expect(person.actor(1).trajectory.waypoints[0]?.y).toBe(400);
  expect(person.labels()).toEqual(["Open", "Align"]);

  // Occluders like actors, and on their own.
  person.click(1000, 450, { shift: true });
  person.action("arrange.align-bottom");
  person.action("arrange.distribute-horizontally");
  const middles = [
    person.actor().trajectory.waypoints[0]?.x,
    person.actor(1).trajectory.waypoints[0]?.x,
    person.scenario().occluders[0]?.x,
  ];
  expect(middles).toEqual([200, 600, 1000]);
  expect(person.actor(1).trajectory.waypoints[0]?.y).toBe(500);
  person.press("d", { ctrlKey: true });
  const [, copy] = person.scenario().occluders;
  person.editor.session.setState({ selection: selectionOf({ occluders: ["van", copy?.id ?? ""] }) });
  person.action("arrange.align-left");
  expect(person.scenario().occluders.map(({ x }) => x)).toEqual([1000, 1000]);
});

it("deletes, duplicates and hides the selection, each as one step", () => {
  const person = createDriver(streetScenario());
  person.click(200, 350);
  person.click(1000, 450, { shift: true });
  person.press("d", { ctrlKey: true });
  expect([person.scenario().actors.length, person.scenario().occluders.length]).toEqual([4, 2]);
  person.press("h", { ctrlKey: true, shiftKey: true });
  expect(person.actor(3).hidden).toBe(true);
  person.press("Delete");
  expect([person.scenario().actors.length, person.scenario().occluders.length]).toEqual([3, 1]);
  expect(person.labels()).toEqual(["Open", "Duplicate", "Hide or show", "Delete actor and occluder"]);
});

it("keeps an image in the scenario only as long as something shows it", async () => {
  const picture = { id: "sky", asset: await pictureOf("s", 4) };
  const editor = createEditor(streetScenario());
  const kept = () => Object.keys(editor.document.getState().scenario.assets);
  editor.run(showBackground(picture));
  editor.run(dressActors(["walker", "car"], { ...picture, id: "cat" }));
  expect(kept()).toEqual(["sky", "cat"]);
  editor.run(removeSprite(["walker"]));
  editor.run(removeBackground());
  expect(kept()).toEqual(["cat"]);
  editor.run(removeSprite(["car"]));
  expect(kept()).toEqual([]);
});

describe("generators", () => {
  const sequence = { kind: "vehicle_sequence", startSeconds: 0, count: 3, laneY: 560, spacing: 300, speedVariation: 0.1 } as const;

  it("stay editable: changed settings make the actors again, with their track ids, names and appearance", () => {
    const editor = createEditor(streetScenario());
    editor.run(addGenerator(sequence));
    const made = () => editor.document.getState().scenario.actors.filter(({ generatorId }) => generatorId !== undefined);
    expect(made().map(({ trackId }) => trackId)).toEqual([3, 4, 5]);
    editor.run({
      label: "Rename",
      apply: (scenario) => ({
        ...scenario,
        actors: scenario.actors.map((actor) => (actor.trackId === 4 ? { ...actor, name: "Taxi" } : actor)),
      }),
    });
    editor.run(editGenerator("generator-1", { ...sequence, count: 5, spacing: 100 }));
    expect(made().map(({ trackId }) => trackId)).toEqual([3, 4, 5, 6, 7]);
    expect(made()[1]?.name).toBe("Taxi");
    const { seed, video } = editor.document.getState().scenario;
    const expected = generateActors(
      { ...sequence, count: 5, spacing: 100, id: "generator-1" },
      { seed, video, firstTrackId: 3, noise: true },
    );
    expect(made().map(({ startFrame }) => startFrame)).toEqual(expected.map(({ startFrame }) => startFrame));
  });

  it("leave alone what was changed by hand on one of their actors", () => {
    const editor = createEditor(createScenario({ id: "crowded" }));
    const crowd = {
      kind: "pedestrian_crowd",
      startSeconds: 0,
      durationSeconds: 6,
      count: 4,
      from: { x: 200, y: 500 },
      to: { x: 900, y: 500 },
      spread: 50,
    } as const;
    editor.run(addGenerator(crowd));
    const made = () => editor.document.getState().scenario.actors;
    editor.run(moveWaypoints([{ actorId: made()[1]?.id ?? "", index: 0 }], 33, 44));
    editor.run(resizeActors([made()[2]?.id ?? ""], () => ({ width: 77, height: 99 })));
    const before = made();
    editor.run(editGenerator("generator-1", { ...crowd, count: 6 }));
    expect(made()).toHaveLength(6);
    expect(made().slice(0, 4)).toEqual(before);
    editor.run(editGenerator("generator-1", { ...crowd, count: 6, from: { x: 300, y: 500 } }));
    expect(made()[1]).toEqual(before[1]);
    expect(made()[2]?.size).toEqual({ width: 77, height: 99 });
    expect(made()[2]?.trajectory).not.toEqual(before[2]?.trajectory);
  });

  it("draw a crowd from its own seed, if it has one, and otherwise from the scenario's", () => {
    const editor = createEditor(createScenario({ id: "seeded", seed: 5 }));
    const crowd = {
      kind: "pedestrian_crowd",
      startSeconds: 0,
      durationSeconds: 6,
      count: 3,
      from: { x: 200, y: 500 },
      to: { x: 900, y: 500 },
      spread: 50,
    } as const;
    const paths = () => editor.document.getState().scenario.actors.map(({ trajectory }) => trajectory);
    editor.run(addGenerator(crowd));
    const shared = paths();
    editor.run(editGenerator("generator-1", { ...crowd, seed: 5 }));
    expect(paths()).toEqual(shared);
    editor.run(setSeed(6));
    expect(paths()).toEqual(shared);
    editor.run(editGenerator("generator-1", { ...crowd, seed: 7 }));
    const own = paths();
    expect(own).not.toEqual(shared);
    editor.run(editGenerator("generator-1", crowd));
    expect(paths()).not.toEqual(own);
    editor.run(setSeed(5));
    expect(paths()).toEqual(shared);
  });

  it("release their actors when detached, and disappear with the last of them", () => {
    const editor = createEditor(createScenario({ id: "made" }));
    editor.run(addGenerator(sequence));
    editor.run(detachGenerator("generator-1"));
    editor.run(addGenerator(sequence));
    const { actors, generators } = editor.document.getState().scenario;
    expect(generators.map(({ id }) => id)).toEqual(["generator-2"]);
    expect(new Set(actors.map(({ id }) => id)).size).toBe(6);
  });
});

describe("playback", () => {
  it("follows the elapsed time, dropping frames rather than slowing down, and loops within the range", () => {
    const clock = createManualClock();
    const editor = createEditor(streetScenario());
    const player = createPlayer(editor, clock);
    const frame = () => editor.transient.getState().frame;
    player.play();
    clock.advance(1000);
    expect(frame()).toBe(30);
    clock.advance(3);
    expect(frame()).toBe(30);
    editor.session.setState({ speed: 2 });
    clock.advance(1000);
    expect(frame()).toBe(90);

    editor.session.setState({ range: { from: 80, to: 100 }, speed: 1 });
    clock.advance(500);
    expect(frame()).toBe(85);
    editor.session.setState({ loop: false });
    player.seek(95);
    clock.advance(500);
    expect(frame()).toBe(99);
    expect(editor.transient.getState().playing).toBe(false);
    player.play();
    expect(frame()).toBe(80);
    player.pause();
    clock.advance(500);
    expect(frame()).toBe(80);
  });

  it("steps by frames and seconds and stays within the video", () => {
    const person = createDriver(streetScenario());
    person.press(".");
    person.press(">", { shiftKey: true, code: "Period" });
    expect(person.editor.transient.getState().frame).toBe(31);
    person.press("Home");
    person.press(",");
    expect(person.editor.transient.getState().frame).toBe(0);
    person.press("End");
    person.press(".");
    expect(person.editor.transient.getState().frame).toBe(299);
  });
});

it("keeps settings in storage and ignores what does not fit", () => {
  const kept = new Map<string, string>();
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  const first = createEditor(streetScenario());
  keepSession(first.session, storage, "settings");
  first.session.setState({ loop: false, panels: { inspector: 320 }, overlays: { ...first.session.getState().overlays, boxes: true } });

  const second = createEditor(streetScenario());
  keepSession(second.session, storage, "settings");
  expect(second.session.getState()).toMatchObject({ loop: false, panels: { inspector: 320 }, overlays: { boxes: true, paths: true } });

  for (const broken of ["{", "7", '{"overlays":{"boxes":"yes"},"gridSize":-4,"timeUnit":"weeks"}']) {
    kept.set("settings", broken);
    const third = createEditor(streetScenario());
    const before = third.session.getState();
    keepSession(third.session, storage, "settings");
    expect(third.session.getState()).toEqual(before);
  }
});
