import { describe, expect, it } from "vitest";
import { createScenario, parseScenario } from "@/core/document";
import { arrivalTimes, pathPolyline } from "@/core/timeline";
import { setCurve } from "../commands/waypoints";
import { selectionOf } from "../selection";
import { createDriver, streetScenario } from "../testing/driver";
import { fileOf } from "../testing/pictures";

const points = (actor: { trajectory: { waypoints: readonly { x: number; y: number }[] } }) =>
  actor.trajectory.waypoints.map(({ x, y }) => [x, y]);

describe("selecting", () => {
  it("selects what is clicked, adds with Shift, and deselects on empty ground", () => {
    const person = createDriver(streetScenario());
    person.click(200, 350);
    expect(person.selection().actors).toEqual(["walker"]);
    person.click(800, 250, { shift: true });
    person.click(1000, 450, { shift: true });
    expect(person.selection()).toEqual(selectionOf({ actors: ["walker", "waiter"], occluders: ["van"] }));
    person.click(800, 250, { shift: true });
    expect(person.selection().actors).toEqual(["walker"]);
    person.click(640, 50);
    expect(person.selection()).toEqual(selectionOf({}));
    expect(person.labels()).toEqual(["Open"]);
  });

  it("selects what a marquee touches, and Escape in the middle restores the old selection", () => {
    const person = createDriver(streetScenario());
    person.drag([
      [100, 200],
      [900, 450],
    ]);
    expect(person.selection().actors).toEqual(["walker", "waiter"]);
    expect(person.editor.transient.getState().marquee).toBeNull();

    person.down(950, 380);
    person.move(1100, 520);
    expect(person.selection()).toEqual(selectionOf({ occluders: ["van"] }));
    person.press("Escape");
    expect(person.selection().actors).toEqual(["walker", "waiter"]);
    expect(person.editor.transient.getState().marquee).toBeNull();
  });

  it("selects the waypoints of the selected actor inside a marquee", () => {
    const person = createDriver(streetScenario());
    person.click(200, 350);
    person.drag([
      [350, 360],
      [650, 560],
    ]);
    expect(person.selection().waypoints).toEqual([
      { actorId: "walker", index: 1 },
      { actorId: "walker", index: 2 },
    ]);
  });

  it("skips what is locked, hidden, or not present at the playhead", () => {
    const person = createDriver(streetScenario());
    person.click(-40, 580);
    expect(person.selection().actors).toEqual([]);
    person.editor.transient.setState({ frame: 100 });
    person.click(-40, 580);
    expect(person.selection().actors).toEqual(["car"]);
    person.action("edit.lock");
    person.click(640, 50);
    person.click(-40, 580);
    expect(person.selection().actors).toEqual([]);
  });
});

describe("moving", () => {
  it("drags a whole path as one undo step", () => {
    const person = createDriver(streetScenario());
    const before = person.scenario();
    person.drag([
      [200, 350],
      [230, 340],
      [260, 390],
    ]);
    expect(points(person.actor())).toEqual([
      [260, 440],
      [460, 440],
      [660, 540],
    ]);
    expect(person.labels()).toEqual(["Open", "Move"]);
    person.press("z", { ctrlKey: true });
    expect(person.scenario()).toBe(before);
  });

  it("leaves no trace when Escape is pressed in the middle", () => {
    const person = createDriver(streetScenario());
    const before = person.editor.document.getState();
    person.down(200, 350);
    person.move(260, 390);
    expect(person.actor().trajectory.waypoints[0]?.x).toBe(260);
    person.press("Escape");
    person.move(300, 390);
    person.up(300, 390);
    expect(person.editor.document.getState()).toBe(before);
    expect(person.editor.transient.getState().preview).toBeNull();
    expect(person.selection()).toEqual(selectionOf({}));
  });

  it("moves everything selected, keeps to an axis with Shift, and copies with Alt", () => {
    const person = createDriver(streetScenario());
    person.click(200, 350);
    person.click(1000, 450, { shift: true });
    person.drag(
      [
        [200, 350],
        [250, 355],
      ],
      { shift: true },
    );
    expect(points(person.actor())[0]).toEqual([250, 400]);
    expect(person.scenario().occluders[0]).toMatchObject({ x: 1050, y: 500 });

    person.drag(
      [
        [250, 350],
        [250, 450],
      ],
      { alt: true },
    );
    expect(person.scenario().actors).toHaveLength(4);
    expect(person.scenario().occluders).toHaveLength(2);
    expect(points(person.actor())[0]).toEqual([250, 400]);
    expect(points(person.actor(3))[0]).toEqual([250, 500]);
    expect(person.selection()).toEqual(selectionOf({ actors: ["actor-1"], occluders: ["occluder-1"] }));
    expect(person.labels()).toEqual(["Open", "Move", "Duplicate"]);
  });

  it("snaps to other bodies and shows the line; Control suspends it", () => {
    const person = createDriver(streetScenario());
    person.action("view.snapping");
    person.down(800, 250);
    person.move(820, 330);
    person.move(797, 348);
    expect(person.editor.transient.getState().snapLines).toContainEqual({ axis: "y", at: 400, from: 185, to: 812 });
    expect(points(person.actor(1))).toEqual([[797, 400]]);
    person.move(797, 348, { mod: true });
    expect(points(person.actor(1))).toEqual([[797, 398]]);
    person.up(797, 348, { mod: true });
    expect(person.editor.transient.getState().snapLines).toEqual([]);
  });

  it("snaps feet and wheels to the scene's lanes", () => {
    const person = createDriver(streetScenario());
    person.action("view.snapping");
    person.drag([
      [800, 250],
      [640, 320],
      [640, 393],
    ]);
    // 300 + 143 = 443, two pixels from the highway's second lane.
    expect(points(person.actor(1))).toEqual([[640, 445]]);
  });

  it("nudges by one pixel, by ten with Shift, and a held key is one step", () => {
    const person = createDriver(streetScenario());
    person.click(200, 350);
    person.press("ArrowRight");
    person.press("ArrowDown", { shiftKey: true });
    expect(points(person.actor())[0]).toEqual([201, 410]);
    person.press("ArrowRight");
    for (let repeat = 0; repeat < 20; repeat++) person.press("ArrowRight", { repeat: true });
    expect(points(person.actor())[0]).toEqual([222, 410]);
    expect(person.labels()).toHaveLength(4);
    person.press("z", { ctrlKey: true });
    expect(points(person.actor())[0]).toEqual([201, 410]);
  });
});

