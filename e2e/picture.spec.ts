import { expect, test } from "@playwright/test";
import {
  ACTOR_TYPES,
  PICTURE_STYLES,
  SCENE_KINDS,
  SPECIFIED_COLORS,
  CONDITIONS,
  LIMITS,
  createActor,
  createScenario,
  validateScenario,
  type WholeScenario,
} from "@/core/document";
import { crowd, mover, openHarness, pictureScript } from "./support/pictures";

let script = "";
test.beforeAll(async () => {
  script = await pictureScript();
});

test("a frame gives the same picture when drawn twice, in any order, on the page and in a worker: all scenes, styles and weathers", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await openHarness(page, script);
  for (const style of PICTURE_STYLES)
    for (const kind of SCENE_KINDS) {
      const scenarios = CONDITIONS.map((condition) => crowd(kind, style, condition, 0.6));
      const [onPage, inWorker] = await page.evaluate(
        async ({ scenarios, script }) => [
          await pictureHarness.onPage(scenarios, [3, 44, 31, 3, 52]),
          await pictureHarness.inWorker(script, scenarios, [52, 31, 44, 3]),
        ],
        { scenarios, script },
      );
      CONDITIONS.forEach((condition, index) => {
        const where = `${style} ${kind} ${condition}`;
        const [first, later, middle, again, last] = onPage?.[index] ?? [];
        expect(again, where).toBe(first);
        expect(inWorker?.[index], where).toEqual([last, middle, later, first]);
        expect(new Set([first, later, middle, last]).size, where).toBe(4);
      });
    }
});

test("outside the changed regions a frame equals its static scene exactly, and the regions stay small", async ({ page }) => {
  test.setTimeout(180_000);
  await openHarness(page, script);
  for (const style of PICTURE_STYLES)
    for (const kind of SCENE_KINDS) {
      const crowds = CONDITIONS.map((condition) => crowd(kind, style, condition, 0.7));
      const empty = crowds.map((scenario) => ({ ...scenario, actors: [], occluders: [] }));
      const [full, lonely] = await page.evaluate(
        async ([crowds, empty]) => [
          await pictureHarness.regionFaults(crowds, [2, 20, 45, 59]),
          await pictureHarness.regionFaults(empty, [2]),
        ],
        [crowds, empty] as const,
      );
      CONDITIONS.forEach((condition, index) => {
        const where = `${style} ${kind} ${condition}`;
        const frames = full?.[index] ?? [];
        expect(
          frames.map(({ faults }) => faults),
          where,
        ).toEqual([0, 0, 0, 0]);
        const [early, still, fading] = frames.map(({ key }) => key);
        expect(still, where).toBe(early);
        expect(fading, where).not.toBe(early);
        const share = lonely?.[index]?.[0]?.share ?? 1;
        if (condition === "rainy" || condition === "snow") expect(share, where).toBeLessThan(0.35);
        else expect(share, where).toBe(0);
      });
    }
});

test("rain and snow move like drops and flakes: two frames differ by particles alone, and each particle has moved, not flickered", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openHarness(page, script);
  for (const style of PICTURE_STYLES)
    for (const [condition, mostLost] of [
      ["rainy", 0.3],
      ["snow", 0.05],
    ] as const)
      for (const [kind, frame] of SCENE_KINDS.map((each, index) => [each, index % 2 ? 47 : 10] as const)) {
        const scenario = createScenario({
          id: "falling",
          style,
          scene: { kind, variant: 0 },
          weather: [{ frame: 0, condition, intensity: 0.8, fadeFrames: 0 }],
        });
        const where = `${style} ${kind} ${condition} ${frame}`;
        const { changed, unexplained, lost, ways } = await page.evaluate(([given, first]) => pictureHarness.differences(given, first), [
          scenario,
          frame,
        ] as const);
        expect(changed, where).toBeGreaterThan(1000);
        expect(unexplained, where).toBe(0);
        // Three layers, each moving as one: everything is found again except rings on wet ground and particles that leave the frame.
        expect(lost, `${where}: ${ways.join(" / ")}`).toBeLessThan(style === "schematic" ? 0.05 : mostLost);
      }
});

