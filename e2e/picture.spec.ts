import { expect, test, type Page } from "@playwright/test";
import {
  ACTOR_MODELS,
  ACTOR_TYPES,
  OCCLUDER_KINDS,
  PICTURE_STYLES,
  SCENE_KINDS,
  SPECIFIED_COLORS,
  SPECIFIED_SIZES,
  WEATHER_CONDITIONS,
  createActor,
  createOccluder,
  createScenario,
  type Actor,
  type PictureStyle,
  type Scenario,
  type SceneKind,
  type WeatherCondition,
} from "@/core/document";
import { SCENE_GEOMETRY, figureOfBody, frameState, visibleMaskOf } from "@/core/scene";
import { groundTruthOf } from "@/core/truth";
import { laneLines } from "@/editor/lanes";
import { bundleHarness } from "./harness/bundle";
import type {} from "./harness/picture";

let script = "";
test.beforeAll(async () => {
  script = await bundleHarness("picture");
});

async function openHarness(page: Page): Promise<void> {
  await page.goto("about:blank");
  await page.addScriptTag({ content: script });
}

/** One of every model crossing the frame, to all sides, and one of every occluder. */
function crowd(kind: SceneKind, style: PictureStyle, condition: WeatherCondition, intensity: number): Scenario {
  const actors: Actor[] = [];
  for (const type of ACTOR_TYPES)
    for (const model of ACTOR_MODELS[type]) {
      const trackId = actors.length;
      const [x, y] = [40 + ((trackId * 97) % 560), 180 + ((trackId * 53) % 170)];
      const ways: readonly (readonly [number, number])[] = [[90, 0], [-90, 0], [4, 60], [4, -60]];
      const [dx, dy] = ways[trackId % 4] ?? [0, 0];
      actors.push({
        ...createActor({
          id: `actor-${trackId}`,
          trackId,
          type,
          appearance: { model },
          startFrame: 0,
          endFrame: 60,
          waypoints: [{ x, y }, { x: x + dx, y: y + dy }],
        }),
        flicker: { probability: 0.2, min: 0, max: 1 },
        jitter: { x: 2, y: 1 },
      });
    }
  return createScenario({
    id: "crowd",
    style,
    scene: { kind, variant: 3 },
    video: { width: 640, height: 360, fps: 30, durationFrames: 60 },
    weather: [
      { frame: 0, condition, intensity, fadeFrames: 0 },
      { frame: 40, condition: condition === "fog" ? "rainy" : "fog", intensity: 0.5, fadeFrames: 10 },
    ],
    actors,
    occluders: OCCLUDER_KINDS.map((occluder, index) =>
      createOccluder({ id: occluder, kind: occluder, x: 60 + index * 105, y: 220 + index * 20 }),
    ),
  });
}

/** Somebody in a coat, or a bus, on the way to the right. */
function mover(who: "pedestrian" | "vehicle", kind: SceneKind, style: PictureStyle, condition: WeatherCondition, intensity: number, x: number, y: number, color: string): Scenario {
  const looks = { pedestrian: { model: "adult_coat", size: { width: 45, height: 120 } }, vehicle: { model: "bus", size: { width: 200, height: 96 } } };
  const { model, size } = looks[who];
  return createScenario({
    id: "mover",
    style,
    scene: { kind, variant: 0 },
    weather: [{ frame: 0, condition, intensity, fadeFrames: 0 }],
    actors: [
      createActor({ id: "mover", trackId: 0, type: who, appearance: { model, color }, size, startFrame: 0, endFrame: 60, waypoints: [{ x, y }, { x: x + 60, y }] }),
    ],
  });
}

test("a frame is the same picture drawn twice, in any order, on the page and in a worker: all scenes, styles and weathers", async ({ page }) => {
  test.setTimeout(180_000);
  await openHarness(page);
  for (const style of PICTURE_STYLES)
    for (const kind of SCENE_KINDS) {
      const scenarios = WEATHER_CONDITIONS.map((condition) => crowd(kind, style, condition, 0.6));
      const [onPage, inWorker] = await page.evaluate(
        async ({ scenarios, script }) => [
          await pictureHarness.onPage(scenarios, [3, 44, 31, 3, 52]),
          await pictureHarness.inWorker(script, scenarios, [52, 31, 44, 3]),
        ],
        { scenarios, script },
      );
      WEATHER_CONDITIONS.forEach((condition, index) => {
        const where = `${style} ${kind} ${condition}`;
        const [first, later, middle, again, last] = onPage?.[index] ?? [];
        expect(again, where).toBe(first);
        expect(inWorker?.[index], where).toEqual([last, middle, later, first]);
        expect(new Set([first, later, middle, last]).size, where).toBe(4);
      });
    }
});