describe("resizing", () => {
  it("keeps an actor's feet and proportions, or releases the proportions with Shift", () => {
    const person = createDriver(streetScenario());
    person.click(800, 250);
    person.drag([
      [815, 220],
      [830, 180],
    ]);
    expect(person.actor(1).size).toEqual({ width: 60, height: 160 });
    expect(points(person.actor(1))).toEqual([[800, 300]]);
    person.drag(
      [
        [830, 140],
        [840, 150],
      ],
      { shift: true },
    );
    expect(person.actor(1).size).toEqual({ width: 80, height: 150 });
    expect(person.labels()).toEqual(["Open", "Resize", "Resize"]);
  });

  it("keeps an occluder's opposite corner", () => {
    const person = createDriver(streetScenario());
    person.click(1000, 450);
    person.drag(
      [
        [1055, 500],
        [1110, 542],
      ],
      { shift: true },
    );
    expect(person.scenario().occluders[0]).toMatchObject({ x: 1027.5, y: 542, size: { width: 165, height: 126 } });
    person.drag([
      [945, 479],
      [900, 479],
    ]);
    expect(person.scenario().occluders[0]).toMatchObject({ size: { width: 210, height: 126 }, y: 542 });
  });
});

describe("waypoints", () => {
  it("are dragged singly and together", () => {
    const person = createDriver(streetScenario());
    person.click(200, 350);
    person.drag([
      [400, 400],
      [420, 450],
    ]);
    expect(points(person.actor())).toEqual([
      [200, 400],
      [420, 450],
      [600, 500],
    ]);
    expect(person.selection().waypoints).toEqual([{ actorId: "walker", index: 1 }]);
    person.click(600, 500, { shift: true });
    person.drag([
      [600, 500],
      [610, 490],
    ]);
    expect(points(person.actor())).toEqual([
      [200, 400],
      [430, 440],
      [610, 490],
    ]);
    expect(person.labels()).toEqual(["Open", "Move waypoint", "Move waypoints"]);
  });

  it("appear where the path is dragged or double-clicked, and are removed with Delete", () => {
    const person = createDriver(streetScenario());
    person.click(200, 350);
    person.drag([
      [300, 400],
      [310, 320],
    ]);
    expect(points(person.actor())).toEqual([
      [200, 400],
      [310, 320],
      [400, 400],
      [600, 500],
    ]);
    expect(person.labels()).toEqual(["Open", "Add waypoint"]);
    person.doubleClick(500, 450);
    expect(points(person.actor())[3]).toEqual([500, 450]);
    person.press("Delete");
    expect(points(person.actor())).toEqual([
      [200, 400],
      [310, 320],
      [400, 400],
      [600, 500],
    ]);
    expect(person.selection().actors).toEqual(["walker"]);
  });

  it("have Bézier handles that turn together, or separately with Alt", () => {
    const person = createDriver(streetScenario());
    person.editor.run(setCurve(["walker"], "bezier"));
    const course = pathPolyline(person.actor());
    expect(Math.max(...course)).toBe(600);
    person.click(200, 350);
    person.click(400, 400);
    const before = person.actor().trajectory.waypoints[1]?.handles;
    expect(before).toEqual({ in: { x: -66.67, y: 0 }, out: { x: 66.67, y: 33.33 } });
    person.drag([
      [466, 433],
      [400, 300],
    ]);
    const after = person.actor().trajectory.waypoints[1]?.handles;
    expect(after?.out).toEqual({ x: 0, y: -100 });
    expect(after?.in?.y).toBeCloseTo(66.67);
    person.drag(
      [
        [400, 300],
        [450, 350],
      ],
      { alt: true },
    );
    expect(person.actor().trajectory.waypoints[1]?.handles).toEqual({ in: after?.in, out: { x: 50, y: -50 } });
  });
});

