import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { DetectorError } from "@/detectors/detector";
import { USUAL_JUDGING, axesOf, parseCriterion, parseVariableOption, type DetectorUnderTest } from "@/search";
import { TruthOfScenarios } from "@/search/evaluate/truth";
import { walkerScenario } from "@/search/testing";
import { truthRenderer } from "./pairFolder";
import { runSearch } from "./run";

it("writes report and pairs also if the detector crashes when it is asked again; that pair is not confirmed", async () => {
  const out = await mkdtemp(join(tmpdir(), "jaywalk-run-"));
  try {
    const truths = new TruthOfScenarios(1);
    let isWriting = false;
    const detector: DetectorUnderTest = {
      description: "crashing",
      settings: "",
      parallel: 1,
      answer: (asked) => {
        if (isWriting) return Promise.reject(new DetectorError("crash", "frame 3: it ended"));
        const { truth, ignored } = truths.of(asked);
        const isSeen = (asked.weather[0]?.intensity ?? 0) < 0.5;
        const detections = truth.map((record) => ({ ...record, class_label: record.object_type, confidence: 0.9 }));
        return Promise.resolve({ truth, ignored, detections: isSeen ? detections : [], every: 1 });
      },
    };
    const scenario = walkerScenario(6);
    const axes = axesOf([parseVariableOption("severity:fog=0..5/0.5")], scenario);
    const { report } = await runSearch({
      problem: { scenario, axes, criterion: parseCriterion("missed 3 frames"), judging: USUAL_JUDGING, detector },
      ...{ out, seed: 1, budget: 30, seconds: null, pairs: 1, shard: null, weatherMap: true, build: "1" },
      openRenderer: () => Promise.resolve(truthRenderer),
      signal: new AbortController().signal,
      say: (line) => (isWriting ||= line.startsWith("writing")),
    });
    expect(report.pairs).toMatchObject([{ confirmed: false, a: { value: "2", measured: null }, b: { value: "2.5", measured: null } }]);
    expect(await readFile(join(out, "report.html"), "utf8")).toContain("answered differently or not at all");
  } finally {
    await rm(out, { recursive: true, force: true });
  }
});
