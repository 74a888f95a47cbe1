import { expect, test } from "@playwright/test";
import { PICTURE_STYLES, type WholeScenario } from "@/core/document";
import { frameState } from "@/core/scene";
import { groundTruthOf } from "@/core/truth";
import { crowd, mover, openHarness, pictureScript } from "./support/pictures";

let script = "";
test.beforeAll(async () => {
  script = await pictureScript();
});

/** The effects of a camera of modest quality. */
const SENSOR = { exposure: 0.4, noise: 0, motionBlur: 0.8, lensDrops: 0.6, vignetting: 0.5, rollingShutter: 0.7 } as const;

test("camera effects are the same on the page and in a worker, stay within their regions, and do not affect the labels", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openHarness(page, script);
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
      expect(
        faults[1]?.map((frame) => frame.faults),
        style,
      ).toEqual([0, 0, 0, 0]);
      expect(faults[1]?.[0]?.key, style).not.toBe(faults[0]?.[0]?.key);
      expect(faults[1]?.[0]?.key, style).toBe(faults[1]?.[1]?.key);
      for (const frame of [3, 31, 44])
        expect(groundTruthOf(frameState({ ...plain, sensor }, frame))).toEqual(groundTruthOf(frameState(plain, frame)));
    }
});

test("exposure brightens, vignetting darkens corners, noise differs in every frame, blur and rolling shutter affect only motion", async ({
  page,
}) => {
  await openHarness(page, script);
  const none = { exposure: 0, noise: 0, motionBlur: 0, lensDrops: 0, vignetting: 0, rollingShutter: 0 };
  const walking = mover("pedestrian", "residential", "schematic", "sunny", 0.5, 600, 560, "#ff0000");
  const fast: WholeScenario = {
    ...walking,
    actors: walking.actors.map((actor) => ({
      ...actor,
      trajectory: {
        ...actor.trajectory,
        waypoints: [
          { x: 300, y: 560 },
          { x: 900, y: 560 },
        ],
      },
    })),
  };
  const points = [
    [640, 360],
    [4, 4],
    [1276, 716],
    [640, 700],
  ] as const;
  const look = async (sensor: Partial<typeof none>, scenario = walking, frame = 10) =>
    page.evaluate(([given, points, frame]) => pictureHarness.pixelsAt(given, frame, points), [
      { ...scenario, sensor: { ...none, ...sensor } },
      points,
      frame,
    ] as const);
  const red = (pixels: number[][]) => pixels.map(([component = 0]) => component);
  const plain = red(await look({}));
  expect(await look({})).toEqual(
    await page.evaluate(([given, points]) => pictureHarness.pixelsAt(given, 10, points), [walking, points] as const),
  );
  red(await look({ exposure: 1 })).forEach((value, index) =>
    expect(Math.abs(value - Math.min(255, 2 * (plain[index] ?? 0)))).toBeLessThanOrEqual(2),
  );
  red(await look({ exposure: -1 })).forEach((value, index) => expect(Math.abs(value - (plain[index] ?? 0) / 2)).toBeLessThanOrEqual(2));
  const dark = red(await look({ vignetting: 1 }));
  expect(Math.abs((dark[0] ?? 0) - (plain[0] ?? 0))).toBeLessThanOrEqual(2);
  expect(dark[1]).toBeLessThan((plain[1] ?? 0) * 0.4);
  const noisy = await page.evaluate(
    (given) => pictureHarness.onPage(given, [10, 11]),
    [{ ...walking, actors: [], sensor: { ...none, noise: 0.5 } }],
  );
  expect(noisy[0]?.[0]).not.toBe(noisy[0]?.[1]);
  // The box moves 10 pixels a frame: when smeared, its edges extend beyond it at half strength; when leaning, its corners shift.
  const edges = async (sensor: Partial<typeof none>) => {
    const given: WholeScenario = { ...fast, sensor: { ...none, ...sensor } };
    const [box] = frameState(given, 10).bodies.map((body) => body.box);
    if (!box) throw new Error("nobody is there");
    const [top, middle, bottom] = [box.y + 2, box.y + 60, box.y + box.height - 3];
    const where = [
      [box.x - 2, middle],
      [box.x + 20, middle],
      [box.x + box.width, top],
      [box.x + box.width, bottom],
    ] as const;
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
