import { expect, test } from "@playwright/test";
import { Person, expectPath } from "./support/person";

test("number fields accept arithmetic, units and drags of their labels, one undo step each; speeds follow the scene's scale", async ({
  page,
}) => {
  const person = new Person(page);
  await person.startEmpty();
  await person.press("Shift+s", "1");
  await person.drag([
    [300, 540],
    [700, 540],
  ]);
  const type = async (label: string, text: string) => {
    const field = page.getByRole("textbox", { name: label, exact: true });
    await field.fill(text);
    await field.press("Enter");
  };
  await type("Frame after the last, f", "1.5s + 2*15");
  expect((await person.savedActor()).endFrame).toBe(75);
  await type("Mean speed, px/s", "36 km/h");
  // Half of the path is trimmed off. 10 m/s at 50 px a metre: 200 px in 0.4 s, 12 frames.
  expect((await person.savedActor()).endFrame).toBe(12);
  await type("Mean speed in metres, m/s", "5");
  expect((await person.savedActor()).endFrame).toBe(24);
  // Trimmed outwards, the other half of the path comes back.
  await type("Frame after the last, f", "48");
  expectPath(await person.savedActor(), [
    [300, 540],
    [700, 540],
  ]);
  await person.press("Control+z");
  await page.getByRole("tab", { name: "Scenario" }).click();
  await type("Scale, px/m", "25");
  await page.getByRole("tab", { name: "Actor" }).click();
  await expect(page.getByRole("textbox", { name: "Mean speed in metres, m/s" })).toHaveValue("10");

  const label = await page.getByText("Depth offset", { exact: true }).boundingBox();
  if (!label) throw new Error("there is no label to drag");
  const before = await person.savedActor();
  await page.mouse.move(label.x + 10, label.y + 8);
  await page.mouse.down();
  await page.mouse.move(label.x - 30, label.y + 8, { steps: 5 });
  await page.mouse.up();
  expect((await person.savedActor()).depth).toBeLessThan(0);
  await person.press("Control+z");
  expect(await person.savedActor()).toEqual(before);
  await type("Frame after the last, f", "320");
  await expect(page.getByText("20 frames after the end of the video are not shown or exported.")).toBeVisible();
});

test("a number beyond its limits is answered with a hint, and an unknown unit with the known ones", async ({ page }) => {
  const person = new Person(page);
  await person.startEmpty();
  await person.press("1");
  await person.drag([
    [300, 540],
    [700, 540],
  ]);
  const type = async (label: RegExp, text: string) => {
    const field = page.getByRole("textbox", { name: label });
    await field.fill(text);
    await field.press("Enter");
  };
  const speed = page.getByRole("textbox", { name: "Mean speed in metres, m/s" });
  await speed.focus();
  await expect(page.getByText("You can type 30 km/h or 20 mph").nth(1)).toBeVisible();
  await type(/^Mean speed in metres/, "20 mph");
  // 8.94 m/s, but the path ends on a whole frame.
  await expect(speed).toHaveValue(/^8\.[89]/);
  await type(/^Mean speed in metres/, "20 kg");
  await expect(page.getByRole("alert").filter({ hasText: "use m/s, m, km/h" })).toBeVisible();
  await person.press("Escape");
  await page.getByRole("tab", { name: "Scenario" }).click();
  await type(/^Width/, "1");
  await expect(page.getByRole("status").filter({ hasText: "At least 64 px." })).toBeVisible();
  await person.press("Control+z");
  // Entering the same value again is not a step: undo restores the value before it.
  await type(/^Duration/, "12");
  await type(/^Duration/, "12 s");
  await person.press("Control+z");
  expect((await person.saved()).video.durationFrames).toBe(300);
});

