import fc from "fast-check";
import { expect, test } from "vitest";
import type { Detection, TruthObject } from "../types";
import { evaluateDetections } from "./evaluate";
import { detectionAt, truthAt } from "./testCases";
import { evaluateVideos, type VideoToEvaluate } from "./videos";

const VIDEO = { fps: 10, picture: { width: 1000, height: 1000 } };
const FIVE = [0, 1, 2, 3, 4];
const truth = FIVE.map((frame) => truthAt(frame, 1));
const perfect = FIVE.map((frame) => detectionAt(frame, 1));
const video = (detections: readonly Detection[], objects: readonly TruthObject[] = truth): VideoToEvaluate => ({
  truth: objects,
  detections,
  video: VIDEO,
});

test("a video in which nothing was found and a perfect one of as many boxes give DetA 0.5, AssA 1 and HOTA 0.707, as in TrackEval", () => {
  const { total, videos } = evaluateVideos([video([]), video(perfect)], {});
  expect(videos.map(({ tracking }) => tracking?.overall.hota)).toEqual([0, 1]);
  expect(total.tracking?.overall).toMatchObject({ det_a: 0.5, ass_a: 1, loc_a: 1, mota: 0.5, motp: 1, idtp: 5, idfn: 5, idfp: 0 });
  expect(total.tracking?.overall.hota).toBeCloseTo(Math.SQRT1_2, 12);
  expect(total.tracking?.overall.idf1).toBeCloseTo(2 / 3, 12);
  expect(total.tracking?.overall).toMatchObject({ mostly_tracked: 1, mostly_lost: 1 });
  expect(total.overall).toMatchObject({ truth: 10, true_positives: 5, false_negatives: 5, precision: 1, recall: 0.5 });
  // Recall 0.5 is reached at 51 of COCO's 101 levels.
  expect(total.overall.average_precision).toBeCloseTo(51 / 101, 12);
  expect(total.notes).toEqual(["The detector reported nothing in 1 of 2 videos."]);
});

test("association is weighted by the matches of each video, not by videos", () => {
  // Two boxes under one id; and eight whose id changes half-way: AssA (2·1 + 8·0.5) ÷ 10.
  const eight = Array.from({ length: 8 }, (_, frame) => truthAt(frame, 1));
  const changing = eight.map(({ frame }) => detectionAt(frame, frame < 4 ? 1 : 2));
  const { total } = evaluateVideos([video(perfect.slice(0, 2), truth.slice(0, 2)), video(changing, eight)], {});
  expect(total.tracking?.overall.ass_a).toBeCloseTo(0.6, 12);
  expect(total.tracking?.overall.hota).toBeCloseTo(Math.sqrt(0.6), 12);
  expect(total.tracking?.overall).toMatchObject({ id_switches: 1, idtp: 6, idfp: 4, idfn: 4 });
});

test("average precision ranks the detections of all videos in one list", () => {
  // Alone, each video has its false report after its found object: AP 1. Together: right 0.9, wrong 0.8, right 0.7, wrong 0.6.
  const one = (right: number, wrong: number) =>
    video([detectionAt(0, 1, {}, { confidence: right }), detectionAt(0, 2, { x: 500 }, { confidence: wrong })], truth.slice(0, 1));
  const { total, videos } = evaluateVideos([one(0.9, 0.8), one(0.7, 0.6)], {});
  expect(videos.map(({ overall }) => overall.average_precision)).toEqual([1, 1]);
  // Precision 1 up to recall 0.5 (51 levels), and 2/3 beyond (50 levels).
  expect(total.overall.average_precision).toBeCloseTo((51 + 50 * (2 / 3)) / 101, 12);
});

test("the last frame of a video and the first of the next are strangers, whatever their ids, frames and times", () => {
  // The same track id and nearly the same box on either side of the border: no id switch, no fragmentation, no pair over time.
  const split = [video(perfect), video(FIVE.map((frame) => detectionAt(frame, 2)))];
  expect(evaluateVideos(split, {}).total.tracking?.overall).toMatchObject({ id_switches: 0, fragmentations: 0, idf1: 1, hota: 1 });
  const early = video([detectionAt(-1, 1, {}, { frame: null, timestamp: -0.05 })], [truthAt(0, 1)]);
  const unseen = video([], [truthAt(0, 1)]);
  for (const order of [
    [early, unseen],
    [unseen, early],
  ])
    expect(evaluateVideos(order, { matchBy: "times" }).total.overall).toMatchObject({ true_positives: 1, false_negatives: 1 });
});

test("weather, regions and notes are those of each video; one without boxes makes all be compared by times", () => {
  const region = { frames: [0, 5], object_type: null, bounding_box: { x: 400, y: 0, width: 200, height: 200 } } as const;
  const stray = FIVE.map((frame) => detectionAt(frame, 9, { x: 450 }));
  const { total } = evaluateVideos(
    [
      { truth, detections: [...perfect, ...stray], video: { ...VIDEO, ignoreRegions: [region], weatherAt: () => "fog" } },
      { truth, detections: [...perfect, ...stray], video: { ...VIDEO, fps: 25, weatherAt: () => "sunny" } },
    ],
    {},
  );
  expect(total.by_weather.map(({ band, truth: objects, false_positives }) => [band, objects, false_positives])).toEqual([
    ["fog", 5, 0],
    ["sunny", 5, 5],
  ]);
  expect(total.totals).toMatchObject({ detections_ignored: 5, ignore_regions: 1 });
  const timed = evaluateVideos([video(perfect), video(FIVE.map((frame) => detectionAt(frame, 1, {}, { bounding_box: null })))], {});
  expect([timed.total, ...timed.videos].map(({ settings }) => settings.matched_by)).toEqual(["times", "times", "times"]);
  expect(timed.total.notes.join()).toMatch(/In 1 of 2 videos some detections have no box, so times were compared/);
});

