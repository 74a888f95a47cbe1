import { describe, expect, it } from "vitest";
import { Raster, SURFACE, pinholeMatrix } from "@/raster";
import { dimensionsOf } from "../document/dimensions";
import { ROAD_USERS, ROAD_USER_KINDS } from "../world";
import { GLASS, PANE } from "./colors";
import { DAYLIGHT, OCCLUDER_BODIES, bodyOf, litColors, sceneryBody, type Body, type BodyKind, type BodyLook } from ".";

const PLACES = {
  hedge: [5, 1, 1.6],
  bus_shelter: [4.2, 1.6, 2.5],
  container: [6.06, 2.44, 2.59],
  wall: [5, 0.4, 1.8],
  tree: [4, 4, 6],
  bin: [0.5, 0.5, 1],
  sign: [0.1, 0.6, 2.6],
} as const;
const KINDS: readonly BodyKind[] = [...ROAD_USER_KINDS, ...OCCLUDER_BODIES];
const PHASES = [0, 0.08, 0.17, 0.25, 0.33, 0.42, 0.5, 0.6, 0.75, 0.9, null];

function dimensions(kind: BodyKind) {
  if (kind in ROAD_USERS) return ROAD_USERS[kind as keyof typeof ROAD_USERS].dimensions;
  const [length, width, height] = PLACES[kind as keyof typeof PLACES];
  return { length, width, height };
}

function bounds({ positions }: Body): number[] {
  return [0, 1, 2].flatMap((axis) => {
    const values = [...positions].filter((_, index) => index % 3 === axis);
    return [Math.min(...values), Math.max(...values)];
  });
}

/** Of round parts, from close by and from far away. */
const DETAILS = [1, 0.6, 0.35];

describe.each(KINDS)("the body of a %s", (kind) => {
  const size = dimensions(kind);
  const box = [-size.length / 2, size.length / 2, -size.width / 2, size.width / 2, 0, size.height].map(Math.fround);

  it("touches all sides of its dimensions, and stays within them in every phase", () => {
    for (const detail of DETAILS) expect(bounds(bodyOf(kind, size, { phase: 0, color: null, detail }))).toEqual(box);
    for (const [index, phase] of PHASES.entries()) {
      const sides = bounds(bodyOf(kind, size, { phase, color: null, detail: DETAILS[index % DETAILS.length] ?? 1 }));
      const outside = sides.filter((side, index) => (index % 2 === 0 ? side < (box[index] ?? 0) : side > (box[index] ?? 0)));
      expect(outside, `${phase}`).toEqual([]);
      const [bottom = 0, top = 0] = sides.slice(4);
      // Somebody or something always stands on the ground, and is as high as it says.
      expect([Math.abs(bottom) < 0.012, size.height - top < 0.03], `${phase}: ${bottom} to ${top}`).toEqual([true, true]);
    }
    const other = { length: size.length * 1.3, width: size.width * 0.8, height: size.height * 1.1 };
    expect(bounds(bodyOf(kind, other, { phase: 0, color: null, detail: 1 }))).toEqual(
      [-other.length / 2, other.length / 2, -other.width / 2, other.width / 2, 0, other.height].map(Math.fround),
    );
  });

  it("is closed, and shows its outside from every side", () => {
    const raster = new Raster({ width: 96, height: 96 });
    const bodies = DETAILS.map((detail) => bodyOf(kind, size, { phase: 0.2, color: null, detail }));
    const away = Math.hypot(size.length, size.width, size.height) * 2;
    for (let view = 0; view < 10; view++) {
      const [turn, pitch] = [(view * 2 * Math.PI) / 8, view < 8 ? 0.2 : view === 8 ? 1.4 : -1.4];
      const [c, s, cp, sp] = [Math.cos(turn), Math.sin(turn), Math.cos(pitch), Math.sin(pitch)];
      // Right, down and ahead of a camera that looks at the body's middle.
      const rows = [
        [s, -c, 0],
        [-sp * c, -sp * s, -cp],
        [cp * c, cp * s, -sp],
      ].map(([x = 0, y = 0, z = 0], row) => [x, y, z, (-z * size.height) / 2 + (row === 2 ? away : 0)]);
      const matrix = pinholeMatrix({ fx: 150, fy: 150, cx: 48, cy: 48 }, rows.flat());
      const body = bodies[view % bodies.length] ?? bodyOf(kind, size);
      const depths = [false, true].map((twoSided) => {
        raster.reset();
        raster.draw(body, matrix, { id: 1, twoSided });
        raster.renderInstances();
        return raster.depths();
      });
      expect(raster.seen().get(1)?.pixels, `view ${view}`).toBeGreaterThan(30);
      const hollow = (depths[0] ?? new Float32Array()).filter((depth, index) => Math.abs(1 / depth - 1 / (depths[1]?.[index] ?? 0)) > 1e-4);
      expect(hollow.length, `view ${view}`).toBeLessThanOrEqual(2);
    }
  });

  it("is the same each time, in at most 2,000 triangles, of which less detail never has more", () => {
    const [one, other] = [bodyOf(kind, size), bodyOf(kind, size)];
    expect(one).toEqual(other);
    const counts = DETAILS.map((detail) => bodyOf(kind, size, { phase: null, color: null, detail }).colors.length);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(one.colors.length).toBeLessThanOrEqual(2000);
    if (["car", "van", "truck", "bus"].includes(kind)) expect(counts.at(-1)).toBeLessThan(800);
    expect(one.normals).toHaveLength(one.colors.length * 3);
    expect(one.positions.every(Number.isFinite)).toBe(true);
  });
});