test("outside the changed regions a frame is its static scene exactly, and the regions stay small", async ({ page }) => {
  test.setTimeout(180_000);
  await openHarness(page);
  for (const style of PICTURE_STYLES)
    for (const kind of SCENE_KINDS) {
      const crowds = WEATHER_CONDITIONS.map((condition) => crowd(kind, style, condition, 0.7));
      const empty = crowds.map((scenario) => ({ ...scenario, actors: [], occluders: [] }));
      const [full, lonely] = await page.evaluate(
        async ([crowds, empty]) => [
          await pictureHarness.regionFaults(crowds, [2, 20, 45, 59]),
          await pictureHarness.regionFaults(empty, [2]),
        ],
        [crowds, empty] as const,
      );
      WEATHER_CONDITIONS.forEach((condition, index) => {
        const where = `${style} ${kind} ${condition}`;
        const frames = full?.[index] ?? [];
        expect(frames.map(({ faults }) => faults), where).toEqual([0, 0, 0, 0]);
        const [early, still, fading] = frames.map(({ key }) => key);
        expect(still, where).toBe(early);
        expect(fading, where).not.toBe(early);
        const share = lonely?.[index]?.[0]?.share ?? 1;
        if (condition === "rainy" || condition === "snow") expect(share, where).toBeLessThan(0.35);
        else expect(share, where).toBe(0);
      });
    }
});

test("an actor's contrast against what is behind it falls with every step of fog and of night", async ({ page }) => {
  test.setTimeout(240_000);
  await openHarness(page);
  const places: [SceneKind, number, number][] = [
    ["highway", 220, 420],
    ["highway", 640, 640],
    ["urban_intersection", 300, 400],
    ["urban_intersection", 820, 560],
    ["school_zone", 640, 560],
    ["parking_lot", 400, 590],
    ["residential", 480, 560],
  ];
  const cases = (["fog", "night"] as const).flatMap((condition) => ["#f2e9d8", "#20242c"].map((color) => ({ condition, color })));
  const intensities = [0, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1];
  const falls = (values: readonly number[]) => values.every((value, index) => index === 0 || value < (values[index - 1] ?? 0));
  for (const style of PICTURE_STYLES)
    for (const [kind, x, y] of places)
      for (const who of ["pedestrian", "vehicle"] as const) {
        const scenarios = cases.flatMap(({ condition, color }) =>
          intensities.map((intensity) => mover(who, kind, style, condition, intensity, x, y, color)),
        );
        // A vehicle has lamps at its ends: its body is what lies between their hazes.
        const contrasts = await page.evaluate(([given, share]) => pictureHarness.contrasts(given, 10, 0, share), [scenarios, who === "vehicle" ? 0.5 : 1] as const);
        cases.forEach(({ condition, color }, index) => {
          const where = `${style} ${kind} ${x} ${who} ${condition} ${color}`;
          const steps = contrasts.slice(index * intensities.length, (index + 1) * intensities.length);
          expect(steps.length, where).toBe(intensities.length);
          const behind = steps.map((contrast) => contrast.behind);
          expect(falls(behind), `${where}: ${behind.join(" ")}`).toBe(true);
          expect(behind.at(-1), where).toBeGreaterThan(0.5);
          // Where actor and surroundings are equally bright on average in the sun, that difference has no way to go.
          const around = steps.map((contrast) => contrast.around);
          if ((around[0] ?? 0) > 25) expect(falls(around), `${where}: ${around.join(" ")}`).toBe(true);
        });
      }
});

