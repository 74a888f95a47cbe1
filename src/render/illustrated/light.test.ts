import { describe, expect, test } from "vitest";
import { SCENE_KINDS, CONDITIONS } from "@/core/document";
import type { FrameState } from "@/core/scene";
import { lightOn, sunshine, underLight, type Light } from "./light";
import { placeOf } from "./places";
import type { Place } from "./places/place";

function stateUnder(weather: FrameState["weather"], kind: FrameState["scene"]["kind"]): FrameState {
  return {
    frame: 0,
    width: 1280,
    height: 720,
    fps: 30,
    seed: 1,
    style: "illustrated",
    scene: { kind, variant: 0 },
    weather,
    bodies: [],
  };
}

/** The light on something without height at (x, y). */
function lightAt(state: FrameState, place: Place, x: number, y: number): Light {
  return lightOn({ box: { x, y, width: 0, height: 0 }, groundY: y }, state, place);
}

describe("light on bodies", () => {
  test("in every weather two colours become more similar as intensity increases, and never swap", () => {
    for (const kind of SCENE_KINDS)
      for (const condition of CONDITIONS)
        for (const [x, y] of [
          [100, 400],
          [640, 480],
          [1200, 700],
        ] as const) {
          let before = Infinity;
          for (let intensity = 0; intensity <= 1; intensity += 0.05) {
            const light = lightAt(stateUnder([{ condition, intensity }], kind), placeOf(kind), x, y);
            const contrast = 220 * light.multiply[1] - 40 * light.multiply[1];
            expect(contrast, `${kind} ${condition} ${intensity}`).toBeLessThanOrEqual(before);
            expect(contrast).toBeGreaterThan(0);
            before = contrast;
          }
        }
  });

  test("fog is thicker on more distant things, and lamps light what is below them", () => {
    const place = placeOf("highway");
    const fog = stateUnder([{ condition: "fog", intensity: 1 }], "highway");
    expect(lightAt(fog, place, 0, 300).multiply[0]).toBeLessThan(lightAt(fog, place, 0, 700).multiply[0]);
    const night = stateUnder([{ condition: "night", intensity: 1 }], "highway");
    const lamp = place.lamps[0];
    expect(lamp).toBeDefined();
    if (lamp)
      expect(lightAt(night, place, lamp.x, lamp.groundY).multiply[0]).toBeGreaterThan(lightAt(night, place, 640, 715).multiply[0] * 2);
  });

  test("the layers of a fade are applied one after the other", () => {
    const place = placeOf("highway");
    const night = lightAt(stateUnder([{ condition: "night", intensity: 0.5 }], "highway"), place, 640, 700);
    const fog = lightAt(stateUnder([{ condition: "fog", intensity: 0.5 }], "highway"), place, 640, 700);
    const both = lightAt(
      stateUnder(
        [
          { condition: "night", intensity: 0.5 },
          { condition: "fog", intensity: 0.5 },
        ],
        "highway",
      ),
      place,
      640,
      700,
    );
    const color = [200, 120, 60] as const;
    const stepwise = underLight(underLight(color, night), fog);
    underLight(color, both).forEach((component, index) => expect(Math.abs(component - (stepwise[index] ?? 0))).toBeLessThan(2));
  });

  test("the sun's shadows fade as the sky closes", () => {
    expect(sunshine([{ condition: "sunny", intensity: 0.3 }])).toBe(1);
    expect(sunshine([{ condition: "cloudy", intensity: 0.1 }])).toBeLessThan(1);
    expect(sunshine([{ condition: "rainy", intensity: 0.8 }])).toBe(0);
  });
});
