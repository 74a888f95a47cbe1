import { afterEach, expect, test, vi } from "vitest";
import { createScenario } from "@/core/document";
import { createEditor, renameScenario } from "@/editor";
import { createDetector } from "./detector";
import { switchDetections } from "./panelState";

afterEach(() => vi.useRealTimers());
const storage = { getItem: () => null, setItem: () => undefined };

test("what was found out about a scenario goes when another one is opened, and stays when it is only changed", () => {
  const editor = createEditor(createScenario({ id: "first" }));
  const detector = createDetector(editor, storage);
  detector.evaluation.setState({ running: { step: "Evaluating", share: 0.5, secondsLeft: null }, fault: "The file is not JSON." });
  editor.run(renameScenario("Renamed"));
  expect(detector.evaluation.getState().fault).toBe("The file is not JSON.");
  editor.open(createScenario({ id: "second" }));
  expect(detector.evaluation.getState()).toEqual({ running: null, fault: null, done: null });
});

test("a stream that is being simulated is not shown under the scenario that is opened meanwhile", async () => {
  vi.useFakeTimers();
  const stop = vi.fn();
  const run = vi.fn(() => new Promise<never>(() => undefined));
  const editor = createEditor(createScenario({ id: "first" }));
  const detector = createDetector(editor, storage, () => ({ run, stop }));
  switchDetections(editor, true);
  await vi.advanceTimersByTimeAsync(1000);
  expect(run).toHaveBeenCalledOnce();
  expect(detector.stream.getState().running).not.toBeNull();
  editor.open(createScenario({ id: "second" }));
  expect(stop).toHaveBeenCalled();
  expect(detector.stream.getState()).toEqual({ view: null, running: null, fault: null });
});