test("frames the detector was not shown, and objects that cannot be seen, are left out of each video as if it were alone", () => {
  const eight = Array.from({ length: 8 }, (_, frame) => frame);
  const found = eight.map((frame) => detectionAt(frame, 1));
  const everySecond = { ...VIDEO, every: 2 };
  const hiddenLater: VideoToEvaluate = {
    truth: eight.map((frame) => truthAt(frame, 1, {}, { visibility: frame < 4 ? 1 : 0 })),
    detections: found,
    video: everySecond,
  };
  const visible: VideoToEvaluate = { truth: eight.map((frame) => truthAt(frame, 1)), detections: found, video: everySecond };
  const { total, videos } = evaluateVideos([hiddenLater, visible], {});
  expect(videos.map(({ overall }) => [overall.true_positives, overall.false_negatives])).toEqual([
    [2, 0],
    [4, 0],
  ]);
  expect(total.overall).toMatchObject({ true_positives: 6, false_negatives: 0, false_positives: 0, average_precision: 1 });
  expect(total.totals.detections_ignored).toBe(2);
  expect(total.notes).toEqual(["One frame in 2 was compared."]);
  const { notes } = evaluateVideos([visible, { ...visible, video: { ...VIDEO, every: 3 } }, { ...visible, video: VIDEO }], {}).total;
  expect(notes).toEqual(["One frame in 2 was compared in 1 of 3 videos.", "One frame in 3 was compared in 1 of 3 videos."]);
});

test("the total time error is that of the detections with a time of their own", () => {
  const late = perfect.map((detection) => ({ ...detection, timestamp: (detection.timestamp ?? 0) + 0.04 }));
  const untimed = perfect.map((detection) => ({ ...detection, timestamp: null }));
  const { total, videos } = evaluateVideos([video(late), video(untimed)], {});
  expect(videos.map(({ overall }) => overall.time_error?.mean_ms ?? null)).toEqual([expect.closeTo(40, 9), null]);
  for (const { time_error } of [total.overall, ...total.classes]) {
    expect(time_error?.mean_ms).toBeCloseTo(40, 9);
    expect(time_error?.mean_absolute_ms).toBeCloseTo(40, 9);
    expect(time_error?.p95_absolute_ms).toBeCloseTo(40, 9);
  }
  expect(total.notes).toEqual(["In 1 of 2 videos no detection has a time of its own, so the time errors are those of the others."]);
  expect(evaluateVideos([video(untimed), video(untimed)], {}).total).toMatchObject({ overall: { time_error: null }, notes: [] });
  // Likewise in one file, of which some detections have times.
  const { report } = evaluateDetections(truth, [...late.slice(0, 2), ...untimed.slice(2)], VIDEO);
  expect(report.overall.time_error?.mean_ms).toBeCloseTo(40, 9);
});

test("the total of one video is its own report, and the counts of several are the sums", () => {
  const box = fc.record({
    frame: fc.integer({ min: 0, max: 6 }),
    track: fc.integer({ min: 0, max: 3 }),
    x: fc.integer({ max: 12, min: 0 }),
  });
  const region = fc.record({ from: fc.integer({ min: 0, max: 6 }), x: fc.integer({ min: 0, max: 12 }) });
  const anyVideo = fc
    .record({
      truth: fc.array(fc.record({ box, visibility: fc.constantFrom(0, 0.3, 1) }), { maxLength: 12 }),
      reports: fc.array(fc.record({ box, timed: fc.boolean() }), { maxLength: 12 }),
      regions: fc.array(region, { maxLength: 2 }),
      every: fc.integer({ min: 1, max: 3 }),
      firstShown: fc.integer({ min: 0, max: 2 }),
    })
    .map(({ truth: objects, reports, regions, every, firstShown }): VideoToEvaluate => ({
      detections: reports.map(({ box: { frame, track, x }, timed }) =>
        detectionAt(frame, track, { x }, { confidence: (track + 1) / 5, ...(!timed && { timestamp: null }) }),
      ),
      truth: objects.map(({ box: { frame, track, x }, visibility }) => truthAt(frame, track, { x }, { visibility })),
      video: {
        ...VIDEO,
        every,
        firstShown,
        ignoreRegions: regions.map(({ from, x }) => ({
          frames: [from, from + 3],
          object_type: null,
          bounding_box: { x, y: 0, width: 8, height: 20 },
        })),
      },
    }));
  fc.assert(
    fc.property(fc.array(anyVideo, { minLength: 1, maxLength: 4 }), fc.constantFrom(0, 0.5), (videos, minVisibility) => {
      const options = { minVisibility };
      for (const alone of videos) {
        const own = evaluateDetections(alone.truth, alone.detections, { ...alone.video, ...options }).report;
        const { total } = evaluateVideos([alone], options);
        expect(own).toMatchObject({ ...total, notes: own.notes });
      }
      const { total, videos: each } = evaluateVideos(videos, options);
      const sum = (count: (report: (typeof each)[number]) => number) => each.reduce((all, report) => all + count(report), 0);
      for (const key of ["true_positives", "false_positives", "false_negatives"] as const)
        expect(total.overall[key], key).toBe(sum(({ overall }) => overall[key]));
      for (const key of ["truth_ignored", "detections_ignored", "ignore_regions"] as const)
        expect(total.totals[key], key).toBe(sum(({ totals }) => totals[key]));
      for (const key of ["id_switches", "fragmentations", "idtp", "idfp", "idfn", "mostly_tracked", "mostly_lost"] as const)
        expect(total.tracking?.overall[key], key).toBe(sum(({ tracking }) => tracking?.overall[key] ?? 0));
    }),
    { numRuns: 60 },
  );
});
