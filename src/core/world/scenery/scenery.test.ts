import { describe, expect, it } from "vitest";
import { cornersOf } from "../footprint";
import { nearestOn, placeAlong } from "../polyline";
import { distanceBetween } from "../vector";
import { ROAD_KINDS, roadLayout, roadPlanSchema, type RoadPlan } from "../roads";
import { boundsOf } from "./ground";
import { SCENERY_KINDS, footOf, type SceneryItem } from "./item";
import { sceneryOfPlan } from "./scenery";
import { crossingAspect, phasesWithin, signalAspect } from "./signals";

/** Plans of every kind, with each way of controlling junctions, and with measures other than the usual ones. */
const PLANS: readonly (readonly [name: string, measures: object])[] = [
  ...ROAD_KINDS.map((kind) => [kind, { kind }] as const),
  ["signals", { kind: "x_junction", control: "signals", lanes: 2, pavement: 1.5 }],
  ["stop", { kind: "t_junction", control: "stop", side: "left", pavement: 0 }],
  ["crossing", { kind: "street", crossing: 12, parking: "both", lanes: 2, length: 200 }],
  ["tight", { kind: "curve", radius: 14, angle: 160, pavement: 3 }],
  ["three arms", { kind: "roundabout", arms: 3, crossings: false }],
];
const planOf = (measures: object, traffic: "left" | "right" = "right"): RoadPlan => roadPlanSchema.parse({ ...measures, traffic });
const SEEDS = [1, 77];

/** Whether any of a footprint is on a lane: parked vehicles stand beside the lane that their bay belongs to. */
function isOnLane(item: SceneryItem, lanes: ReturnType<typeof lanesOf>): boolean {
  const places = [...cornersOf(footOf(item)), item];
  return lanes.some(({ centre, width, from, to }) =>
    places.some((point) => {
      if (point.x < from.x - width || point.x > to.x + width || point.y < from.y - width || point.y > to.y + width) return false;
      const { away, distance } = nearestOn(centre, point);
      return away < width / 2 - 0.02 && distance > 0 && distance < centre.length;
    }),
  );
}

const lanesOf = (plan: RoadPlan) => roadLayout(plan).lanes.map((lane) => ({ ...lane, ...boundsOf(lane.centre.vertices) }));

