import { describe, expect, it } from "vitest";
import {
  createActor,
  createCamera,
  createRoadActor,
  createRoadScenario,
  createScenario,
  parseScenario,
  salvageScenario,
  serializeScenario,
  validateScenario,
  withSize,
  type Actor,
  type Scenario,
  type Waypoint,
} from "../document";
import { frameState, roadStateOf, worldOf } from "../scene";
import { encountersWithEgo } from "../truth/road/criticality";
import { hashUnit } from "../random";
import { approachOf } from "../world";
import { roadPlanSchema } from "../world/roads";
import { relationFaults, relationsOf, settled, settlementOf } from ".";

const KMH = 1 / 3.6;
const video = { width: 640, height: 360, fps: 30, durationFrames: 300 };
const plan = roadPlanSchema.parse({ kind: "street" });
type Until = NonNullable<Waypoint["until"]>;

const car = (speed: number, parts: Partial<Actor> = {}): Actor => ({
  ...createRoadActor({
    kind: "car",
    id: "car",
    name: "car",
    trackId: 0,
    startFrame: 0,
    endFrame: 300,
    motion: { speed },
    waypoints: [
      { x: -55, y: -1.6 },
      { x: 55, y: -1.6 },
    ],
  }),
  ...parts,
});

const child = (until: Until | undefined, parts: Partial<Parameters<typeof createRoadActor>[0]> = {}): Actor =>
  createRoadActor({
    kind: "child",
    id: "child",
    name: "child",
    trackId: 1,
    startFrame: 0,
    endFrame: 240,
    waypoints: [
      { x: 10, y: -6, ...(until && { until }) },
      { x: 10, y: 5 },
    ],
    ...parts,
  });

const street = (actors: readonly Actor[], ego = "car"): Scenario<never> =>
  createRoadScenario({ id: "s", plan, video, cameras: [createCamera("roadside", video)], ego, actors: [...actors] });

/** The scenario with its times, the road it has, and where an actor is at a moment of it. */
function worked(scenario: Scenario) {
  const made = settled(scenario);
  const { road } = made;
  if (!road) throw new Error("the scenario has no road");
  const actor = (id: string) => {
    const found = made.actors.find((other) => other.id === id);
    if (!found) throw new Error(`there is no ${id}`);
    return found;
  };
  const at = (id: string, seconds: number) => roadStateOf(made, road, actor(id), seconds * video.fps);
  return { scenario: made, road, actor, at, moment: relationsOf(made)[0]?.moment ?? null };
}

const impactOf = (scenario: Scenario) => {
  const made = worked(scenario);
  const [encounter] = [...encountersWithEgo(made.scenario, made.road, { start: 0, end: 300 })];
  return encounter?.summary().impact ?? null;
};