describe("placing", () => {
  it("selects what an undo or a redo restores", () => {
    const person = createDriver();
    person.press("2");
    person.click(300, 400);
    const { id } = person.actor();
    person.press("u");
    person.click(700, 400);
    const [occluder] = person.scenario().occluders;
    person.action("edit.undo");
    person.action("edit.undo");
    expect(person.scenario()).toMatchObject({ actors: [], occluders: [] });
    person.action("edit.redo");
    expect(person.selection()).toEqual(selectionOf({ actors: [id] }));
    person.action("edit.redo");
    expect(person.selection()).toEqual(selectionOf({ occluders: [occluder?.id ?? ""] }));
    person.action("edit.select-all");
    person.action("edit.delete");
    person.action("edit.undo");
    expect(person.selection()).toEqual(selectionOf({ actors: [id], occluders: [occluder?.id ?? ""] }));
  });

  it("uses a size that looks right there, or the specification's in the schematic style", () => {
    const size = (style: "illustrated" | "schematic", y: number, height = 720) => {
      const video = { width: 1280, height, fps: 30, durationFrames: 300 };
      const person = createDriver(createScenario({ id: "sizes", style, video }));
      person.press("3");
      person.click(300, y);
      return person.actor().size;
    };
    expect(size("schematic", 600)).toEqual({ width: 80, height: 40 });
    expect(size("schematic", 600, 1440)).toEqual({ width: 160, height: 80 });
    // A car of 4.77 m by 1.48 m, at 50 pixels a metre; the box then follows the ground line.
    expect(size("illustrated", 540)).toEqual({ width: 238, height: 74 });
    expect(size("illustrated", 540, 1440)).toEqual({ width: 477, height: 148 });
    expect(size("illustrated", 700)).toEqual(size("illustrated", 400));
  });

  it("places a standing actor on a click, and returns to the select tool", () => {
    const person = createDriver();
    person.press("1");
    person.move(300, 300);
    expect(person.editor.transient.getState().draft).toMatchObject({ kind: "actor", at: { x: 300, y: 300 } });
    person.click(300, 400);
    expect(person.actor()).toMatchObject({ type: "pedestrian", startFrame: 0, endFrame: 300 });
    expect(points(person.actor())).toEqual([[300, 400]]);
    expect(person.selection().actors).toEqual(["actor-1"]);
    expect(person.editor.session.getState().tool).toBe("select");
    expect(person.editor.transient.getState().draft).toBeNull();
  });

  it("makes it move from the start to the end of a drag, at its usual speed", () => {
    const person = createDriver();
    person.editor.transient.setState({ frame: 30 });
    person.press("1");
    person.drag([
      [300, 400],
      [460, 400],
    ]);
    expect(points(person.actor())).toEqual([
      [300, 400],
      [460, 400],
    ]);
    // 160 px at 80 px/s are 60 frames; it stays in the picture, so it waits there.
    expect(person.actor()).toMatchObject({ startFrame: 30, endFrame: 300 });
    expect(arrivalTimes(person.actor())).toEqual([0, 60]);

    person.press("3");
    person.drag(
      [
        [-50, 600],
        [1400, 600],
      ],
      { shift: true },
    );
    // It starts entirely outside, half of its maximum width with 260 pixels from the side, and ends once it has left.
    expect(points(person.actor(1))).toEqual([
      [-141, 600],
      [1421, 600],
    ]);
    expect(person.actor(1).endFrame).toBe(30 + Math.round((1562 / 256) * 30));
    expect(person.editor.session.getState().tool).toBe("place");
  });
});

