import { describe, expect, test } from "vitest";
import { SCENE_KINDS, createScenario, type LightCondition, type Scenario, type SceneKind, type WeatherCondition } from "@/core/document";
import { frameState } from "@/core/scene";
import { illustratedKey } from "./staticScene";

/** The paintings of a scene under a weather and a light, with the opacity of each, without those that a light falls through. */
function paintingsOf(
  kind: SceneKind,
  condition: WeatherCondition,
  intensity: number,
  light: LightCondition,
  lightIntensity = 0.8,
): Record<string, number> {
  const scenario: Scenario = {
    ...createScenario({ id: "sky", scene: { kind, variant: 0 } }),
    weather: [{ frame: 0, condition, intensity, fadeFrames: 0 }],
    light: [{ frame: 0, condition: light, intensity: lightIntensity, fadeFrames: 0 }],
  };
  const names =
    illustratedKey(frameState(scenario, 0))
      .replace(/ \(.*?\)/g, "")
      .split("720 ")[1] ?? "";
  return Object.fromEntries([...names.matchAll(/([a-z_]+) ([\d.]+)/g)].map(([, name = "", alpha]) => [name, Number(alpha)]));
}

describe("the sky", () => {
  test.each(SCENE_KINDS)("shows a low sun only where clouds leave it open (%s)", (kind) => {
    expect(paintingsOf(kind, "sunny", 0.7, "low_sun")["evening"]).toBe(1);
    for (const closed of ["cloudy", "rainy", "fog", "snow"] as const)
      expect(paintingsOf(kind, closed, 0.7, "low_sun")).not.toHaveProperty("evening");
    expect(paintingsOf(kind, "cloudy", 0.2, "low_sun")["evening"]).toBeCloseTo(0.52, 1);
  });

  test("a clear night or dusk has lost the daytime clouds long before it is dark", () => {
    for (const light of ["night", "dusk"] as const) {
      expect(paintingsOf("highway", "sunny", 0.7, light)["cloudless"]).toBe(1);
      expect(paintingsOf("highway", "sunny", 0.7, light, 0.5)["cloudless"]).toBe(1);
      expect(paintingsOf("highway", "cloudy", 0.7, light)).not.toHaveProperty("cloudless");
    }
    expect(paintingsOf("highway", "sunny", 0.7, "day")).toEqual({});
  });
});
