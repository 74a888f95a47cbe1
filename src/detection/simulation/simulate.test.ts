import { describe, expect, test } from "vitest";
import { CONDITIONS } from "@/core/document/constants";
import { evaluateDetections } from "../evaluation/evaluate";
import { truthAt } from "../evaluation/testCases";
import type { Detection } from "../types";
import type { DetectionEvent, Fault, SimulationFrame, SimulationRun } from "./events";
import { expectedCounts } from "./expectedCounts";
import type { DetectionProfile, SensorProfile } from "./profile";
import { DETECTION_PROFILES, detectionProfile } from "./profiles";
import { simulateDetections } from "./simulate";

const FPS = 30;
const VIDEO = { width: 1280, height: 720, fps: FPS, durationFrames: 300 };
const TYPES = ["pedestrian", "cyclist", "vehicle", "pedestrian"];

/** Objects in lanes far apart, so that a report can only be about one of them; they grow and fade along the way. */
function scene(tracks = TYPES, weather: SimulationFrame["weather"] = [{ condition: "sunny", intensity: 1 }]) {
  return Array.from({ length: VIDEO.durationFrames }, (_, frame): SimulationFrame => ({
    frame,
    timestamp: frame / FPS,
    weather,
    truth: tracks.map((object_type, track) => {
      const size = 30 + Math.floor(frame / 6);
      const box = { x: 40 + track * 300 + Math.floor(frame / 10), y: 100 + track * 110, width: size, height: size };
      const visibility = 1 - Math.abs(((frame + 40 * track) % 100) - 50) / 70;
      return truthAt(frame, track, box, { object_type, timestamp: frame / FPS, visibility, confidence: 0.85 });
    }),
  }));
}

function simulate(frames: SimulationFrame[], profile: DetectionProfile, run: Partial<SimulationRun> = {}) {
  const events: DetectionEvent[] = [];
  const faults: Fault[] = [];
  for (const item of simulateDetections(() => frames, profile, { seed: 1, video: VIDEO, ...run }))
    if (item.kind === "event") events.push(item.event);
    else faults.push(item.fault);
  return { events, faults };
}

const detectionOf = ({ frame, timestamp, class_label, confidence, bounding_box, track_id }: DetectionEvent): Detection => ({
  frame: frame ?? null,
  timestamp,
  class_label,
  confidence,
  bounding_box: bounding_box ?? null,
  track_id: track_id ?? null,
});

function sensor(name: string): SensorProfile {
  const profile = detectionProfile(name);
  if (profile.model !== "sensor") throw new Error(`${name} is no sensor`);
  return profile;
}

const truthOf = (frames: SimulationFrame[]) => frames.flatMap(({ truth }) => truth);
const tally = (items: readonly string[]) => {
  const counts: Record<string, number> = {};
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1;
  return counts;
};

/**
 * Interval for a share p of n independent draws, after the central limit theorem: p ± z·√(p(1 − p)/n). With z = 4.5 a
 * true p falls outside once in 150 000 times, so a failure means a wrong rate.
 */
function expectShare(found: number, n: number, p: number, z = 4.5) {
  expect(Math.abs(found / n - p)).toBeLessThanOrEqual(z * Math.sqrt((p * (1 - p)) / n));
}

/**
 * The mean of n numbers uniformly distributed over [low, high] has the standard deviation (high − low)/√(12 n); all of them must be
 * inside, and with n in the thousands some come within 1 % of either end.
 */
function expectEven(values: readonly number[], low: number, high: number) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(Math.abs(mean - (low + high) / 2)).toBeLessThanOrEqual((4.5 * (high - low)) / Math.sqrt(12 * values.length));
  const margin = (high - low) / 100;
  const [least, most] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  expect(least).toBeGreaterThanOrEqual(low - 1e-12);
  expect(least).toBeLessThan(low + margin);
  expect(most).toBeLessThanOrEqual(high + 1e-12);
  expect(most).toBeGreaterThan(high - margin);
}

