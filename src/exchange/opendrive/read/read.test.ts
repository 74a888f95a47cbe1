import { expect, it } from "vitest";
import { distanceBetween, placeAlong } from "@/core/world";
import { ROAD_KINDS, roadLayout, snapTargets, usualRoadPlan } from "@/core/world/roads";
import { ExchangeError, importExchange, memorySource, openDriveDocument, type ImportedExchange } from "../..";
import { poseOn, spiralPose, type Geometry } from "./geometry";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, path = "map.xodr"): Promise<ImportedExchange> =>
  importExchange(path, memorySource([{ path, bytes: bytes(text) }]));

const lane = (id: number, width = '<width sOffset="0" a="3.5" b="0" c="0" d="0"/>', type = "driving", rest = "") =>
  `<lane id="${id}" type="${type}" level="false">${rest}${width}<roadMark sOffset="0" type="broken" width="0.15"/></lane>`;
const link = (before: number, after: number) => `<link><predecessor id="${before}"/><successor id="${after}"/></link>`;
const section = (s: number, right: string, left = "") =>
  `<laneSection s="${s}">${left && `<left>${left}</left>`}<center><lane id="0" type="none"><roadMark sOffset="0" type="solid solid"/>` +
  `</lane></center><right>${right}</right></laneSection>`;
const road = (id: string, { geometry = "", lanes = "", rest = "", junction = "-1", length = 100 }) =>
  `<road id="${id}" name="" junction="${junction}" length="${length}">${rest}` +
  `<planView>${geometry}</planView><lanes>${lanes}</lanes></road>`;
const geometry = (s: number, x: number, y: number, heading: number, length: number, shape: string) =>
  `<geometry s="${s}" x="${x}" y="${y}" hdg="${heading}" length="${length}">${shape}</geometry>`;
const map = (...parts: string[]) => `<?xml version="1.0"?>\n<OpenDRIVE><header revMajor="1" revMinor="6"/>${parts.join("\n")}</OpenDRIVE>`;

/** A circle of 50 m, written as each kind of curve that OpenDRIVE has. */
const QUARTER = 50 * (Math.PI / 4);
const [K, U, V] = [1 / 50, 50 * Math.SQRT1_2, 50 * (1 - Math.SQRT1_2)];
const BEZIER = 50 * (4 / 3) * Math.tan(Math.PI / 16);
const ACROSS = BEZIER * Math.SQRT1_2;
const cubicThrough = (end: number, from: number, into: number) =>
  [0, 3 * from, 3 * end - 6 * from - 3 * into, 3 * from + 3 * into - 2 * end] as const;
const [CU, CV] = [cubicThrough(U, BEZIER, ACROSS), cubicThrough(V, 0, ACROSS)];
const curves: readonly (readonly [string, string])[] = [
  ["arc", `<arc curvature="${K}"/>`],
  ["spiral of constant curvature", `<spiral curvStart="${K}" curvEnd="${K}"/>`],
  [
    "parametric cubic",
    `<paramPoly3 pRange="normalized" aU="0" bU="${CU[1]}" cU="${CU[2]}" dU="${CU[3]}" aV="0" bV="${CV[1]}" cV="${CV[2]}" dV="${CV[3]}"/>`,
  ],
];

it.each(curves)("a quarter turn written as %s runs along the circle, and its lanes beside it", async (_, shape) => {
  const { scenario } = await read(
    map(road("1", { geometry: geometry(0, 0, 0, 0, QUARTER, shape), lanes: section(0, lane(-1)), length: QUARTER })),
  );
  const [right] = roadLayout(scenario.road?.plan ?? usualRoadPlan("street")).lanes;
  if (!right) throw new Error("there is no lane");
  for (const { x, y } of right.centre.vertices) expect(Math.hypot(x, y - 50)).toBeCloseTo(51.75, 2);
  const end = placeAlong(right.centre, right.centre.length);
  expect(Math.atan2(end.direction.y, end.direction.x)).toBeCloseTo(Math.PI / 4, 3);
});

