import type { Editor } from "@/editor";
import { showDetector } from "../detection/detectorTab";
import { setFolded } from "./folding";

export const PANEL_TABS = ["scenario", "actor", "weather", "truth"] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

type Panels = Readonly<Record<string, string | number | boolean>>;

/** The session's keys under which the open tab is kept, and whether somebody called for it. */
const KEY = "inspector";
const CALLED_KEY = "inspectorCalled";

export const panelOf = (panels: Panels): PanelTab => PANEL_TABS.find((tab) => tab === panels[KEY]) ?? "actor";

/** Whether the tab in front was called for by name, rather than brought forward by what was selected. */
export const isCalledFor = (panels: Panels): boolean => panels[CALLED_KEY] === true;

/** Brings a tab of the inspector to the front; opens the inspector where it is folded away, or the detector's panel in its place. */
export function showPanel(editor: Editor, tab: PanelTab): void {
  setFolded(editor, "inspector", false);
  showDetector(editor, null);
  editor.session.setState(({ panels }) => ({ panels: { ...panels, [KEY]: tab, [CALLED_KEY]: true } }));
}

/** Brings the tab of what was selected to the front, whether or not the inspector is open. */
export function bringForward(editor: Editor, tab: PanelTab): void {
  editor.session.setState(({ panels }) => ({ panels: { ...panels, [KEY]: tab, [CALLED_KEY]: false } }));
}
