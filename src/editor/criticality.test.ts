import { describe, expect, it } from "vitest";
import { createCamera, createRoadActor, createRoadScenario } from "@/core/document";
import { settled } from "@/core/relations";
import { roadPlanSchema } from "@/core/world/roads";
import { EXPECTED_BRAKING, criticalityOf, encounteringPair } from "./criticality";
import { selectionOf } from "./selection";

const video = { width: 640, height: 360, fps: 30, durationFrames: 300 };

/** A child that steps out so that a car hits it in the middle. */
const street = (speed: number) =>
  settled(
    createRoadScenario({
      id: "s",
      plan: roadPlanSchema.parse({ kind: "street" }),
      video,
      cameras: [createCamera("roadside", video)],
      ego: "car",
      actors: [
        createRoadActor({
          kind: "car",
          id: "car",
          trackId: 0,
          startFrame: 0,
          endFrame: 300,
          motion: { speed },
          waypoints: [
            { x: -45, y: -1.6 },
            { x: 60, y: -1.6 },
          ],
        }),
        createRoadActor({
          kind: "child",
          id: "child",
          trackId: 1,
          startFrame: 0,
          endFrame: 250,
          waypoints: [
            { x: 10, y: -6, until: { when: "meets", actor: "car", share: 0.5 } },
            { x: 10, y: -1.6 },
          ],
        }),
      ],
    }),
  );

describe("criticality of an encounter", () => {
  it("says until when braking avoids an impact: speed ÷ (2 × braking) before it, where the other stays", () => {
    for (const kmh of [40, 50]) {
      const speed = kmh / 3.6;
      const scenario = street(speed);
      const pair = encounteringPair(scenario, selectionOf({ actors: ["child"] }));
      expect(pair?.map(({ id }) => id)).toEqual(["car", "child"]);
      const found = pair && criticalityOf(scenario, pair);
      const impact = found?.summary.impact;
      expect(impact?.share).toBeCloseTo(0.5, 2);
      // Braking takes speed² ÷ (2 × braking) metres; unbraked, that way takes speed ÷ (2 × braking) seconds.
      const last = (impact?.time ?? 0) - speed / (2 * EXPECTED_BRAKING);
      expect((found?.avoidable ?? 0) / 30).toBeCloseTo(last, 2);
      expect(found?.worst).toBe(impact?.frame);
    }
  });

  it("is told of the two that are selected, and of nobody alone", () => {
    const scenario = street(10);
    expect(encounteringPair(scenario, selectionOf({ actors: ["child", "car"] }))?.[0].id).toBe("car");
    expect(encounteringPair(scenario, selectionOf({ actors: [] }))).toBeNull();
    expect(encounteringPair({ ...scenario, actors: scenario.actors.slice(0, 1) }, selectionOf({ actors: ["car"] }))).toBeNull();
  });
});
