import type { Editor, SessionState } from "@/editor";

export const DETECTOR_TABS = ["detections", "profile", "evaluation"] as const;
export type DetectorTab = (typeof DETECTOR_TABS)[number];

/** The session's key under which the open tab is kept; none is "". */
const KEY = "detector";

/** The tab of the detector's panel that is open; null while the inspector stands in its place. */
export const detectorTab = (panels: SessionState["panels"]): DetectorTab | null => DETECTOR_TABS.find((tab) => tab === panels[KEY]) ?? null;

/** Opens a tab of the detector's panel; null gives the inspector its place back. */
export function showDetector(editor: Editor, tab: DetectorTab | null): void {
  editor.session.setState(({ panels }) => ({ panels: { ...panels, [KEY]: tab ?? "" } }));
}
