import { describe, expect, it } from "vitest";
import { describeFault } from "../../document/faultText";
import { hashBetween, hashInteger } from "../../random";
import {
  add,
  distanceBetween,
  dot,
  leftOf,
  nearestOn,
  normalDegrees,
  overlap,
  placeAlong,
  roadMotion,
  roadStateAt,
  scale,
  type Polyline,
  type RoadMovement,
  type Vector2,
} from "..";
import {
  ROAD_KINDS,
  ROAD_LIMITS,
  laneAt,
  laneOf,
  lanesAt,
  roadLayout,
  roadPlanSchema,
  routeBetween,
  routeLine,
  snapTargets,
  usualRoadPlan,
  type Outline,
  type RoadKind,
  type RoadLayout,
  type RoadPlan,
} from ".";

const planOf = (raw: unknown): RoadPlan => roadPlanSchema.parse(raw);
const faultsOf = (raw: unknown): string[] =>
  roadPlanSchema.safeParse(raw, { error: describeFault }).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

/** Plans of a kind with random measures, those that go together. */
function randomPlans(kind: RoadKind, count: number): RoadPlan[] {
  const plans: RoadPlan[] = [];
  for (let round = 0; plans.length < count && round < count * 40; round++) {
    const pick = <Item>(key: number, items: readonly Item[]) => items[hashInteger(0, items.length - 1, round, key)];
    const measure = (key: number, { min, max }: { min: number; max: number }, most = max) =>
      hashBetween(min, Math.min(max, most), round, key);
    const usual: Record<string, unknown> = { ...usualRoadPlan(kind) };
    const varied: Record<string, unknown> = {
      traffic: pick(1, ["right", "left"]),
      lanes: hashInteger(1, 3, round, 2),
      laneWidth: measure(3, ROAD_LIMITS.laneWidth),
      pavement: pick(4, [0, measure(5, ROAD_LIMITS.pavement, 5)]),
      parking: pick(6, ["none", "left", "right", "both"]),
      length: measure(7, ROAD_LIMITS.length, 200),
      crossing: pick(8, [null, hashBetween(-40, 40, round, 9)]),
      radius: measure(10, ROAD_LIMITS.curveRadius, 80),
      angle: measure(11, ROAD_LIMITS.curveAngle),
      side: pick(12, ["left", "right"]),
      cornerRadius: measure(13, ROAD_LIMITS.cornerRadius, 18),
      armLength: measure(14, { min: 40, max: 120 }),
      crossings: pick(15, [true, false]),
      control: pick(16, ["signals", "give_way", "stop"]),
      arms: hashInteger(3, 6, round, 17),
      islandRadius: measure(18, ROAD_LIMITS.islandRadius),
      ringWidth: measure(19, ROAD_LIMITS.ringWidth),
      aisles: hashInteger(1, 4, round, 20),
      bays: hashInteger(2, 20, round, 21),
      shoulder: pick(22, [0, 2.5]),
    };
    const plan = { ...usual, ...Object.fromEntries(Object.entries(varied).filter(([key]) => key in usual)) };
    const parsed = roadPlanSchema.safeParse(plan);
    if (parsed.success) plans.push(parsed.data);
  }
  return plans;
}

function inside(outline: Outline, { x, y }: Vector2): boolean {
  let within = false;
  outline.forEach((a, index) => {
    const b = outline[(index + 1) % outline.length] ?? a;
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) within = !within;
  });
  return within;
}

/** The topmost surface at a point: undefined on grass. */
const groundAt = ({ surfaces }: RoadLayout, point: Vector2) => surfaces.findLast(({ outline }) => inside(outline, point));
const isRoad = (layout: RoadLayout, point: Vector2) =>
  ["carriageway", "parking", "shoulder"].includes(groundAt(layout, point)?.kind ?? "grass");

function area(outline: Outline): number {
  return outline.reduce((sum, a, index) => {
    const b = outline[(index + 1) % outline.length] ?? a;
    return sum + (a.x * b.y - a.y * b.x) / 2;
  }, 0);
}

/** Places along a line, not quite to its ends. */
const samples = (line: Polyline, count: number) =>
  Array.from({ length: count }, (_, step) => placeAlong(line, line.length * (0.01 + (0.98 * step) / (count - 1))));

