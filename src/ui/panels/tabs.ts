import type { Editor } from "@/editor";
import { showDetector } from "../detection/detectorTab";
import { setFolded } from "./folding";

export const PANEL_TABS = ["scenario", "actor", "weather", "truth"] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

type Panels = Readonly<Record<string, string | number | boolean>>;

/** The session's keys for the open tab, and whether the user opened it explicitly. */
const KEY = "inspector";
const CALLED_KEY = "inspectorCalled";

export const panelOf = (panels: Panels): PanelTab => PANEL_TABS.find((tab) => tab === panels[KEY]) ?? "actor";

/** Whether the active tab was opened by name, rather than brought to the front by the selection. */
export const isCalledFor = (panels: Panels): boolean => panels[CALLED_KEY] === true;

/** Brings a tab of the inspector to the front; opens the inspector if it is collapsed, or replaced by the detector's panel. */
export function showPanel(editor: Editor, tab: PanelTab): void {
  setFolded(editor, "inspector", false);
  showDetector(editor, null);
  editor.session.setState(({ panels }) => ({ panels: { ...panels, [KEY]: tab, [CALLED_KEY]: true } }));
}

/** Brings the tab for the selection to the front, whether or not the inspector is open. */
export function bringForward(editor: Editor, tab: PanelTab): void {
  editor.session.setState(({ panels }) => ({ panels: { ...panels, [KEY]: tab, [CALLED_KEY]: false } }));
}
