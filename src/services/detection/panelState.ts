import type { Editor, SessionState } from "@/editor";

type Panels = SessionState["panels"];

/** The session's keys: whether the stream is simulated, and whether its boxes are drawn. */
const ON = "detections";
const BOXES = "detectionBoxes";

/** Whether the open scenario's detections are simulated and shown in the timeline. */
export const isDetectionsOn = (panels: Panels): boolean => panels[ON] === true;

/** Whether their boxes are drawn over the picture. */
export const areBoxesOn = (panels: Panels): boolean => isDetectionsOn(panels) && panels[BOXES] !== false;

export const switchDetections = (editor: Editor, on: boolean): void => setPanels(editor, { [ON]: on });
export const switchBoxes = (editor: Editor, on: boolean): void => setPanels(editor, { [BOXES]: on });

function setPanels(editor: Editor, change: Panels): void {
  editor.session.setState(({ panels }) => ({ panels: { ...panels, ...change } }));
}
