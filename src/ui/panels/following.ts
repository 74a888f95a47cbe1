import { isEmpty, type Editor, type Selection } from "@/editor";
import { bringForward, isCalledFor, panelOf } from "./tabs";

/** What of a selection has a tab of its own. */
const FOLLOWED = ["actors", "occluders", "regions", "weather", "light"] as const;

/** Selections by Tab on the stage, which may only be on its way elsewhere. */
const passing = new WeakSet<Selection>();

/** Selects what the keyboard goes through: a panel that was called for stays in front of it. */
export function selectInPassing({ session }: Editor, selection: Selection): void {
  passing.add(selection);
  session.setState({ selection });
}

/**
 * Brings forward the tab of what is selected: an actor or an occluder, or a keyframe of weather or light. The ground truth
 * stays, as it follows the selection itself; and what is selected within the inspector (`isWorkedIn`) leaves the tab that it
 * was selected in. Gives a function that ends it.
 */
export function followSelection(editor: Editor, isWorkedIn: () => boolean): () => void {
  return editor.session.subscribe(({ selection, panels }, before) => {
    if (selection === before.selection || isEmpty(selection) || isWorkedIn()) return;
    if (passing.has(selection) && isCalledFor(panels)) return;
    const tab = panelOf(panels);
    const isSky = selection.weather.length + selection.light.length > 0;
    const wanted = isSky ? "weather" : selection.actors.length + selection.occluders.length + selection.regions.length > 0 ? "actor" : tab;
    const isOther = FOLLOWED.some((part) => selection[part] !== before.selection[part]);
    if (tab !== "truth" && tab !== wanted && isOther) bringForward(editor, wanted);
  });
}
