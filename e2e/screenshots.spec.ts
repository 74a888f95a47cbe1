import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { barriers } from "./support/axe";
import { visitViews } from "./support/views";

/** `JAYWALK_SCREENSHOTS=1` writes the pictures to docs/screenshots, where people look at them. */
const folder = process.env["JAYWALK_SCREENSHOTS"] ? join(import.meta.dirname, "../docs/screenshots/views") : null;

/** Views that are compared by pixels with e2e/views; `npm run views` makes those pictures anew. */
const COMPARED: ReadonlySet<string> = new Set(
  "empty actor scenario weather truth presets export import context-menu shortcuts detections evaluation".split(" "),
);
/**
 * Another Chromium or system draws the edges of letters slightly differently; a control that moved or changed makes a far larger
 * difference.
 */
const TOLERANCE = { threshold: 0.25, maxDiffPixelRatio: 0.002 };

const SMALL = { width: 1280, height: 800 };
const LARGE = { width: 1920, height: 1080 };

/** For the pictures, every size in both themes; otherwise each size and each theme once. */
const LOOKS = [
  { viewport: SMALL, colorScheme: "light" },
  { viewport: LARGE, colorScheme: "dark" },
  ...(folder
    ? ([
        { viewport: SMALL, colorScheme: "dark" },
        { viewport: LARGE, colorScheme: "light" },
      ] as const)
    : []),
] as const;

/** Texts of controls that do not fit into their space, and controls that overlap in one bar. */
function misplaced(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>("button, label, h2, h3, dt, dd, th, td, p, legend")) {
      if (element.clientWidth < 2 || element.closest("[aria-hidden=true]")) continue;
      const style = getComputedStyle(element);
      const clipped = element.scrollWidth > element.clientWidth + 1 && style.overflowX !== "visible" && style.textOverflow !== "ellipsis";
      if (clipped) found.push(`cut off: ${element.outerHTML.slice(0, 120)}`);
    }
    for (const field of document.querySelectorAll<HTMLInputElement>("input[inputmode=decimal]"))
      if (field.clientWidth > 2 && field.scrollWidth > field.clientWidth)
        found.push(`cut off: ${field.ariaLabel ?? "a field"}, ${field.value}`);
    for (const bar of document.querySelectorAll("header, [role=toolbar]")) {
      const boxes = [...bar.querySelectorAll("button, input")].map((control) => ({ control, box: control.getBoundingClientRect() }));
      for (const [index, { control, box }] of boxes.entries())
        for (const other of boxes.slice(index + 1)) {
          const apart =
            box.right <= other.box.left + 0.5 ||
            other.box.right <= box.left + 0.5 ||
            box.bottom <= other.box.top + 0.5 ||
            other.box.bottom <= box.top + 0.5;
          if (!apart && box.width > 0 && other.box.width > 0)
            found.push(`over each other: ${control.outerHTML.slice(0, 80)} and ${other.control.outerHTML.slice(0, 80)}`);
        }
    }
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth || scrollHeight > innerHeight) found.push("the page scrolls");
    return found;
  });
}

/** Thumbnails are drawn one after another; their place is empty until then. */
async function picturesDrawn(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLCanvasElement>("canvas[data-picture]")].every((canvas) => {
      if (canvas.dataset["picture"] === "drawn") return true;
      // Anything scrolled out of the window or of its panel is drawn when it comes near.
      const { top, bottom } = canvas.getBoundingClientRect();
      for (let around = canvas.parentElement; around; around = around.parentElement) {
        const frame = around.getBoundingClientRect();
        if (getComputedStyle(around).overflowY !== "visible" && (top > frame.bottom - 2 || bottom < frame.top + 2)) return true;
      }
      return top > innerHeight || bottom < 0;
    }),
  );
}

for (const { viewport, colorScheme } of LOOKS)
  test.describe(`${viewport.width} × ${viewport.height}, ${colorScheme}`, () => {
    // Transitions would be measured half way, at half their contrast.
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("in any view nothing is cut off or overlaps, and axe finds nothing serious", async ({ page }, testInfo) => {
      // Thirty views and their pictures, one after another.
      test.setTimeout(600_000);
      if (folder) mkdirSync(folder, { recursive: true });
      const compared: string[] = [];
      await visitViews(page, async (view) => {
        await picturesDrawn(page);
        if (viewport === SMALL && colorScheme === "light" && COMPARED.has(view)) {
          await expect.soft(page, view).toHaveScreenshot(`${view}.png`, TOLERANCE);
          compared.push(view);
        }
        const file = `${view}-${colorScheme}-${viewport.width}.jpg`;
        await page.screenshot({ path: folder ? join(folder, file) : testInfo.outputPath(file), type: "jpeg", quality: 80 });
        expect.soft(await misplaced(page), view).toEqual([]);
        if (!folder) expect.soft(await barriers(page, colorScheme), view).toEqual([]);
      });
      if (viewport === SMALL && colorScheme === "light") expect(compared.sort()).toEqual([...COMPARED].sort());
    });
  });