const WHITE_LAMP = 0xfd_e4_f6_f8;
const RED_LAMP = 0xfd_26_22_be;

it.each(["car", "van", "truck", "bus", "cyclist", "motorcyclist", "e_scooter"] as const)(
  "a %s faces x: white lamps ahead, red ones behind",
  (kind) => {
    const { positions, indices, colors } = bodyOf(kind, ROAD_USERS[kind].dimensions);
    const ahead = (color: number) =>
      [...colors.keys()].filter((face) => colors[face] === color).map((face) => positions[3 * (indices[3 * face] ?? 0)] ?? 0);
    expect(ahead(WHITE_LAMP).length * ahead(RED_LAMP).length).toBeGreaterThan(0);
    expect(Math.min(...ahead(WHITE_LAMP))).toBeGreaterThan(0);
    expect(Math.max(...ahead(RED_LAMP))).toBeLessThan(0);
  },
);

const AMBER_LIT = 0xfc_20_b0_ff;

describe.each(["car", "van", "truck", "bus"] as const)("a %s", (kind) => {
  const { dimensions: size } = ROAD_USERS[kind];
  const looking = (look: Partial<BodyLook>) => bodyOf(kind, size, { phase: 0.1, color: null, detail: 1, ...look });

  it("steers with its front wheels alone, within its dimensions", () => {
    const straight = looking({});
    const { positions } = straight;
    for (const steer of [32, -32]) {
      const steered = looking({ steer });
      const moved = [...positions.keys()].filter(
        (at) => at % 3 === 0 && Math.abs((steered.positions[at] ?? 0) - (positions[at] ?? 0)) > 0.01,
      );
      expect(moved.length).toBeGreaterThan(20);
      const along = moved.map((at) => positions[at] ?? 0);
      const radius = Math.max(...moved.map((at) => positions[at + 2] ?? 0)) / 2;
      expect([Math.min(...along) > 0, Math.max(...along) - Math.min(...along)]).toEqual([true, expect.closeTo(2 * radius, 1)]);
      const outside = steered.positions.filter((value, at) => at % 3 === 1 && Math.abs(value) > Math.fround(size.width / 2));
      expect(outside).toHaveLength(0);
    }
  });

  it("has indicators on both sides at both ends", () => {
    for (const side of ["left", "right"] as const) {
      const { positions, indices, colors } = looking({ lamps: { brake: false, left: side === "left", right: side === "right" } });
      const lit = [...colors.keys()].filter((face) => colors[face] === AMBER_LIT).map((face) => 3 * (indices[3 * face] ?? 0));
      const ends = lit.map((at) => (positions[at] ?? 0) > 0);
      expect(new Set(ends)).toEqual(new Set([true, false]));
      expect(new Set(lit.map((at) => (positions[at + 1] ?? 0) > 0))).toEqual(new Set([side === "left"]));
    }
  });
});

it("a bus has its doors at the kerb: on the right or, where traffic is on the left, on the left", () => {
  const { dimensions: size } = ROAD_USERS.bus;
  const lowGlass = (look: Partial<BodyLook>) => {
    const { positions, indices, colors, normals } = bodyOf("bus", size, { phase: null, color: null, detail: 1, ...look });
    const low = [...colors.keys()].filter((face) => [0, 1, 2].every((at) => (positions[3 * (indices[3 * face + at] ?? 0) + 2] ?? 0) < 1.4));
    return new Set(
      low.filter((face) => (colors[face] ?? 0) % 0x1_00_00_00 === 0x6e_5c_4a).map((face) => Math.sign(normals[3 * face + 1] ?? 0)),
    );
  };
  expect([lowGlass({}), lowGlass({ kerb: "left" })]).toEqual([new Set([-1]), new Set([1])]);
});