describe.each(ROAD_KINDS)("a road of the kind %s", (kind) => {
  const layouts = [usualRoadPlan(kind), ...randomPlans(kind, 14)].map((plan) => ({ plan, layout: roadLayout(plan) }));
  const told = (plan: RoadPlan) => JSON.stringify(plan);

  it("has many valid variations, and the same layout object for the same plan", () => {
    expect(layouts.length).toBeGreaterThan(10);
    for (const { plan, layout } of layouts) expect(roadLayout(plan)).toBe(layout);
    const [usual] = layouts;
    expect(roadLayout(usualRoadPlan(kind))).toEqual(usual?.layout);
  });

  it("is made of outlines that run counter-clockwise, within its extent", () => {
    for (const { plan, layout } of layouts) {
      const { from, to } = layout.extent;
      const outlines = [...layout.surfaces, ...layout.markings, ...layout.crossings].map(({ outline }) => outline);
      expect(
        outlines.filter((outline) => !(area(outline) > 0)),
        told(plan),
      ).toEqual([]);
      const outside = ({ x, y }: Vector2) => !(x >= from.x - 1e-6 && x <= to.x + 1e-6 && y >= from.y - 1e-6 && y <= to.y + 1e-6);
      expect(outlines.flat().filter(outside), told(plan)).toEqual([]);
    }
  });

  it("leads its lanes over the carriageway, wide enough for a car between the kerbs", () => {
    for (const { plan, layout } of layouts) {
      const off = layout.lanes.filter(({ centre }) =>
        samples(centre, 15).some((place) =>
          [-0.85, 0, 0.85].some((aside) => !isRoad(layout, add(place, scale(leftOf(place.direction), aside)))),
        ),
      );
      expect(
        off.map(({ id }) => id),
        told(plan),
      ).toEqual([]);
    }
  });

  it("leads every lane on into its successors, without a gap or a corner", () => {
    for (const { plan, layout } of layouts) {
      expect(new Set(layout.lanes.map(({ id }) => id)).size).toBe(layout.lanes.length);
      for (const { id, centre, successors } of layout.lanes) {
        const corners = centre.vertices.filter(({ arriving, leaving }) => dot(arriving, leaving) < 0.9999);
        expect(corners, `${id} of ${told(plan)}`).toEqual([]);
        for (const next of successors.map((successor) => laneOf(layout, successor))) {
          const [end, start] = [placeAlong(centre, centre.length), placeAlong(next.centre, 0)];
          expect(distanceBetween(end, start), `${id} to ${next.id} of ${told(plan)}`).toBeLessThan(1e-6);
          expect(dot(end.direction, start.direction), `${id} to ${next.id} of ${told(plan)}`).toBeGreaterThan(0.999);
        }
      }
    }
  });

  it("has kerbs with the road on their left, and paint only on the road", () => {
    for (const { plan, layout } of layouts) {
      const beside = ({ direction, ...point }: Vector2 & { direction: Vector2 }, aside: number) =>
        isRoad(layout, add(point, scale(leftOf(direction), aside)));
      const places = layout.kerbs.flatMap(({ line }) => samples(line, 25));
      expect(
        places.filter((place) => !beside(place, 0.05) || beside(place, -0.05)),
        told(plan),
      ).toEqual([]);
      const unpaintable = layout.markings.filter(({ outline }) => {
        // Between both long sides, near the start.
        const ends = [outline[0], outline[1], outline.at(-1), outline.at(-2)].filter((point) => point !== undefined);
        return !isRoad(layout, scale(ends.reduce(add), 1 / ends.length));
      });
      expect(unpaintable, told(plan)).toEqual([]);
    }
  });

  it("has crossings from kerb to kerb, and bays beside the lanes and each other", () => {
    for (const { plan, layout } of layouts) {
      for (const { line } of layout.crossings)
        for (const end of [placeAlong(line, 0), placeAlong(line, line.length)]) {
          const kerb = snapTargets(layout, end, 1).find((target) => target.kind === "kerb");
          expect(kerb?.away, told(plan)).toBeLessThan(0.15);
        }
      layout.bays.forEach((bay, index) => {
        expect(groundAt(layout, bay)?.kind).toBe("parking");
        expect(lanesAt(layout, bay), `${bay.id} of ${told(plan)}`).toEqual([]);
        const next = layout.bays[index + 1];
        const smaller = { ...bay, length: bay.length - 0.01, width: bay.width - 0.01 };
        if (next) expect(overlap(smaller, { ...next, length: next.length - 0.01, width: next.width - 0.01 })).toBe(false);
      });
    }
  });

  it("has its traffic on the side of the plan", () => {
    const right = roadLayout(planOf({ kind }));
    const left = roadLayout(planOf({ kind, traffic: "left" }));
    expect(left.lanes.map(({ id }) => id).sort()).toEqual(right.lanes.map(({ id }) => id).sort());
    const length = (layout: RoadLayout) => layout.lanes.reduce((sum, { centre }) => sum + centre.length, 0);
    expect(length(left)).toBeCloseTo(length(right), 6);
  });
});

