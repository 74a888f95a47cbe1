import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { SPECIFIED_COLORS, parseScenario } from "@/core/document";
import type { Box } from "@/core/scene";
import type { GroundTruthRecord } from "@/core/truth";
import { readFrameStamp } from "@/export/picture/frameStamp";
import { findPixels } from "./support/boxesInPicture";
import { unpackBundle } from "./support/bundle";
import { decodedLuma, limitedLuma } from "./support/decodedLuma";
import { Person, expectPath } from "./support/person";
import { countMessages } from "./support/workerMessages";

/** Goes through the export dialog and returns the downloaded ZIP's path. */
async function exportBundle(page: Page, choose: () => Promise<void> = () => Promise.resolve()): Promise<string> {
  const dialog = page.getByRole("dialog");
  await choose();
  await dialog.getByRole("button", { name: "Export video" }).click();
  const button = dialog.getByRole("button", { name: /Download bundle/ });
  await button.waitFor({ timeout: 90_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return download.path();
}

async function chooseOption(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole("dialog").getByRole("combobox", { name: label }).click();
  await page.getByRole("option", { name: option }).click();
}

/** Other files made from the finished video of 12 frames of 640 × 360: the same frames, if the container can hold them unchanged. */
async function expectOtherFiles(page: Page, folder: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  const saveAs = async (item: RegExp): Promise<string> => {
    await dialog.getByRole("button", { name: "Save video as" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download", { timeout: 60_000 }),
      page.getByRole("menuitem", { name: item }).click(),
    ]);
    const path = join(folder, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  };
  const run = (program: string, ...parameters: string[]) =>
    execFileSync(program, ["-v", "error", ...parameters])
      .toString()
      .trim();
  const digests = (path: string) => run("ffmpeg", "-i", path, "-map", "0:v", "-f", "framemd5", "-").match(/[0-9a-f]{32}$/gm);
  const probe = (path: string) =>
    run("ffprobe", "-count_frames", "-show_entries", "stream=codec_name,width,height,nb_read_frames", "-of", "csv=p=0", path);
  const mp4 = await saveAs(/^MP4 video/);
  expect(await readFile(mp4)).toEqual(await readFile(join(folder, "video.mp4")));
  for (const item of [/^MOV/, /^MKV/]) {
    const path = await saveAs(item);
    expect(digests(path)).toEqual(digests(mp4));
    expect(probe(path)).toBe("h264,640,360,12");
  }
  expect(probe(await saveAs(/^AVI/))).toBe("mjpeg,640,360,12");
  const half = await saveAs(/^MP4, half size/);
  expect([half.endsWith("-half.mp4"), probe(half)]).toEqual([true, "h264,320,180,12"]);
  expect(probe(await saveAs(/^GIF/))).toMatch(/^gif,480,270,[45]$/);
  expect(probe(await saveAs(/^Contact sheet/))).toMatch(/^png,1320,/);
  await expect(dialog.getByRole("button", { name: "Save video as" })).toBeEnabled();
}

const inside = (inner: Box, outer: Box) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

test("from an empty scenario to a bundle whose video shows the actors where its ground truth says", async ({ page }, { outputDir }) => {
  const person = new Person(page);
  await person.startEmpty();
  await person.press("Shift+s", "p");
  for (const place of [
    [250, 500],
    [420, 420],
    [620, 520],
    [800, 460],
  ] as const)
    await person.click(place);
  await person.press("Enter", "3");
  await person.drag([
    [200, 620],
    [1000, 620],
  ]);

  await page.getByRole("tab", { name: "Weather" }).click();
  await page.getByRole("radio", { name: "Rain" }).click();
  await page.getByRole("tab", { name: "Scenario" }).click();
  const duration = page.getByRole("textbox", { name: "Duration, s" });
  await duration.fill("60f");
  await duration.press("Enter");

  const ruler = await page.getByTestId("ruler").boundingBox();
  if (!ruler) throw new Error("there is no ruler");
  await page.mouse.move(ruler.x + 100, ruler.y + 8);
  await page.mouse.down();
  await page.mouse.move(ruler.x + ruler.width / 2, ruler.y + 8, { steps: 8 });
  await page.mouse.up();
  await expect(page.getByRole("textbox", { name: "Frame", exact: true })).toHaveValue("30");

  const drawn = await person.saved();
  expect(drawn.video.durationFrames).toBe(60);
  expect(drawn.weather).toMatchObject([{ frame: 0, condition: "rainy" }]);
  const [walker, car] = drawn.actors;
  if (!walker || !car) throw new Error("two actors were drawn");
  expect([walker.type, car.type]).toEqual(["pedestrian", "vehicle"]);
  expect(walker.trajectory.curve).toBe("smooth");
  expectPath(walker, [
    [250, 500],
    [420, 420],
    [620, 520],
    [800, 460],
  ]);

  await page.getByRole("button", { name: "Export", exact: true }).click();
  const zip = await exportBundle(page, async () => {
    await page.getByRole("radio", { name: /^Lossless/ }).click();
    await chooseOption(page, "Style", "Schematic");
  });
  await expect(page.getByRole("dialog").locator("video")).toHaveJSProperty("videoWidth", 1280);

  const paths = await unpackBundle(zip, outputDir);
  for (const path of [
    "video.mp4",
    "ground_truth.json",
    "metadata.json",
    "scenario.json",
    "manifest.json",
    "frames.md5",
    "annotations/coco.json",
  ])
    expect(paths).toContain(path);
  const exported = parseScenario(await readFile(join(outputDir, "scenario.json"), "utf8"));
  expect(exported).toEqual({ ...drawn, style: "schematic" });

  const truth = JSON.parse(await readFile(join(outputDir, "ground_truth.json"), "utf8")) as { annotations: GroundTruthRecord[] };
  let frame = 0;
  let compared = 0;
  for await (const picture of decodedLuma(join(outputDir, "video.mp4"), 1280, 720)) {
    for (const record of truth.annotations.filter((annotation) => annotation.frame === frame)) {
      const { x, y, width, height } = record.bounding_box;
      const luma = limitedLuma(SPECIFIED_COLORS[record.object_type]);
      const around = { x: x - 6, y: y - 6, width: width + 12, height: height + 12 };
      const found = findPixels(picture, around, (value) => value === luma);
      // Drops cover some of an actor's pixels; no pixel of it may be outside its box.
      expect(found.pixels, `frame ${frame}, track ${record.track_id}`).toBeGreaterThan(record.visibility * width * height * 0.85);
      if (found.box && record.visible_box)
        expect(inside(found.box, record.visible_box), `frame ${frame}, track ${record.track_id}`).toBe(true);
      compared++;
    }
    frame++;
  }
  expect(frame).toBe(60);
  expect(compared).toBeGreaterThan(60);
});

test("an export without actors is refused with a remedy; a cancelled export leaves nothing behind; the next one exports a part", async ({
  page,
}, { outputDir }) => {
  const messages = await countMessages(page);
  const person = new Person(page);
  await person.startEmpty();
  await person.press("Control+e");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("The scenario has no actors")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Export video" })).toBeDisabled();
  await dialog.getByRole("button", { name: "Add a pedestrian" }).click();
  await expect(dialog).toBeHidden();
  await person.drag([
    [300, 500],
    [900, 500],
  ]);
  const before = await person.saved();

  await person.press("Control+e");
  await dialog.getByRole("button", { name: "Export video" }).click();
  await dialog.getByRole("button", { name: "Cancel export" }).click();
  await dialog.getByText("Part of it").click();
  for (const [name, frames] of [
    ["First frame", "12"],
    ["Frame after the last", "24"],
  ] as const) {
    const field = dialog.getByRole("textbox", { name });
    await field.fill(frames);
    await field.press("Enter");
  }
  await chooseOption(page, "Size", "640 × 360");
  await dialog.getByRole("button", { name: /^Formats and options/ }).click();
  await dialog.getByRole("checkbox", { name: "Frame stamp in a corner" }).check();
  const paths = await unpackBundle(await exportBundle(page), outputDir);
  expect(paths).toContain("video.mp4");
  const truth = JSON.parse(await readFile(join(outputDir, "ground_truth.json"), "utf8")) as {
    video_metadata: object;
    annotations: GroundTruthRecord[];
  };
  expect(truth.video_metadata).toMatchObject({ width: 640, height: 360, total_frames: 12, total_objects: 1 });
  expect(truth.annotations.map(({ frame }) => frame)).toEqual(Array.from({ length: 12 }, (_, frame) => frame));

  // The displayed picture, playing or not, is always of the frame that its boxes and number refer to: the stamp in the picture proves it.
  const viewer = dialog.getByRole("group", { name: "Exported video" });
  const shown = () =>
    viewer.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
      const row = canvas.getContext("2d")?.getImageData(0, 6, canvas.width, 1).data ?? [];
      return { frame: Number(canvas.dataset["frame"]), brightness: Array.from(row).filter((_, index) => index % 4 === 0) };
    });
  const expectInStep = async (): Promise<number> => {
    const { frame, brightness } = await shown();
    expect(readFrameStamp(640, (x) => brightness[x] ?? 0)).toBe(frame);
    return frame;
  };
  for (let sample = 0; sample < 12; sample++) await expectInStep();
  await viewer.focus();
  await person.press("Shift+ArrowLeft", "Shift+ArrowLeft");
  await expect(viewer.getByText("frame 0 / 12")).toBeVisible();
  await person.press("ArrowRight");
  await expect(viewer.getByText("frame 1 / 12")).toBeVisible();
  expect(await expectInStep()).toBe(1);

  await expectOtherFiles(page, outputDir);
  // They went to the disk while they were made: the page reads none of them, and no worker is given one.
  const { kinds } = await messages();
  expect(kinds).toContain("EXEC");
  expect(kinds.filter((kind) => ["READ_FILE", "WRITE_FILE"].includes(kind))).toEqual([]);

  // After closing and reopening the dialog, the export is still there; a new one starts with the same settings; a change discards it.
  await person.press("Escape");
  await expect(dialog).toBeHidden();
  expect(await person.saved()).toEqual(before);
  await person.press("Control+e");
  await expect(dialog.getByText("Last export")).toBeVisible();
  await expect(dialog.getByRole("button", { name: /Download bundle/ })).toBeEnabled();
  await dialog.getByRole("button", { name: "Export again" }).click();
  await expect(dialog.getByRole("combobox", { name: "Size" })).toHaveValue("640 × 360");
  await person.press("Escape");
  await expect(dialog).toBeHidden();
  await person.press("ArrowRight", "Control+e");
  await expect(dialog.getByRole("button", { name: "Export video" })).toBeEnabled();
});

test("the keyboard alone goes from an empty scenario to an exported bundle", async ({ page }) => {
  const person = new Person(page);
  await person.startEmpty();
  // The command palette reaches everything that has no shortcut.
  await person.press("Control+k");
  await expect(page.getByRole("dialog").locator("input")).toBeFocused();
  await page.keyboard.type("Add pedestrian");
  await expect(page.getByRole("dialog").getByText("Add pedestrian", { exact: true })).toBeVisible();
  await person.press("Enter");
  // The stage has keyboard focus: Enter places the actor in its centre and selects it, arrow keys move it.
  await expect(person.stage).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(person.stage).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "Pedestrian tool active: press Enter to place" })).toHaveCount(1);
  await person.press("Enter", "Shift+ArrowRight");
  const placed = await person.savedActor();
  expect(placed.type).toBe("pedestrian");
  expectPath(placed, [[650, 360]], 60);
  await expect(page.getByRole("status").filter({ hasText: "Pedestrian 0, pedestrian, at" })).toHaveCount(1);
  // From the palette, too: its button is highlighted while the tool is active.
  const cyclist = page.getByRole("toolbar", { name: "Tools" }).getByRole("button", { name: "Add cyclist" });
  const plain = await cyclist.evaluate((button) => getComputedStyle(button).backgroundColor);
  await person.tabTo(cyclist);
  await person.press("Enter");
  await expect(person.stage).toBeFocused();
  await expect(cyclist).not.toHaveCSS("background-color", plain);
  await person.press("Escape", "3", "Escape", "Escape");
  await expect(cyclist).toHaveCSS("background-color", plain);
  expect((await person.saved()).actors).toHaveLength(1);
  // A collapsed panel comes back with any of its tabs.
  const inspector = page.getByRole("region", { name: "Inspector" });
  await person.press("Alt+i");
  await expect.poll(async () => (await inspector.boundingBox())?.width ?? 0).toBeLessThan(2);
  await page.reload();
  await expect(person.stage).toBeVisible();
  await expect.poll(async () => (await inspector.boundingBox())?.width ?? 0).toBeLessThan(2);
  await person.press("Alt+1");
  await expect.poll(async () => (await inspector.boundingBox())?.width ?? 0).toBeGreaterThan(270);
  await person.tabTo(page.getByRole("button", { name: "Add generator" }));
  await person.press("Enter");
  // The menu takes focus once it is there, which an arrow key does, too.
  await expect(page.getByRole("menu").locator(":focus")).toBeAttached();
  await person.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Cyclist crossing" })).toBeFocused();
  await person.press("Enter");
  await expect(page.getByRole("button", { name: /Cyclist crossing/ })).toBeVisible();
  await person.tabTo(page.getByRole("textbox", { name: "Duration, s" }).first());
  await page.keyboard.type("1");
  await person.press("Enter");
  const { actors, video } = await person.saved();
  expect(actors).toHaveLength(2);
  expect(video.durationFrames).toBe(30);

  await person.press("Control+e");
  const start = page.getByRole("button", { name: "Export video" });
  await expect(start).toBeFocused();
  await person.press("Enter");
  const take = page.getByRole("button", { name: /Download bundle/ });
  await expect(take).toBeVisible({ timeout: 90_000 });
  await person.tabTo(take);
  const [download] = await Promise.all([page.waitForEvent("download"), person.press("Enter")]);
  expect(download.suggestedFilename()).toBe("Untitled scenario.zip");
});
