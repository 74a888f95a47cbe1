import { expect, it } from "vitest";
import { worldOf } from "@/core/scene";
import { encounterBetween } from "@/core/truth/road/criticality";
import { expandSuite } from "./spec/expand";
import { PROTOCOL_SUITES } from "./spec/protocols";

const EGO = { length: 4.358, width: 1.815 };

/** Metres from the ego's middle to the target's when it is hit, to the left; by hand from the protocol's figures. */
const MIDDLE: Readonly<Record<string, number>> = {
  CPFA: -0.06,
  CPNA: 0.06,
  CPNCO: 0.0405,
  CPLA: 0,
  CBNA: -0.015,
  CBNAO: -0.015,
  CBFA: 0.015,
  CBLA: 0,
};

it.each([
  ["vru2026", 125],
  ["vru2026_extended", 237],
  ["vru2023", 108],
] as const)("all variants of %s meet where and when the closed form says: %i", async (suite, count) => {
  const videos = await expandSuite(PROTOCOL_SUITES[suite], () => Promise.reject(new Error("no file is read")));
  expect(videos).toHaveLength(count);
  for (const { name, scenario, variation } of videos) {
    const { road, actors, video } = scenario;
    const [ego, target] = actors;
    if (!road || !ego || !target) throw new Error(`${name} has no road or actors`);
    const time = scenario.parameters?.find((parameter) => parameter.name === "impact_time")?.value ?? NaN;
    expect(time, name).toBeGreaterThanOrEqual(6);
    // Nothing else happens more than a second before or after.
    const range = { start: Math.floor((time - 1) * video.fps), end: Math.ceil((time + 1) * video.fps) };
    const { impact } = encounterBetween(scenario, road, ego, target, range).summary();
    // Counted from the range's first frame.
    const found = (impact?.time ?? NaN) + range.start / video.fps;
    expect(Math.abs(found - time), `${name}: ${found} s instead of ${time} s`).toBeLessThanOrEqual(1 / video.fps);
    // At that moment, the middle of the target is this far to the left of the ego's.
    const world = worldOf(scenario);
    const [hitter, hit] = [ego, target].map((actor) => world.poseAt(actor, time * video.fps));
    const wanted = (Number(variation["impact"]) / 100 - 0.5) * EGO.width + (MIDDLE[name.split("_")[0] ?? ""] ?? NaN);
    expect(Math.abs((hit?.y ?? NaN) - (hitter?.y ?? NaN) - wanted), name).toBeLessThan(0.01);
    const isAlong = name.startsWith("CPLA") || name.startsWith("CBLA");
    const room = ((isAlong ? target.size.length : target.size.width) ?? NaN) / 2 + EGO.length / 2;
    expect(Math.abs((hit?.x ?? NaN) - (hitter?.x ?? NaN) - room), name).toBeLessThan(0.01);
    expect(impact?.speed, name).toBeGreaterThan(0);
  }
});
