import { expect, it } from "vitest";
import { optionsTexts } from "@/search/evaluate/drawnDetector";
import { walkerScenario } from "@/search/testing";
import { openDetectorUnderTest } from "./detector";

it("lets other work in between two answers of the simulated detector, so that a search can be interrupted", async () => {
  const detector = await openDetectorUnderTest({ detector: "simulated", profile: "good_day_camera", every: 1, seed: 1, onnx: {} });
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  try {
    while (turns < 3) await detector.answer(walkerScenario(30), new AbortController().signal);
  } finally {
    clearInterval(timer);
  }
  expect(detector.description).toBe("simulated, profile good_day_camera, seed 1");
});

it("refuses two detectors at once, and options that do not fit", async () => {
  const options = { detector: "simulated", profile: "good_day_camera", every: 1, seed: 1, onnx: {} };
  await expect(openDetectorUnderTest({ ...options, every: 5 })).rejects.toThrow("--every is for real detectors");
  await expect(openDetectorUnderTest({ ...options, detector: "builtin", command: "python my.py" })).rejects.toThrow("two detectors");
  const onnx = { head: "yolov8" } as const;
  await expect(openDetectorUnderTest({ ...options, onnx })).rejects.toThrow(
    "--head is for ONNX models; name one with --detector FILE.onnx",
  );
  await expect(openDetectorUnderTest({ ...options, detector: "builtin", onnx })).rejects.toThrow("--detector FILE.onnx, or omit it");
  await expect(openDetectorUnderTest({ ...options, command: "my", onnx })).rejects.toThrow("--head is not for programs");
});

it("takes the user's confidence, also one below the usual, and tells it; what an ONNX model's options are is told too", async () => {
  const options = { detector: "simulated", profile: "good_day_camera", every: 6, seed: 1, onnx: {} };
  for (const confidence of [0, 0.05, 0.6]) {
    const detector = await openDetectorUnderTest({ ...options, command: "my detector", confidence });
    expect(detector.confidence).toBe(confidence);
    expect(detector.description).toBe(`my detector, confidence ${confidence}, every 6 frames as drawn`);
    await detector.close();
  }
  expect((await openDetectorUnderTest({ ...options, command: "my detector" })).confidence).toBe(0.25);
  expect(optionsTexts({ head: "yolov8", inputSize: [64, 32], classes: ["a"], confidence: 0.1, nms: false })).toEqual([
    "head yolov8",
    "inputSize [64,32]",
    "classes named by the user",
    "nms false",
  ]);
});
