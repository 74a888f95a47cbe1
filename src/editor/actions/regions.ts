import { addRegions, draftRegion } from "../commands/regions";
import type { Editor } from "../editor";
import { selectionOf } from "../selection";
import type { Action } from "./action";

/** Adds a region to ignore in the middle of the picture, and selects it. */
export function addRegion(editor: Editor): void {
  const { scenario } = editor.document.getState();
  const count = scenario.ignoreRegions?.length ?? 0;
  editor.run(addRegions([draftRegion(scenario)]));
  if (editor.document.getState().scenario.ignoreRegions?.length === count + 1)
    editor.session.setState({ selection: selectionOf({ regions: [count] }), tool: "select" });
}

export const regionActions: readonly Action[] = [
  {
    id: "edit.add-ignore-region",
    label: "Add region to ignore",
    group: "Edit",
    perform: ({ editor }) => addRegion(editor),
  },
];
