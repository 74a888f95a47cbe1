import { expect, test } from "@playwright/test";
import {
  ACTOR_MODELS,
  ACTOR_TYPES,
  PICTURE_STYLES,
  SCENE_KINDS,
  SPECIFIED_SIZES,
  createActor,
  createScenario,
  type Actor,
  type WholeScenario,
  type SceneKind,
} from "@/core/document";
import { SCENE_GEOMETRY, figureOfBody, frameState, visibleMaskOf } from "@/core/scene";
import { laneLines } from "@/editor/lanes";
import { mover, openHarness, pictureScript } from "./support/pictures";

let script = "";
test.beforeAll(async () => {
  script = await pictureScript();
});

test("an actor's contrast against what is behind it falls with every step of fog and of night", async ({ page }) => {
  test.setTimeout(240_000);
  await openHarness(page, script);
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
        // A vehicle has lamps at its ends: its body is the part between their glows.
        const contrasts = await page.evaluate(([given, share]) => pictureHarness.contrasts(given, 10, 0, share), [
          scenarios,
          who === "vehicle" ? 0.5 : 1,
        ] as const);
        cases.forEach(({ condition, color }, index) => {
          const where = `${style} ${kind} ${x} ${who} ${condition} ${color}`;
          const steps = contrasts.slice(index * intensities.length, (index + 1) * intensities.length);
          expect(steps.length, where).toBe(intensities.length);
          const behind = steps.map((contrast) => contrast.behind);
          expect(falls(behind), `${where}: ${behind.join(" ")}`).toBe(true);
          expect(behind.at(-1), where).toBeGreaterThan(0.5);
          // If actor and surroundings are equally bright on average in the sun, the difference cannot fall any further.
          const around = steps.map((contrast) => contrast.around);
          if ((around[0] ?? 0) > 25) expect(falls(around), `${where}: ${around.join(" ")}`).toBe(true);
        });
      }
});

test("drawn silhouettes touch all four sides of their boxes within a pixel, at every phase of every appearance", async ({ page }) => {
  test.setTimeout(240_000);
  await openHarness(page, script);
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
      for (const [dx, dy] of type === "distracted_driver"
        ? [[0, 0] as const]
        : ([
            [1, 0],
            [-1, 0],
            [0, 1],
            [0, -1],
          ] as const)) {
        const height = heights[type];
        const width = (height * SPECIFIED_SIZES[type].width) / SPECIFIED_SIZES[type].height;
        // One cycle of movement in 16 frames of a fifth of a second: one phase per frame.
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
        const gaps = await page.evaluate(([given, frames]) => pictureHarness.silhouetteGaps(given, frames), [
          scenario,
          Array.from({ length: 16 }, (_, frame) => frame),
        ] as const);
        const where = `${type} ${model} ${dx} ${dy}`;
        // A driver stays in its poses for a while.
        const fewest = { pedestrian: 15, cyclist: 15, vehicle: dx === 0 ? 1 : 4, distracted_driver: 3 }[type];
        expect(new Set(gaps.map(({ figure }) => figure)).size, where).toBeGreaterThanOrEqual(fewest);
        expect(Math.max(...gaps.map(({ gap }) => gap)), where).toBeLessThanOrEqual(1);
      }
});