describe("the specification's figures, over 200 seeds", () => {
  const frames = scene(["pedestrian", "cyclist"]).slice(0, 100);
  const video = { ...VIDEO, durationFrames: 100 };
  const seeds = Array.from({ length: 200 }, (_, seed) => seed);

  test("given ground truth: rate, times, confidence, false positives and classes", () => {
    const annotations = truthOf(frames).length;
    const runs = seeds.map((seed) => simulate(frames, detectionProfile("spec_raspberry_pi"), { seed, video }));
    const events = runs.flatMap(({ events: one }) => one);
    const faults = runs.flatMap(({ faults: one }) => one);
    const found = events.filter(({ validation_result }) => validation_result === "TP");
    const wrong = events.filter(({ validation_result }) => validation_result === "FP");

    expectShare(found.length, annotations * 200, 0.85);
    // One seed's share varies more: 95 of 100 seeds are expected within z = 1.96, that is 190 ± 4.5·√(200·0.95·0.05) = 14.
    const inside = runs.filter(({ events: one }) => {
      const share = one.filter(({ validation_result }) => validation_result === "TP").length / annotations;
      return Math.abs(share - 0.85) <= 1.96 * Math.sqrt((0.85 * 0.15) / annotations);
    });
    expect(Math.abs(inside.length - 190)).toBeLessThanOrEqual(14);

    // floor(26 × 0.15) = floor(3.9) = 3; floor(200 × 0.15) = 30 in every run, not only on average.
    const few = simulate(frames.slice(0, 13), detectionProfile("spec_raspberry_pi"), { video }).events;
    expect(few.filter(({ validation_result }) => validation_result === "FP")).toHaveLength(3);
    for (const { events: one } of runs) expect(one.filter(({ validation_result }) => validation_result === "FP")).toHaveLength(30);
    expectEven(
      wrong.map(({ confidence }) => confidence),
      0.3,
      0.8,
    );
    expectEven(
      wrong.map(({ timestamp }) => timestamp),
      0,
      100 / FPS,
    );
    for (const label of ["pedestrian", "cyclist", "vehicle", "distracted_driver", "motorcycle"])
      expectShare(wrong.filter(({ class_label }) => class_label === label).length, wrong.length, 0.2);

    const deviations = faults.filter(({ kind }) => kind === "deviation").map(({ detail }) => detail);
    expect(deviations).toHaveLength(found.length);
    expectEven(
      deviations.map(({ time_error_ms: error }) => Number(error)),
      -100,
      100,
    );
    expectEven(
      deviations.map(({ confidence_error: error }) => Number(error)),
      -0.1,
      0.1,
    );
    expectEven(
      found.map(({ confidence }) => confidence),
      0.75,
      0.95,
    );
    expect(faults.filter(({ kind }) => kind === "miss")).toHaveLength(annotations * 200 - found.length);
  });

  test("confidence is clamped to 0.1..1", () => {
    const at = (confidence: number) => frames.map((frame) => ({ ...frame, truth: frame.truth.map((truth) => ({ ...truth, confidence })) }));
    const confidences = (confidence: number) =>
      simulate(at(confidence), detectionProfile("spec_raspberry_pi"), { video })
        .events.filter(({ validation_result }) => validation_result === "TP")
        .map((event) => event.confidence);
    expect(Math.min(...confidences(0.12))).toBe(0.1);
    expect(Math.max(...confidences(0.97))).toBe(1);
  });

  test("without ground truth: results 0.7 / 0.2 / 0.1, each with its confidence", () => {
    const events = seeds.flatMap((seed) => simulate([], detectionProfile("spec_unconditioned"), { seed, video }).events);
    expect(events).toHaveLength(200 * 50);
    const limits = { TP: [0.7, 0.7, 0.95], FP: [0.2, 0.3, 0.7], FN: [0.1, 0.1, 0.5] } as const;
    for (const [result, [share, low, high]] of Object.entries(limits)) {
      const ones = events.filter(({ validation_result }) => validation_result === result);
      expectShare(ones.length, events.length, share);
      expectEven(
        ones.map(({ confidence }) => confidence),
        low,
        high,
      );
    }
    expectEven(
      events.map(({ timestamp }) => timestamp),
      0,
      100 / FPS,
    );
  });

  test("events have the specification's fields, in order of time, and created_at counts from the start time", () => {
    for (const name of ["spec_raspberry_pi", "spec_unconditioned"]) {
      const { events } = simulate(frames, detectionProfile(name), {
        video,
        startTime: 1_000_000,
        sessionId: "session",
      });
      for (const event of events) {
        expect(Object.keys(event)).toEqual([
          "id",
          "test_session_id",
          "timestamp",
          "confidence",
          "class_label",
          "validation_result",
          "created_at",
        ]);
        expect(event.test_session_id).toBe("session");
        expect(Math.abs(Date.parse(event.created_at) - 1_000_000 - event.timestamp * 1000)).toBeLessThanOrEqual(0.5);
      }
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
      expect(events.map(({ timestamp }) => timestamp)).toEqual(events.map(({ timestamp }) => timestamp).sort((a, b) => a - b));
    }
  });
});

