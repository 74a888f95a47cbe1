import { expect, it } from "vitest";
import { addActors, createEditor, draftActor, selectionOf } from "@/editor";
import { createScenario } from "@/core/document";
import { cycleSelection, enterWaypoints } from "../stage/cycle";
import { followSelection } from "./following";
import { panelOf, showPanel } from "./tabs";

function editorWithActors() {
  const editor = createEditor(createScenario({ id: "two" }));
  for (const x of [100, 500]) editor.run(addActors([draftActor(editor.document.getState().scenario, "pedestrian", [{ x, y: 400 }])]));
  const ids = editor.document.getState().scenario.actors.map(({ id }) => id);
  const select = (index: number) => editor.session.setState({ selection: selectionOf({ actors: ids.slice(index, index + 1) }) });
  return { editor, select, tab: () => panelOf(editor.session.getState().panels) };
}

it("a panel opened by name stays while Tab passes through the stage, and gives way once something is selected", () => {
  const { editor, select, tab } = editorWithActors();
  followSelection(editor, () => false);
  select(0);
  expect(tab()).toBe("actor");
  // Also while something is selected.
  showPanel(editor, "scenario");
  expect(tab()).toBe("scenario");
  editor.session.setState({ selection: selectionOf({}) });
  expect([cycleSelection(editor, 1), cycleSelection(editor, 1), cycleSelection(editor, 1)]).toEqual([true, true, false]);
  expect(tab()).toBe("scenario");
  expect(enterWaypoints(editor)).toBe(true);
  expect(tab()).toBe("actor");
  showPanel(editor, "weather");
  select(0);
  expect(tab()).toBe("actor");
});

it("a panel that a selection brought to the front gives way to what Tab selects; work in the inspector keeps its panel", () => {
  const { editor, tab } = editorWithActors();
  let working = false;
  followSelection(editor, () => working);
  editor.session.setState({ selection: selectionOf({ weather: [0] }) });
  expect(tab()).toBe("weather");
  working = true;
  cycleSelection(editor, 1);
  expect(tab()).toBe("weather");
  working = false;
  cycleSelection(editor, 1);
  expect(tab()).toBe("actor");
});