test("rain and snow move as drops and flakes move: two frames differ by particles alone, and each has moved on, not flickered", async ({ page }) => {
  test.setTimeout(120_000);
  await openHarness(page);
  for (const style of PICTURE_STYLES)
    for (const [condition, mostLost] of [["rainy", 0.3], ["snow", 0.05]] as const)
      for (const [kind, frame] of SCENE_KINDS.map((each, index) => [each, index % 2 ? 47 : 10] as const)) {
        const scenario = createScenario({
          id: "falling",
          style,
          scene: { kind, variant: 0 },
          weather: [{ frame: 0, condition, intensity: 0.8, fadeFrames: 0 }],
        });
        const where = `${style} ${kind} ${condition} ${frame}`;
        const { changed, unexplained, lost, ways } = await page.evaluate(
          ([given, first]) => pictureHarness.differences(given, first),
          [scenario, frame] as const,
        );
        expect(changed, where).toBeGreaterThan(1000);
        expect(unexplained, where).toBe(0);
        // Three layers, each moving as one: all but the rings on wet ground, and what leaves the frame, is found again.
        expect(lost, `${where}: ${ways.join(" / ")}`).toBeLessThan(style === "schematic" ? 0.05 : mostLost);
      }
});

test("drawn silhouettes touch all four sides of their boxes within a pixel, at every phase of every appearance", async ({ page }) => {
  test.setTimeout(240_000);
  await openHarness(page);
  const background = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 4, height: 4 });
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no 2D context");
    context.fillStyle = "rgb(120,255,120)";
    context.fillRect(0, 0, 4, 4);
    return canvas.toDataURL("image/png");
  });
  const heights: Record<(typeof ACTOR_TYPES)[number], number> = { pedestrian: 160, cyclist: 120, vehicle: 80, distracted_driver: 120 };
  const lengths: Record<(typeof ACTOR_TYPES)[number], number> = { pedestrian: 106, cyclist: 228, vehicle: 74, distracted_driver: 0 };
  for (const type of ACTOR_TYPES)
    for (const model of ACTOR_MODELS[type])
      for (const [dx, dy] of type === "distracted_driver" ? [[0, 0] as const] : ([[1, 0], [-1, 0], [0, 1], [0, -1]] as const)) {
        const height = heights[type];
        const width = (height * SPECIFIED_SIZES[type].width) / SPECIFIED_SIZES[type].height;
        // One cycle of movement in 16 frames of a fifth of a second: a phase a frame.
        const way = lengths[type];
        const from = { x: 300 - (dx * way) / 2, y: 300 - (dy * way) / 2 };
        const scenario = createScenario({
          id: "silhouette",
          video: { width: 600, height: 480, fps: 5, durationFrames: 17 },
          scene: { kind: "highway", variant: 0, backgroundAsset: "flat" },
          assets: { flat: { name: "flat.png", mediaType: "image/png", width: 4, height: 4, sha256: "0".repeat(64), data: background } },
          actors: [
            createActor({
              id: "actor",
              trackId: 0,
              type,
              appearance: { model, color: "#402030" },
              size: { width, height },
              startFrame: 0,
              endFrame: 16,
              waypoints: way === 0 ? [from] : [from, { x: from.x + dx * way, y: from.y + dy * way }],
            }),
          ],
        });
        const gaps = await page.evaluate(
          ([given, frames]) => pictureHarness.silhouetteGaps(given, frames),
          [scenario, Array.from({ length: 16 }, (_, frame) => frame)] as const,
        );
        const where = `${type} ${model} ${dx} ${dy}`;
        expect(new Set(gaps.map(({ phase }) => phase)).size, where).toBeGreaterThanOrEqual(type === "vehicle" ? (dx === 0 ? 1 : 4) : 15);
        expect(Math.max(...gaps.map(({ gap }) => gap)), where).toBeLessThanOrEqual(1);
      }
});