describe("what is injected is what an evaluator finds", () => {
  const change = (part: Partial<SensorProfile>): SensorProfile => ({ ...sensor("perfect"), ...part });
  const perfect = sensor("perfect");
  const profiles: Record<string, SensorProfile> = {
    "chance misses": change({ detection: { ...perfect.detection, rate: 0.9 } }),
    "small objects": change({ detection: { ...perfect.detection, size_px: { from: 30, to: 60, floor: 0.2 } } }),
    "hidden objects": change({ detection: { ...perfect.detection, visibility: { from: 0.3, to: 0.9, floor: 0 } } }),
    "false positives": change({ false_positives: { ...perfect.false_positives, per_frame: 0.2, frames: [1, 9] } }),
    "class confusion": change({ classes: { ...perfect.classes, confusion: 0.1 } }),
    "id switches": change({ tracking: { ...perfect.tracking, id_switch: 0.05 } }),
    "lost tracks": change({ tracking: { id_switch: 0, loss: 0.02, loss_frames: [2, 9] } }),
    "lost and repeated messages": change({ messages: { drop: 0.1, repeat: 0.1 } }),
    "late reports": change({
      timing: { ...perfect.timing, latency_ms: 200, latency_spread_ms: 60, stamped_at: "report" },
    }),
    "slow updates": change({ timing: { ...perfect.timing, update_interval_frames: 4 } }),
    "loose boxes": change({ box: { position: 0.02, size: 0.02, worst_factor: 1 } }),
    "very loose boxes": change({
      box: { position: 0.25, size: 0.2, worst_factor: 1 },
    }),
  };
  const cases: [string, SensorProfile][] = [
    ...Object.entries(profiles),
    [
      "everything at once",
      change({
        detection: { ...perfect.detection, rate: 0.95, visibility: { from: 0.3, to: 0.9, floor: 0 } },
        box: { position: 0.02, size: 0.02, worst_factor: 2 },
        false_positives: { ...perfect.false_positives, per_frame: 0.1, frames: [1, 5] },
        classes: { ...perfect.classes, confusion: 0.03 },
        tracking: { id_switch: 0.02, loss: 0.01, loss_frames: [2, 9] },
        timing: {
          ...perfect.timing,
          latency_ms: 80,
          latency_spread_ms: 30,
          timestamp_error_ms: 10,
          stamped_at: "report",
        },
        messages: { drop: 0.04, repeat: 0.03 },
      }),
    ],
  ];

  test.each(cases)("%s", (_, profile) => {
    const frames = scene();
    for (const seed of [1, 2, 3]) {
      const { events, faults } = simulate(frames, profile, { seed });
      const { report, outcomes } = evaluateDetections(truthOf(frames), events.map(detectionOf), { fps: FPS, picture: VIDEO });
      const expected = expectedCounts(faults, truthOf(frames).length, 0.5);
      expect(faults.length, "the profile injects something").toBeGreaterThan(20);
      expect(report.overall).toMatchObject({
        true_positives: expected.true_positives,
        false_positives: expected.false_positives,
        false_negatives: expected.false_negatives,
      });
      expect(report.tracking?.overall).toMatchObject({
        id_switches: expected.id_switches,
        fragmentations: expected.fragmentations,
        mota: (expected.true_positives - expected.false_positives - expected.id_switches) / truthOf(frames).length,
      });
      // The stream's own classification of each message agrees, except for the second copy of a repeated one.
      const repeats = faults.filter(({ kind }) => kind === "repeated_message").length;
      const differing = events.filter(({ validation_result }, index) => outcomes[index] !== validation_result).length;
      expect(differing).toBeLessThanOrEqual(repeats);
    }
  });

  test("faults name their cause, and the events they caused", () => {
    const runs = [1, 2, 3, 4].map((seed) => simulate(scene(), sensor("poor_night_camera"), { seed }));
    const faults = runs.flatMap((run) => run.faults);
    const events = runs.flatMap((run) => run.events);
    const ids = new Set(events.map(({ id }) => id));
    for (const { event_id } of faults) if (event_id !== null) expect(ids).toContain(event_id);
    const causes = tally(faults.filter(({ kind }) => kind === "miss").map(({ cause }) => cause));
    for (const cause of ["sensor", "size", "visibility", "track_lost"]) expect(causes[cause]).toBeGreaterThan(0);
    const kinds = tally(faults.map(({ kind }) => kind));
    for (const kind of ["false_positive", "class_confusion", "fragmentation", "id_switch", "deviation"])
      expect(kinds[kind], kind).toBeGreaterThan(0);
  });

  test("a lasting false positive never touches an object that passes by", () => {
    const frames = Array.from({ length: 120 }, (_, frame) => ({
      frame,
      timestamp: frame / FPS,
      weather: [],
      truth: [truthAt(frame, 0, { x: frame * 10, width: 200, height: 720 }, { timestamp: frame / FPS })],
    }));
    const clutter = { ...perfect.false_positives, per_frame: 1, frames: [20, 60] as [number, number] };
    const { events } = simulate(frames, change({ false_positives: clutter }));
    const wrong = events.filter(({ validation_result }) => validation_result === "FP");
    expect(wrong.length).toBeGreaterThan(500);
    const touching = wrong.filter(
      ({ frame = 0, bounding_box: box }) => !box || (box.x < frame * 10 + 200 && box.x + box.width > frame * 10),
    );
    expect(touching).toEqual([]);
  });

  test("a perfect sensor has no faults and scores 1; invisible objects are not reported", () => {
    const frames = scene();
    const { events, faults } = simulate(frames, perfect);
    expect(faults).toEqual([]);
    const { report } = evaluateDetections(truthOf(frames), events.map(detectionOf), { fps: FPS, picture: VIDEO });
    expect(report.overall).toMatchObject({ precision: 1, recall: 1, average_precision_50_95: 1, mean_iou: 1 });
    expect(report.tracking?.overall).toMatchObject({ hota: 1, mota: 1, idf1: 1 });
    const hidden = frames.map((frame) => ({
      ...frame,
      truth: frame.truth.map((truth) => ({ ...truth, visibility: 0 })),
    }));
    expect(simulate(hidden, perfect)).toEqual({ events: [], faults: [] });
  });
});

