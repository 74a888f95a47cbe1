import fc from "fast-check";
import { expect, it } from "vitest";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import {
  WEATHER_CONDITIONS,
  createRoadActor,
  createRoadOccluder,
  createRoadScenario,
  parseScenario,
  serializeScenario,
  validateScenario,
} from "@/core/document";
import { ROAD_KINDS, roadLayout, roadPlanSchema, usualRoadPlan } from "@/core/world/roads";
import { ROAD_USER_KINDS, distanceBetween } from "@/core/world";
import { openDriveDocument, openScenarioDocument, returnedScenario } from ".";
import { piecesOf } from "./opendrive/geometry";

const OPTIONS = { version: "1.2", roadFile: "road.xodr", forCarla: false } as const;

type Tag = { readonly name: string; readonly path: string; readonly attributes: Readonly<Record<string, string>> };

/** All elements of a document, in order. */
function tagsOf(text: string): Tag[] {
  const tags: Tag[] = [];
  const open: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
    open.push(name);
    tags.push({ name, path: open.join("/"), attributes });
  });
  parser.on("closetag", () => void open.pop());
  parser.write(text).close();
  return tags;
}

const number = ({ attributes }: Tag, key: string): number => Number(attributes[key]);

/** Where a geometry of OpenDRIVE ends, by the standard's own definitions. */
function endOfGeometry(geometry: Tag, shape: Tag): { x: number; y: number } {
  const [x, y, heading, length] = ["x", "y", "hdg", "length"].map((key) => number(geometry, key));
  const local = { u: length ?? 0, v: 0 };
  if (shape.name === "arc") {
    const curvature = number(shape, "curvature");
    local.u = Math.sin(curvature * (length ?? 0)) / curvature;
    local.v = (1 - Math.cos(curvature * (length ?? 0))) / curvature;
  } else if (shape.name === "paramPoly3") {
    const sum = (axis: string) => ["a", "b", "c", "d"].reduce((total, letter) => total + number(shape, letter + axis), 0);
    local.u = sum("U");
    local.v = sum("V");
  }
  const [cos, sin] = [Math.cos(heading ?? 0), Math.sin(heading ?? 0)];
  return { x: (x ?? 0) + local.u * cos - local.v * sin, y: (y ?? 0) + local.u * sin + local.v * cos };
}

