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

/** Set while the scores wait to be scrolled into view. */
const TO_SCORES = "scores";

/** Opens the evaluation at its results, which are below what it is set to. */
export function showScores(editor: Editor): void {
  editor.session.setState(({ panels }) => ({ panels: { ...panels, [KEY]: "evaluation", [TO_SCORES]: true } }));
}

export const wantsScores = (panels: SessionState["panels"]): boolean => panels[TO_SCORES] === true;

/** To be called when the scores are in view. */
export function scoresShown(editor: Editor): void {
  editor.session.setState(({ panels }) => ({ panels: { ...panels, [TO_SCORES]: false } }));
}