describe("drawing a path", () => {
  it("adds a waypoint per click and ends with Enter, as one step", () => {
    const person = createDriver();
    person.press("p");
    for (const [x, y] of [
      [100, 400],
      [300, 380],
      [500, 450],
    ] as const)
      person.click(x, y);
    person.click(600, 100);
    person.press("Backspace");
    expect(person.scenario().actors).toEqual([]);
    person.press("Enter");
    expect(points(person.actor())).toEqual([
      [100, 400],
      [300, 380],
      [500, 450],
    ]);
    expect(person.actor().trajectory.curve).toBe("smooth");
    expect(person.labels()).toEqual(["Open", "Add pedestrian"]);
  });

  it("ends with a double click; a single point leaves no trace after Escape", () => {
    const person = createDriver();
    const before = person.editor.document.getState();
    person.press("p");
    person.click(100, 400);
    person.press("Escape");
    expect(person.editor.document.getState()).toBe(before);
    expect(person.editor.transient.getState().draft).toBeNull();
    expect(person.editor.session.getState().tool).toBe("path");

    person.click(100, 400);
    person.doubleClick(300, 380);
    expect(points(person.actor())).toEqual([
      [100, 400],
      [300, 380],
    ]);
    expect(person.editor.session.getState().tool).toBe("select");
  });

  it("extends the selected actor's path when started at its end", () => {
    const person = createDriver(streetScenario());
    person.click(200, 350);
    person.press("p");
    person.click(600, 500);
    person.click(700, 550);
    person.click(800, 500);
    person.press("Enter");
    expect(points(person.actor())).toEqual([
      [200, 400],
      [400, 400],
      [600, 500],
      [700, 550],
      [800, 500],
    ]);
    expect(person.scenario().actors).toHaveLength(3);
  });

  it("keeps few waypoints of a freehand stroke, close to where it was drawn", () => {
    const person = createDriver();
    person.press("f");
    person.down(100, 300);
    for (let x = 101; x <= 900; x++) person.move(x, 300 + Math.round(80 * Math.sin((x - 100) / 120) + (x % 3) - 1));
    person.up(900, 330);
    const drawn = points(person.actor());
    expect(drawn.length).toBeGreaterThan(4);
    expect(drawn.length).toBeLessThan(24);
    const course = pathPolyline(person.actor());
    for (let index = 0; index < course.length; index += 2) {
      const [x = 0, y = 0] = course.slice(index, index + 2);
      expect(Math.abs(y - 300 - 80 * Math.sin((x - 100) / 120)), `at ${x}`).toBeLessThan(12);
    }
  });
});

it("draws an occluder's box, or places one of the usual size", () => {
  const person = createDriver();
  person.press("u");
  person.drag([
    [400, 300],
    [560, 420],
  ]);
  expect(person.scenario().occluders[0]).toMatchObject({ kind: "parked_van", x: 480, y: 420, size: { width: 160, height: 120 } });
  person.press("u");
  person.click(800, 500);
  expect(person.scenario().occluders[1]).toMatchObject({ x: 800, y: 500, size: { width: 197, height: 120 } });
  expect(person.selection().occluders).toEqual(["occluder-2"]);
});

it("pans with the hand, the middle button, or the space bar held, and a tap on the space bar plays", () => {
  const person = createDriver(streetScenario());
  const view = () => person.editor.session.getState().view;
  person.drag(
    [
      [640, 100],
      [600, 80],
    ],
    { button: 1 },
  );
  expect(view()).toMatchObject({ scale: 1 });
  expect(view()?.x).toBeLessThan(0);
  expect(person.labels()).toEqual(["Open"]);

  person.press(" ");
  expect(person.editor.transient.getState().playing).toBe(true);
  person.press(" ");
  expect(person.editor.transient.getState().playing).toBe(false);
  person.keyboard.down({ key: " " });
  person.drag([
    [640, 100],
    [700, 180],
  ]);
  person.keyboard.up({ key: " " });
  expect(person.editor.transient.getState().playing).toBe(false);
  expect(person.labels()).toEqual(["Open"]);
});

it("draws the tutorial, a pedestrian who steps out from behind a parked van, in few gestures", () => {
  const person = createDriver();
  person.press("u");
  person.click(640, 520);
  person.press("1");
  person.drag([
    [640, 510],
    [640, 640],
  ]);
  person.press("3");
  person.drag([
    [-40, 620],
    [1340, 620],
  ]);
  const { actors, occluders } = parseScenario(fileOf(person.scenario()));
  expect(actors.map(({ type }) => type)).toEqual(["pedestrian", "vehicle"]);
  expect(occluders).toHaveLength(1);
  expect(person.labels()).toEqual(["Open", "Add parked van", "Add pedestrian", "Add vehicle"]);
});
