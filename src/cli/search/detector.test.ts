import { expect, it } from "vitest";
import { walkerScenario } from "@/search/testing";
import { openDetectorUnderTest } from "./detector";

it("lets other work in between two answers of the simulated detector, so that a search can be interrupted", async () => {
  const detector = await openDetectorUnderTest({ detector: "simulated", profile: "good_day_camera", every: 1, seed: 1, confidence: 0.25 });
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
  const options = { detector: "simulated", profile: "good_day_camera", every: 1, seed: 1, confidence: 0.25 };
  await expect(openDetectorUnderTest({ ...options, every: 5 })).rejects.toThrow("--every is for real detectors");
  await expect(openDetectorUnderTest({ ...options, detector: "builtin", command: "python my.py" })).rejects.toThrow("two detectors");
});