describe("scenery of a road", () => {
  it.each(PLANS)("keeps clear of lanes and crossings, whatever its seed: %s", (_name, measures) => {
    for (const seed of SEEDS)
      for (const traffic of ["right", "left"] as const) {
        const plan = planOf(measures, traffic);
        const items = sceneryOfPlan(plan, { seed, density: 1 });
        const lanes = lanesOf(plan);
        expect(items.filter((item) => isOnLane(item, lanes)).map(({ id }) => id)).toEqual([]);
        const onCrossings = items.filter((item) =>
          roadLayout(plan).crossings.some(({ line, width }) => {
            const { away, distance } = nearestOn(line, item);
            return away < width / 2 && distance > 0 && distance < line.length;
          }),
        );
        expect(onCrossings.map(({ id }) => id)).toEqual([]);
        expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
      }
  });

  it.each(PLANS)("is the same again from the same seed, and another one from another: %s", (_name, measures) => {
    const list = (seed: number) => JSON.stringify(sceneryOfPlan(planOf(measures), { seed, density: 0.8 }));
    expect(list(5)).toBe(list(5));
    expect(list(5)).not.toBe(list(6));
    expect(sceneryOfPlan(planOf(measures), { seed: 5, density: 0 }).every(({ kind }) => SCENERY_KINDS[kind] !== "parked_vehicles")).toBe(
      true,
    );
  });

  it.each(PLANS)("is mirrored where traffic drives on the left: %s", (_name, measures) => {
    // A plan's left and right mean the same with either traffic: the mirror image has them swapped.
    const swapped: Record<string, string> = { left: "right", right: "left" };
    const usual = planOf(measures);
    const other = Object.fromEntries(
      Object.entries(usual).map(([key, value]) => [key, typeof value === "string" ? (swapped[value] ?? value) : value]),
    );
    const mirrored = sceneryOfPlan(planOf(other, "left"), { seed: 3, density: 0.8 });
    expect(mirrored.map(({ id, x, y, heading }) => [id, x, 0 - y, 0 - heading])).toEqual(
      sceneryOfPlan(usual, { seed: 3, density: 0.8 }).map(({ id, x, y, heading }) => [id, x, y + 0, heading + 0]),
    );
    expect(mirrored.every((item) => item.mirrored)).toBe(true);
  });

  it.each(PLANS.filter(([name, measures]) => name !== "car_park" && roadLayout(planOf(measures)).crossings.length > 0))(
    "has a lamp at both ends of a crossing, before it for the traffic of the nearer lane: %s",
    (_name, measures) => {
      for (const traffic of ["right", "left"] as const) {
        const plan = planOf(measures, traffic);
        const lamps = sceneryOfPlan(plan, { seed: 1, density: 1 }).filter(({ kind }) => kind === "street_lamp");
        let missing = 0;
        for (const { line, width } of roadLayout(plan).crossings)
          for (const end of [placeAlong(line, 0), placeAlong(line, line.length)])
            if (!lamps.some((lamp) => distanceBetween(lamp, end) < width / 2 + 3)) missing++;
        // Where pavements are narrow or corners tight, some have no room.
        expect(missing, traffic).toBeLessThanOrEqual(roadLayout(plan).crossings.length);
      }
    },
  );

  it("has a school beside a school street, whatever its seed", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const schools = sceneryOfPlan(planOf({ kind: "school_street" }), { seed, density: 0.75 }).filter(({ kind }) => kind === "school");
      expect(schools, `seed ${seed}`).toHaveLength(1);
    }
  });

  it("hides groups without moving the others", () => {
    const plan = planOf({ kind: "x_junction", control: "signals" });
    const all = sceneryOfPlan(plan, { seed: 1, density: 1 });
    const signs = sceneryOfPlan(plan, { seed: 1, density: 1, groups: ["signs"] });
    expect(signs).toEqual(all.filter(({ kind }) => SCENERY_KINDS[kind] === "signs"));
    expect(signs.length).toBeGreaterThan(2);
  });

  it("has a light at each arm of a junction with signals, which faces the traffic that waits, and two at each crossing", () => {
    const items = sceneryOfPlan(planOf({ kind: "x_junction", control: "signals" }), { seed: 1, density: 0 });
    const lights = items.filter(({ kind }) => kind === "traffic_light");
    expect(lights.map(({ signal }) => signal).sort()).toEqual(["main", "main", "side", "side"]);
    // Traffic from the west waits on the right, that is in the south-west.
    const west = lights.find(({ x, y }) => x < 0 && y < 0 && x < y);
    expect(Math.abs(((west?.heading ?? 0) + 360) % 360)).toBeCloseTo(180);
    expect(items.filter(({ kind }) => kind === "pedestrian_light").length).toBe(8);
  });
});

describe("the phases of traffic lights", () => {
  const FPS = 30;
  const starts = [
    { frame: 0, phase: "main" },
    { frame: 300, phase: "side" },
    { frame: 600, phase: "red" },
    { frame: 900, phase: "flashing" },
  ] as const;

  it("follow from where each begins: amber and a time of red before, red and amber before green", () => {
    const main = (frame: number) => signalAspect(starts, FPS, "main", frame);
    const side = (frame: number) => signalAspect(starts, FPS, "side", frame);
    expect([main(0), main(149), main(150), main(239), main(240), main(300)]).toEqual(["green", "green", "amber", "amber", "red", "red"]);
    expect([side(0), side(269), side(270), side(299), side(300), side(509), side(510), side(600)]).toEqual([
      "red",
      "red",
      "red_amber",
      "red_amber",
      "green",
      "green",
      "amber",
      "red",
    ]);
    expect([main(900), main(914), main(915), main(930)]).toEqual(["amber", "amber", "dark", "amber"]);
  });

  it("never give green to both roads, nor to people who cross a road that has it", () => {
    for (const list of [starts, undefined])
      for (let frame = 0; frame < 900; frame++) {
        const aspects = (["main", "side"] as const).map((group) => signalAspect(list, FPS, group, frame));
        expect(aspects.filter((aspect) => aspect === "green" || aspect === "amber").length).toBeLessThanOrEqual(1);
        (["main", "side"] as const).forEach((group, index) => {
          if (crossingAspect(list, FPS, group, frame) === "green") expect(aspects[index]).toBe("red");
        });
      }
  });

  it("go round in a usual cycle where none are given", () => {
    const changes = phasesWithin(undefined, FPS, 0, 24 * FPS);
    expect(changes.map(({ main, side }) => `${main} ${side}`)).toEqual([
      "green red",
      "amber red",
      "red red",
      "red red_amber",
      "red green",
      "red amber",
      "red red",
      "red_amber red",
    ]);
    expect(signalAspect(undefined, FPS, "main", 5)).toBe(signalAspect(undefined, FPS, "main", 5 + 24 * FPS));
  });
});