test("the palette knows actions by other names, says what a command needs, and rain starts at the playhead", async ({ page }) => {
  const person = new Person(page);
  await person.startEmpty();
  const search = async (text: string) => {
    await person.press("Control+k");
    await page
      .getByRole("textbox", { name: "Search commands" })
      .or(page.getByRole("searchbox", { name: "Search commands" }))
      .fill(text);
  };
  const found = (name: RegExp) => page.getByRole("dialog").getByRole("button", { name });
  for (const [words, name] of [
    ["night", /: night/],
    ["brake", /Slow down along the path/],
    ["wait", /Wait for one second/],
    ["speed", /Make speed constant/],
    ["bike", /Add cyclist/],
  ] as const) {
    await search(words);
    await expect(found(name)).toBeVisible();
    await person.press("Escape");
  }
  await search("wait for");
  await expect(found(/Select one actor first/)).toHaveAttribute("aria-disabled", "true");
  await person.press("Enter");
  await expect(found(/Select one actor first/)).toBeVisible();
  await person.press("Escape");

  await page
    .getByRole("textbox", { name: /^Playhead|Frame/ })
    .first()
    .fill("150");
  await person.press("Enter");
  await search("rain");
  await person.press("Enter");
  expect((await person.saved()).weather).toMatchObject([
    { frame: 0, condition: "sunny" },
    { frame: 150, condition: "rainy" },
  ]);

  // The panel also works from the playhead onwards, and the whole video is one click away.
  await person.press("Control+z", "Alt+3");
  await page.getByRole("radio", { name: "Fog" }).click();
  expect((await person.saved()).weather).toMatchObject([
    { frame: 0, condition: "sunny" },
    { frame: 150, condition: "fog" },
  ]);
  await page.getByRole("alert").getByRole("button", { name: "Use for the whole video" }).click();
  expect((await person.saved()).weather).toMatchObject([{ frame: 0, condition: "fog" }]);

  // The inspector shows what is selected, whichever panel it was selected from; the detector's panel gives way to Alt 1.
  await person.press("1");
  await person.click([400, 500]);
  await expect(page.getByRole("tab", { name: "Actor" })).toHaveAttribute("aria-selected", "true");
  await person.press("Alt+5");
  await expect(page.getByRole("region", { name: "Detector", exact: true })).toBeVisible();
  const simulated = page.getByRole("switch", { name: "Simulate for this scenario" });
  await expect(simulated).toBeChecked();
  await person.press("Alt+1");
  await expect(page.getByRole("tab", { name: "Scenario" })).toHaveAttribute("aria-selected", "true");
  // What is selected while the detector stands in its place is shown once the inspector is back.
  await person.press("Alt+5", "Escape");
  // On the body, above the waypoint between its feet.
  await person.click([400, 470]);
  await page.getByRole("button", { name: "Close detector" }).click();
  await expect(page.getByRole("tab", { name: "Actor" })).toHaveAttribute("aria-selected", "true");
  // The message was about this scenario, not the next.
  await person.newScene();
  await person.press("Alt+6");
  await page.getByRole("tab", { name: "Detections" }).click();
  await expect(simulated).not.toBeChecked();
});

test("a dropdown that was chosen from keeps no key that it has no use for", async ({ page }) => {
  const person = new Person(page);
  await person.startEmpty();
  await person.press("1");
  await person.click([400, 500]);
  const model = page.getByRole("combobox", { name: "Model" });
  const choose = async (name: string) => {
    await model.click();
    await page.getByRole("option", { name, exact: true }).click();
    await expect(model).toBeFocused();
  };
  await choose("Child");
  await person.press("Control+z");
  await expect(model).toHaveValue("Adult");
  await choose("Child");
  await person.press("Control+d");
  expect((await person.saved()).actors).toHaveLength(2);
  await person.press("Control+z");
  await person.press("v");
  await person.click([400, 485]);
  await choose("Child");
  // Letters still choose by name, and no key reaches the page while the list is open.
  await model.focus();
  await person.press("a");
  await expect(model).toHaveValue("Adult");
  await person.press("ArrowDown", "Control+z", "Delete", "Escape");
  expect(await person.savedActor()).toMatchObject({ appearance: { model: "adult" } });
  await person.press("Delete");
  expect((await person.saved()).actors).toHaveLength(0);
});

