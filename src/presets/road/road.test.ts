import { describe, expect, it } from "vitest";
import { parseScenario, serializeScenario, type OccluderKind, type Road, type Scenario } from "@/core/document";
import { motionFaultText, motionFaultsOf } from "@/core/motion";
import { frameState, roadStateOf, worldOf } from "@/core/scene";
import { overlap, type Footprint } from "@/core/world";
import { ROAD_PRESETS } from ".";

/** People may stand under these. */
const OPEN: readonly OccluderKind[] = ["tree", "bus_shelter"];

function roadOf({ id, road }: Scenario): Road {
  if (!road) throw new Error(`${id} has no road`);
  return road;
}

function footprintsAt(scenario: Scenario, frame: number): Map<string, Footprint> {
  const road = roadOf(scenario);
  const present = scenario.actors.filter(({ startFrame, endFrame }) => frame >= startFrame && frame < endFrame);
  return new Map([
    ...present.map((actor) => [actor.id, roadStateOf(scenario, road, actor, frame).footprint] as const),
    ...scenario.occluders
      .filter(({ kind }) => !OPEN.includes(kind))
      .map(({ id, x, y, heading = 0, size }) => [id, { x, y, heading, length: size.length ?? 0, width: size.width }] as const),
  ]);
}

describe.each(ROAD_PRESETS.map(({ id, scenario }) => [id, scenario] as const))("the road preset %s", (_id, scenario) => {
  const { durationFrames, fps } = scenario.video;

  it("is a valid document of 6 to 10 seconds", () => {
    expect(parseScenario(serializeScenario(scenario))).toEqual(scenario);
    expect(durationFrames / fps).toBeGreaterThanOrEqual(6);
    expect(durationFrames / fps).toBeLessThanOrEqual(10);
  });

  it("has nobody inside of another body, and nobody who stops because the path ends", () => {
    for (let frame = 0; frame < durationFrames; frame += 3) {
      const bodies = [...footprintsAt(scenario, frame)];
      const inside = bodies.flatMap(([id, footprint], index) =>
        bodies.slice(index + 1).flatMap(([other, there]) => (overlap(footprint, there) ? [`${id} and ${other} at frame ${frame}`] : [])),
      );
      expect(inside).toEqual([]);
    }
    const world = worldOf(scenario);
    for (const actor of scenario.actors) {
      const { distance } = roadStateOf(scenario, roadOf(scenario), actor, actor.endFrame - 1);
      const length = world.pathLength(actor);
      if (length > 0) expect(`${actor.id} ${distance < length ? "moves or waits" : "is at its path’s end"}`).toMatch(/waits/);
    }
  });

  it("asks nothing of a body that it cannot do", () => {
    expect(motionFaultsOf(scenario).map(({ actor, fault }) => `${actor.name}: ${motionFaultText(fault)}`)).toEqual([]);
  });

  it("shows every actor but the ego, well in view at some time", () => {
    const best = new Map<number, number>();
    for (let frame = 0; frame < durationFrames; frame += fps / 2) {
      for (const body of frameState(scenario, frame).bodies)
        if (body.kind === "actor") best.set(body.trackId, Math.max(best.get(body.trackId) ?? 0, body.visibility * body.box.height));
    }
    const { ego } = roadOf(scenario);
    for (const { id, trackId } of scenario.actors)
      if (id !== ego) expect(`${id}: ${(best.get(trackId) ?? 0) >= 20 ? "seen" : "not seen"}`).toBe(`${id}: seen`);
  });
});

it("at least ten of them show what the others do not: every road user, and every kind of camera that looks along a road", () => {
  const kinds = new Set(ROAD_PRESETS.flatMap(({ scenario }) => scenario.actors.map(({ appearance }) => appearance.model)));
  expect(ROAD_PRESETS.length).toBeGreaterThanOrEqual(10);
  expect([...kinds].sort()).toEqual(
    expect.arrayContaining([
      "adult",
      "bus",
      "car",
      "child",
      "cyclist",
      "dog",
      "motorcyclist",
      "pram",
      "truck",
      "van",
      "wheelchair",
      "white_cane",
    ]),
  );
  const lenses = new Set(ROAD_PRESETS.map(({ scenario }) => roadOf(scenario).cameras[0]?.lens.model));
  expect([...lenses].sort()).toEqual(["fisheye", "pinhole"]);
  expect(ROAD_PRESETS.filter(({ scenario }) => roadOf(scenario).ego === undefined)).not.toEqual([]);
});