/** Controls of bars and toolbars that are not entirely inside the window and their bar. */
function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("header, [role=toolbar]")].flatMap((bar) => {
      const { left, right, top, bottom } = bar.getBoundingClientRect();
      return [...bar.querySelectorAll("button, input")]
        .filter((control) => {
          const box = control.getBoundingClientRect();
          const whole =
            box.left >= left - 0.5 &&
            box.right <= Math.min(right, innerWidth) + 0.5 &&
            box.top >= top - 0.5 &&
            box.bottom <= Math.min(bottom, innerHeight) + 0.5;
          return box.width > 0 && !whole;
        })
        .map((control) => control.ariaLabel ?? control.textContent);
    }),
  );
}

test("in small windows, and at 200 % zoom, everything stays in reach and the stage has most of the room", async ({ page }, testInfo) => {
  const stage = page.getByRole("region", { name: "Stage area" });
  const inspector = page.getByRole("region", { name: "Inspector" });
  const timeline = page.getByRole("region", { name: "Timeline" });
  const heightOf = async () => (await timeline.boundingBox())?.height ?? 0;
  await page.goto("/");
  await expect(page.getByRole("application", { name: "Stage" })).toBeVisible();
  // A window of 1280 × 800 becomes 640 × 400 at 200 %, and 320 × 400 at 400 %.
  for (const [width, height] of [
    [1024, 800],
    [870, 800],
    [800, 800],
    [800, 500],
    [640, 400],
    [320, 400],
  ] as const) {
    const size = `${width} × ${height}`;
    await page.setViewportSize({ width, height });
    const narrow = width < 900;
    await expect(inspector, size).toHaveCount(narrow ? 0 : 1);
    await expect.poll(async () => (await stage.boundingBox())?.width ?? 0, size).toBeGreaterThan(width / 2);
    if (height < 560) await expect.poll(heightOf, size).toBeLessThan(50);
    else await expect.poll(heightOf, size).toBeGreaterThan(200);
    expect.soft(await misplaced(page), size).toEqual([]);
    expect.soft(await outOfReach(page), size).toEqual([]);
    await page.screenshot({ path: testInfo.outputPath(`small-${width}-${height}.jpg`), type: "jpeg", quality: 80 });
  }

  await page.setViewportSize({ width: 640, height: 400 });
  // The first and last entries of the longest menu are in reach.
  await page.getByRole("button", { name: "Jaywalk" }).click();
  await expect(page.getByRole("menuitem", { name: "New scenario" })).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "About Jaywalk" })).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Escape");
  // Anything that no longer has a button is in a menu.
  await page.getByRole("button", { name: "Range, markers and speed" }).click();
  await page.getByRole("menuitem", { name: "×2" }).click();
  await expect(page.getByRole("combobox", { name: "Playback speed" })).toHaveValue("×2");

  await page.getByRole("button", { name: "Show the inspector" }).click();
  await page.getByRole("tab", { name: "Scenario" }).click();
  await expect(page.getByRole("tabpanel", { name: "Scenario" })).toBeInViewport();
  await page.getByRole("button", { name: "Hide the inspector" }).click();
  await expect(inspector).toHaveCount(0);
  await page.keyboard.press("Alt+3");
  await expect(page.getByRole("tabpanel", { name: "Weather" })).toBeInViewport();
  await page.keyboard.press("Alt+i");
  await expect(inspector).toHaveCount(0);
  await page.getByRole("button", { name: "Show the timeline" }).click();
  await expect(page.getByRole("button", { name: /^Child/ })).toBeInViewport();
  await page.keyboard.press("Alt+t");
  await expect(page.getByRole("button", { name: /^Child/ })).toBeHidden();

  // None of this affects a large window.
  await page.setViewportSize(SMALL);
  await expect.poll(async () => (await inspector.boundingBox())?.width ?? 0).toBeGreaterThan(270);
  await expect(page.getByRole("button", { name: /^Child/ })).toBeInViewport();
});
