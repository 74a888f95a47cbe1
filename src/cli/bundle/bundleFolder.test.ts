import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createScenario, serializeScenario } from "@/core/document";
import { conditionsAt } from "@/core/weather";
import { readBundleRecording, readBundleTruth } from "./bundleFolder";

test("in a bundle of part of a scenario, frames and weather count from its start; without that information it is refused", async () => {
  const folder = await mkdtemp(join(tmpdir(), "jaywalk-bundle-"));
  try {
    const scenario = createScenario({
      id: "part",
      video: { width: 640, height: 360, fps: 10, durationFrames: 300 },
      weather: [
        { frame: 0, condition: "sunny", intensity: 1, fadeFrames: 0 },
        { frame: 100, condition: "fog", intensity: 0.5, fadeFrames: 10 },
        { frame: 200, condition: "rainy", intensity: 1, fadeFrames: 0 },
      ],
      light: [
        { frame: 0, condition: "dusk", intensity: 1, fadeFrames: 0 },
        { frame: 110, condition: "night", intensity: 1, fadeFrames: 100 },
      ],
    });
    await writeFile(join(folder, "scenario.json"), serializeScenario(scenario));
    await writeFile(join(folder, "manifest.json"), JSON.stringify({ video: { scenario_frames: [105, 250] } }));
    const { video, ...sky } = await readBundleRecording(folder);
    expect(video).toEqual({ ...scenario.video, durationFrames: 145 });
    for (const frame of [0, 4, 5, 94, 95, 144]) expect(conditionsAt(sky, frame)).toEqual(conditionsAt(scenario, frame + 105));

    for (const broken of ["{", '{"video": {"scenario_frames": [9, 9]}}', "{}"]) {
      await writeFile(join(folder, "manifest.json"), broken);
      await expect(readBundleRecording(folder)).rejects.toThrow("does not say which frames the video covers");
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("a ground truth without annotations is refused by its file, whatever else it contains", async () => {
  const folder = await mkdtemp(join(tmpdir(), "jaywalk-bundle-"));
  try {
    for (const broken of ["null", "[]", "{}", "{"]) {
      await writeFile(join(folder, "ground_truth.json"), broken);
      await expect(readBundleTruth(folder)).rejects.toThrow(/ground_truth\.json: (the list `annotations` is missing|not JSON)/);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
