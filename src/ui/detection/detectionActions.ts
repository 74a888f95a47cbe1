import type { Action } from "@/editor";
import type { DetectorServices } from "@/services/detection/detector";
import { areBoxesOn, switchBoxes, switchDetections } from "@/services/detection/panelState";
import { detectorTab, showDetector } from "./detectorTab";

/** What the keyboard, the menu and the command palette can do with the detector. */
export function detectionActions(detector: Pick<DetectorServices, "marks">, openSearch: () => void): readonly Action[] {
  const faultFrames = () => detector.marks.getState().view?.faultFrames ?? new Uint32Array();
  return [
    {
      id: "detections.show",
      label: "Run a detector",
      group: "View",
      shortcuts: ["alt+5"],
      perform: ({ editor }) => {
        const open = detectorTab(editor.session.getState().panels) === "detections";
        if (!open) switchDetections(editor, true);
        showDetector(editor, open ? null : "detections");
      },
    },
    {
      id: "detections.evaluate",
      label: "Evaluate a detector",
      group: "View",
      shortcuts: ["alt+6"],
      perform: ({ editor }) => showDetector(editor, detectorTab(editor.session.getState().panels) === "evaluation" ? null : "evaluation"),
    },
    {
      id: "detections.search",
      label: "Find where a detector breaks",
      group: "View",
      shortcuts: ["alt+7"],
      keywords: ["search", "minimal pair", "smallest change", "threshold", "robustness", "heat map", "recall", "vary", "missed"],
      perform: openSearch,
    },
    {
      id: "detections.boxes",
      label: "Show detection boxes",
      group: "View",
      shortcuts: ["shift+d"],
      checked: ({ editor }) => areBoxesOn(editor.session.getState().panels),
      perform: ({ editor }) => {
        const on = areBoxesOn(editor.session.getState().panels);
        if (!on) switchDetections(editor, true);
        switchBoxes(editor, !on);
      },
    },
    {
      id: "detections.next-fault",
      label: "Go to the next fault",
      group: "Playback",
      shortcuts: ["n"],
      repeats: true,
      perform: ({ editor, player }) => {
        const { frame } = editor.transient.getState();
        const next = faultFrames().find((candidate) => candidate > frame);
        if (next !== undefined) player.seek(next);
      },
    },
    {
      id: "detections.previous-fault",
      label: "Go to the previous fault",
      group: "Playback",
      shortcuts: ["shift+n"],
      repeats: true,
      perform: ({ editor, player }) => {
        const { frame } = editor.transient.getState();
        const before = faultFrames().findLast((candidate) => candidate < frame);
        if (before !== undefined) player.seek(before);
      },
    },
  ];
}
