import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { HeadlessSession } from "@/cli/headless/session";
import {
  SPECIFIED_COLORS,
  serializeScenario,
  withFrameRate,
  withStyle,
  withoutNoise,
  type ActorType,
  type WholeScenario,
} from "@/core/document";
import { frameState } from "@/core/scene";
import { groundTruthFrames, groundTruthOf } from "@/core/truth";
import { PRESETS } from "@/presets";
import { limitedLuma } from "./support/decodedLuma";
import { dropFile } from "./support/files";
import { overlapsScenario } from "./support/overlaps";
import { Person } from "./support/person";
import { compareWithPicture, withOwnGreys } from "./support/truthInPicture";

const APP = fileURLToPath(new URL("../dist", import.meta.url));

test.describe("the decoded video agrees with the ground truth, pixel by pixel", () => {
  let directory: string;
  let session: HeadlessSession;
  test.beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "jaywalk-truth-"));
    // One browser for all of them: it starts once. The command that opens it for each render has its own tests.
    session = await HeadlessSession.open(APP);
  });
  test.afterAll(async () => {
    await session.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Renders a scenario and compares its video, first in its own colours, then with a separate grey for each actor. */
  async function compare(scenario: WholeScenario) {
    const render = async (name: string, changed: WholeScenario) => {
      const out = join(directory, `${scenario.id}-${name}`);
      await session.export({ scenario: changed, engine: "ffmpeg", quality: "lossless", formats: [] }, out, () => undefined);
      const comparison = await compareWithPicture(out);
      rmSync(out, { recursive: true });
      return comparison;
    };
    const types = await render("types", scenario);
    const greys = await render("greys", withOwnGreys(scenario, types.shown));
    return { types: types.alone, greys: greys.alone, annotations: groundTruthCount(scenario) };
  }

  for (const { id, scenario } of PRESETS.filter((preset) => !preset.scenario.road))
    test(`for the preset ${id}, by type and with a colour each`, async () => {
      // Fewer frames per second fit the whole course of events into a short test; flicker would change the colours searched for.
      const seconds = scenario.video.durationFrames / scenario.video.fps;
      const { types, greys, annotations } = await compare(
        withFrameRate(withoutNoise(withStyle(scenario, "schematic")), seconds >= 45 ? 2 : 4),
      );
      expect(types).toBeGreaterThan(20);
      expect(greys).toBe(annotations);
    });

  test("for actors that hide each other, behind occluders and at every edge, by type and with a colour for each", async () => {
    const { types, greys, annotations } = await compare(overlapsScenario());
    expect(types).toBeGreaterThan(150);
    expect(greys).toBe(annotations);
    expect(greys).toBeGreaterThan(250);
  });

  test("and every type's colour has a luma different from every other's", () => {
    const types: ActorType[] = ["pedestrian", "cyclist", "vehicle", "distracted_driver"];
    const lumas = new Set(types.map((type) => limitedLuma(SPECIFIED_COLORS[type])));
    expect(lumas.size).toBe(types.length);
  });
});

function groundTruthCount(scenario: WholeScenario): number {
  let count = 0;
  for (const records of groundTruthFrames(scenario)) count += records.length;
  return count;
}

test("the app shows masks, annotations at the playhead and visibility over time; an export and its ZIP are checked", async ({ page }) => {
  test.setTimeout(120_000);
  const person = new Person(page);
  await person.startEmpty();
  const whole = overlapsScenario();
  const scenario: WholeScenario = { ...whole, name: "Overlaps", video: { ...whole.video, durationFrames: 12 } };
  await dropFile(page, { name: "overlaps.json", text: serializeScenario(scenario) });
  await expect(page.getByRole("textbox", { name: "Scenario name" })).toHaveValue("Overlaps");

  await page.getByRole("tab", { name: "Truth" }).click();
  const field = page.getByRole("textbox", { name: "Frame", exact: true });
  await field.fill("5");
  await field.press("Enter");
  const table = page.getByRole("region", { name: "Annotations at frame 5" });
  const truth = groundTruthOf(frameState(scenario, 5));
  await expect(table.getByRole("rowheader")).toHaveCount(truth.length);
  const hidden = truth.find(({ visibility, visible_box }) => visible_box && visibility > 0 && visibility < 0.995);
  if (!hidden?.visible_box) throw new Error("no actor is hidden in part at frame 5");
  await expect(
    table.getByRole("row").filter({ has: page.getByRole("button", { name: `Select track ${hidden.track_id}`, exact: true }) }),
  ).toContainText(`${hidden.visible_box.width} × ${hidden.visible_box.height}${Math.round(hidden.visibility * 100)} %`);
  await table.getByRole("button", { name: `Select track ${hidden.track_id}`, exact: true }).click();
  await expect(page.getByRole("img", { name: /^Visibility of .* over the video/ }).locator("canvas")).toBeVisible();
  await person.press("Escape");
  const masks = page.getByRole("switch", { name: "Masks" });
  const plain = await person.stage.screenshot();
  await masks.press("Space");
  await expect.poll(async () => (await person.stage.screenshot()).equals(plain)).toBe(false);
  await masks.press("Space");
  await expect.poll(async () => (await person.stage.screenshot()).equals(plain)).toBe(true);

  await person.press("Control+e");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /^Formats and options/ }).click();
  await dialog.getByRole("checkbox", { name: "COCO masks" }).check();
  await dialog.getByRole("button", { name: "Export video" }).click();
  await expect(dialog.getByText("No problems found.", { exact: false })).toBeVisible({ timeout: 90_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: /^Download bundle/ }).click()]);
  const zip = readFileSync(await download.path());
  await person.press("Escape");
  await expect(dialog).toBeHidden();

  await page.getByRole("button", { name: "Jaywalk" }).click();
  await page.getByRole("menuitem", { name: "Check a bundle" }).click();
  const choose = async (name: string, buffer: Buffer) =>
    dialog.getByLabel("Bundle file").and(dialog.locator("input")).setInputFiles({ name, mimeType: "application/zip", buffer });
  await choose("overlaps.zip", zip);
  await expect(dialog.getByText("No problems found.", { exact: false })).toBeVisible();
  // The bundle's files are stored in the ZIP uncompressed: one digit of a box is changed, and the manifest,
  // the checksum and the formats contradict it.
  const coco = zip.indexOf('"bbox":[');
  expect(coco).toBeGreaterThan(0);
  const changed = Buffer.from(zip);
  changed[coco + 8] = changed[coco + 8] === 0x39 ? 0x38 : 0x39;
  await dialog.getByRole("button", { name: "Check another bundle" }).click();
  await choose("changed.zip", changed);
  await expect(dialog.getByRole("list", { name: "Findings in the bundle" })).toContainText("the file is damaged in the ZIP", {
    ignoreCase: true,
  });
  await dialog.getByRole("button", { name: "Check another bundle" }).click();
  await choose("cut.zip", zip.subarray(0, zip.length / 2));
  await expect(dialog.getByRole("list", { name: "Findings in the bundle" })).toContainText("this is not a ZIP, or it is damaged", {
    ignoreCase: true,
  });
});
