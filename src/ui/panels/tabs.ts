import type { Editor } from "@/editor/editor";
import { setFolded } from "./folding";

export const PANEL_TABS = ["scenario", "actor", "weather", "truth"] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

/** The session's key under which the open tab is kept. */
const KEY = "inspector";

export const panelOf = (panels: Readonly<Record<string, string | number | boolean>>): PanelTab =>
  PANEL_TABS.find((tab) => tab === panels[KEY]) ?? "actor";

/** Brings a tab of the inspector to the front; opens the inspector where it is folded away. */
export function showPanel(editor: Editor, tab: PanelTab): void {
  setFolded(editor, "inspector", false);
  editor.session.setState(({ panels }) => ({ panels: { ...panels, [KEY]: tab } }));
}
