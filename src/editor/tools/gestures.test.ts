import fc from "fast-check";
import { expect, it } from "vitest";
import type { ToolId } from "../stores/session";
import { createDriver, streetScenario } from "../testing/driver";

const place = fc.tuple(fc.integer({ min: -40, max: 1320 }), fc.integer({ min: -40, max: 760 }));

/** Any press of the pointer: with which tool, from where, over which points, with which keys held. */
const gesture = fc.record({
  tool: fc.constantFrom<ToolId>("select", "select", "select", "place", "path", "freehand", "occluder", "hand"),
  // Most presses hit something: bodies, waypoints and paths of the street, edges of a box.
  from: fc.oneof(place, fc.constantFrom([200, 350], [400, 400], [300, 400], [600, 500], [800, 250], [1000, 450], [1055, 500], [812, 185])),
  over: fc.array(place, { minLength: 1, maxLength: 4 }),
  held: fc.record({ shift: fc.boolean(), alt: fc.boolean(), mod: fc.boolean() }),
  button: fc.constantFrom(0, 0, 0, 1, 2),
});

it("any drag is at most one step, which undo reverts; Escape in its middle leaves no trace", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(gesture, fc.boolean()), { maxLength: 8 }), (gestures) => {
      const person = createDriver(streetScenario());
      const first = person.scenario();
      person.action("view.snapping");
      for (const [{ tool, from, over, held, button }, escapes] of gestures) {
        person.editor.session.setState({ tool });
        const before = person.editor.document.getState();
        const { selection, view } = person.editor.session.getState();
        person.down(from[0] ?? 0, from[1] ?? 0, { ...held, button });
        for (const [x, y] of over) person.move(x, y, { ...held, button });
        const [x = 0, y = 0] = over.at(-1) ?? [];
        // A press with the path tool is a click that adds a point: what Escape discards is the path.
        if (escapes && tool !== "path") {
          person.press("Escape");
          person.up(x, y, { ...held, button });
          expect(person.editor.document.getState()).toBe(before);
          expect(person.editor.session.getState()).toMatchObject({ selection, view, tool });
        } else {
          person.up(x, y, { ...held, button });
          expect(person.editor.document.getState().history.steps.length).toBeLessThanOrEqual(before.history.steps.length + 1);
        }
        expect(person.editor.transient.getState()).toMatchObject({ preview: null, marquee: null });
      }
      while (person.editor.document.getState().history.position > 0) person.editor.undo();
      expect(person.scenario()).toBe(first);
    }),
    { numRuns: 200 },
  );
});