test("in the picture, brake lights come on when a vehicle slows, its indicator blinks before a turn, wheels and legs move", async ({
  page,
}) => {
  await openHarness(page, script);
  const scenarioOf = (type: Actor["type"], waypoints: Actor["trajectory"]["waypoints"]): WholeScenario =>
    createScenario({
      id: "lamps",
      scene: { kind: "highway", variant: 0 },
      actors: [
        createActor({
          id: "a",
          trackId: 0,
          type,
          size: type === "vehicle" ? { width: 200, height: 90 } : { width: 45, height: 120 },
          startFrame: 0,
          endFrame: 120,
          waypoints,
        }),
      ],
    });
  const firstOf = (scenario: WholeScenario, frame: number) => {
    const state = frameState(scenario, frame);
    const [body] = state.bodies;
    if (!body) throw new Error("nobody is there");
    return { body, figure: figureOfBody(body, state) };
  };
  /** The pixel in the middle of the first part with a given role, at each of these frames. */
  const partColors = async (scenario: WholeScenario, role: string, frames: readonly number[]) => {
    const points = frames.map((frame) => {
      const { body, figure } = firstOf(scenario, frame);
      const { polygon = [] } = figure.parts.flatMap((part) => [part, ...(part.details ?? [])]).find((part) => part.role === role) ?? {};
      const middle = (axis: number) =>
        polygon.reduce((sum, value, index) => sum + (index % 2 === axis ? value : 0), 0) / (polygon.length / 2);
      return [Math.floor(body.box.x + middle(0) * body.box.width), Math.floor(body.box.y + middle(1) * body.box.height)] as const;
    });
    return page.evaluate(
      ([given, frames, points]) =>
        Promise.all(frames.map(async (frame, index) => (await pictureHarness.pixelsAt(given, frame, points.slice(index, index + 1)))[0])),
      [scenario, frames, points] as const,
    );
  };
  const braking = scenarioOf("vehicle", [
    { x: 300, y: 640, at: 0 },
    { x: 600, y: 640, at: 40 },
    { x: 620, y: 640, at: 60 },
    { x: 620, y: 640, at: 119 },
  ]);
  const [steady, slowing, standing] = await partColors(braking, "tail_lamp", [20, 41, 80]);
  expect(steady).toEqual(standing);
  expect((slowing?.[0] ?? 0) - (steady?.[0] ?? 0)).toBeGreaterThan(60);

  const turning = scenarioOf("vehicle", [
    { x: 300, y: 400 },
    { x: 600, y: 400 },
    { x: 600, y: 700 },
  ]);
  const green = (await partColors(turning, "blinker_near", [5, 30, 35, 40, 45, 50, 55])).map((pixel) => pixel?.[1] ?? NaN);
  expect(new Set(green).size, green.join(" ")).toBe(2);
  const dark = green[0];
  expect(
    green
      .slice(1)
      .map((level) => level !== dark)
      .filter((burns, index, all) => index > 0 && burns !== all[index - 1]).length,
  ).toBeGreaterThanOrEqual(2);

  /** How many of the points that are inside the body at both frames changed there. */
  const moved = async (scenario: WholeScenario, one: number, other: number) => {
    const { box } = firstOf(scenario, one).body;
    const grid = Array.from(
      { length: 400 },
      (_, index) => [(0.025 + 0.05 * (index % 20)) * box.width, (0.62 + 0.018 * Math.floor(index / 20)) * box.height] as const,
    );
    const at = (frame: number) => {
      const { x, y } = firstOf(scenario, frame).body.box;
      return grid.map(([dx, dy]) => [Math.floor(x + dx), Math.floor(y + dy)] as const);
    };
    const [before, after] = await page.evaluate(
      ([given, one, there, other, here]) =>
        Promise.all([pictureHarness.pixelsAt(given, one, there), pictureHarness.pixelsAt(given, other, here)]),
      [scenario, one, at(one), other, at(other)] as const,
    );
    const masks = [one, other].map((frame) => visibleMaskOf(frameState(scenario, frame), 0)?.mask.data);
    return grid.filter(
      ([dx, dy], index) =>
        masks.every((mask) => mask?.[Math.floor(dy) * box.width + Math.floor(dx)] === 1) &&
        String(before?.[index]) !== String(after?.[index]),
    ).length;
  };
  const walking = scenarioOf("pedestrian", [
    { x: 300, y: 640, at: 0 },
    { x: 420, y: 640, at: 60 },
    { x: 420, y: 640, at: 119 },
  ]);
  for (const [scenario, one, other] of [
    [braking, 10, 11],
    [walking, 10, 17],
  ] as const) {
    expect(await moved(scenario, one, other)).toBeGreaterThan(10);
    expect(await moved(scenario, 80, 100)).toBe(0);
  }
});

test("every variant is a different picture; lanes and pavements that the editor snaps to are on asphalt and paving in all of them", async ({
  page,
}) => {
  test.setTimeout(60_000);
  await openHarness(page, script);
  const isAsphalt = ([red = 0, green = 0, blue = 0]: readonly number[]) =>
    Math.max(red, green, blue) < 128 && Math.max(red, green, blue) - Math.min(red, green, blue) < 16;
  const isPaving = ([red = 0, green = 0, blue = 0]: readonly number[]) =>
    Math.min(red, green, blue) > 132 && red - blue < 40 && red >= blue;
  for (const kind of SCENE_KINDS) {
    const seen = new Set<string>();
    for (const variant of [0, 1, 7, 1234]) {
      const scenario = createScenario({ id: "empty", scene: { kind, variant } });
      const { lanes, walkways } = SCENE_GEOMETRY[kind];
      const lines = laneLines(scenario);
      expect(lines.length).toBe(lanes.length + walkways.length);
      const columns = Array.from({ length: 64 }, (_, index) => 10 + index * 20);
      const sky = columns.map((x) => [x, 40 + (x % 7) * 30] as const);
      const pixels = await page.evaluate(([given, points]) => pictureHarness.pixelsAt(given, 0, points), [
        scenario,
        [...lines.flatMap((y) => columns.map((x) => [x, y] as const)), ...sky],
      ] as const);
      lines.forEach((y, line) => {
        const row = pixels.slice(line * columns.length, (line + 1) * columns.length);
        const paved = walkways.includes(y) && kind !== "parking_lot";
        // The rest is markings, crossings, the side street, and objects on a pavement.
        expect(row.filter(paved ? isPaving : isAsphalt).length, `${kind} ${variant} row ${y}`).toBeGreaterThan(columns.length * 0.6);
      });
      seen.add(JSON.stringify(pixels.slice(-sky.length)));
    }
    expect(seen.size, kind).toBe(4);
  }
});
