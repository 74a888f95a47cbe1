import { expect, test } from "vitest";
import { createScenario } from "@/core/document";
import { createEditor, renameScenario } from "@/editor";
import { createDetector } from "./detector";

test("what was found out about a scenario goes when another one is opened, and stays when it is only changed", () => {
  const editor = createEditor(createScenario({ id: "first" }));
  const detector = createDetector(editor, { getItem: () => null, setItem: () => undefined });
  detector.evaluation.setState({ running: { step: "Evaluating", share: 0.5, secondsLeft: null }, fault: "The file is not JSON." });
  editor.run(renameScenario("Renamed"));
  expect(detector.evaluation.getState().fault).toBe("The file is not JSON.");
  editor.open(createScenario({ id: "second" }));
  expect(detector.evaluation.getState()).toEqual({ running: null, fault: null, done: null });
});
