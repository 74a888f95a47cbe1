import type { Point } from "@/core/document";
import { addRegions, draftRegion } from "../commands/regions";
import type { Editor } from "../editor";
import { selectionOf } from "../selection";
import { rulesOf } from "../worlds";
import type { Action } from "./action";

/** Adds a region to ignore around a place in the picture, or else in its middle, and selects it. */
export function addRegion(editor: Editor, place: Point | null = null): void {
  const { scenario } = editor.document.getState();
  // Regions lie in the picture: a point of a road is no place for one.
  const { isPicture, isInside } = rulesOf(scenario);
  const at = place && isPicture && isInside(scenario, place) ? place : undefined;
  const count = scenario.ignoreRegions?.length ?? 0;
  editor.run(addRegions([draftRegion(scenario, at)]));
  if (editor.document.getState().scenario.ignoreRegions?.length === count + 1)
    editor.session.setState({ selection: selectionOf({ regions: [count] }), tool: "select" });
}

export const regionActions: readonly Action[] = [
  {
    id: "edit.add-ignore-region",
    label: "Add region to ignore",
    group: "Edit",
    perform: ({ editor, pointedAt }) => addRegion(editor, pointedAt()),
  },
];
