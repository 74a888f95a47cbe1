import { expect, it } from "vitest";
import { searchHtml } from "@/reports/search";
import type { PairReport, SearchReport } from "@/search/report";
import { summaryLines } from "./summary";

const pair = (folder: string, confirmed: boolean): PairReport => ({
  folder,
  variable: "fog",
  a: { value: "2", measured: 0 },
  b: { value: "2.1", measured: 5 },
  same: [],
  frame: 3,
  track: 7,
  labels: [],
  confirmed,
});

const report: SearchReport = {
  scenario: { name: "walker", sha256: "a" },
  fails: "missed 5 frames",
  detector: "my detector",
  build: "1",
  seed: 1,
  judging: { iou: 0.5, confidence: 0.25, min_visibility: 0.25 },
  variables: [],
  evaluated: 30,
  failed: 10,
  best: { values: [{ name: "fog", value: "0" }], measured: 0 },
  worst: { values: [{ name: "fog", value: "5" }], measured: 9 },
  impossible: 0,
  unanswered: [{ values: [{ name: "fog", value: "5" }], message: "frame 3: it crashed" }],
  cut_short: true,
  shard: null,
  pairs: [pair("pairs/01", true), pair("pairs/02", false)],
  influence: [],
  heat_map: [],
};

it("counts only pairs that were confirmed, marks the others, and says that the budget ran out", () => {
  expect(summaryLines(report, "out/report.html")).toEqual([
    "10 failures in 30 evaluations, 1 minimal pair; see out/report.html",
    "no answer in 1 variant: frame 3: it crashed",
    "pairs/01: fog, 2 → 2.1",
    "pairs/02: fog, 2 → 2.1 (not confirmed)",
    "The budget ran out; run it again with a larger --budget to look further.",
  ]);
  const html = searchHtml(report, () => null);
  expect(html).toContain("<dt>Minimal pairs</dt><dd>1</dd>");
  expect(html).toContain("The smallest change that makes it fail is shown below. 1 pair could not be confirmed.");
  expect(html).toContain("The detector did not answer in 1 variant, first with fog 5: frame 3: it crashed.");
  expect(html).toContain("2. Fog: 2 → 2.1 (not confirmed)");
  expect(html).toContain("The budget ran out before as many minimal pairs were found as asked for.");
  const [first] = summaryLines({ ...report, pairs: [pair("pairs/01", false)], cut_short: false }, "x");
  expect(first).toContain("0 minimal pairs");
});

it("tells where the detector came nearest to the other outcome if all variants passed, or all failed", () => {
  const [, passed] = summaryLines({ ...report, failed: 0, pairs: [] }, "x");
  expect(passed).toBe("It came nearest to failing with fog 5: missed 9 frames in a row.");
  const allFailed = { ...report, failed: 30, pairs: [], fails: "seen later than 20 m" };
  const [, failed] = summaryLines(allFailed, "x");
  expect(failed).toBe("It came nearest to passing with fog 0: first seen 0.0 m before the meeting.");
  expect(searchHtml(allFailed, () => null)).toContain(failed);
  const neverSeen = { ...allFailed, best: { values: [], measured: null } };
  expect(summaryLines(neverSeen, "x")[1]).toContain("never seen before the meeting");
});