test("a key pressed right after Escape closed something goes to the page", async ({ page }) => {
  const person = new Person(page);
  await person.startEmpty();
  await person.press("1");
  await person.click([400, 500]);
  const cyclist = page.getByRole("toolbar", { name: "Tools" }).getByRole("button", { name: /Add cyclist/ });
  for (const open of ["Alt+p", "Control+e", "Control+o", "Alt+l", "?", "Control+k"]) {
    await person.press("v", open);
    await expect(page.getByRole("dialog").first()).toBeVisible();
    await page.keyboard.press("Escape");
    // The Escape itself went to the dialog: the page's selection stays.
    await expect(page.getByRole("region", { name: "Pedestrian 0" }).first()).toBeVisible();
    await person.press(open);
    await expect(page.getByRole("dialog").first()).toBeVisible();
    await Promise.all([page.keyboard.press("Escape"), page.keyboard.press("2")]);
    await expect(cyclist, open).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
});

test("several actors and an occluder are renamed, changed and aligned together", async ({ page }) => {
  const person = new Person(page);
  await person.startEmpty();
  await person.press("Shift+s", "1");
  await person.click([300, 400], { holding: ["Shift"] });
  await person.click([500, 430]);
  await person.press("u");
  await person.click([800, 500]);
  await person.press("Control+a");
  const chosen = page.getByRole("region", { name: "2 actors, 1 occluder" });
  const height = chosen.getByRole("textbox", { name: "Height, px" });
  await height.fill("100 + 20");
  await height.press("Enter");
  await page.getByRole("region", { name: "Arrange" }).getByRole("button", { name: "Align on the ground" }).click();
  const { actors, occluders } = await person.saved();
  expect(actors.map(({ size }) => size.height)).toEqual([120, 120]);
  for (const { trajectory } of actors) expect(trajectory.waypoints[0]?.y).toBe(occluders[0]?.y);
});

test("a crowd keeps its settings and seed: changing them makes its pedestrians again", async ({ page }) => {
  const person = new Person(page);
  await person.startEmpty();
  await person.press("Alt+1");
  await page.getByRole("button", { name: "Add generator" }).click();
  await page.getByRole("menuitem", { name: /crowd/i }).click();
  const count = page.getByRole("textbox", { name: /^(Pedestrians|Count)/ });
  await count.fill("7");
  await count.press("Enter");
  const first = await person.saved();
  expect(first.actors.map(({ type }) => type)).toEqual(Array.from({ length: 7 }, () => "pedestrian"));
  expect(first.generators).toMatchObject([{ kind: "pedestrian_crowd", count: 7 }]);
  await page.getByRole("button", { name: "New seed" }).click();
  const second = await person.saved();
  expect(second.seed).not.toBe(first.seed);
  expect(second.actors.map(({ trajectory }) => trajectory)).not.toEqual(first.actors.map(({ trajectory }) => trajectory));
  await person.press("Control+z");
  expect(await person.saved()).toEqual(first);
});

test("the inspector's width is remembered; the tour points at each part of the page and ends with Escape", async ({ page }) => {
  const person = new Person(page);
  await page.setViewportSize({ width: 1024, height: 700 });
  await person.startEmpty();
  const inspector = page.getByRole("region", { name: "Inspector" });
  const width = async () => Math.round((await inspector.boundingBox())?.width ?? 0);
  const before = await width();
  const edge = await page.getByRole("separator", { name: "Inspector width" }).boundingBox();
  if (!edge) throw new Error("there is no separator");
  await page.mouse.move(edge.x + edge.width / 2, edge.y + 100);
  await page.mouse.down();
  await page.mouse.move(edge.x - 60, edge.y + 100, { steps: 5 });
  await page.mouse.up();
  expect(await width()).toBeGreaterThan(before + 40);
  const wide = await width();
  await page.reload();
  await expect(person.stage).toBeVisible();
  expect(Math.abs((await width()) - wide)).toBeLessThanOrEqual(2);

  // Escape in the middle of a drag restores the width, and ends the drag.
  const again = await page.getByRole("separator", { name: "Inspector width" }).boundingBox();
  if (!again) throw new Error("there is no separator");
  await page.mouse.move(again.x + again.width / 2, again.y + 100);
  await page.mouse.down();
  await page.mouse.move(again.x + 50, again.y + 100, { steps: 5 });
  expect(await width()).toBeLessThan(wide - 20);
  await person.press("Escape");
  await page.mouse.move(again.x + 40, again.y + 100);
  await page.mouse.up();
  expect(Math.abs((await width()) - wide)).toBeLessThanOrEqual(2);

  await page.getByRole("button", { name: "Take the tour" }).click();
  const tour = page.getByRole("dialog", { name: "Tour" });
  for (const title of ["Draw the actors", "Shape the path", "Set the timing", "Be precise", "Export video and ground truth"]) {
    await expect(tour.getByRole("heading", { name: title })).toBeInViewport({ ratio: 1 });
    await person.press("ArrowRight");
  }
  await person.press("Escape");
  await expect(tour).toBeHidden();
});

test.describe("by touch", () => {
  test.use({ hasTouch: true });

  test("a finger plays, scrubs and drags an actor, two fingers zoom", async ({ page }) => {
    const person = new Person(page);
    await page.goto("/");
    await expect(person.stage).toBeVisible();
    await person.press("Shift+s");
    const frame = page.getByRole("textbox", { name: "Frame", exact: true });
    const session = await page.context().newCDPSession(page);
    const touch = async (type: "touchStart" | "touchMove" | "touchEnd", ...points: (readonly [x: number, y: number])[]) => {
      await session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    };
    const drag = async (from: readonly [number, number], to: readonly [number, number]) => {
      await touch("touchStart", from);
      for (let step = 1; step <= 6; step++)
        await touch("touchMove", [from[0] + ((to[0] - from[0]) * step) / 6, from[1] + ((to[1] - from[1]) * step) / 6]);
      await touch("touchEnd");
    };

    const ruler = await page.getByTestId("ruler").boundingBox();
    if (!ruler) throw new Error("there is no ruler");
    await drag([ruler.x + 200, ruler.y + 8], [ruler.x + 12, ruler.y + 8]);
    await expect(frame).toHaveValue("0");
    // A tap soon after a drag may count as part of it, as on a real screen; then the user taps again.
    await expect(async () => {
      await page.getByRole("button", { name: "Play", exact: true }).tap({ timeout: 1000 });
      await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expect(frame).not.toHaveValue("0");
    await page.getByRole("button", { name: "Pause", exact: true }).tap();
    await page.getByRole("button", { name: "Go to start" }).tap();

    // The child is at its first waypoint now; its body is dragged.
    const before = await person.savedActor();
    const [start] = before.trajectory.waypoints;
    if (!start) throw new Error("the child has no path");
    await drag(
      await person.onPage([start.x, start.y - before.size.height / 2]),
      await person.onPage([start.x + 50, start.y - before.size.height / 2 + 30]),
    );
    expectPath(
      await person.savedActor(),
      before.trajectory.waypoints.map(({ x, y }) => [x + 50, y + 30] as const),
    );

    const zoom = page.getByRole("button", { name: /^Zoom, / });
    const percent = async () => Number.parseInt((await zoom.textContent()) ?? "");
    const fitted = await percent();
    const [x, y] = await person.onPage([640, 300]);
    await touch("touchStart", [x - 40, y], [x + 40, y]);
    for (const reach of [60, 80, 100]) await touch("touchMove", [x - reach, y], [x + reach, y]);
    await touch("touchEnd");
    expect(await percent()).toBeGreaterThan(fitted * 2);

    // Two fingers moving together pan the picture.
    await person.press("Shift+1");
    await touch("touchStart", [x - 40, y], [x + 40, y]);
    for (const way of [20, 40, 60]) await touch("touchMove", [x - 40 + way, y - way / 2], [x + 40 + way, y - way / 2]);
    await touch("touchEnd");
    await person.press("2");
    await page.mouse.click(x + 60, y - 30);
    expectPath({ trajectory: (await person.saved()).actors.at(-1)?.trajectory ?? before.trajectory }, [[640, 300]]);
  });
});