test("on the pixels: brake lights light when a vehicle slows down, its indicator blinks before a turn, and wheels and legs move with the way", async ({ page }) => {
  await openHarness(page);
  const scenarioOf = (type: Actor["type"], waypoints: Actor["trajectory"]["waypoints"]): Scenario =>
    createScenario({
      id: "lamps",
      scene: { kind: "highway", variant: 0 },
      actors: [createActor({ id: "a", trackId: 0, type, size: type === "vehicle" ? { width: 200, height: 90 } : { width: 45, height: 120 }, startFrame: 0, endFrame: 120, waypoints })],
    });
  const firstOf = (scenario: Scenario, frame: number) => {
    const state = frameState(scenario, frame);
    const [body] = state.bodies;
    if (!body) throw new Error("nobody is there");
    return { body, figure: figureOfBody(body, state) };
  };
  /** The pixel in the middle of the first part of a role, at each of these frames. */
  const partColors = async (scenario: Scenario, role: string, frames: readonly number[]) => {
    const points = frames.map((frame) => {
      const { body, figure } = firstOf(scenario, frame);
      const { polygon = [] } = figure.parts.flatMap((part) => [part, ...(part.details ?? [])]).find((part) => part.role === role) ?? {};
      const middle = (axis: number) => polygon.reduce((sum, value, index) => sum + (index % 2 === axis ? value : 0), 0) / (polygon.length / 2);
      return [Math.floor(body.box.x + middle(0) * body.box.width), Math.floor(body.box.y + middle(1) * body.box.height)] as const;
    });
    return page.evaluate(([given, frames, points]) => Promise.all(frames.map(async (frame, index) => (await pictureHarness.pixelsAt(given, frame, points.slice(index, index + 1)))[0])), [scenario, frames, points] as const);
  };
  const braking = scenarioOf("vehicle", [{ x: 300, y: 640, at: 0 }, { x: 600, y: 640, at: 40 }, { x: 620, y: 640, at: 60 }, { x: 620, y: 640, at: 119 }]);
  const [steady, slowing, standing] = await partColors(braking, "tail_lamp", [20, 41, 80]);
  expect(steady).toEqual(standing);
  expect((slowing?.[0] ?? 0) - (steady?.[0] ?? 0)).toBeGreaterThan(60);

  const turning = scenarioOf("vehicle", [{ x: 300, y: 400 }, { x: 600, y: 400 }, { x: 600, y: 700 }]);
  const green = (await partColors(turning, "blinker_near", [5, 30, 35, 40, 45, 50, 55])).map((pixel) => pixel?.[1] ?? NaN);
  expect(new Set(green).size, green.join(" ")).toBe(2);
  const dark = green[0];
  expect(green.slice(1).map((level) => level !== dark).filter((burns, index, all) => index > 0 && burns !== all[index - 1]).length).toBeGreaterThanOrEqual(2);

  /** How many of the points that are in the body at both frames changed there. */
  const moved = async (scenario: Scenario, one: number, other: number) => {
    const { box } = firstOf(scenario, one).body;
    const grid = Array.from({ length: 400 }, (_, index) => [(0.025 + 0.05 * (index % 20)) * box.width, (0.62 + 0.018 * Math.floor(index / 20)) * box.height] as const);
    const at = (frame: number) => {
      const { x, y } = firstOf(scenario, frame).body.box;
      return grid.map(([dx, dy]) => [Math.floor(x + dx), Math.floor(y + dy)] as const);
    };
    const [before, after] = await page.evaluate(
      ([given, one, there, other, here]) => Promise.all([pictureHarness.pixelsAt(given, one, there), pictureHarness.pixelsAt(given, other, here)]),
      [scenario, one, at(one), other, at(other)] as const,
    );
    const masks = [one, other].map((frame) => visibleMaskOf(frameState(scenario, frame), 0)?.mask.data);
    return grid.filter(([dx, dy], index) => masks.every((mask) => mask?.[Math.floor(dy) * box.width + Math.floor(dx)] === 1) && String(before?.[index]) !== String(after?.[index])).length;
  };
  const walking = scenarioOf("pedestrian", [{ x: 300, y: 640, at: 0 }, { x: 420, y: 640, at: 60 }, { x: 420, y: 640, at: 119 }]);
  for (const [scenario, one, other] of [[braking, 10, 11], [walking, 10, 17]] as const) {
    expect(await moved(scenario, one, other)).toBeGreaterThan(10);
    expect(await moved(scenario, 80, 100)).toBe(0);
  }
});

