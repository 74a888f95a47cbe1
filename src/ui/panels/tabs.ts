import type { Editor } from "@/editor/editor";
import { showDetector } from "../detection/panelState";
import { setFolded } from "./folding";

export const PANEL_TABS = ["scenario", "actor", "weather", "truth"] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

/** The session's key under which the open tab is kept. */
const KEY = "inspector";

export const panelOf = (panels: Readonly<Record<string, string | number | boolean>>): PanelTab =>
  PANEL_TABS.find((tab) => tab === panels[KEY]) ?? "actor";

/** Brings a tab of the inspector to the front; opens the inspector where it is folded away, or the detector's panel in its place. */
export function showPanel(editor: Editor, tab: PanelTab): void {
  setFolded(editor, "inspector", false);
  showDetector(editor, null);
  bringForward(editor, tab);
}

/** Brings a tab to the front, whether or not the inspector is open. */
export function bringForward(editor: Editor, tab: PanelTab): void {
  editor.session.setState(({ panels }) => ({ panels: { ...panels, [KEY]: tab } }));
}
