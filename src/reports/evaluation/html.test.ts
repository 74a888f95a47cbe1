import { expect, test } from "vitest";
import { evaluateDetections } from "@/detection/evaluation/evaluate";
import { detectionAt, truthAt } from "@/detection/evaluation/testCases";
import { evaluationHtml } from "./html";
import { missRuns } from "@/detection/evaluation/missRuns";

const NASTY = `</style><script>alert("x")</script>&'`;
const truth = [0, 1, 2, 3, 7].map((frame) => truthAt(frame, 0)).concat(truthAt(0, 1, { x: 50 }));

test("misses in consecutive frames are one run, the longest first", () => {
  const { report } = evaluateDetections(truth, [detectionAt(3, 1)], { fps: 10, picture: { width: 640, height: 480 } });
  expect(
    missRuns(report).map(({ first, lastFrame, frames, seconds }) => [first.track_id, first.frame, lastFrame, frames, seconds]),
  ).toEqual([
    [0, 0, 2, 3, 0.3],
    [1, 0, 0, 1, 0.1],
    [0, 7, 7, 1, 0.1],
  ]);
});

test("the page needs no other resources, and nothing from a file becomes markup", () => {
  const detections = [detectionAt(0, 1), detectionAt(1, 1, {}, { class_label: NASTY }), detectionAt(2, 1, { x: 400 })];
  const { report } = evaluateDetections(truth, detections, { fps: 10, picture: { width: 640, height: 480 }, weatherAt: () => NASTY });
  const html = evaluationHtml(report, NASTY);
  expect(html).not.toMatch(/<script|\bsrc=|\bhref=|url\(|@import|https?:/i);
  expect(html).toContain("&lt;/style&gt;&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;");
  // Every element that is opened is closed, in order.
  const open: string[] = [];
  for (const [, close, name = "", self] of html.replace(/<!doctype[^>]*>/i, "").matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*?(\/?)>/gi)) {
    if (self || name === "meta") continue;
    if (close) expect(open.pop()).toBe(name);
    else open.push(name);
  }
  expect(open).toEqual([]);
});

test("figures in the page equal those in the report; extreme reports have pages too", () => {
  const detections = truth.slice(0, 3).map(({ frame }) => detectionAt(frame, 5));
  const { report } = evaluateDetections(truth, detections, { fps: 10, picture: { width: 640, height: 480 } });
  const html = evaluationHtml(report, "Crossing");
  expect(html).toContain("<dt>Precision</dt><dd>1.000</dd>");
  expect(html).toContain("<dt>Recall</dt><dd>0.500</dd>");
  expect(html).toContain("<dt>HOTA</dt>");
  expect(html).toContain("0:00.300");
  for (const [some, found] of [
    [[], []],
    [truth, []],
    [[], detections],
  ] as const) {
    const page = evaluationHtml(evaluateDetections(some, found, { fps: 10, picture: { width: 640, height: 480 } }).report, "Ends");
    expect(page).not.toMatch(/NaN|Infinity|undefined|null/);
  }
});
