import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { SPECIFIED_COLORS, parseScenario, serializeScenario, type ActorType, type Scenario } from "@/core/document";
import { weatherAt } from "@/core/weather";
import { frameState } from "@/core/scene";
import { groundTruthOf, type GroundTruthRecord } from "@/core/truth";
import { PRESETS } from "@/presets";
import { findPixels, unionOf } from "./support/boxesInPicture";
import { jaywalk } from "./support/commandLine";
import { decodedLuma, limitedLuma } from "./support/decodedLuma";
import { dropFile } from "./support/files";
import { overlapsScenario } from "./support/overlaps";
import { Person } from "./support/person";

type Rgb = readonly [number, number, number];
const RAIN_DROP: Rgb = [200, 200, 255];

/** The specification's photometric law for one colour channel. */
function underWeather(colour: Rgb, scenario: Scenario, frame: number): Rgb {
  const law = (value: number) =>
    weatherAt(scenario.weather, frame).reduce((result, { condition, intensity }) => {
      if (condition === "cloudy") return Math.round(result * (1 - 0.3 * intensity));
      if (condition === "night") return Math.round(result * (1 - 0.7 * intensity));
      if (condition === "fog") return Math.round(result * (1 - 0.6 * intensity) + 255 * 0.6 * intensity);
      return result;
    }, value);
  return [law(colour[0]), law(colour[1]), law(colour[2])];
}

function colourOf(scenario: Scenario, record: GroundTruthRecord): Rgb {
  const own = scenario.actors.find((actor) => actor.trackId === record.track_id)?.appearance.color;
  if (!own) return SPECIFIED_COLORS[record.object_type];
  const channel = (start: number) => Number.parseInt(own.slice(start, start + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

/** Compares every annotation with what the decoded video shows; returns how many were compared one by one. */
async function compareWithPicture(directory: string): Promise<number> {
  const scenario = parseScenario(readFileSync(join(directory, "scenario.json"), "utf8"));
  const truth = JSON.parse(readFileSync(join(directory, "ground_truth.json"), "utf8")) as { annotations: GroundTruthRecord[] };
  const byFrame = new Map<number, GroundTruthRecord[]>();
  for (const record of truth.annotations) byFrame.set(record.frame, [...(byFrame.get(record.frame) ?? []), record]);
  const { width, height } = scenario.video;
  const drop = limitedLuma(RAIN_DROP);
  let frame = 0;
  let compared = 0;
  for await (const picture of decodedLuma(join(directory, "video.mp4"), width, height)) {
    const records = byFrame.get(frame) ?? [];
    const lumaOf = (record: GroundTruthRecord) => limitedLuma(underWeather(colourOf(scenario, record), scenario, frame));
    const raining = weatherAt(scenario.weather, frame).some(({ condition }) => condition === "rainy");
    for (const luma of new Set(records.map(lumaOf))) {
      const group = records.filter((record) => lumaOf(record) === luma);
      const area = unionOf(group.map((record) => record.bounding_box));
      const expected = unionOf(group.flatMap((record) => record.visible_box ?? []));
      if (!area) continue;
      const place = `frame ${frame}, luma ${luma}, tracks ${group.map((record) => record.track_id).join()}`;
      const found = findPixels(picture, area, (value) => value === luma);
      if (!raining) expect(found.box, place).toEqual(expected);
      for (const record of group) {
        const alone = group.every((other) => other === record || !meets(other, record));
        if (!alone) continue;
        const seen = findPixels(picture, record.bounding_box, (value) => value === luma);
        const { width: boxWidth, height: boxHeight } = record.bounding_box;
        if (raining) {
          // A drop may cover a pixel of the actor: with the drops, the actor's pixels fill its box; without, nothing is outside.
          const wet = findPixels(picture, record.visible_box ?? record.bounding_box, (value) => value === luma || value === drop);
          expect(unionOf([seen.box ?? record.visible_box, record.visible_box].flatMap((box) => box ?? [])), place).toEqual(record.visible_box);
          expect(wet.pixels / (boxWidth * boxHeight), place).toBeGreaterThanOrEqual(record.visibility - 0.01);
        } else {
          expect(seen.box, place).toEqual(record.visible_box);
          expect(Math.abs(seen.pixels / (boxWidth * boxHeight) - record.visibility), place).toBeLessThanOrEqual(0.01);
        }
        compared++;
      }
    }
    frame++;
  }
  expect(frame).toBe(scenario.video.durationFrames);
  return compared;
}

function meets({ bounding_box: a }: GroundTruthRecord, { bounding_box: b }: GroundTruthRecord): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test.describe("the decoded video agrees with the ground truth, pixel by pixel", () => {
  let directory: string;
  test.beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "jaywalk-truth-"));
  });
  test.afterEach(() => rmSync(directory, { recursive: true, force: true }));

  for (const { id, scenario } of PRESETS)
    test(`for the preset ${id}`, async () => {
      const out = join(directory, id);
      // Fewer frames a second keep the whole course of events in a short test; flicker would change the colours sought.
      const seconds = scenario.video.durationFrames / scenario.video.fps;
      const fps = seconds > 100 ? "2" : "4";
      jaywalk("render", id, "--out", out, "--style", "schematic", "--quality", "lossless", "--fps", fps, "--no-noise", "--formats", "none");
      expect(await compareWithPicture(out)).toBeGreaterThan(20);
    });

  test("for actors that hide each other, behind occluders and at every edge, by type and with a colour each", async () => {
    const scenario = overlapsScenario();
    const distinct: Scenario = {
      ...scenario,
      actors: scenario.actors.map((actor, index) => ({
        ...actor,
        appearance: { ...actor.appearance, color: `#${(40 + index * 30).toString(16).padStart(2, "0").repeat(3)}` },
      })),
    };
    for (const [name, document] of Object.entries({ types: scenario, colours: distinct })) {
      const file = join(directory, `${name}.json`);
      writeFileSync(file, serializeScenario(document));
      const out = join(directory, name);
      jaywalk("render", file, "--out", out, "--quality", "lossless", "--formats", "none");
      const compared = await compareWithPicture(out);
      expect(compared).toBeGreaterThan(name === "colours" ? 250 : 150);
    }
  });

  test("and every type's colour can be told from every other's by its luma", () => {
    const types: ActorType[] = ["pedestrian", "cyclist", "vehicle", "distracted_driver"];
    const lumas = new Set(types.map((type) => limitedLuma(SPECIFIED_COLORS[type])));
    expect(lumas.size).toBe(types.length);
  });
});

