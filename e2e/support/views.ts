import { expect, test, type Page } from "@playwright/test";
import { pathPolyline } from "@/core/timeline";
import { OPENING_SCENARIO } from "@/presets";
import { Person } from "./person";

/** One view of the app: how to get to it from the editor with an actor selected and nothing open on top. */
type View = { readonly name: string; readonly show: (page: Page) => Promise<void>; readonly leave?: (page: Page) => Promise<void> };

const tab = (name: string) => (page: Page) => page.getByRole("tab", { name }).click();

async function openDialog(page: Page, keys: string): Promise<void> {
  await page.keyboard.press(keys);
  await expect(page.getByRole("dialog")).toBeVisible();
}

async function showDetections(page: Page): Promise<void> {
  await page.keyboard.press("Alt+5");
  await page.getByRole("button", { name: "Next fault" }).waitFor();
}

/** Restores the inspector, and removes the stream from the timeline. */
async function closeDetector(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Close detector" }).click();
  const hide = page.getByRole("button", { name: "Hide detections" });
  if (await hide.isVisible()) await hide.click();
}

async function chooseFromMenu(page: Page, item: string) {
  await page.getByRole("button", { name: "Jaywalk" }).click();
  await page.getByRole("menuitem", { name: item }).click();
  return page.getByRole("dialog", { name: item });
}

/** A MOTChallenge file with three classes, a gap, a class without a type, and a box of negative size. */
const ANNOTATIONS = Array.from({ length: 40 }, (_, index) => {
  const frame = index + 1;
  const rows = [
    `${frame},1,${100 + frame * 3},300,40,90,1,1,1`,
    `${frame},2,${900 - frame * 7},330,150,70,1,3,0.8`,
    `${frame},3,${200 + frame},280,30,40,1,12,1`,
  ];
  return (frame > 10 && frame < 20 ? rows.slice(1) : rows).join("\n");
});

