import type { Editor, SessionState } from "@/editor";

type Panels = SessionState["panels"];

export const DETECTOR_TABS = ["detections", "profile", "evaluation"] as const;
export type DetectorTab = (typeof DETECTOR_TABS)[number];

/** The session's keys: which tab is open (none: ""), whether the stream is simulated, and whether its boxes are drawn. */
const TAB = "detector";
const ON = "detections";
const BOXES = "detectionBoxes";

/** The tab of the detector's panel that is open; null while the inspector stands in its place. */
export const detectorTab = (panels: Panels): DetectorTab | null => DETECTOR_TABS.find((tab) => tab === panels[TAB]) ?? null;

/** Whether the open scenario's detections are simulated, and stand on the timeline. */
export const isDetectionsOn = (panels: Panels): boolean => panels[ON] === true;

/** Whether their boxes are drawn over the picture. */
export const areBoxesOn = (panels: Panels): boolean => isDetectionsOn(panels) && panels[BOXES] !== false;

/** Opens a tab of the detector's panel; null gives the inspector its place back. */
export function showDetector(editor: Editor, tab: DetectorTab | null): void {
  setPanels(editor, { [TAB]: tab ?? "" });
}

export const switchDetections = (editor: Editor, on: boolean): void => setPanels(editor, { [ON]: on });
export const switchBoxes = (editor: Editor, on: boolean): void => setPanels(editor, { [BOXES]: on });

function setPanels(editor: Editor, change: Panels): void {
  editor.session.setState(({ panels }) => ({ panels: { ...panels, ...change } }));
}
