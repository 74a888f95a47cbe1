import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { validateScenario, withSize, withoutNoise, type Scenario } from "@/core/document";
import { groundTruthFrames, groundTruthHeader, type GroundTruthRecord } from "@/core/truth";
import { PRESETS, SUITE_PRESETS, findPreset } from ".";

type GoldenRow = [
  timestamp: number,
  type: string,
  x: number,
  y: number,
  width: number,
  height: number,
  track: number,
  confidence: number,
  visible: boolean,
];

function golden(id: string): { video_metadata: Record<string, number>; annotations: GoldenRow[] } {
  // The specification's own annotations, with its random noise set to zero.
  return JSON.parse(readFileSync(new URL(`./golden/${id}.json`, import.meta.url), "utf8")) as ReturnType<typeof golden>;
}

function scenarioOf(id: string): Scenario {
  const preset = findPreset(id);
  if (!preset) throw new Error(`no preset ${id}`);
  return preset.scenario;
}

describe("presets", () => {
  it.each(["highway_pedestrian_crossing", "urban_intersection_multi_object"])(
    "%s without noise has every annotation of the specification's generator",
    (id) => {
      const scenario = withoutNoise(scenarioOf(id));
      const records = new Map<string, GroundTruthRecord>();
      for (const frame of groundTruthFrames(scenario))
        for (const record of frame) records.set(`${record.track_id}@${record.timestamp}`, record);

      const expected = golden(id);
      expect(groundTruthHeader(scenario)).toMatchObject(expected.video_metadata);
      for (const [timestamp, type, x, y, width, height, track] of expected.annotations) {
        const record = records.get(`${track}@${timestamp}`);
        expect(record, `track ${track} at ${timestamp} s`).toMatchObject({
          frame: Math.round(timestamp * 30),
          object_type: type,
          bounding_box: { x, y, width, height },
        });
      }
    },
  );

  it("are valid documents with the specification's lengths, and remain valid after a change of size", () => {
    for (const { scenario } of PRESETS) {
      expect(() => validateScenario(scenario)).not.toThrow();
      for (const [width, height] of [
        [1920, 1080],
        [640, 480],
      ] as const)
        expect(() => validateScenario(withSize(scenario, width, height))).not.toThrow();
    }
    expect(SUITE_PRESETS.map(({ id, scenario }) => [id, scenario.video.durationFrames])).toEqual([
      ["highway_simple", 900],
      ["urban_complex", 1350],
      ["challenging_weather", 1800],
      ["night_conditions", 900],
      ["performance_test_long", 3600],
    ]);
  });

  it("differ from their noiseless form by no more than the specification's noise", () => {
    const scenario = scenarioOf("highway_pedestrian_crossing");
    const boxes = (source: Scenario) => [...groundTruthFrames(source)].flat().filter((record) => record.track_id === 0);
    const plain = boxes(withoutNoise(scenario));
    const noisy = boxes(scenario);
    expect(noisy).toHaveLength(plain.length);
    const shifts = noisy.map(({ bounding_box: box }, index) => ({
      x: box.x - (plain[index]?.bounding_box.x ?? NaN),
      y: box.y - (plain[index]?.bounding_box.y ?? NaN),
    }));
    expect(Math.max(...shifts.map(({ x }) => Math.abs(x)))).toBe(5);
    expect(Math.max(...shifts.map(({ y }) => Math.abs(y)))).toBe(2);
    expect(noisy.some(({ visibility }) => visibility < 0.8)).toBe(true);
  });
});
