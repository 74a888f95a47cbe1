import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { BlobReader, TextWriter, ZipReader, type FileEntry } from "@zip.js/zip.js";
import { parseScenario, serializeScenario } from "@/core/document";
import { placedFrame } from "@/core/scene";
import type { SearchReport } from "@/search/report";
import { walkerScenario } from "@/search/testing";
import { dropFile } from "./support/files";

const SCENARIO = { ...walkerScenario(40, 60), name: "Walker" };

let directory: string;
test.beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "jaywalk-search-"));
});
test.afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function textsOf(path: string): Promise<Map<string, string>> {
  const reader = new ZipReader(new BlobReader(new Blob([await readFile(path)])));
  const entries = (await reader.getEntries()).filter((entry): entry is FileEntry => !entry.directory);
  return new Map(await Promise.all(entries.map(async (entry) => [entry.filename, await entry.getData(new TextWriter())] as const)));
}

async function saved(page: Page, button: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const path = join(directory, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

/** What axe finds serious in what is shown, in both themes. */
async function faultsIn(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page })
      .include("[role=dialog]")
      .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
      .analyze();
    for (const { id, impact, nodes } of violations)
      if (impact === "serious" || impact === "critical")
        found.push(...nodes.map(({ html }) => `${colorScheme}: ${id}: ${html.slice(0, 200)}`));
  }
  return found;
}

const nameOf = (page: Page) => page.getByRole("textbox", { name: "Scenario name" });
const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Find where a detector breaks" });

