import { describe, expect, it } from "vitest";
import { LIMITS, createScenario, parseScenario, type IgnoreRegion } from "@/core/document";
import { resizeActors } from "./commands/actors";
import { setRegionType } from "./commands/regions";
import { regionsAt } from "./geometry";
import { selectionOf } from "./selection";
import { createDriver } from "./testing/driver";
import { fileOf } from "./testing/pictures";
import { COVERED, COVERED_GUIDES, HIT_ORDER } from "./testing/hitOrder";

const SCREEN: IgnoreRegion = { startFrame: 0, endFrame: 50, x: 100, y: 100, width: 200, height: 100 };
const POSTER: IgnoreRegion = { startFrame: 10, endFrame: 20, x: 600, y: 300, width: 80, height: 60, type: "pedestrian" };

function street(...ignoreRegions: IgnoreRegion[]) {
  const person = createDriver(createScenario({ id: "street", ...(ignoreRegions.length > 0 && { ignoreRegions }) }));
  const { editor } = person;
  const regions = () => editor.document.getState().scenario.ignoreRegions;
  return { ...person, regions };
}

describe("regions to ignore", () => {
  it("are added by a command, in the middle and for the whole video, and selected; undo takes them away again", () => {
    const { action, editor, regions, labels } = street();
    action("edit.add-ignore-region");
    const { width, height, durationFrames } = editor.document.getState().scenario.video;
    const [added] = regions() ?? [];
    expect(added).toMatchObject({ startFrame: 0, endFrame: durationFrames, width: width / 4, height: height / 4 });
    expect(editor.session.getState().selection).toEqual(selectionOf({ regions: [0] }));
    expect(labels()).toEqual(["Open", "Add region to ignore"]);
    expect(parseScenario(fileOf(editor.document.getState().scenario)).ignoreRegions).toEqual([added]);
    editor.undo();
    expect(regions()).toBeUndefined();
    expect(editor.session.getState().selection).toEqual(selectionOf({}));
  });

  it("are selected by a click, where they hold at the playhead, and moved by a drag as one undo step", () => {
    const person = street(SCREEN, POSTER);
    person.click(640, 330);
    expect(person.selection().regions).toEqual([]);
    person.click(150, 150);
    expect(person.selection()).toEqual(selectionOf({ regions: [0] }));
    person.editor.transient.setState({ frame: 12 });
    person.click(640, 330, { shift: true });
    expect(person.selection().regions).toEqual([0, 1]);
    person.drag(
      [
        [150, 150],
        [180, 130],
      ],
      { mod: true },
    );
    expect(person.regions()?.map(({ x, y }) => [x, y])).toEqual([
      [130, 80],
      [630, 280],
    ]);
    expect(person.labels()).toEqual(["Open", "Move"]);
    person.editor.undo();
    expect(person.regions()).toEqual([SCREEN, POSTER]);
  });

  it("stay where they are when Alt drags copies of them away", () => {
    const person = street(SCREEN, POSTER);
    person.click(150, 150);
    person.drag(
      [
        [150, 150],
        [180, 130],
      ],
      { alt: true, mod: true },
    );
    expect(person.regions()).toEqual([SCREEN, POSTER, { ...SCREEN, x: 130, y: 80 }]);
    expect(person.selection()).toEqual(selectionOf({ regions: [2] }));
    person.press("ArrowLeft");
    expect(person.regions()).toEqual([SCREEN, POSTER, { ...SCREEN, x: 129, y: 80 }]);
  });

  it("stay selected themselves when undo and redo change their places in the list", () => {
    const person = street(SCREEN, POSTER);
    const select = (...regions: number[]) => person.editor.session.setState({ selection: selectionOf({ regions }) });
    select(0);
    person.press("Delete");
    select(0);
    person.press("ArrowLeft");
    person.editor.undo();
    expect(person.selection().regions).toEqual([0]);
    person.editor.undo();
    expect(person.regions()).toEqual([SCREEN, POSTER]);
    expect(person.selection().regions).toEqual([1]);
    person.editor.jump(2);
    expect(person.selection().regions).toEqual([0]);
    person.editor.jump(0);
    expect(person.selection().regions).toEqual([1]);
    select(0, 1);
    person.editor.redo();
    expect(person.selection().regions).toEqual([0]);
    person.editor.undo();
    select(0);
    person.editor.redo();
    expect(person.selection().regions).toEqual([]);
  });

  it("are added beside each other, and around the pointer where that is in the picture", () => {
    const person = street();
    for (let count = 0; count < 40; count++) person.action("edit.add-ignore-region");
    const { width, height } = person.scenario().video;
    const places = new Set(person.regions()?.map(({ x, y }) => `${x} ${y}`));
    expect(places.size).toBeGreaterThanOrEqual(Math.floor(height / 40));
    expect(person.regions()?.slice(0, 2)).toMatchObject([
      { x: 480, y: 270 },
      { x: 500, y: 290 },
    ]);
    for (const region of person.regions() ?? []) {
      expect(Math.min(region.x, region.y)).toBeGreaterThanOrEqual(0);
      expect(region.x + region.width).toBeLessThanOrEqual(width);
      expect(region.y + region.height).toBeLessThanOrEqual(height);
    }
    person.move(300, 200);
    person.action("edit.add-ignore-region");
    expect(person.regions()?.at(-1)).toMatchObject({ x: 140, y: 110 });
    person.move(-50, 200);
    person.action("edit.add-ignore-region");
    expect(person.regions()?.at(-1)?.x).toBeGreaterThan(200);
  });

  it("come last where things lie over each other, and a click in a chosen one still takes the body there", () => {
    const person = createDriver(COVERED);
    person.editor.session.setState({ guides: { x: [COVERED_GUIDES.x], y: [COVERED_GUIDES.y] } });
    const select = (parts: Parameters<typeof selectionOf>[0]) => person.editor.session.setState({ selection: selectionOf(parts) });
    select({ actors: ["chosen"] });
    for (const [what, { x, y }, cursor] of HIT_ORDER) {
      person.move(x, y);
      expect(person.editor.transient.getState().cursor, what).toBe(cursor);
    }
    person.click(300, 400);
    expect(person.selection()).toEqual(selectionOf({ actors: ["other"] }));
    person.click(400, 350);
    expect(person.selection()).toEqual(selectionOf({ regions: [0] }));
    person.drag([
      [300, 400],
      [310, 400],
    ]);
    expect(person.selection()).toEqual(selectionOf({ regions: [0] }));
    expect(person.scenario().ignoreRegions?.[0]?.x).toBe(210);
    person.click(300, 400, { shift: true });
    expect(person.selection()).toEqual(selectionOf({ actors: ["other"], regions: [0] }));
    select({ regions: [0] });
    person.click(300, 400);
    expect(person.selection()).toEqual(selectionOf({ actors: ["other"] }));
  });

  it("are taken by a marquee and by Select all, as bodies are; waypoints that a marquee holds still come before them", () => {
    const person = street(SCREEN, POSTER);
    const marquee = (from: readonly [number, number], to: readonly [number, number]) => person.drag([from, to]);
    marquee([50, 50], [700, 400]);
    expect(person.selection()).toEqual(selectionOf({ regions: [0] }));
    person.editor.transient.setState({ frame: 12 });
    marquee([50, 50], [700, 400]);
    expect(person.selection().regions).toEqual([0, 1]);
    person.press("Escape");
    person.press("a", { ctrlKey: true });
    expect(person.selection()).toEqual(selectionOf({ regions: [0, 1] }));

    const over = createDriver(COVERED);
    over.editor.session.setState({ selection: selectionOf({ actors: ["chosen"] }) });
    over.drag([
      [1100, 200],
      [880, 300],
    ]);
    expect(over.selection()).toEqual(selectionOf({ actors: ["chosen"], waypoints: [{ actorId: "chosen", index: 1 }] }));
    over.press("a", { ctrlKey: true });
    expect(over.selection()).toEqual(selectionOf({ actors: ["chosen", "other"], regions: [0] }));
    over.press("Delete");
    expect(over.labels().at(-1)).toBe("Delete 2 actors and region to ignore");
    expect([over.scenario().actors, over.scenario().ignoreRegions]).toEqual([[], undefined]);
    over.editor.undo();
    expect(over.scenario().ignoreRegions).toHaveLength(1);
  });

  it("are cut, copied, pasted and duplicated, each as one step, and selected", async () => {
    const person = street(SCREEN, POSTER);
    person.click(150, 150);
    expect(person.press("d", { ctrlKey: true })).toBe(true);
    expect(person.regions()).toEqual([SCREEN, POSTER, { ...SCREEN, x: 120, y: 120 }]);
    expect(person.selection()).toEqual(selectionOf({ regions: [2] }));
    person.press("x", { ctrlKey: true });
    expect(person.regions()).toEqual([SCREEN, POSTER]);
    expect(person.selection()).toEqual(selectionOf({}));

    // Pasted where and when the playhead is; one that lasts as long as the video does so there, too.
    const { durationFrames } = person.scenario().video;
    const whole = { ...SCREEN, endFrame: durationFrames };
    const other = street(POSTER, whole);
    other.press("a", { ctrlKey: true });
    other.press("c", { ctrlKey: true });
    other.editor.transient.setState({ frame: 100 });
    other.press("v", { ctrlKey: true });
    await Promise.resolve();
    expect(other.regions()?.slice(2)).toMatchObject([
      { type: "pedestrian", startFrame: 100, endFrame: 110 },
      { startFrame: 0, endFrame: durationFrames },
    ]);
    expect(other.selection().regions).toEqual([2, 3]);
    expect(other.labels()).toEqual(["Open", "Paste"]);
    const places = other.regions()?.map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(4);

    // At the pointer, it is there with its middle.
    other.editor.session.setState({ selection: selectionOf({ regions: [1] }) });
    other.press("c", { ctrlKey: true });
    other.move(700, 500);
    other.press("v", { ctrlKey: true });
    await Promise.resolve();
    expect(other.regions()?.at(-1)).toMatchObject({ x: 600, y: 450 });

    // With actors, as long after them as where they come from.
    const mixed = createDriver({ ...COVERED, ignoreRegions: [POSTER] });
    mixed.press("a", { ctrlKey: true });
    mixed.press("c", { ctrlKey: true });
    mixed.editor.transient.setState({ frame: 50 });
    mixed.press("v", { ctrlKey: true });
    await Promise.resolve();
    expect(mixed.scenario().actors[2]?.startFrame).toBe(50);
    expect(mixed.scenario().ignoreRegions?.[1]).toMatchObject({ startFrame: 60, endFrame: 70 });
    expect(mixed.selection().actors).toHaveLength(2);
    expect(mixed.selection().regions).toEqual([1]);
    mixed.press("x", { ctrlKey: true });
    expect([mixed.scenario().actors.length, mixed.scenario().ignoreRegions]).toEqual([2, [POSTER]]);
  });

  it("leave Ctrl+D to no browser when nothing is chosen, which would make a bookmark", () => {
    const person = street(SCREEN);
    expect(person.press("d", { ctrlKey: true })).toBe(true);
    expect(person.regions()).toEqual([SCREEN]);
    expect(person.press("ArrowLeft")).toBe(false);
    expect(person.press("q", { ctrlKey: true })).toBe(false);
  });

  it("come back selected with undo where nothing else is", () => {
    const person = street(SCREEN, POSTER);
    person.click(150, 150);
    person.press("Delete");
    person.editor.undo();
    expect(person.selection()).toEqual(selectionOf({ regions: [0] }));
  });

  it("are found, selected and deleted by the thousand", () => {
    const many = Array.from({ length: LIMITS.ignoreRegions }, (_, index) => ({
      ...POSTER,
      startFrame: index % 300,
      endFrame: (index % 300) + 1,
    }));
    const person = street(...many);
    const at = regionsAt(person.scenario(), 7);
    expect(at.map(([index]) => index % 300)).toEqual(at.map(() => 7));
    expect(regionsAt(person.scenario(), 7)).toBe(at);
    expect(regionsAt(person.scenario(), 8)).not.toBe(at);
    person.press("a", { ctrlKey: true });
    expect(person.selection().regions).toHaveLength(many.length);
    person.press("ArrowLeft");
    person.press("Delete");
    person.editor.undo();
    person.editor.undo();
    expect(person.regions()).toHaveLength(many.length);
  });

  it("stay chosen when a marquee with Shift takes what it meets as well", () => {
    const person = street(SCREEN, POSTER);
    const marquee = (shift: boolean) =>
      person.drag(
        [
          [800, 500],
          [900, 600],
        ],
        { shift },
      );
    person.click(150, 150);
    marquee(true);
    expect(person.selection().regions).toEqual([0]);
    marquee(false);
    expect(person.selection().regions).toEqual([]);
  });

  it("are resized by their handles, each side by itself, and never to nothing", () => {
    const person = street(SCREEN);
    person.click(200, 150);
    person.drag([
      [300, 200],
      [340, 230],
    ]);
    expect(person.regions()?.[0]).toEqual({ ...SCREEN, width: 240, height: 130 });
    person.drag([
      [100, 165],
      [900, 165],
    ]);
    expect(person.regions()?.[0]).toMatchObject({ width: 2, height: 130, x: 338 });
  });

  it("keep the length of a side that is not dragged, as bodies do", () => {
    const person = street({ ...SCREEN, x: 100.25, width: 200.5, height: 100.75 });
    person.click(200, 150);
    person.drag([
      [300, 150],
      [340, 150],
    ]);
    expect(person.regions()?.[0]).toMatchObject({ height: 100.75 });
    expect(person.regions()?.[0]?.width).toBe(241);
    const upwards = street({ ...SCREEN, width: 200.5 });
    upwards.click(200, 150);
    upwards.drag([
      [200.25, 100],
      [200.25, 80],
    ]);
    expect(upwards.regions()?.[0]).toMatchObject({ width: 200.5, height: 120, y: 80 });
    const body = createDriver({ ...COVERED, ignoreRegions: [] });
    body.editor.run(resizeActors(["chosen"], () => ({ width: 60.25, height: 100.5 })));
    body.click(300, 200);
    body.drag([
      [330, 200],
      [340, 200],
    ]);
    expect(body.actor().size.height).toBe(100.5);
    expect(body.actor().size.width).toBeGreaterThan(61);
    body.drag([
      [300, 149.5],
      [300, 139.5],
    ]);
    expect(body.actor().size.height).toBeGreaterThan(105);
  });

  it("are nudged by keys, get a type, and are deleted; without any left there is no list", () => {
    const person = street(SCREEN, POSTER);
    person.click(150, 150);
    person.press("ArrowLeft");
    expect(person.regions()?.[0]?.x).toBe(99);
    person.editor.run(setRegionType([0], "vehicle"));
    person.editor.run(setRegionType([1], null));
    expect(person.regions()?.map(({ type }) => type)).toEqual(["vehicle", undefined]);
    person.press("Delete");
    expect(person.regions()?.map(({ x }) => x)).toEqual([POSTER.x]);
    // Its place in the list is another region's now.
    expect(person.selection().regions).toEqual([]);
    expect(person.labels().at(-1)).toBe("Delete region to ignore");
    person.editor.session.setState({ selection: selectionOf({ regions: [0] }) });
    person.press("Delete");
    expect(person.regions()).toBeUndefined();
  });
});
