import { describe, expect, it } from "vitest";
import { createScenario, parseScenario, serializeScenario, type IgnoreRegion } from "@/core/document";
import { setRegionType } from "./commands/regions";
import { selectionOf } from "./selection";
import { createDriver } from "./testing/driver";

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
    expect(parseScenario(serializeScenario(editor.document.getState().scenario)).ignoreRegions).toEqual([added]);
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