it("a spiral's place is its integral, and a cubic over x is as long as its geometry says", () => {
  let [x, y] = [0, 0];
  for (let step = 0; step < 200_000; step++) {
    const middle = (step + 0.5) * (80 / 200_000);
    const heading = middle * (0.001 + (0.0005 * middle) / 2);
    x += (80 / 200_000) * Math.cos(heading);
    y += (80 / 200_000) * Math.sin(heading);
  }
  const pose = spiralPose(0.001, 0.0005, 80);
  expect(pose.x).toBeCloseTo(x, 6);
  expect(pose.y).toBeCloseTo(y, 6);
  const cubic: Geometry = { s: 0, x: 0, y: 0, heading: 0, length: 60, shape: { kind: "poly3", v: [0, 0, 0.004, 0.00001] } };
  let [length, before] = [0, { x: 0, y: 0 }];
  const last = poseOn(cubic, 60).x;
  for (let step = 1; step <= 10_000; step++) {
    const u = (last * step) / 10_000;
    const at = { x: u, y: 0.004 * u * u + 0.00001 * u * u * u };
    length += distanceBetween(before, at);
    before = at;
  }
  expect(length).toBeCloseTo(60, 2);
});

it("lanes widen, begin with their sections, are linked over a junction, and lead in their direction of travel", async () => {
  const straight = (x: number, length: number) => geometry(0, x, 0, 0, length, "<line/>");
  const junction =
    '<junction id="9" name=""><connection id="0" incomingRoad="1" connectingRoad="2" contactPoint="start">' +
    '<laneLink from="-1" to="-1"/></connection></junction>';
  const text = map(
    road("1", {
      geometry: straight(0, 100),
      lanes:
        section(0, lane(-1, undefined, "driving", link(-1, -1)), lane(1, undefined, "driving", link(1, 1))) +
        section(
          60,
          lane(-1, undefined, "driving", link(-1, -1)) + lane(-2, '<width sOffset="0" a="0" b="0.0875" c="0" d="0"/>', "sidewalk"),
          lane(1, undefined, "driving", link(1, 1)),
        ),
      rest: '<link><successor elementType="junction" elementId="9"/></link><type s="0" type="town"><speed max="30" unit="mph"/></type>',
    }),
    road("2", {
      geometry: straight(100, 20),
      lanes: section(0, lane(-1, undefined, "driving", link(-1, -1))),
      rest:
        '<link><predecessor elementType="road" elementId="1" contactPoint="end"/>' +
        '<successor elementType="road" elementId="3" contactPoint="start"/></link>',
      junction: "9",
      length: 20,
    }),
    road("3", { geometry: straight(120, 50), lanes: section(0, lane(-1)), length: 50 }),
    junction,
  );
  const { scenario, notes, unread } = await read(text);
  const plan = scenario.road?.plan;
  if (plan?.kind !== "network") throw new Error("the plan is no network");
  const layout = roadLayout(plan);
  const successors = Object.fromEntries(layout.lanes.map(({ id, successors: next }) => [id, next]));
  expect(successors).toEqual({
    "1.0:-1": ["1.1:-1"],
    "1.0:1": [],
    "1.1:-1": ["2:-1"],
    "1.1:1": ["1.0:1"],
    "2:-1": ["3:-1"],
    "3:-1": [],
  });
  expect(layout.lanes.find(({ id }) => id === "2:-1")?.kind).toBe("junction");
  // Against the line on the left, and half of the pavement's width there where it is half as wide.
  const left = layout.lanes.find(({ id }) => id === "1.1:1")?.centre;
  expect(left && placeAlong(left, 0)).toMatchObject({ x: 100, y: 1.75 });
  const pavement = layout.surfaces.filter(({ kind }) => kind === "pavement").flatMap(({ outline }) => outline);
  expect(Math.min(...pavement.map(({ y }) => y))).toBeCloseTo(-7, 6);
  expect(layout.kerbs.length).toBeGreaterThan(0);
  expect(plan.speedLimit).toBe(48);
  expect(snapTargets(layout, { x: 30, y: -1.5 }, 1)[0]).toMatchObject({ kind: "lane_centre", id: "1.0:-1" });
  expect({ notes, unread }).toEqual({ notes: [], unread: 0 });
  // What was imported can be written again, with all its lanes.
  const back = openDriveDocument(plan, "again");
  expect(back.match(/type="driving"/g)?.length).toBe(6);
  expect((await read(back)).scenario.road?.plan).toEqual(plan);
});