describe("relations on a road", () => {
  it("let a child step out so that a car hits it at a share of its width, whatever the car's speed and size", () => {
    for (const speed of [30, 40, 50])
      for (const share of [0.2, 0.5, 0.75]) {
        const impact = impactOf(street([car(speed * KMH), child({ when: "meets", actor: "car", share })]));
        expect(impact?.share, `${speed} km/h at ${share}`).toBeCloseTo(share, 2);
        // The car's front, 2.2 m ahead of its middle, comes to the child's side in closed form.
        const { width } = child(undefined).size;
        const length = car(0).size.length ?? 0;
        expect(impact?.time).toBeCloseTo((65 - length / 2 - width / 2) / (speed * KMH), 3);
      }
    const wide = car(40 * KMH, { size: { length: 6, width: 2.4, height: 2 } });
    expect(impactOf(street([wide, child({ when: "meets", actor: "car", share: 0.25 })]))?.share).toBeCloseTo(0.25, 2);
  });

  it("start an actor once another is near enough, in metres, seconds to collision or headway", () => {
    const gapAt = (until: Until) => {
      const { at, moment } = worked(street([car(40 * KMH), child(until)]));
      const seconds = moment ?? Number.NaN;
      return { gap: approachOf(at("child", seconds).footprint, at("car", seconds).footprint)?.gap ?? 0, at, seconds };
    };
    const near = gapAt({ when: "near", actor: "car", distance: 20 });
    expect(near.gap).toBeCloseTo(20, 4);
    expect(near.at("child", near.seconds - 0.01).speed).toBe(0);
    expect(near.at("child", near.seconds + 0.5).speed).toBeGreaterThan(0.5);
    // Closing speed is the part of the car's speed along the line between the nearest points.
    expect(gapAt({ when: "headway", actor: "car", seconds: 1.5 }).gap).toBeCloseTo(1.5 * 40 * KMH, 4);
    const ttc = gapAt({ when: "ttc", actor: "car", seconds: 2 });
    expect(ttc.gap).toBeLessThan(2 * 40 * KMH);
    expect(ttc.gap).toBeGreaterThan(1.95 * 40 * KMH);
  });

  it("start an actor when another passes a place or has moved so far, and at a time", () => {
    const { at, moment } = worked(street([car(40 * KMH), child({ when: "passes", actor: "car", place: { x: -5, y: 3 } })]));
    expect(at("car", moment ?? 0).footprint.x).toBeCloseTo(-5, 6);
    const travelled = worked(street([car(40 * KMH), child({ when: "travelled", actor: "car", distance: 30 })]));
    expect(travelled.at("car", travelled.moment ?? 0).distance).toBeCloseTo(30, 6);
    expect(worked(street([car(1), child({ when: "time", seconds: 2.345 })])).moment).toBeCloseTo(2.345, 6);
  });

  it("keep a time gap before or behind another where their paths cross", () => {
    for (const order of ["before", "behind"] as const) {
      const made = worked(street([car(30 * KMH), child({ when: "gap", actor: "car", seconds: 1.5, order })]));
      const [encounter] = [...encountersWithEgo(made.scenario, made.road, { start: 0, end: 300 })];
      // The truth counts whole footprints, which are wider than the line of the path.
      const pet = encounter?.summary().pet ?? 0;
      expect(pet, order).toBeGreaterThan(0.8);
      expect(pet, order).toBeLessThan(1.5);
    }
  });

  it("let one that is already moving start before it appears, and say by how much one that stands is late", () => {
    const soon = car(50 * KMH, { startFrame: 0 });
    const place = { x: -50, y: -6 };
    const runner = (until: Until) =>
      child(until, {
        waypoints: [
          { ...place, until },
          { x: -50, y: 5 },
        ],
      });
    const late = street([soon, runner({ when: "meets", actor: "car", share: 0.5 })]);
    expect(relationFaults(late)[0]?.message).toMatch(/“child” never starts: would have to start [\d.]+ s before it appears/);
    const early = worked(street([soon, runner({ when: "meets", actor: "car", share: 0.5, moving: true })]));
    expect(early.actor("child").trajectory.waypoints[0]?.wait).toBeLessThan(0);
    expect(impactOf(early.scenario)?.share).toBeCloseTo(0.5, 2);
  });

  it("tell when nobody sees a meeting, because one of the two is gone by then or the video has ended", () => {
    const meets: Until = { when: "meets", actor: "car", share: 0.5 };
    const told = (...actors: Actor[]) => relationFaults(street(actors)).map(({ message }) => message);
    expect(told(car(40 * KMH), child(meets))).toEqual([]);
    // The child takes 3.2 s to where they meet, whenever it starts.
    expect(told(car(40 * KMH), child(meets, { endFrame: 60 }))[0]).toMatch(
      /^“child” is not seen to meet “car”: “child” is gone 1\.\d s before it gets there; let it stay longer$/,
    );
    expect(told(car(40 * KMH, { endFrame: 100 }), child(meets))[0]).toMatch(/“car” is gone 2\.\d s before it gets there/);
    expect(told(car(20 * KMH), child(meets))[0]).toMatch(/^“child” is not seen to meet “car”: /);
    expect(told(car(20 * KMH, { endFrame: 600 }), child(meets))[0]).toMatch(/: the video ends 1\.\d s before that$/);
    // Whoever is there first may be gone when the other comes.
    expect(told(car(40 * KMH, { endFrame: 240 }), child({ when: "gap", actor: "car", seconds: 3, order: "behind" }))).toEqual([]);
  });

  it("let an actor wait on its way, and pass without stopping where there is nothing to wait for", () => {
    const walker = (until: Until) =>
      child(undefined, {
        waypoints: [
          { x: 10, y: -8 },
          { x: 10, y: -5, until },
          { x: 10, y: 5 },
        ],
      });
    const waits = worked(street([car(30 * KMH), walker({ when: "passes", actor: "car", place: { x: 15, y: 0 } })]));
    const stands = waits.at("child", (waits.moment ?? 0) - 0.1);
    expect(stands.speed).toBe(0);
    expect(stands.footprint.y).toBeCloseTo(-5, 6);
    expect(waits.actor("child").endFrame).toBeGreaterThan(240);
    const passes = worked(street([car(30 * KMH), walker({ when: "travelled", actor: "car", distance: 1 })]));
    expect(passes.actor("child").trajectory.waypoints[1]?.wait).toBeUndefined();
    expect(passes.at("child", passes.moment ?? 0).speed).toBeGreaterThan(1);
  });

  it("name circles, and what never comes true, and let those actors stand", () => {
    const other = (id: string, actor: string): Actor => ({
      ...car(5, { id, name: id, trackId: id.length }),
      trajectory: {
        ...car(5).trajectory,
        waypoints: car(5).trajectory.waypoints.map((waypoint, index) =>
          index === 0 ? { ...waypoint, until: { when: "travelled", actor, distance: 3 } } : waypoint,
        ),
      },
    });
    const circle = street([other("a", "bb"), other("bb", "ccc"), other("ccc", "a"), other("dddd", "a")], "a");
    const faults = relationFaults(circle).map(({ message }) => message);
    expect(faults[0]).toBe("“a” never starts: they wait for each other in a circle: a → bb → ccc → a; let one of them start at a time");
    expect(faults[3]).toContain("“dddd” never starts: waits for “a”, which waits in a circle itself");
    const { at } = worked(circle);
    expect(at("a", 9).footprint.x).toBeCloseTo(-55, 6);
    const far = street([car(40 * KMH), child({ when: "near", actor: "car", distance: 0.5 })]);
    expect(relationFaults(far)[0]?.message).toMatch(/“child” never starts: “car” comes no nearer than [\d.]+ m, not within 0.5 m/);
  });

  it("are part of the file, refuse what makes no sense, and are worked out anew when one is read", () => {
    const scenario = settled(street([car(40 * KMH), child({ when: "near", actor: "car", distance: 20 })]));
    const text = serializeScenario(scenario);
    expect(parseScenario(text)).toEqual(scenario);
    const stale = text.replace(/"wait": [\d.]+/, '"wait": 3');
    expect(stale).not.toBe(text);
    expect(parseScenario(stale).actors[1]?.trajectory.waypoints[0]?.wait).toBe(scenario.actors[1]?.trajectory.waypoints[0]?.wait);
    const refused = (until: unknown, wait?: number) => () => {
      const raw: { actors: { trajectory: { waypoints: object[] } }[] } = JSON.parse(text) as never;
      const [first] = raw.actors[1]?.trajectory.waypoints ?? [];
      Object.assign(first ?? {}, { until, wait });
      validateScenario(raw);
    };
    expect(refused({ when: "near", actor: "bus", distance: 3 })).toThrow(/until\.actor: there is no actor "bus"/);
    expect(refused({ when: "near", actor: "child", distance: 3 })).toThrow(/cannot wait for itself/);
    expect(refused(undefined, 5)).toThrow(/wait: is worked out from `until`/);
    expect(refused({ when: "meets", actor: "car", share: 50 })).toThrow(/share/);
  });

  it("work out only what an edit concerns", () => {
    const many = street([
      car(40 * KMH),
      ...Array.from({ length: 50 }, (_, index) => ({
        ...child({ when: "meets", actor: "car", share: 0.5 }),
        id: `child-${index}`,
        trackId: index + 1,
        name: `child ${index}`,
      })),
    ]);
    const first = settlementOf(many);
    expect(first.solves).toBe(50);
    const moved = {
      ...first.scenario,
      actors: first.scenario.actors.map((actor, index) => (index === 7 ? { ...actor, size: { ...actor.size, width: 0.5 } } : actor)),
    };
    expect(settlementOf(moved).solves).toBe(1);
    expect(settlementOf({ ...moved, name: "renamed" }).solves).toBe(0);
  });
});