test("every variant is another picture, and the lanes and pavements to which the editor snaps lie on asphalt and paving in all of them", async ({ page }) => {
  test.setTimeout(60_000);
  await openHarness(page);
  const isAsphalt = ([red = 0, green = 0, blue = 0]: readonly number[]) => Math.max(red, green, blue) < 128 && Math.max(red, green, blue) - Math.min(red, green, blue) < 16;
  const isPaving = ([red = 0, green = 0, blue = 0]: readonly number[]) => Math.min(red, green, blue) > 132 && red - blue < 40 && red >= blue;
  for (const kind of SCENE_KINDS) {
    const seen = new Set<string>();
    for (const variant of [0, 1, 7, 1234]) {
      const scenario = createScenario({ id: "empty", scene: { kind, variant } });
      const { lanes, walkways } = SCENE_GEOMETRY[kind];
      const lines = laneLines(scenario);
      expect(lines.length).toBe(lanes.length + walkways.length);
      const columns = Array.from({ length: 64 }, (_, index) => 10 + index * 20);
      const sky = columns.map((x) => [x, 40 + (x % 7) * 30] as const);
      const pixels = await page.evaluate(([given, points]) => pictureHarness.pixelsAt(given, 0, points), [scenario, [...lines.flatMap((y) => columns.map((x) => [x, y] as const)), ...sky]] as const);
      lines.forEach((y, line) => {
        const row = pixels.slice(line * columns.length, (line + 1) * columns.length);
        const paved = walkways.includes(y) && kind !== "parking_lot";
        // The rest is markings, crossings, the side street, and what stands on a pavement.
        expect(row.filter(paved ? isPaving : isAsphalt).length, `${kind} ${variant} row ${y}`).toBeGreaterThan(columns.length * 0.6);
      });
      seen.add(JSON.stringify(pixels.slice(-sky.length)));
    }
    expect(seen.size, kind).toBe(4);
  }
});

test("schematic pixels obey the specification: boxes half-open, colours by the laws, drops not darkened", async ({ page }) => {
  await openHarness(page);
  const scenario = createScenario({
    id: "laws",
    style: "schematic",
    weather: [{ frame: 0, condition: "night", intensity: 0.5, fadeFrames: 0 }],
    actors: ACTOR_TYPES.map((type, trackId) =>
      createActor({
        id: type,
        trackId,
        type,
        size: { width: 40, height: 40 },
        startFrame: 0,
        endFrame: 10,
        waypoints: [{ x: 120 + trackId * 100, y: 140 }],
      }),
    ),
  });
  const corners = ACTOR_TYPES.flatMap((_, index) => [
    [100 + index * 100, 100] as const,
    [139 + index * 100, 139] as const,
    [140 + index * 100, 139] as const,
    [139 + index * 100, 140] as const,
  ]);
  const pixels = await page.evaluate(
    ({ scenario, corners }) => pictureHarness.pixelsAt(scenario, 0, corners),
    { scenario, corners },
  );
  // Night at 0.5: 0.65 × 255 = 165.75 → 166; the meadow (50, 80, 50) → (32, 52, 32): halves go to the even number.
  ACTOR_TYPES.forEach((type, index) => {
    const expected = [...SPECIFIED_COLORS[type].map((component) => (component === 255 ? 166 : 0)), 255];
    expect(pixels.slice(index * 4, index * 4 + 4)).toEqual([expected, expected, [32, 52, 32, 255], [32, 52, 32, 255]]);
  });

  const rain: Scenario = { ...scenario, actors: [], weather: [{ frame: 0, condition: "rainy", intensity: 1, fadeFrames: 0 }] };
  const [drop] = await page.evaluate(async (given) => pictureHarness.regionsAt(given, 4), rain);
  expect(drop).toBeDefined();
  if (drop) {
    const [centre] = await page.evaluate(
      ({ rain, point }) => pictureHarness.pixelsAt(rain, 4, [point]),
      { rain, point: [drop.x + 1, drop.y + 1] as [number, number] },
    );
    expect(centre).toEqual([200, 200, 255, 255]);
  }
});

test("a change of weather intensity shows in the very next frame drawn", async ({ page }) => {
  await openHarness(page);
  for (const condition of WEATHER_CONDITIONS) {
    if (condition === "sunny") continue;
    const at = (intensity: number) => mover("pedestrian", "residential", "illustrated", condition, intensity, 600, 560, "#a03030");
    const [weaker, stronger] = await page.evaluate(
      (scenarios) => pictureHarness.onPage(scenarios, [5]),
      [at(0.5), at(0.52)],
    );
    expect(weaker, condition).not.toEqual(stronger);
  }
});