describe("the sensor depends on what is visible", () => {
  test("each weather at full strength lowers the share as the model says", () => {
    const profile = { ...sensor("poor_night_camera"), tracking: { ...sensor("perfect").tracking } };
    for (const condition of CONDITIONS) {
      const frames = scene(["pedestrian"], [{ condition, intensity: 1 }]).map((frame) => ({
        ...frame,
        truth: frame.truth.map((truth) => ({
          ...truth,
          visibility: 1,
          bounding_box: { ...truth.bounding_box, width: 100, height: 100 },
        })),
      }));
      const found = Array.from({ length: 20 }, (_, seed) => simulate(frames, profile, { seed }).events)
        .flat()
        .filter(({ track_id }) => track_id === 0).length;
      // Large and in full view: rate × contrast ramp (0.1 at 0.15 … 1 at 0.95) × the weather's own factor.
      const contrast = { sunny: 1, cloudy: 0.7, rainy: 0.7, night: 0.3, fog: 0.4, snow: 0.7, low_sun: 0.6, dusk: 0.55 }[condition];
      const ramp = contrast >= 0.95 ? 1 : 0.1 + (0.9 * (contrast - 0.15)) / 0.8;
      expectShare(found, 6000, 0.9 * ramp * profile.detection.weather[condition]);
    }
  });

  test("adding or removing an object changes nothing about the others except new track ids", () => {
    const profile = { ...sensor("poor_night_camera"), false_positives: sensor("perfect").false_positives };
    const reports = (types: Parameters<typeof scene>[0]) =>
      simulate(scene(types), profile).events.map((event) => ({ ...event, track_id: null }));
    const one = reports(["pedestrian"]);
    const ids = new Set(one.map(({ id }) => id));
    expect(reports(["pedestrian", "cyclist"]).filter(({ id }) => ids.has(id))).toEqual(one);
    expect(one.length).toBeGreaterThan(50);
  });

  test("track ids are small and consecutive, new ones starting above the largest of the truth", () => {
    const profile = { ...sensor("poor_night_camera"), tracking: { id_switch: 0.05, loss: 0, loss_frames: [1, 1] as [number, number] } };
    const { events, faults } = simulate(scene(["pedestrian", "cyclist"]), profile);
    const ids = [...new Set(events.map(({ track_id = -1 }) => track_id))].sort((a, b) => a - b);
    expect(faults.some(({ kind }) => kind === "id_switch") && faults.some(({ kind }) => kind === "false_positive")).toBe(true);
    // An id whose only reports were lost leaves a gap of one.
    expect(ids.at(-1)).toBeLessThan(
      2 + faults.filter(({ kind }) => kind === "id_switch" || kind === "false_positive" || kind === "dropped_message").length,
    );
    expect(ids.slice(0, 2)).toEqual([0, 1]);
    expect(ids.length).toBeGreaterThan(0.8 * ((ids.at(-1) ?? 0) + 1));
  });

  test("the same seed gives the same bytes in every profile, another seed different ones; time runs forward", () => {
    for (const profile of DETECTION_PROFILES) {
      const bytes = (seed: number) => JSON.stringify(simulate(scene(), profile, { seed }));
      expect(bytes(3)).toBe(bytes(3));
      if (profile.name !== "perfect") expect(bytes(4)).not.toBe(bytes(3));
      const times = simulate(scene(), profile).events.map(({ timestamp }) => timestamp);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });
});