const picture = (until: Until) =>
  settled(
    createScenario({
      id: "p",
      video,
      actors: [
        createActor({
          id: "car",
          trackId: 0,
          type: "vehicle",
          startFrame: 0,
          endFrame: 200,
          waypoints: [
            { x: 50, y: 200 },
            { x: 600, y: 200 },
          ],
        }),
        createActor({
          id: "walker",
          trackId: 1,
          type: "pedestrian",
          startFrame: 0,
          endFrame: 60,
          waypoints: [
            { x: 400, y: 300, until },
            { x: 400, y: 100 },
          ],
        }),
      ],
    }),
  );

describe("relations in a picture", () => {
  it("are in pixels and seconds, and shift the motion as a whole", () => {
    const made = picture({ when: "meets", actor: "car", share: 0.25 });
    const [moment] = relationsOf(made).map((relation) => relation.moment);
    const [vehicle, walker] = made.actors;
    if (!vehicle || !walker || moment === undefined || moment === null) throw new Error("nothing was worked out");
    const world = worldOf(made);
    // Half of its 200 px take the walker half of its 60 frames.
    const frame = moment * 30 + 30;
    expect(world.poseAt(walker, frame).y).toBeCloseTo(200, 4);
    const { x } = world.poseAt(vehicle, frame);
    expect((400 - (x - vehicle.size.width / 2)) / vehicle.size.width).toBeCloseTo(0.25, 4);
    expect(walker.endFrame).toBe(60 + Math.floor(moment * 30));
    expect(world.poseAt(walker, 10).y).toBe(300);
    expect(frameState(made, Math.round(frame)).bodies).toHaveLength(2);
    const near = picture({ when: "near", actor: "car", distance: 120 });
    const start = (relationsOf(near)[0]?.moment ?? 0) * 30;
    const away = worldOf(near).poseAt(vehicle, start);
    const across = Math.max(0, 400 - away.x - (vehicle.size.width + walker.size.width) / 2);
    expect(Math.hypot(across, 100)).toBeCloseTo(120, 3);
  });
});