describe("lanes", () => {
  it("are found under a point, with the place on them", () => {
    const street = roadLayout(planOf({ kind: "street", lanes: 2, laneWidth: 3 }));
    expect(laneAt(street, { x: 10, y: -4 })).toMatchObject({ lane: { id: "forward_2" }, distance: 70, offset: 0.5 });
    expect(laneAt(street, { x: 10, y: 1 })).toMatchObject({ lane: { id: "backward_1" }, distance: 50 });
    expect(laneAt(street, { x: 10, y: 20 })).toBeNull();
    expect(laneAt(street, { x: 61, y: 1 })).toBeNull();
    const onLeft = roadLayout(planOf({ kind: "street", traffic: "left" }));
    expect(laneAt(onLeft, { x: 0, y: 1 })?.lane.id).toBe("forward_1");
    const parked = onLeft.bays[0];
    expect(parked && parked.y < 0 && normalDegrees(parked.heading)).toBe(180);
  });

  it("lead over a junction to every other arm, and around a roundabout", () => {
    const cross = roadLayout(planOf({ kind: "x_junction", lanes: 2 }));
    expect(laneOf(cross, "west_in_1").successors).toEqual(["over_west_in_1_east_out_1", "over_west_in_1_north_out_1"]);
    expect(laneOf(cross, "west_in_2").successors).toEqual(["over_west_in_2_east_out_2", "over_west_in_2_south_out_2"]);
    expect(laneOf(cross, "over_west_in_1_north_out_1").turn).toBe("left");
    const onLeft = roadLayout(planOf({ kind: "x_junction", traffic: "left" }));
    expect(laneOf(onLeft, "over_west_in_1_north_out_1").turn).toBe("left");
    expect(placeAlong(laneOf(onLeft, "north_out_1").centre, 0).y).toBeGreaterThan(5);

    const round = roadLayout(planOf({ kind: "roundabout" }));
    const route = routeBetween(round, "arm_1_in", "arm_4_out");
    expect(route?.slice(0, 4)).toEqual(["arm_1_in", "arm_1_entry", "arm_1_ring", "arm_2_past"]);
    expect(routeLine(round, route ?? []).length).toBeGreaterThan(140);
    const back = routeBetween(round, "arm_1_in", "arm_1_out");
    expect(back?.at(-1)).toBe("arm_1_out");
    expect(routeBetween(round, "arm_1_out", "arm_1_in")).toBeNull();
    expect(() => laneOf(round, "arm_9_in")).toThrow('the road has no lane "arm_9_in"; its lanes are arm_1_in');
    const park = roadLayout(planOf({ kind: "car_park", aisles: 3 }));
    expect(routeBetween(park, "drive_1_in", "aisle_3_in")).not.toBeNull();
    expect(routeBetween(park, "aisle_3_out", "drive_1_out")).not.toBeNull();
  });

  it("can be followed by a car, which stays on the road, turns evenly, and stops where it is told", () => {
    const routes: [RoadKind, string, string][] = [
      ["x_junction", "west_in_1", "north_out_1"],
      ["x_junction", "west_in_1", "south_out_1"],
      ["roundabout", "arm_1_in", "arm_4_out"],
      ["car_park", "drive_1_in", "aisle_2_in"],
      ["curve", "backward_1", "backward_1"],
    ];
    for (const [kind, from, to] of routes) {
      const layout = roadLayout(usualRoadPlan(kind));
      const route = routeLine(layout, routeBetween(layout, from, to) ?? []);
      const [start, stop, end] = [0, 0.4, 1].map((share) => placeAlong(route, route.length * share));
      if (!start || !stop || !end) throw new Error("a route has places");
      const car: RoadMovement = {
        kind: "car",
        curve: "linear",
        route,
        waypoints: [start, { ...stop, wait: 2 }, end],
        startSpeed: 6,
        acceleration: 2,
        deceleration: 3,
      };
      const { profile } = roadMotion(car);
      let [before, sharpest, still] = [roadStateAt(car, 0), 0, 0];
      for (let seconds = 0.02; seconds < profile.duration; seconds += 0.02) {
        const state = roadStateAt(car, seconds);
        const turn = Math.abs(normalDegrees(state.footprint.heading - before.footprint.heading));
        if (state.distance > before.distance) sharpest = Math.max(sharpest, turn / (state.distance - before.distance));
        if (state.speed === 0) still += 0.02;
        // The car's middle is ahead of its rear axle, which has come from before the route's start.
        expect(isRoad(layout, state.footprint), `${kind} at ${state.footprint.x}, ${state.footprint.y}`).toBe(true);
        before = state;
      }
      expect(still, kind).toBeCloseTo(2, 1);
      // Degrees a metre on a circle of 2.5 m, which the car park's sharp corners have.
      expect(sharpest, kind).toBeLessThan(360 / (2 * Math.PI * 2.5));
      expect(distanceBetween(before.footprint, end), kind).toBeLessThan(0.3);
    }
  });

  it.each(["left", "right"] as const)("say that a school is near, to be read from each lane with traffic on the %s", (traffic) => {
    const { markings, lanes, crossings } = roadLayout(planOf({ kind: "school_street", traffic }));
    const words = markings.filter(({ kind }) => kind === "lettering").map(({ outline }) => outline);
    for (const { centre, width } of lanes) {
      const at = (point: Vector2) => {
        const { distance, away } = nearestOn(centre, point);
        const { x, y, direction } = placeAlong(centre, distance);
        return { distance, away, right: -dot(leftOf(direction), { x: point.x - x, y: point.y - y }) };
      };
      const own = words.map((outline) => outline.map(at)).filter((corners) => corners.every(({ away }) => away < width / 2));
      expect(own).toHaveLength(5 + 4 + 5 + 6 + 6 + 3);
      // The last letter is an L: the only stroke at the right end is the one at the bottom.
      const most = Math.max(...own.flat().map(({ right }) => right));
      const [last, ...more] = own.filter((corners) => corners.some(({ right }) => right > most - 0.02));
      expect(more).toEqual([]);
      const nearest = Math.min(...own.flat().map(({ distance }) => distance));
      expect(Math.min(...(last ?? []).map(({ distance }) => distance))).toBeCloseTo(nearest);
      const [crossing] = crossings;
      const stop = crossing ? Math.min(...crossing.outline.map((corner) => at(corner).distance)) : 0;
      expect(Math.max(...own.flat().map(({ distance }) => distance))).toBeLessThan(stop);
    }
  });

  it("can be snapped to, as kerbs, crossings, stop lines and bays can", () => {
    const school = roadLayout(planOf({ kind: "school_street" }));
    const near = snapTargets(school, { x: 2.1, y: -2 }, 1.2);
    expect(near[0]).toMatchObject({ kind: "crossing_edge", id: "crossing" });
    expect(near.map(({ kind }) => kind)).toContain("kerb");
    expect(near.map(({ kind }) => kind)).toContain("lane_centre");
    expect(snapTargets(school, { x: 0, y: 50 }, 1)).toEqual([]);
    const [bay] = school.bays;
    const target = bay && snapTargets(school, { x: bay.x + 0.2, y: bay.y }, 0.5).find(({ kind }) => kind === "bay");
    expect(target).toMatchObject({ id: bay?.id, point: { x: bay?.x, y: bay?.y } });
    const junction = roadLayout(planOf({ kind: "x_junction", control: "signals" }));
    const [line] = junction.stopLines;
    expect(line && snapTargets(junction, line.from, 0.1).map(({ kind }) => kind)).toContain("stop_line");
    expect(junction.stopLines).toHaveLength(4);
  });
});

