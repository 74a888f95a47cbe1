import { describe, expect, it } from "vitest";
import type { WeatherKeyframe } from "../document";
import { weatherAt } from ".";

const track: readonly WeatherKeyframe[] = [
  { frame: 0, condition: "cloudy", intensity: 0.4, fadeFrames: 0 },
  { frame: 100, condition: "rainy", intensity: 0.8, fadeFrames: 50 },
  { frame: 200, condition: "rainy", intensity: 0.2, fadeFrames: 10 },
  { frame: 205, condition: "night", intensity: 1, fadeFrames: 0 },
];

describe("the weather track", () => {
  it("holds each keyframe until the next begins", () => {
    expect(weatherAt(track, 0)).toEqual([{ condition: "cloudy", intensity: 0.4 }]);
    expect(weatherAt(track, 99)).toEqual([{ condition: "cloudy", intensity: 0.4 }]);
    expect(weatherAt(track, 150)).toEqual([{ condition: "rainy", intensity: 0.8 }]);
    expect(weatherAt(track, 9999)).toEqual([{ condition: "night", intensity: 1 }]);
  });

  it("lets one condition take over from another over the fade", () => {
    expect(weatherAt(track, 100)).toEqual([{ condition: "cloudy", intensity: 0.4 }]);
    expect(weatherAt(track, 125)).toEqual([
      { condition: "cloudy", intensity: 0.2 },
      { condition: "rainy", intensity: 0.4 },
    ]);
  });

  it("moves the intensity where the condition stays, and ends a fade at the next keyframe", () => {
    expect(weatherAt(track, 200)[0]?.intensity).toBe(0.8);
    expect(weatherAt(track, 204)[0]?.intensity).toBeCloseTo(0.8 - 0.6 * (4 / 5));
    expect(weatherAt(track, 205)).toEqual([{ condition: "night", intensity: 1 }]);
  });
});