describe("relations of changed and damaged scenarios", () => {
  it("keep their measure in a picture of another size", () => {
    const made = picture({ when: "near", actor: "car", distance: 120 });
    const larger = settled(withSize(made, 1280, 720));
    expect(larger.actors[1]?.trajectory.waypoints[0]?.until).toEqual({ when: "near", actor: "car", distance: 240 });
    expect(relationsOf(larger)[0]?.moment).toBeCloseTo(relationsOf(made)[0]?.moment ?? 0, 3);
  });

  it("are left out where a file is damaged, and the actor stays", () => {
    const text = serializeScenario(settled(street([car(10), child({ when: "near", actor: "car", distance: 20 })])));
    const { scenario, leftOut } = salvageScenario(JSON.parse(text.replace('"actor": "car"', '"actor": "bus"')));
    expect(scenario.actors[1]?.trajectory.waypoints[0]).toEqual({ x: 10, y: -6 });
    expect(leftOut.join()).toContain("until");
  });
});

/** A random graph of relations among up to six actors on a street, in both directions and across. */
function graph(seed: number): Actor[] {
  const draw = (what: number) => hashUnit(77, seed, what);
  const count = 2 + Math.floor(draw(0) * 5);
  return Array.from({ length: count }, (_, index): Actor => {
    const of = (what: number) => draw(100 * (index + 1) + what);
    const walks = of(0) < 0.5;
    const x = -40 + of(1) * 80;
    const y = -5 + of(2) * 10;
    const other = `a${Math.floor(of(3) * count)}`;
    const self = other === `a${index}`;
    const untils: Until[] = [
      { when: "time", seconds: of(4) * 3 },
      { when: "near", actor: other, distance: 1 + of(5) * 20 },
      { when: "ttc", actor: other, seconds: of(6) * 3 },
      { when: "headway", actor: other, seconds: of(6) * 3 },
      { when: "passes", actor: other, place: { x, y } },
      { when: "travelled", actor: other, distance: of(7) * 30 },
      { when: "meets", actor: other, share: of(8), ...(of(9) < 0.5 ? { moving: true as const } : {}) },
      { when: "gap", actor: other, seconds: of(10) * 2, order: of(11) < 0.5 ? "before" : "behind" },
    ];
    const until = self || of(12) < 0.25 ? undefined : untils[Math.floor(of(13) * untils.length)];
    const later = self || of(14) < 0.6 ? undefined : untils[Math.floor(of(15) * 6)];
    const end = walks ? { x, y: y > 0 ? y - 9 : y + 9 } : { x: x > 0 ? x - 60 : x + 60, y };
    const middle = { x: (x + end.x) / 2, y: (y + end.y) / 2 };
    return createRoadActor({
      kind: walks ? "adult" : "car",
      id: `a${index}`,
      trackId: index,
      startFrame: Math.floor(of(16) * 40),
      endFrame: 300,
      motion: { speed: walks ? 1 + of(17) : 4 + of(17) * 10 },
      waypoints: [{ x, y, ...(until && { until }) }, { ...middle, ...(later && { until: later }) }, end],
    });
  });
}