/** What a camera of modest quality adds. */
const SENSOR = { exposure: 0.4, noise: 0, motionBlur: 0.8, lensDrops: 0.6, vignetting: 0.5, rollingShutter: 0.7 } as const;

test("what the camera adds is the same on the page and in a worker, keeps to its regions, and leaves the labels alone", async ({ page }) => {
  test.setTimeout(120_000);
  await openHarness(page);
  for (const style of PICTURE_STYLES)
    for (const sensor of [SENSOR, { ...SENSOR, exposure: -0.7, noise: 0.5 }]) {
      const plain = crowd("urban_intersection", style, "rainy", 0.6);
      const scenarios = [plain, { ...plain, sensor }];
      const [onPage, inWorker, faults] = await page.evaluate(
        async ({ scenarios, script }) => [
          await pictureHarness.onPage(scenarios, [3, 44, 31, 3]),
          await pictureHarness.inWorker(script, scenarios, [31, 44, 3]),
          await pictureHarness.regionFaults(scenarios, [2, 20, 45, 59]),
        ],
        { scenarios, script },
      );
      const [first, later, middle, again] = onPage[1] ?? [];
      expect(again, style).toBe(first);
      expect(inWorker[1], style).toEqual([middle, later, first]);
      expect(first, style).not.toBe(onPage[0]?.[0]);
      expect(faults[1]?.map((frame) => frame.faults), style).toEqual([0, 0, 0, 0]);
      expect(faults[1]?.[0]?.key, style).not.toBe(faults[0]?.[0]?.key);
      expect(faults[1]?.[0]?.key, style).toBe(faults[1]?.[1]?.key);
      for (const frame of [3, 31, 44]) expect(groundTruthOf(frameState({ ...plain, sensor }, frame))).toEqual(groundTruthOf(frameState(plain, frame)));
    }
});

test("exposure brightens, vignetting darkens the corners, noise is new in every frame, blur and rolling shutter only touch what moves", async ({ page }) => {
  await openHarness(page);
  const none = { exposure: 0, noise: 0, motionBlur: 0, lensDrops: 0, vignetting: 0, rollingShutter: 0 };
  const walking = mover("pedestrian", "residential", "schematic", "sunny", 0.5, 600, 560, "#ff0000");
  const fast: Scenario = { ...walking, actors: walking.actors.map((actor) => ({ ...actor, trajectory: { ...actor.trajectory, waypoints: [{ x: 300, y: 560 }, { x: 900, y: 560 }] } })) };
  const points = [[640, 360], [4, 4], [1276, 716], [640, 700]] as const;
  const look = async (sensor: Partial<typeof none>, scenario = walking, frame = 10) =>
    page.evaluate(([given, points, frame]) => pictureHarness.pixelsAt(given, frame, points), [{ ...scenario, sensor: { ...none, ...sensor } }, points, frame] as const);
  const red = (pixels: number[][]) => pixels.map(([component = 0]) => component);
  const plain = red(await look({}));
  expect(await look({})).toEqual(await page.evaluate(([given, points]) => pictureHarness.pixelsAt(given, 10, points), [walking, points] as const));
  red(await look({ exposure: 1 })).forEach((value, index) => expect(Math.abs(value - Math.min(255, 2 * (plain[index] ?? 0)))).toBeLessThanOrEqual(2));
  red(await look({ exposure: -1 })).forEach((value, index) => expect(Math.abs(value - (plain[index] ?? 0) / 2)).toBeLessThanOrEqual(2));
  const dark = red(await look({ vignetting: 1 }));
  expect(Math.abs((dark[0] ?? 0) - (plain[0] ?? 0))).toBeLessThanOrEqual(2);
  expect(dark[1]).toBeLessThan((plain[1] ?? 0) * 0.4);
  const noisy = await page.evaluate((given) => pictureHarness.onPage(given, [10, 11]), [{ ...walking, actors: [], sensor: { ...none, noise: 0.5 } }]);
  expect(noisy[0]?.[0]).not.toBe(noisy[0]?.[1]);
  // The box moves 10 pixels a frame: smeared, its edges reach beyond it, half as strong; leaning, its corners shift.
  const edges = async (sensor: Partial<typeof none>) => {
    const given: Scenario = { ...fast, sensor: { ...none, ...sensor } };
    const [box] = frameState(given, 10).bodies.map((body) => body.box);
    if (!box) throw new Error("nobody is there");
    const [top, middle, bottom] = [box.y + 2, box.y + 60, box.y + box.height - 3];
    const where = [[box.x - 2, middle], [box.x + 20, middle], [box.x + box.width, top], [box.x + box.width, bottom]] as const;
    return red(await page.evaluate(([given, where]) => pictureHarness.pixelsAt(given, 10, where), [given, where] as const));
  };
  const [behind = 0, inside = 0, upper = 0, lower = 0] = await edges({});
  expect([inside, upper]).toEqual([255, lower]);
  const [smeared = 0, core = 0] = await edges({ motionBlur: 1 });
  expect(smeared).toBeGreaterThan(behind + 20);
  expect(smeared).toBeLessThan(230);
  expect(core).toBeGreaterThan(250);
  const [, , upperLeaning = 0, lowerLeaning = 0] = await edges({ rollingShutter: 1 });
  expect(upperLeaning).toBe(upper);
  expect(lowerLeaning).toBe(255);
});