test("a search in the page: from the palette to a pair under the wipe, a saved pair, a frame of the heat map, and back by undo", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page.getByRole("application", { name: "Stage" })).toBeVisible();
  await dropFile(page, { name: "walker.scenario.json", text: serializeScenario(SCENARIO) });
  await expect(page.getByText("Opened “Walker”")).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("What do you want to do?").fill("smallest change");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Find where/ })
    .click();
  const dialog = dialogOf(page);

  // Fog alone, and two frames in a row.
  const light = dialog.getByRole("switch", { name: "Severity of the light" });
  await expect(light).toBeChecked();
  await light.press("Space");
  await dialog.getByRole("textbox", { name: "For, frames in a row" }).fill("2");
  await dialog.getByRole("textbox", { name: "At most, variants" }).fill("24");
  await dialog.getByRole("textbox", { name: "Look for, minimal pairs" }).fill("1");
  await dialog.getByRole("button", { name: "Start the search" }).press("Enter");
  const card = dialog.getByRole("button", { name: /^Severity of fog .* → / });
  await expect(card).toBeVisible({ timeout: 60_000 });
  const [, from = "", to = ""] = /fog ([\d.]+) → ([\d.]+)/.exec((await card.textContent())?.replace("fog", "fog ") ?? "") ?? [];
  expect(Number(to) - Number(from)).toBeCloseTo(0.1);

  // Bars are as long as the share of variants that failed.
  const shares = await dialog.getByRole("table", { name: /^Severity of fog/ }).evaluate((table) =>
    [...table.querySelectorAll("tr")].map((row) => {
      const [bar, figures] = row.querySelectorAll("td");
      const full = bar?.firstElementChild?.getBoundingClientRect().width ?? NaN;
      const [failed = 0, of = 1] = (figures?.textContent ?? "").split(" of ").map(Number);
      return [
        (bar?.firstElementChild?.firstElementChild?.getBoundingClientRect().width ?? NaN) / full,
        Number.isNaN(failed) ? 0 : failed / of,
      ];
    }),
  );
  expect(new Set(shares.map(([, told]) => told)).size).toBeGreaterThan(1);
  for (const [drawn = NaN, told = NaN] of shares) expect(drawn).toBeCloseTo(told, 1);

  expect(await faultsIn(page)).toEqual([]);
  const report = await readFile(await saved(page, dialog.getByRole("button", { name: "Report (HTML)" })), "utf8");
  expect(report).toContain("<title>Where it breaks: Walker</title>");
  expect(report.match(/<image href="data:image\/jpeg;base64,/g)).toHaveLength(2);
  expect(report).not.toContain("examples/");

  // Everything is what the report leads to, and files that open again.
  const everything = await textsOf(await saved(page, dialog.getByRole("button", { name: "Everything (ZIP)" })));
  const { pairs, heat_map: cells } = JSON.parse(everything.get("report.json") ?? "{}") as SearchReport;
  expect(cells.length).toBeGreaterThan(0);
  for (const { example } of cells) {
    expect(everything.get("report.html")).toContain(`href="${example.scenario}"`);
    expect(parseScenario(everything.get(example.scenario) ?? "").actors).toHaveLength(1);
  }
  expect(pairs.map(({ folder }) => folder)).toEqual(["pairs/01"]);
  for (const side of ["a", "b"]) {
    parseScenario(everything.get(`pairs/01/${side}/scenario.json`) ?? "");
    expect(everything.get(`pairs/01/${side}/ground_truth.json`)).toContain('"track_id":7');
    expect(everything.get(`pairs/01/${side}_detections.ndjson`)).toContain('"class_label":"pedestrian"');
  }
  expect([...everything.keys()].filter((name) => /^(?!examples|pairs.01)/.test(name))).toEqual(["report.html", "report.json"]);

  // The same frame of both, with the divider where mouse and keys put it.
  await card.press("Enter");
  const divider = dialog.getByRole("slider", { name: "Wipe between the two pictures" });
  const pictures = dialog.locator("canvas[data-frame]");
  await expect(pictures).toHaveCount(2);
  // At first, the divider is at the walker, so that one half has it as found and the other as missed.
  const at = Number(await pictures.first().getAttribute("data-frame"));
  const walker = placedFrame(SCENARIO, at).bodies[0]?.box ?? { x: NaN, width: NaN };
  const middle = ((walker.x + walker.width / 2) / SCENARIO.video.width) * 100;
  await expect(divider).toHaveAttribute("aria-valuenow", String(Math.round(middle)));
  const box = await pictures.first().boundingBox();
  if (!box) throw new Error("the picture is not shown");
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.6);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20);
  await page.mouse.move(box.x + box.width * 0.8, box.y + 20);
  await page.mouse.up();
  await expect(divider).toHaveAttribute("aria-valuenow", "80");
  await expect(divider).toBeFocused();
  await divider.press("ArrowLeft");
  await divider.press("Shift+ArrowLeft");
  await expect(divider).toHaveAttribute("aria-valuenow", "69");
  // What is right of the divider belongs to the failing scenario, what is left of it to the other.
  const above = (share: number) =>
    page.evaluate(
      ([x, y]) =>
        document
          .elementFromPoint(x ?? 0, y ?? 0)
          ?.closest("[data-wipe]")
          ?.getAttribute("data-wipe"),
      [box.x + box.width * share, box.y + box.height / 2],
    );
  expect([await above(0.6), await above(0.75)]).toEqual(["left", "right"]);
  await divider.press("Home");
  expect(await above(0.02)).toBe("right");

  expect(await faultsIn(page)).toEqual([]);

  // Both pictures go to another frame together.
  const frames = dialog.getByRole("slider", { name: "Frame of both pictures" });
  const shown = Number(await frames.getAttribute("aria-valuenow"));
  await frames.press("ArrowRight");
  await expect(dialog.locator(`canvas[data-frame="${shown + 1}"]`)).toHaveCount(2);

  // The saved pair is two scenarios that differ in their fog.
  const files = await textsOf(await saved(page, dialog.getByRole("button", { name: "Save pair" })));
  const fogs = ["a", "b"].map((side) => parseScenario(files.get(`${side}/scenario.json`) ?? "").weather[0]?.intensity);
  expect(fogs).toEqual([expect.closeTo(Number(from) / 5), expect.closeTo(Number(to) / 5)]);
  expect(JSON.parse(files.get("diff.json") ?? "{}")).toMatchObject({ variable: "severity of fog", confirmed: true });
  expect([...files.keys()]).toEqual(expect.arrayContaining(["a_detections.ndjson", "b/ground_truth.json", "b/frame.jpg"]));

  // A cell of the map, by keyboard, opens a copy at its frame with the detections shown.
  await dialog.getByRole("button", { name: "Results" }).click();
  const cell = dialog.getByRole("grid").getByRole("button").first();
  await cell.focus();
  await page.keyboard.press("ArrowDown");
  const chosen = dialog.getByRole("grid").locator("button:focus");
  const label = (await chosen.getAttribute("aria-label")) ?? "";
  await expect(page.getByRole("tooltip")).toContainText(/found: [\d.]+ % \([\d.]+ % to [\d.]+ %\)/);
  const [, frame = ""] = /Opens frame (\d+)/.exec(label) ?? [];
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("textbox", { name: "Frame", exact: true })).toHaveValue(frame);
  await expect(nameOf(page)).toHaveValue(/^Walker \(severity of fog/);
  await expect(page.getByRole("button", { name: "Hide detections" })).toBeVisible();
  await page.getByRole("button", { name: "Back to the results" }).click();
  await expect(dialog.getByText("These results are of “Walker”, which is not open now.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await expect(nameOf(page)).toHaveValue("Walker");
  await page.keyboard.press("Alt+7");
  await expect(dialog.getByRole("heading", { name: "Result", exact: true })).toBeVisible();
  await expect(dialog.getByText("which is not open now")).toHaveCount(0);
});
