import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { visitViews } from "./support/views";

/** `JAYWALK_SCREENSHOTS=1` puts the pictures into docs/screenshots, where people look at them. */
const folder = process.env["JAYWALK_SCREENSHOTS"] ? join(import.meta.dirname, "../docs/screenshots/views") : null;

const SMALL = { width: 1280, height: 800 };
const LARGE = { width: 1920, height: 1080 };

/** For the pictures, every size in both themes; otherwise each size and each theme once. */
const LOOKS = [
  { viewport: SMALL, colorScheme: "light" },
  { viewport: LARGE, colorScheme: "dark" },
  ...(folder ? ([{ viewport: SMALL, colorScheme: "dark" }, { viewport: LARGE, colorScheme: "light" }] as const) : []),
] as const;

/** Texts of controls that do not fit where they stand, and controls that lie over each other in one bar. */
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
      if (field.clientWidth > 2 && field.scrollWidth > field.clientWidth) found.push(`cut off: ${field.ariaLabel ?? "a field"}, ${field.value}`);
    for (const bar of document.querySelectorAll("header, [role=toolbar]")) {
      const boxes = [...bar.querySelectorAll("button, input")].map((control) => ({ control, box: control.getBoundingClientRect() }));
      for (const [index, { control, box }] of boxes.entries())
        for (const other of boxes.slice(index + 1)) {
          const apart =
            box.right <= other.box.left + 0.5 || other.box.right <= box.left + 0.5 || box.bottom <= other.box.top + 0.5 || other.box.bottom <= box.top + 0.5;
          if (!apart && box.width > 0 && other.box.width > 0)
            found.push(`over each other: ${control.outerHTML.slice(0, 80)} and ${other.control.outerHTML.slice(0, 80)}`);
        }
    }
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth || scrollHeight > innerHeight) found.push("the page scrolls");
    return found;
  });
}

/** Small pictures draw one after the other; their place is empty until then. */
async function picturesDrawn(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLCanvasElement>("canvas[data-picture]")].every((canvas) => {
      const { top, bottom } = canvas.getBoundingClientRect();
      return top > innerHeight || bottom < 0 || canvas.dataset["picture"] === "drawn";
    }),
  );
}

for (const { viewport, colorScheme } of LOOKS)
  test.describe(`${viewport.width} × ${viewport.height}, ${colorScheme}`, () => {
    test.use({ viewport, colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("nothing is cut off or lies over another in any view", async ({ page }, testInfo) => {
      if (folder) mkdirSync(folder, { recursive: true });
      await visitViews(page, async (view) => {
        await picturesDrawn(page);
        const file = `${view}-${colorScheme}-${viewport.width}.jpg`;
        await page.screenshot({ path: folder ? join(folder, file) : testInfo.outputPath(file), type: "jpeg", quality: 80 });
        expect.soft(await misplaced(page), view).toEqual([]);
      });
    });
  });