test("the app shows masks, the annotations at the playhead and visibility over time; an export is checked, and so is its ZIP later on", async ({ page }) => {
  test.setTimeout(120_000);
  const person = new Person(page);
  await person.startEmpty();
  const whole = overlapsScenario();
  const scenario: Scenario = { ...whole, name: "Overlaps", video: { ...whole.video, durationFrames: 12 } };
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
  await expect(table.getByRole("row").filter({ has: page.getByRole("button", { name: `Select track ${hidden.track_id}`, exact: true }) })).toContainText(
    `${hidden.visible_box.width} × ${hidden.visible_box.height}${Math.round(hidden.visibility * 100)} %`,
  );
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
  await dialog.getByRole("button", { name: /^Formats and more/ }).click();
  await dialog.getByRole("checkbox", { name: "Masks in COCO" }).check();
  await dialog.getByRole("button", { name: "Export video" }).click();
  await expect(dialog.getByText("Nothing to mend.", { exact: false })).toBeVisible({ timeout: 90_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: /^Download bundle/ }).click()]);
  const zip = readFileSync(await download.path());
  await person.press("Escape");
  await expect(dialog).toBeHidden();

  await page.getByRole("button", { name: "Jaywalk" }).click();
  await page.getByRole("menuitem", { name: "Check a bundle" }).click();
  const choose = async (name: string, buffer: Buffer) => dialog.getByLabel("Bundle file").and(dialog.locator("input")).setInputFiles({ name, mimeType: "application/zip", buffer });
  await choose("overlaps.zip", zip);
  await expect(dialog.getByText("Nothing to mend.", { exact: false })).toBeVisible();
  // The bundle's files stand in the ZIP as they are: one digit of a box is changed, and the manifest, the checksum and the formats know better.
  const coco = zip.indexOf('"bbox":[');
  expect(coco).toBeGreaterThan(0);
  const changed = Buffer.from(zip);
  changed[coco + 8] = changed[coco + 8] === 0x39 ? 0x38 : 0x39;
  await dialog.getByRole("button", { name: "Check another" }).click();
  await choose("changed.zip", changed);
  await expect(dialog.getByRole("list", { name: "Findings in the bundle" })).toContainText("the file is damaged in the ZIP", { ignoreCase: true });
  await dialog.getByRole("button", { name: "Check another" }).click();
  await choose("cut.zip", zip.subarray(0, zip.length / 2));
  await expect(dialog.getByRole("list", { name: "Findings in the bundle" })).toContainText("the ZIP is damaged or none at all", { ignoreCase: true });
});