test("a user's picture fills an actor's box and is mirrored with its direction; a background picture covers the frame", async ({ page }) => {
  await openHarness(page);
  const [sprite, background] = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no 2D context");
    // Transparent but for its middle: red on the left, blue on the right.
    context.fillStyle = "rgb(255,0,0)";
    context.fillRect(10, 10, 10, 20);
    context.fillStyle = "rgb(0,0,255)";
    context.fillRect(20, 10, 10, 20);
    const drawn = canvas.toDataURL("image/png");
    context.fillStyle = "rgb(10,200,30)";
    context.fillRect(0, 0, 40, 40);
    return [drawn, canvas.toDataURL("image/png")];
  });
  const asset = (data: string) => ({ name: "picture.png", mediaType: "image/png", width: 40, height: 40, sha256: "0".repeat(64), data }) as const;
  const scenario = (toX: number): Scenario =>
    createScenario({
      id: "sprite",
      scene: { kind: "highway", variant: 0, backgroundAsset: "background" },
      assets: { sprite: asset(sprite ?? ""), background: asset(background ?? "") },
      actors: [
        createActor({
          id: "sprite",
          trackId: 0,
          type: "vehicle",
          appearance: { model: "car", spriteAsset: "sprite" },
          size: { width: 100, height: 50 },
          startFrame: 0,
          endFrame: 100,
          waypoints: [{ x: 600, y: 500 }, { x: toX, y: 500 }],
        }),
      ],
    });
  const points = [[560, 480], [640, 480], [5, 5], [1275, 715]] as const;
  const look = (toX: number) => page.evaluate(({ given, points }) => pictureHarness.pixelsAt(given, 0, points), { given: scenario(toX), points });
  const green = [10, 200, 30, 255];
  expect(await look(700)).toEqual([[255, 0, 0, 255], [0, 0, 255, 255], green, green]);
  expect(await look(500)).toEqual([[0, 0, 255, 255], [255, 0, 0, 255], green, green]);
});

test("an actor as large as the schema allows is drawn, in place, without exhausting memory; a tiny one too", async ({ page }) => {
  await openHarness(page);
  const scenario = (width: number, height: number): Scenario =>
    createScenario({
      id: "extremes",
      weather: [{ frame: 0, condition: "rainy", intensity: 0.5, fadeFrames: 0 }],
      actors: ACTOR_TYPES.map((type, trackId) =>
        createActor({
          id: type,
          trackId,
          type,
          size: { width, height },
          startFrame: 0,
          endFrame: 10,
          waypoints: [{ x: 640 + trackId, y: 700 }, { x: 700, y: 700 }],
        }),
      ),
    });
  const sizes: readonly [number, number][] = [[10_000, 10_000], [3000, 1500], [2, 2], [3, 2000]];
  for (const size of sizes) {
    const [faults] = await page.evaluate((given) => pictureHarness.regionFaults([given], [0, 3]), scenario(...size));
    expect(faults?.map((frame) => frame.faults), String(size)).toEqual([0, 0]);
  }
});