it("crossings, parking bays and what can hide somebody come along; everything else is named with its lines", async () => {
  const objects = `<objects>
    <object id="a" type="crosswalk" s="50" t="0" hdg="0" length="4" width="7"/>
    <object id="b" type="parkingSpace" s="20" t="-6" hdg="0" length="5" width="2.2"/>
    <object id="c" type="tree" s="30" t="9" radius="1.5" height="8"/>
    <object id="d" type="spaceship" s="30" t="9"/>
    </objects>
    <signals><signal id="1" s="3"/><signal id="2" s="4"/></signals>`;
  const { scenario, notes, unread } = await read(
    map(road("1", { geometry: geometry(0, 0, 0, 0, 100, "<line/>"), lanes: section(0, lane(-1)), rest: objects })),
  );
  const plan = scenario.road?.plan;
  expect(plan).toMatchObject({
    crossings: [{ from: { x: 50, y: -3.5 }, to: { x: 50, y: 3.5 }, width: 4 }],
    bays: [{ x: 20, y: -6, length: 5, width: 2.2 }],
  });
  expect(scenario.occluders).toMatchObject([{ kind: "tree", x: 30, y: 9, size: { length: 3, width: 3, height: 8 } }]);
  expect(notes.map(({ message, place }) => `${place}: ${message}`)).toEqual([
    'map.xodr, line 6: an object of type "spaceship" is not read',
    "map.xodr, line 8: signal is not read (2 times)",
  ]);
  expect(unread).toBe(3);
});

it.each(ROAD_KINDS)("a %s of ours comes back as the plan that it was written from", async (kind) => {
  const plan = usualRoadPlan(kind);
  expect((await read(openDriveDocument(plan, kind))).scenario.road?.plan).toEqual(plan);
  // Without it, its lanes are where they were.
  const foreign = await read(openDriveDocument(plan, kind).replace(/<userData[^>]*>/, ""));
  const network = foreign.scenario.road?.plan;
  const lanes = roadLayout(plan).lanes.filter((one) => one.kind !== "shoulder");
  const imported = roadLayout(network ?? plan).lanes.filter((one) => one.kind !== "shoulder");
  expect(imported).toHaveLength(lanes.length);
  for (const { centre } of lanes)
    expect(
      imported.some(
        (other) => distanceBetween(placeAlong(other.centre, other.centre.length / 2), placeAlong(centre, centre.length / 2)) < 0.02,
      ),
    ).toBe(true);
});

it("far from the origin, roads are moved there, which is told", async () => {
  const { scenario, notes } = await read(
    map(road("1", { geometry: geometry(0, 500_000, 5_800_000, 0, 100, "<line/>"), lanes: section(0, lane(-1)) })),
  );
  const { extent } = roadLayout(scenario.road?.plan ?? usualRoadPlan("street"));
  expect(extent).toEqual({ from: { x: -50, y: -3.5 }, to: { x: 50, y: 0 } });
  expect(notes[0]?.message).toBe("the roads are far from the origin and were moved by -500050 m in x and -5800000 m in y");
});

const line = geometry(0, 0, 0, 0, 100, "<line/>");

it.each([
  ["<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><OpenDRIVE/>", "map.xodr, line 1: has a document type"],
  ["<OpenDRIVE>&b;</OpenDRIVE>", "is not well-formed XML"],
  ["<OpenDRIVE><road></OpenDRIVE>", "map.xodr, line 1: is not well-formed XML"],
  [map(), "has no roads"],
  [map(road("1", {})), 'road "1" has no geometry'],
  [map(road("1", { geometry: line }), road("1", { geometry: line })), 'there are two roads "1"'],
  [map(road("1", { geometry: geometry(0, NaN, 0, 0, 1, "<line/>") })), 'x of geometry must be a number within ±1000000000, not "NaN"'],
  [map(road("1", { geometry: geometry(0, 1e308, 0, 0, 1, "<line/>") })), "x of geometry must be a number"],
  [map(road("1", { geometry: geometry(0, 0, 0, 0, 1e9, "<line/>") })), 'the length of road "1"'],
  [`<a>${"<b>".repeat(200)}${"</b>".repeat(200)}</a>`, "nested more than 100 deep"],
])("refusal %#: a file that is no road names its fault and its place", async (text, message) => {
  await expect(read(text)).rejects.toThrow(ExchangeError);
  await expect(read(text)).rejects.toThrow(message);
});
