import { expect, test, type Page } from "@playwright/test";
import {
  ACTOR_TYPES,
  PICTURE_STYLES,
  SCENE_KINDS,
  CONDITIONS,
  createActor,
  createOccluder,
  createScenario,
  serializeScenario,
  type PictureStyle,
  type WholeScenario,
  type SceneKind,
  type Condition,
} from "@/core/document";
import { bundleHarness } from "../scripts/setup/bundleHarness.mjs";
import type {} from "./harness/preview";
import { dropFile } from "./support/files";
import { skyOf } from "./support/pictures";
import { Person } from "./support/person";

/** One actor of each type, one of them behind a tree, in a small frame; after some frames the weather fades to fog. */
function street(kind: SceneKind, style: PictureStyle, condition: Condition): WholeScenario {
  return createScenario({
    id: "street",
    style,
    scene: { kind, variant: 1 },
    video: { width: 480, height: 270, fps: 30, durationFrames: 60 },
    ...skyOf(condition, 0.6, "fog", 0.4),
    actors: ACTOR_TYPES.map((type, trackId) =>
      createActor({
        id: type,
        trackId,
        type,
        startFrame: 0,
        endFrame: 60,
        waypoints: [
          { x: 60 + trackId * 100, y: 190 + trackId * 15 },
          { x: 130 + trackId * 100, y: 185 + trackId * 15 },
        ],
      }),
    ),
    occluders: [createOccluder({ id: "tree", kind: "tree", x: 120, y: 90 })],
  });
}

/** Includes a frame of the fade, and one that appears twice. */
const FRAMES = [7, 8, 43, 8];

test("the stage's picture is what export passes to the encoder: all scenes, styles and weathers", async ({ page }) => {
  test.setTimeout(240_000);
  const script = await bundleHarness("preview");
  await page.goto("about:blank");
  await page.addScriptTag({ content: script });
  for (const style of PICTURE_STYLES)
    for (const kind of SCENE_KINDS)
      for (const condition of CONDITIONS) {
        const [previewed, exported] = await page.evaluate(
          async ({ scenario, script, frames }) =>
            [await previewHarness.previewed(scenario, frames), await previewHarness.exported(script, scenario, frames)] as const,
          { scenario: street(kind, style, condition), script, frames: FRAMES },
        );
        const where = `${style} ${kind} ${condition}`;
        expect(exported.waiting, where).toEqual(previewed);
        expect(exported.copying, where).toEqual(previewed);
        expect(new Set(previewed).size, where).toBeGreaterThan(2);
        // However a frame is read, its bodies are placed once: that is half of the work of drawing it.
        if (kind !== "highway") continue;
        const placed = await page.evaluate(([it, frames]) => previewHarness.placements(it, frames), [
          street(kind, style, condition),
          FRAMES,
        ] as const);
        expect(placed, where).toEqual({ waiting: FRAMES.length, copying: FRAMES.length });
      }
});

/** Digests of the frame's area on each of the stage's layers, where the frame is centred on whole pixels. */
function digestsOnStage(page: Page, { video: { width, height } }: WholeScenario): Promise<number[]> {
  return page.evaluate(
    ({ width, height }) => {
      const digest = (pixels: Uint8ClampedArray) => {
        let hash = 0x811c9dc5;
        for (const byte of pixels) hash = Math.imul(hash ^ byte, 0x01000193);
        return hash >>> 0;
      };
      // In an odd space the centre is between two pixels: either side is correct.
      const around = (space: number) => [Math.floor(space / 2), Math.ceil(space / 2)];
      return [...document.querySelectorAll<HTMLCanvasElement>("[role=application] canvas")].flatMap((layer) => {
        const context = layer.getContext("2d");
        if (!context) throw new Error("a layer has no 2D context");
        return around(layer.width - width).flatMap((left) =>
          around(layer.height - height).map((top) => digest(context.getImageData(left, top, width, height).data)),
        );
      });
    },
    { width, height },
  );
}

test("the stage at 100 % shows the picture pixel by pixel, whatever its size", async ({ page, context }) => {
  const beside = await context.newPage();
  await beside.addScriptTag({ content: await bundleHarness("preview") });
  const person = new Person(page);
  await person.startEmpty();
  for (const [index, width] of [1280, 1281, 1332].entries()) {
    await page.setViewportSize({ width, height: 801 });
    // Each has its own name, which shows when it is the open one.
    const scenario = { ...street("urban_intersection", "illustrated", CONDITIONS[index + 1] ?? "rainy"), name: `${width} wide` };
    await dropFile(page, { name: "street.json", text: serializeScenario(scenario) });
    await expect(page.getByRole("textbox", { name: "Scenario name" })).toHaveValue(scenario.name);
    await page.getByRole("textbox", { name: "Frame", exact: true }).fill("21");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "Frame", exact: true })).toHaveValue("21");
    await person.stage.focus();
    const drawn = await beside.evaluate((it) => previewHarness.pixelDigest(it, 21), scenario);
    // Until the stage has its new width, 100 % is centred in the old one.
    const atFullSize = async () => {
      await person.press("Shift+1", "Shift+0");
      return digestsOnStage(page, scenario);
    };
    await expect.poll(atFullSize, { message: `${width} pixels wide` }).toContain(drawn);
  }
});