/** Every panel and dialog; those that replace the opening scenario come last. */
const VIEWS: readonly View[] = [
  { name: "actor", show: tab("Actor") },
  { name: "scenario", show: tab("Scenario") },
  { name: "weather", show: tab("Weather") },
  {
    name: "truth",
    show: async (page) => {
      await tab("Truth")(page);
      await page
        .getByRole("img", { name: /^Visibility of/ })
        .locator("canvas")
        .waitFor();
    },
  },
  {
    name: "waypoint",
    show: async (page) => {
      await tab("Actor")(page);
      const waypoints = page.getByRole("region", { name: /^Waypoints/ });
      await waypoints.getByRole("button").nth(2).click();
      await waypoints.evaluate((section) => section.scrollIntoView({ block: "start" }));
    },
  },
  {
    name: "several-actors",
    show: async (page) => {
      await tab("Actor")(page);
      await page.keyboard.press("Control+a");
    },
  },
  {
    name: "speed-and-rulers",
    show: async (page) => {
      await page.keyboard.press("Shift+k");
      await page.keyboard.press("Shift+u");
      await page.getByRole("slider", { name: "Speed to waypoint 2" }).waitFor();
    },
    leave: async (page) => {
      await page.keyboard.press("Shift+k");
      await page.keyboard.press("Shift+u");
    },
  },
  {
    name: "nothing-selected",
    show: async (page) => {
      await tab("Actor")(page);
      await page.keyboard.press("Escape");
    },
  },
  {
    name: "context-menu",
    show: async (page) => {
      // Low in the picture, on the path of the selected actor: the longest menu where there is the least room.
      const person = new Person(page);
      const [child] = OPENING_SCENARIO.actors;
      const course = child ? pathPolyline(child) : [];
      const place = course.findIndex((value, index) => index % 2 === 1 && value > 590);
      await person.click([course[place - 1] ?? 0, course[place] ?? 0], { button: "right" });
      const items = page.getByRole("menuitem");
      await expect(items.first()).toBeInViewport({ ratio: 1 });
      await expect(items.last()).toBeInViewport({ ratio: 1 });
    },
  },
  { name: "menu", show: (page) => page.getByRole("button", { name: "Jaywalk" }).click() },
  { name: "history", show: (page) => page.getByRole("button", { name: "History" }).click() },
  { name: "commands", show: (page) => openDialog(page, "Control+k") },
  { name: "presets", show: (page) => openDialog(page, "Alt+p") },
  { name: "open", show: (page) => openDialog(page, "Control+o") },
  { name: "shortcuts", show: (page) => openDialog(page, "Shift+?") },
  {
    name: "about",
    show: async (page) => {
      await page.getByRole("button", { name: "Jaywalk" }).click();
      await page.getByRole("menuitem", { name: "About Jaywalk" }).click();
    },
  },
  {
    name: "tour",
    show: async (page) => {
      await page.getByRole("button", { name: "Jaywalk" }).click();
      await page.getByRole("menuitem", { name: "Take the tour" }).click();
      await page.getByRole("button", { name: "Next" }).click();
    },
  },
  { name: "detections", show: showDetections, leave: closeDetector },
  {
    name: "detection-profile",
    show: async (page) => {
      await showDetections(page);
      await tab("Profile")(page);
    },
    leave: closeDetector,
  },
  {
    name: "evaluation",
    show: async (page) => {
      await page.keyboard.press("Alt+6");
      await page.getByRole("button", { name: "Evaluate", exact: true }).click();
      await page.getByRole("listbox", { name: /^Missed/ }).waitFor();
    },
    leave: closeDetector,
  },
  {
    name: "search",
    show: async (page) => {
      await openDialog(page, "Alt+7");
      await page.getByRole("button", { name: "Start the search" }).waitFor();
    },
  },
  { name: "datasets", show: (page) => openDialog(page, "Alt+Shift+d") },
  {
    name: "dataset-projects",
    show: async (page) => {
      await openDialog(page, "Alt+Shift+d");
      await tab("Scenario from a project’s camera")(page);
    },
  },
  {
    name: "import",
    show: async (page) => {
      const dialog = await chooseFromMenu(page, "Import annotations");
      const buffer = Buffer.from([...ANNOTATIONS, "41,1,10,10,-20,40,1,1,1"].join("\n"));
      await dialog
        .getByLabel("Annotation files", { exact: true })
        .and(dialog.locator("input"))
        .setInputFiles({ name: "gt.txt", mimeType: "text/plain", buffer });
      await expect(dialog.getByRole("status")).toContainText("waypoints;");
    },
  },
  {
    name: "check",
    show: async (page) => {
      const dialog = await chooseFromMenu(page, "Check a bundle");
      const buffer = Buffer.from("PK\u0003\u0004 this is no archive");
      await dialog
        .getByLabel("Bundle file")
        .and(dialog.locator("input"))
        .setInputFiles({ name: "bundle.zip", mimeType: "application/zip", buffer });
      await dialog.getByRole("list", { name: "Findings in the bundle" }).waitFor();
    },
  },
  { name: "library-empty", show: (page) => openDialog(page, "Alt+l") },
  {
    name: "library",
    show: async (page) => {
      await openDialog(page, "Alt+l");
      await page.getByRole("button", { name: /^Add “/ }).click();
      await page.getByRole("article").waitFor();
    },
  },
  {
    name: "versions",
    show: async (page) => {
      await openDialog(page, "Alt+l");
      await page.getByRole("radiogroup", { name: "Part of the library" }).getByText("Versions").click();
      await page.getByRole("button", { name: "Create version" }).waitFor();
    },
  },
  {
    name: "suite",
    show: async (page) => {
      await openDialog(page, "Alt+l");
      await page.getByRole("radiogroup", { name: "Part of the library" }).getByText("Suite").click();
      await page.getByRole("button", { name: "Standard suite" }).click();
      await page.getByRole("table").waitFor();
    },
  },
  { name: "export", show: (page) => openDialog(page, "Control+e") },
  {
    name: "generators",
    show: async (page) => {
      await tab("Scenario")(page);
      await page.getByRole("button", { name: "Add generator" }).click();
      await page.getByRole("menuitem", { name: "Vehicle sequence" }).click();
      await page.getByRole("region", { name: "Generators" }).evaluate((section) => section.scrollIntoView({ block: "start" }));
    },
  },
  {
    name: "notice",
    show: async (page) => {
      await page.keyboard.press("Alt+n");
      await page.getByRole("dialog", { name: "New scenario" }).getByRole("button", { name: "Highway" }).click();
      await page.getByRole("button", { name: "Close notification" }).waitFor();
    },
    leave: (page) => page.getByRole("button", { name: "Close notification" }).click(),
  },
  { name: "empty", show: (page) => page.getByText("Each actor gets a row here").waitFor() },
  {
    name: "export-refused",
    show: async (page) => {
      await openDialog(page, "Control+e");
      await expect(page.getByText("The scenario has no actors")).toBeVisible();
    },
  },
];

/** Opens the app as on the first visit. */
async function openFirstTime(page: Page): Promise<void> {
  await page.goto("/");
  await expect(page.getByRole("application", { name: "Stage" })).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
}

/** Closes everything open over the editor and selects the opening scenario's first actor again. */
async function goBack(page: Page): Promise<void> {
  const over = page.locator("[role=dialog]:visible, [role=menu]:visible");
  while ((await over.count()) > 0) {
    await page.keyboard.press("Escape");
    await expect(over).toHaveCount(0);
  }
  const child = page.getByRole("button", { name: /^Child/ });
  if (await child.isVisible()) await child.click();
}

/** Goes through every view, and calls `visit` in each with its name. */
export async function visitViews(page: Page, visit: (name: string) => Promise<void>): Promise<void> {
  await openFirstTime(page);
  for (const { name, show, leave } of VIEWS)
    await test.step(name, async () => {
      await show(page);
      await visit(name);
      await leave?.(page);
      await goBack(page);
    });
}