it("a bicycle has reflectors: a red one behind, and amber ones on its pedals and wheels, which turn with them", () => {
  const reflectors = (phase: number) => {
    const { positions, indices, colors } = bodyOf("cyclist", ROAD_USERS.cyclist.dimensions, { phase, color: null, detail: 1 });
    const faces = [...colors.keys()].filter((face) => (colors[face] ?? 0) >>> 24 === SURFACE.reflector);
    const places = faces.map((face) => {
      const at = 3 * (indices[3 * face] ?? 0);
      return { isRed: (((colors[face] ?? 0) >>> 8) & 255) < 60, x: positions[at] ?? 0, z: positions[at + 2] ?? 0 };
    });
    return { red: places.filter(({ isRed }) => isRed), amber: places.filter(({ isRed }) => !isRed) };
  };
  const { red, amber } = reflectors(0.1);
  expect(red.length).toBeGreaterThan(0);
  expect(Math.max(...red.map(({ x }) => x))).toBeLessThan(-0.6);
  expect([Math.min(...amber.map(({ x }) => x)) < -0.4, Math.max(...amber.map(({ x }) => x)) > 0.4]).toEqual([true, true]);
  expect(reflectors(0.35).amber).not.toEqual(amber);
  expect(reflectors(0.35).red).toEqual(red);
});

it("windows with light behind them are lit in the dark, and look like the others by day", () => {
  const house = (seed: number) =>
    sceneryBody(
      { id: "h", kind: "house", x: 0, y: 0, z: 0, heading: 0, dimensions: { length: 9, width: 10, height: 8.6 }, seed, mirrored: false },
      1,
    );
  const body = house(7);
  const day = litColors(body, 0, DAYLIGHT);
  expect([...day].every((color) => color >>> 24 === SURFACE.plain)).toBe(true);
  const night = litColors(body, 0, { ...DAYLIGHT, lamps: 1, ambient: 0.1 });
  const lit = [...night.keys()].filter((face) => (night[face] ?? 0) >>> 24 === SURFACE.lamp);
  const windows = [...body.normals.keys()].filter((at) => at % 3 === 0 && (body.normals[at] ?? 0) > 0.99).length;
  expect([lit.length > 0, lit.length < windows / 2]).toEqual([true, true]);
  // Warm, and not glaring.
  for (const face of lit) expect((night[face] ?? 0) & 255).toBeGreaterThan(((night[face] ?? 0) >>> 16) & 255);
});

it("a step moves the legs and not the head; a colour is that of clothes or paint", () => {
  const size = dimensionsOf("pedestrian", "adult");
  const at = (phase: number | null) => bodyOf("adult", size, { phase, color: null, detail: 1 });
  expect(at(0.25).positions).not.toEqual(at(0).positions);
  expect(at(0.25).indices).toEqual(at(0).indices);
  const heads = [0, 0.25, 0.5, null].map((phase) => at(phase).positions.filter((value, index) => index % 3 === 2 && value > 1.6));
  for (const head of heads) expect(head.length).toBeGreaterThan(20);
  const green = bodyOf("car", dimensionsOf("vehicle", "car"), { phase: null, color: [20, 140, 60], detail: 1 });
  expect(green.colors.filter((color) => color === 0xff3c8c14).length).toBeGreaterThan(50);
});

it("light falls from one side of the world, whichever way a body faces", () => {
  const body = bodyOf("wall", { length: 4, width: 0.5, height: 2 });
  const normal = (face: number, axis: number) => body.normals[3 * face + axis] ?? 0;
  const faces = (x: number, y: number) =>
    [...body.colors.keys()].filter((face) => Math.abs(normal(face, 0) - x) < 1e-6 && Math.abs(normal(face, 1) - y) < 1e-6);
  const brightness = (heading: number, face: number | undefined) => (litColors(body, heading, DAYLIGHT)[face ?? 0] ?? 0) & 255;
  const [left, right] = [faces(0, 1)[0], faces(0, -1)[0]];
  expect(brightness(0, left)).toBeGreaterThan(brightness(0, right));
  expect(brightness(180, left)).toBe(brightness(0, right));
  expect(brightness(180, right)).toBe(brightness(0, left));
});

it("no snow stays on a car's panes, and they mirror the sky above them, while its roof is white", () => {
  const { dimensions } = ROAD_USERS.car;
  const body = bodyOf("car", dimensions, { phase: null, color: [120, 40, 40], detail: 1 });
  const [bare, snowed] = [litColors(body, 0), litColors(body, 0, { ...DAYLIGHT, snow: 1 })];
  const flat = [...body.colors.keys()].filter((face) => (body.normals[3 * face + 2] ?? 0) > 0.4);
  const panes = flat.filter((face) => (body.colors[face] ?? 0) >>> 24 === PANE);
  expect(panes.map((face) => snowed[face])).toEqual(panes.map((face) => bare[face]));
  const blue = panes.map((face) => ((bare[face] ?? 0) >>> 16) & 255);
  expect([panes.length > 1, Math.max(...blue) > 1.25 * GLASS[2]]).toEqual([true, true]);
  const roof = flat.filter((face) => (body.normals[3 * face + 2] ?? 0) > 0.95 && !panes.includes(face));
  expect(Math.min(...roof.map((face) => ((snowed[face] ?? 0) >>> 8) & 255))).toBeGreaterThan(200);
});
