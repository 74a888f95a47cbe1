import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, expect, test } from "@playwright/test";
import { Person } from "./support/person";

test("where the browser blocks site data, everything works, and a notice says that nothing is kept", async ({ baseURL }) => {
  test.setTimeout(180_000);
  // The setting “block all cookies and site data”, changed as a user would.
  const profile = mkdtempSync(join(tmpdir(), "jaywalk-blocked-"));
  mkdirSync(join(profile, "Default"));
  writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }));
  const { launchOptions, viewport } = test.info().project.use;
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    viewport: viewport ?? null,
    ...(baseURL && { baseURL }),
  });
  try {
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    await page.goto("/");
    expect(
      await page.evaluate(() => {
        try {
          return typeof localStorage;
        } catch (error) {
          return (error as Error).name;
        }
      }),
    ).toBe("SecurityError");
    const notice = page.getByRole("alert").filter({ hasText: "Nothing is saved in this browser" });
    await expect(notice).toContainText("Save the scenario as a file");
    await expect(page.getByRole("status").filter({ hasText: "Not saved" })).toBeVisible();
    await notice.getByRole("button", { name: "Close notification" }).click();

    const person = new Person(page);
    await person.newScene();
    await expect(page.getByText("Untitled scenario").first()).toBeVisible();
    await person.press("1");
    await person.drag([
      [300, 400],
      [700, 400],
    ]);
    const drawn = await person.saved();
    expect(drawn.actors).toHaveLength(1);
    await page.getByRole("button", { name: "Presets" }).click();
    await page.getByRole("dialog", { name: "Presets" }).getByRole("button", { name: "School zone, morning fog" }).click();
    await expect(page.getByRole("textbox", { name: "Scenario name" })).toHaveValue("School zone, morning fog");
    await page.getByRole("button", { name: "Back to “Untitled scenario”" }).click();
    await expect(page.getByRole("textbox", { name: "Scenario name" })).toHaveValue("Untitled scenario");
    expect(await person.saved()).toEqual(drawn);
    await person.press("Alt+l");
    await expect(page.getByText("does not let Jaywalk keep a library here")).toBeVisible();
    await page.getByRole("button", { name: "Close library" }).click();

    await person.press("Control+e");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Export video" }).click();
    await expect(dialog.getByRole("button", { name: /Download bundle/ })).toBeVisible({ timeout: 90_000 });
    // Without files on disk, other containers are made in memory.
    await dialog.getByRole("button", { name: "Save video as" }).click();
    const saving = page.waitForEvent("download", { timeout: 60_000 });
    await page.getByRole("menuitem", { name: /^MKV/ }).click();
    const mkv = readFileSync(await (await saving).path());
    expect([mkv.length > 10_000, mkv.includes("matroska")]).toEqual([true, true]);
    expect(faults).toEqual([]);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
