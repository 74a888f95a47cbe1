import { describe, expect, it } from "vitest";
import type { WeatherKeyframe } from "../document";
import { conditionName, conditionsAt, conditionsOf, weatherAt } from ".";

const track: readonly WeatherKeyframe[] = [
  { frame: 0, condition: "cloudy", intensity: 0.4, fadeFrames: 0 },
  { frame: 100, condition: "rainy", intensity: 0.8, fadeFrames: 50 },
  { frame: 200, condition: "rainy", intensity: 0.2, fadeFrames: 10 },
  { frame: 205, condition: "snow", intensity: 1, fadeFrames: 0 },
];

describe("the weather track", () => {
  it("holds each keyframe until the next begins", () => {
    expect(weatherAt(track, 0)).toEqual([{ condition: "cloudy", intensity: 0.4 }]);
    expect(weatherAt(track, 99)).toEqual([{ condition: "cloudy", intensity: 0.4 }]);
    expect(weatherAt(track, 150)).toEqual([{ condition: "rainy", intensity: 0.8 }]);
    expect(weatherAt(track, 9999)).toEqual([{ condition: "snow", intensity: 1 }]);
  });

  it("lets one condition take over from another during the fade", () => {
    expect(weatherAt(track, 100)).toEqual([{ condition: "cloudy", intensity: 0.4 }]);
    expect(weatherAt(track, 125)).toEqual([
      { condition: "cloudy", intensity: 0.2 },
      { condition: "rainy", intensity: 0.4 },
    ]);
  });

  it("changes the intensity if the condition stays, and ends a fade at the next keyframe", () => {
    expect(weatherAt(track, 200)[0]?.intensity).toBe(0.8);
    expect(weatherAt(track, 204)[0]?.intensity).toBeCloseTo(0.8 - 0.6 * (4 / 5));
    expect(weatherAt(track, 205)).toEqual([{ condition: "snow", intensity: 1 }]);
  });
});

describe("weather and light together", () => {
  const clear = [{ frame: 0, condition: "sunny", intensity: 0.5, fadeFrames: 0 }] as const;
  const rain = [{ frame: 0, condition: "rainy", intensity: 0.6, fadeFrames: 0 }] as const;
  const evening = [
    { frame: 0, condition: "day", intensity: 1, fadeFrames: 0 },
    { frame: 100, condition: "night", intensity: 0.8, fadeFrames: 40 },
  ] as const;

  it("are rain at night if both tracks say so, and light falls through the rain", () => {
    const wetNight = { weather: rain, light: [{ frame: 0, condition: "night", intensity: 1, fadeFrames: 0 }] } as const;
    const through = [{ condition: "rainy", intensity: 0.6 }];
    expect(conditionsAt(wetNight, 10)).toEqual([
      { condition: "rainy", intensity: 0.6 },
      { condition: "night", intensity: 1, through },
    ]);
    expect(conditionName(conditionsAt(wetNight, 10))).toBe("rainy, night");
    expect(conditionsOf(wetNight)).toEqual(["rainy", "night"]);
  });

  it("fade independently, and day adds nothing", () => {
    expect(conditionsAt({ weather: rain, light: evening }, 100)).toEqual([{ condition: "rainy", intensity: 0.6 }]);
    expect(conditionsAt({ weather: rain, light: evening }, 110).map(({ condition, intensity }) => [condition, intensity])).toEqual([
      ["rainy", 0.6],
      ["night", 0.2],
    ]);
    expect(conditionsAt({ weather: clear, light: evening }, 200).map(({ condition }) => condition)).toEqual(["sunny", "night"]);
    expect(conditionsAt({ weather: [{ ...clear[0], intensity: 0 }] }, 0)).toEqual([{ condition: "sunny", intensity: 0 }]);
  });

  it("change together if both fade over the same frames: the new light does not fall on the departing weather", () => {
    const weather = [...rain, { frame: 100, condition: "fog", intensity: 0.4, fadeFrames: 40 }] as const;
    expect(conditionsAt({ weather, light: evening }, 120)).toEqual([
      { condition: "rainy", intensity: 0.3 },
      { condition: "fog", intensity: 0.2 },
      { condition: "night", intensity: 0.4, through: [{ condition: "fog", intensity: 0.2 }] },
    ]);
  });
});