describe("a road that cannot be", () => {
  it("is refused in plain words", () => {
    expect(faultsOf({ kind: "street" })).toEqual([]);
    expect(faultsOf({ kind: "street", length: 5000 })).toEqual(["length: must be at most 2000, not 5000"]);
    expect(faultsOf({ kind: "street", laneWidth: NaN })).toEqual(["laneWidth: must be a number, not NaN"]);
    expect(faultsOf({ kind: "street", crossing: 58 })).toEqual([
      "crossing: must be within ±54 m of the middle of a street of 120 m, not 58",
    ]);
    expect(faultsOf({ kind: "curve", radius: 12, lanes: 4 })).toEqual([
      "radius: must be at least 16 m for a road of this width, not 12; or make the road narrower",
    ]);
    expect(faultsOf({ kind: "x_junction", lanes: 4, armLength: 25 })).toEqual([
      "armLength: must be at least 31 m for a junction of this size, not 25",
    ]);
    expect(faultsOf({ kind: "roundabout", arms: 6, islandRadius: 5 })).toEqual([
      "islandRadius: there is no room for 6 arms around this ring; make the island larger, the corners smaller or the arms fewer",
    ]);
    expect(faultsOf({ kind: "roundabout", armLength: 30 })).toEqual(["armLength: must be at least 38.5 m for a ring of this size, not 30"]);
    expect(faultsOf({ kind: "motorway" })).toHaveLength(1);
    expect(faultsOf({ kind: "street", lane: 2 })).toHaveLength(1);
  });
});