test("schematic pixels obey the specification: boxes half-open, colours by the laws, drops not darkened", async ({ page }) => {
  await openHarness(page, script);
  const scenario = createScenario({
    id: "laws",
    style: "schematic",
    light: [{ frame: 0, condition: "night", intensity: 0.5, fadeFrames: 0 }],
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
  const pixels = await page.evaluate(({ scenario, corners }) => pictureHarness.pixelsAt(scenario, 0, corners), { scenario, corners });
  // Night at 0.5: 0.65 × 255 = 165.75 → 166; the meadow (50, 80, 50) → (32, 52, 32): halves are rounded to even.
  ACTOR_TYPES.forEach((type, index) => {
    const expected = [...SPECIFIED_COLORS[type].map((component) => (component === 255 ? 166 : 0)), 255];
    expect(pixels.slice(index * 4, index * 4 + 4)).toEqual([expected, expected, [32, 52, 32, 255], [32, 52, 32, 255]]);
  });

  const rain: WholeScenario = { ...scenario, actors: [], weather: [{ frame: 0, condition: "rainy", intensity: 1, fadeFrames: 0 }] };
  const [drop] = await page.evaluate(async (given) => pictureHarness.regionsAt(given, 4), rain);
  expect(drop).toBeDefined();
  if (drop) {
    const [centre] = await page.evaluate(({ rain, point }) => pictureHarness.pixelsAt(rain, 4, [point]), {
      rain,
      point: [drop.x + 1, drop.y + 1] as [number, number],
    });
    expect(centre).toEqual([200, 200, 255, 255]);
  }
});

test("a change of weather intensity is visible in the very next frame drawn", async ({ page }) => {
  await openHarness(page, script);
  for (const condition of CONDITIONS) {
    if (condition === "sunny") continue;
    const at = (intensity: number) => mover("pedestrian", "residential", "illustrated", condition, intensity, 600, 560, "#a03030");
    const [weaker, stronger] = await page.evaluate((scenarios) => pictureHarness.onPage(scenarios, [5]), [at(0.5), at(0.52)]);
    expect(weaker, condition).not.toEqual(stronger);
  }
});

test("a user's image fills an actor's box and is mirrored with its direction; a background image covers the frame", async ({ page }) => {
  await openHarness(page, script);
  const [sprite, background] = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no 2D context");
    // Transparent except for its middle: red on the left, blue on the right.
    context.fillStyle = "rgb(255,0,0)";
    context.fillRect(10, 10, 10, 20);
    context.fillStyle = "rgb(0,0,255)";
    context.fillRect(20, 10, 10, 20);
    const drawn = canvas.toDataURL("image/png");
    context.fillStyle = "rgb(10,200,30)";
    context.fillRect(0, 0, 40, 40);
    return [drawn, canvas.toDataURL("image/png")];
  });
  const asset = (data: string) =>
    ({ name: "picture.png", mediaType: "image/png", width: 40, height: 40, sha256: "0".repeat(64), data }) as const;
  const scenario = (toX: number): WholeScenario =>
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
          waypoints: [
            { x: 600, y: 500 },
            { x: toX, y: 500 },
          ],
        }),
      ],
    });
  const points = [
    [560, 480],
    [640, 480],
    [5, 5],
    [1275, 715],
  ] as const;
  const look = (toX: number) =>
    page.evaluate(({ given, points }) => pictureHarness.pixelsAt(given, 0, points), { given: scenario(toX), points });
  const green = [10, 200, 30, 255];
  expect(await look(700)).toEqual([[255, 0, 0, 255], [0, 0, 255, 255], green, green]);
  expect(await look(500)).toEqual([[0, 0, 255, 255], [255, 0, 0, 255], green, green]);
});

test("an actor as large as the schema allows, scaled and stretched, is drawn in place with bounded memory; so is a tiny one", async ({
  page,
}) => {
  await openHarness(page, script);
  const scenario = (width: number, height: number, factors: { scale?: number; stretch?: number } = {}): WholeScenario =>
    validateScenario({
      ...createScenario({ id: "extremes" }),
      weather: [{ frame: 0, condition: "rainy", intensity: 0.5, fadeFrames: 0 }],
      actors: ACTOR_TYPES.map((type, trackId) =>
        createActor({
          id: type,
          trackId,
          type,
          size: { width, height },
          startFrame: 0,
          endFrame: 10,
          waypoints: [
            { x: 640 + trackId, y: 700, ...factors },
            { x: 700, y: 700, ...factors },
          ],
        }),
      ),
    });
  const { extent, scale, stretch } = LIMITS;
  const sizes: readonly Parameters<typeof scenario>[] = [
    [extent.max, extent.max],
    [extent.max, extent.max, { scale: scale.max }],
    [extent.max, extent.max, { scale: scale.max, stretch: stretch.max }],
    [extent.max, extent.max, { scale: scale.max, stretch: stretch.min }],
    [3000, 1500],
    [extent.min, extent.min],
    [extent.min, extent.min, { scale: scale.min, stretch: stretch.min }],
    [extent.min, extent.min, { scale: scale.min, stretch: stretch.max }],
    [3, 2000],
  ];
  for (const size of sizes) {
    const [faults] = await page.evaluate((given) => pictureHarness.regionFaults([given], [0, 3]), scenario(...size));
    expect(
      faults?.map((frame) => frame.faults),
      JSON.stringify(size),
    ).toEqual([0, 0]);
  }
});