describe("relation graphs", () => {
  it("are solved or refused the same whatever the order of the actors, and once solved stay as they are", () => {
    let [solved, refused] = [0, 0];
    for (let seed = 0; seed < 1000; seed++) {
      const actors = graph(seed);
      const order = actors.map((actor, index) => ({ actor, key: hashUnit(5, seed, index) })).sort((a, b) => a.key - b.key);
      const timesOf = ({ actors: found }: Scenario) =>
        found.map(({ id, endFrame, trajectory }) => `${id} ${endFrame} ${trajectory.waypoints.map(({ wait }) => wait).join()}`).sort();
      const one = settled(street(actors, "a0"));
      const two = settled(
        street(
          order.map(({ actor }) => actor),
          "a0",
        ),
      );
      expect(timesOf(two), `graph ${seed}`).toEqual(timesOf(one));
      const said = (scenario: Scenario) =>
        relationFaults(scenario)
          .map(({ message }) => message)
          .sort();
      const faults = said(one);
      expect(said(two)).toEqual(faults);
      refused += faults.length;
      solved += relationsOf(one).length - faults.length;
      if (seed % 20 > 0) continue;
      // What was solved is a document of its own: read back, it is the same.
      const again = settled({ ...one, actors: one.actors.map((actor) => ({ ...actor })) });
      expect(again.actors).toEqual(one.actors);
    }
    expect(Math.min(solved, refused)).toBeGreaterThan(500);
  });

  it("leave a frame alone what it is among all frames", () => {
    // Where the actors are says all: the pictures follow from it.
    const statesAt = (scenario: Scenario, frame: number) => {
      const { road } = scenario;
      return road && scenario.actors.map((actor) => roadStateOf(scenario, road, actor, frame));
    };
    for (let seed = 0; seed < 100; seed++) {
      const whole = settled(street(graph(seed), "a0"));
      for (let frame = 0; frame < 900; frame += 30) statesAt(whole, frame);
      expect(statesAt(settled(street(graph(seed), "a0")), 900), `graph ${seed}`).toEqual(statesAt(whole, 900));
      expect(statesAt(settled(street(graph(seed), "a0")), 140)).toEqual(statesAt(whole, 140));
    }
  });
});