it.each(ROAD_KINDS.flatMap((kind) => (["right", "left"] as const).map((traffic) => [kind, traffic] as const)))(
  "the roads of a %s with traffic on the %s are continuous, linked both ways, and have every lane where the plan has it",
  (kind, traffic) => {
    const plan = { ...usualRoadPlan(kind), traffic };
    const tags = tagsOf(openDriveDocument(plan, kind));
    const roads = new Map<string, { geometries: Tag[]; shapes: Tag[]; length: number; ends: { x: number; y: number }[] }>();
    let current = "";
    for (const tag of tags) {
      if (tag.path === "OpenDRIVE/road") {
        current = tag.attributes["id"] ?? "";
        roads.set(current, { geometries: [], shapes: [], length: number(tag, "length"), ends: [] });
      } else if (tag.name === "geometry") roads.get(current)?.geometries.push(tag);
      else if (["line", "arc", "paramPoly3"].includes(tag.name)) roads.get(current)?.shapes.push(tag);
    }
    for (const road of roads.values()) {
      road.geometries.forEach((geometry, index) => {
        const shape = road.shapes[index];
        if (!shape) throw new Error("a geometry has no shape");
        const end = endOfGeometry(geometry, shape);
        const next = road.geometries[index + 1];
        if (next) expect(distanceBetween(end, { x: number(next, "x"), y: number(next, "y") })).toBeLessThan(0.003);
        road.ends.push({ x: number(geometry, "x"), y: number(geometry, "y") }, end);
      });
      const total = road.geometries.reduce((sum, geometry) => sum + number(geometry, "length"), 0);
      expect(total).toBeCloseTo(road.length, 6);
    }
    // Links lead to roads that are there, and touch where they say.
    let from = "";
    for (const tag of tags) {
      if (tag.path === "OpenDRIVE/road") from = tag.attributes["id"] ?? "";
      if (!/^OpenDRIVE\/road\/link\//.test(tag.path) || tag.attributes["elementType"] !== "road") continue;
      const [own, other] = [roads.get(from), roads.get(tag.attributes["elementId"] ?? "")];
      if (!own || !other) throw new Error("a link leads nowhere");
      const here = tag.name === "predecessor" ? own.ends[0] : own.ends.at(-1);
      const there = tag.attributes["contactPoint"] === "start" ? other.ends[0] : other.ends.at(-1);
      // Reference lines are at lanes' edges, which may be a lane apart where the lanes meet.
      if (here && there) expect(distanceBetween(here, there)).toBeLessThan(12);
    }
    const driving = tags.filter(({ name, attributes }) => name === "lane" && attributes["type"] === "driving");
    expect(driving).toHaveLength(roadLayout(plan).lanes.filter(({ kind: of }) => of !== "shoulder").length);
    const connections = tags.filter(({ path }) => path === "OpenDRIVE/junction/connection");
    expect(connections.length > 0).toBe(["t_junction", "x_junction", "roundabout", "car_park"].includes(kind));
    const planned = tags.find(({ attributes }) => attributes["code"] === "jaywalk.plan");
    expect(roadPlanSchema.parse(JSON.parse(planned?.attributes["value"] ?? ""))).toEqual(plan);
  },
);

it("lines become as few pieces as they have straights and arcs, and curves of another kind deviate by at most 2 mm", () => {
  const [curve, junction] = [roadLayout(usualRoadPlan("curve")), roadLayout(usualRoadPlan("x_junction"))];
  const bend = piecesOf(curve.lanes[0]?.centre ?? { vertices: [] as never, distances: [], length: 0 });
  expect(bend.map(({ kind }) => kind)).toEqual(["line", "arc", "line"]);
  for (const { centre } of junction.lanes) {
    const pieces = piecesOf(centre);
    expect(pieces.length).toBeLessThan(12);
    expect(Math.abs(pieces.reduce((sum, { length }) => sum + length, 0) - centre.length)).toBeLessThan(0.01);
  }
});

const condition = fc.constantFrom(...WEATHER_CONDITIONS);

it("a thousand random road scenarios come back from OpenSCENARIO as they were", { timeout: 300_000 }, () => {
  const place = fc.record({ x: fc.double({ min: -60, max: 60, noNaN: true }), y: fc.double({ min: -6, max: 6, noNaN: true }) });
  const person = fc.record({
    kind: fc.constantFrom(...ROAD_USER_KINDS),
    name: fc.string({ unit: "grapheme", maxLength: 20 }),
    start: fc.nat(8),
    length: fc.integer({ min: 1, max: 20 }),
    waypoints: fc.array(place, { minLength: 1, maxLength: 3 }),
  });
  const drawn = fc.record({
    road: fc.constantFrom(...ROAD_KINDS),
    name: fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
    people: fc.array(person, { maxLength: 2 }),
    wall: fc.option(place),
    weather: condition,
    intensity: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(drawn, ({ road, name, people, wall, weather, intensity }) => {
      const video = { width: 320, height: 180, fps: 10, durationFrames: 12 };
      const scenario = validateScenario(
        createRoadScenario({
          id: "random",
          name,
          video,
          plan: usualRoadPlan(road),
          weather: [{ frame: 0, condition: weather, intensity, fadeFrames: 0 }],
          actors: people.map(({ kind, name: called, start, length, waypoints }, index) =>
            createRoadActor({
              kind,
              id: `actor-${index}`,
              trackId: index + 1,
              name: called,
              startFrame: start,
              endFrame: start + length,
              waypoints,
            }),
          ),
          occluders: wall ? [createRoadOccluder({ id: "wall", kind: "wall", ...wall })] : [],
        }),
      );
      const text = openScenarioDocument(scenario, OPTIONS);
      // In a file, zero has no sign.
      expect(returnedScenario(text)).toEqual({ scenario: parseScenario(serializeScenario(scenario)), isChanged: false });
    }),
    { numRuns: 1000 },
  );
});

it("a change that somebody else has made since is noticed", () => {
  const video = { width: 320, height: 180, fps: 10, durationFrames: 20 };
  const walker = createRoadActor({
    ...{ kind: "adult", id: "walker", trackId: 1, startFrame: 0, endFrame: 20 },
    waypoints: [
      { x: 0, y: 0 },
      { x: 3, y: 1 },
    ],
  });
  const scenario = createRoadScenario({ id: "walk", name: "Walk", video, plan: usualRoadPlan("street"), actors: [walker] });
  const text = openScenarioDocument(scenario, OPTIONS);
  expect(returnedScenario(text)?.isChanged).toBe(false);
  expect(returnedScenario(text.replace('<WorldPosition x="', '<WorldPosition x="1'))?.isChanged).toBe(true);
});

it("a file of another program holds no scenario of ours", () => {
  expect(returnedScenario('<?xml version="1.0"?><OpenSCENARIO><FileHeader revMajor="1" revMinor="1"/></OpenSCENARIO>')).toBeNull();
  expect(() => returnedScenario("<OpenSCENARIO><FileHeader>")).toThrow();
});
