import { expect, test } from "@playwright/test";
import { serializeScenario } from "@/core/document";
import { pathPolyline } from "@/core/timeline";
import { COVERED, COVERED_GUIDES, HIT_ORDER } from "@/editor/testing/hitOrder";
import { dropFile } from "./support/files";
import { Person, expectPath } from "./support/person";

function fail(): never {
  throw new Error("the saved scenario has no such actor");
}

/** Without snapping, positions are exactly where the mouse was; tests of snapping turn it on again. */
async function begin(page: ConstructorParameters<typeof Person>[0]): Promise<Person> {
  const person = new Person(page);
  await person.startEmpty();
  await person.press("Shift+s");
  return person;
}

test("a click with an actor tool places an actor that stands there", async ({ page }) => {
  const person = await begin(page);
  await person.press("1");
  await person.click([300, 400]);
  const actor = await person.savedActor();
  expect(actor).toMatchObject({ type: "pedestrian", startFrame: 0, endFrame: 300 });
  expectPath(actor, [[300, 400]]);
});

test("a drag with an actor tool sends the actor from one end to the other", async ({ page }) => {
  const person = await begin(page);
  await page.getByRole("toolbar", { name: "Tools" }).getByRole("button", { name: "Add vehicle" }).click();
  await person.drag([
    [200, 560],
    [700, 560],
  ]);
  const actor = await person.savedActor();
  expect(actor.type).toBe("vehicle");
  expectPath(actor, [
    [200, 560],
    [700, 560],
  ]);
});

test("an actor is dragged from the palette onto the stage", async ({ page }) => {
  const person = await begin(page);
  const [x, y] = await person.onPage([500, 500]);
  const { x: left, y: top } = (await person.stage.boundingBox()) ?? { x: 0, y: 0 };
  const button = page.getByRole("toolbar", { name: "Tools" }).getByRole("button", { name: "Add cyclist" });
  await button.dragTo(person.stage, { targetPosition: { x: x - left, y: y - top } });
  const actor = await person.savedActor();
  expect(actor.type).toBe("cyclist");
  expectPath(actor, [[500, 500]]);
});

test("clicks draw a curved path; Backspace removes the last point, Enter ends it, Escape discards a single point", async ({ page }) => {
  const person = await begin(page);
  await person.press("p");
  await person.click([100, 300]);
  await person.press("Escape");
  for (const place of [
    [200, 400],
    [420, 380],
    [600, 500],
    [900, 200],
  ] as const)
    await person.click(place);
  await person.press("Backspace", "Enter");
  const { actors } = await person.saved();
  expect(actors).toHaveLength(1);
  const [walker] = actors;
  if (!walker) throw new Error("no path was drawn");
  expect(walker.trajectory.curve).toBe("smooth");
  expectPath(walker, [
    [200, 400],
    [420, 380],
    [600, 500],
  ]);
});

test("a double click ends a path", async ({ page }) => {
  const person = await begin(page);
  await person.press("p");
  await person.click([200, 400]);
  await person.doubleClick([500, 420]);
  expectPath(await person.savedActor(), [
    [200, 400],
    [500, 420],
  ]);
});

test("a freehand stroke becomes a path of few waypoints along it", async ({ page }) => {
  const person = await begin(page);
  await person.press("f");
  await person.drag(Array.from({ length: 25 }, (_, step) => [200 + step * 30, 400 + Math.round(70 * Math.sin(step / 4))] as const));
  const actor = await person.savedActor();
  expect(actor.trajectory.waypoints.length).toBeLessThan(14);
  const course = pathPolyline(actor);
  for (let index = 0; index + 1 < course.length; index += 2) {
    const [x = 0, y = 0] = course.slice(index, index + 2);
    expect(Math.abs(y - 400 - 70 * Math.sin((x - 200) / 120)), `at ${x}`).toBeLessThan(16);
  }
});

test("actors are dragged, copied with Alt, kept on an axis with Shift, and taken back with undo", async ({ page }) => {
  const person = await begin(page);
  await person.press("1");
  await person.drag([
    [300, 400],
    [500, 400],
  ]);
  await person.drag([
    [300, 360],
    [340, 420],
  ]);
  expectPath(await person.savedActor(), [
    [340, 460],
    [540, 460],
  ]);
  await person.drag(
    [
      [340, 420],
      [400, 430],
    ],
    { holding: ["Shift"] },
  );
  expectPath(await person.savedActor(), [
    [400, 460],
    [600, 460],
  ]);
  await person.drag(
    [
      [400, 420],
      [400, 320],
    ],
    { holding: ["Alt"] },
  );
  expectPath(await person.savedActor(1), [
    [400, 360],
    [600, 360],
  ]);
  await person.press("Control+z", "Control+z");
  const { actors } = await person.saved();
  expect(actors).toHaveLength(1);
  await person.press("Control+Shift+z");
  expectPath(await person.savedActor(), [
    [400, 460],
    [600, 460],
  ]);
});

test("Escape in the middle of a drag leaves no trace", async ({ page }) => {
  const person = await begin(page);
  await person.press("1");
  await person.click([300, 400]);
  const before = await person.saved();
  await person.move([300, 360]);
  await page.mouse.down();
  await person.move([500, 500]);
  await person.press("Escape");
  await page.mouse.up();
  expect(await person.saved()).toEqual(before);
});

test("a marquee selects several actors, which move together and are deleted together", async ({ page }) => {
  const person = await begin(page);
  for (const x of [300, 400, 700]) {
    await person.press("1");
    await person.click([x, 400]);
  }
  await person.drag([
    [250, 250],
    [450, 450],
  ]);
  await person.drag([
    [400, 360],
    [400, 460],
  ]);
  expectPath(await person.savedActor(0), [[300, 500]]);
  expectPath(await person.savedActor(1), [[400, 500]]);
  expectPath(await person.savedActor(2), [[700, 400]]);
  await person.press("Delete");
  expect((await person.saved()).actors).toHaveLength(1);
});

test("handles resize an actor in proportion and keep its feet in place", async ({ page }) => {
  const person = await begin(page);
  await person.press("1");
  await person.click([300, 400]);
  const before = await person.seenBox();
  const [right, top] = [300 + before.width / 2, 400 - before.height];
  await person.drag([
    [right, top],
    [right, top - 80],
  ]);
  const { trajectory } = await person.savedActor();
  const after = await person.seenBox();
  expect(Math.abs(after.height - before.height - 80)).toBeLessThanOrEqual(3);
  expect(after.width / after.height).toBeCloseTo(before.width / before.height, 1);
  expectPath({ trajectory }, [[300, 400]]);
});

test("the cursor shows what a press would grab; a small body can still be moved by its centre, on any screen", async ({ page }) => {
  const person = await begin(page);
  await person.press("1");
  await person.drag([
    [300, 400],
    [600, 400],
  ]);
  const { width, height } = await person.seenBox();
  // As on a screen with more pixels per inch: the window is moved to one while it is open.
  const screen = await page.context().newCDPSession(page);
  await screen.send("Emulation.setDeviceMetricsOverride", { width: 1280, height: 801, deviceScaleFactor: 2, mobile: false });
  const sharp = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLCanvasElement>("[role=application] canvas")].every((it) => it.width >= 2 * it.clientWidth - 1),
    );
  await expect.poll(sharp).toBe(true);
  const cursorAt = async (place: readonly [number, number]) => {
    await person.move(place);
    return person.stage.evaluate((element) => element.style.cursor);
  };
  expect(await cursorAt([300 + width / 2 + 8, 400 - height - 8])).toBe("nesw-resize");
  expect(await cursorAt([300 - width / 2 - 8, 400 - height - 8])).toBe("nwse-resize");
  expect(await cursorAt([300, 400 - height / 2])).toBe("move");
  expect(await cursorAt([450, 400])).toBe("crosshair");
  expect(await cursorAt([600, 400])).toBe("pointer");
  expect(await cursorAt([450, 300])).toBe("default");
  await person.press("p");
  expect(await cursorAt([300, 400 - height / 2])).toBe("crosshair");
  await person.press("v");

  // In the distance it is a few pixels wide, and its handles overlap.
  await person.drag([
    [300 + width / 2, 400 - height],
    [300, 400 - 12],
  ]);
  const small = await person.seenBox();
  expect(small.width).toBeLessThan(20);
  await person.drag([
    [300, 400 - small.height / 2],
    [340, 420 - small.height / 2],
  ]);
  expect(await person.seenBox()).toMatchObject({ width: small.width, height: small.height });
  expect(Math.abs(((await person.savedActor()).trajectory.waypoints[0]?.x ?? 0) - 340)).toBeLessThan(3);
});

test("what is drawn on top is hit first, and a region to ignore last", async ({ page }) => {
  const person = await begin(page);
  await dropFile(page, { name: "covered.json", text: serializeScenario(COVERED) });
  await expect(page.getByText(COVERED.name).first()).toBeVisible();
  await person.press("Shift+u");
  for (const [ruler, place] of [
    ["left-ruler", [COVERED_GUIDES.x, 560]],
    ["upper-ruler", [1100, COVERED_GUIDES.y]],
  ] as const) {
    const box = await page.getByTestId(ruler).boundingBox();
    if (!box) throw new Error(`there is no ${ruler}`);
    const [x, y] = await person.onPage(place);
    await page.mouse.move(ruler === "left-ruler" ? box.x + 6 : x, ruler === "left-ruler" ? y : box.y + 6);
    await page.mouse.down();
    await page.mouse.move(x, y, { steps: 6 });
    await page.mouse.up();
  }
  await person.press("Home", "Escape");
  await person.click([300, 200]);
  for (const [what, { x, y }, cursor] of HIT_ORDER) {
    await person.move([x, y]);
    expect(await person.stage.evaluate((element) => element.style.cursor), what).toBe(cursor);
  }
  await person.click([300, 400]);
  await expect(page.getByRole("heading", { name: "Pedestrian 1" })).toBeVisible();
  await person.click([400, 350]);
  await expect(page.getByRole("heading", { name: "Region to ignore" })).toBeVisible();
  await person.click([300, 400]);
  await expect(page.getByRole("heading", { name: "Pedestrian 1" })).toBeVisible();
});

test("waypoints are dragged, pulled out of the path, added by double click, and deleted", async ({ page }) => {
  const person = await begin(page);
  await person.press("1");
  await person.drag([
    [200, 400],
    [600, 400],
  ]);
  // Another theme redraws the stage, and everything on it can still be grabbed.
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await person.drag([
    [600, 400],
    [700, 450],
  ]);
  expectPath(await person.savedActor(), [
    [200, 400],
    [700, 450],
  ]);
  await person.drag([
    [450, 425],
    [450, 300],
  ]);
  expectPath(
    await person.savedActor(),
    [
      [200, 400],
      [450, 300],
      [700, 450],
    ],
    3,
  );
  await person.doubleClick([575, 375]);
  expect((await person.savedActor()).trajectory.waypoints).toHaveLength(4);
  await person.press("Delete");
  expectPath(
    await person.savedActor(),
    [
      [200, 400],
      [450, 300],
      [700, 450],
    ],
    3,
  );
});

test("the context menu turns a path into a Bézier curve, and its handles bend it", async ({ page }) => {
  const person = await begin(page);
  await person.press("1");
  await person.drag([
    [200, 400],
    [600, 400],
  ]);
  await person.click([200, 350], { button: "right" });
  await page.getByRole("menuitem", { name: "Make path Bézier" }).click();
  await person.click([600, 400]);
  await person.drag([
    [467, 400],
    [500, 250],
  ]);
  const { trajectory } = await person.savedActor();
  expect(trajectory.curve).toBe("bezier");
  const handle = trajectory.waypoints[1]?.handles?.in;
  expect(Math.hypot((handle?.x ?? 0) + 100, (handle?.y ?? 0) + 150)).toBeLessThan(4);
});

test("an occluder's box is drawn with a drag", async ({ page }) => {
  const person = await begin(page);
  await person.press("u");
  await person.drag([
    [400, 350],
    [560, 470],
  ]);
  const [occluder] = (await person.saved()).occluders;
  expect(occluder?.kind).toBe("parked_van");
  expect(Math.abs((occluder?.x ?? 0) - 480)).toBeLessThanOrEqual(2);
  expect(Math.abs((occluder?.size.width ?? 0) - 160)).toBeLessThanOrEqual(3);
});

test("a group is selected and dragged as one; a double click enters the group; ungrouping separates it", async ({ page }) => {
  const person = await begin(page);
  await person.press("1");
  await person.click([300, 400]);
  await person.press("u");
  await person.click([600, 500]);
  await person.press("Control+a", "Control+g", "Escape");
  await person.drag([
    [300, 360],
    [340, 380],
  ]);
  const together = await person.saved();
  expectPath(together.actors[0] ?? fail(), [[340, 420]]);
  expect(Math.hypot((together.occluders[0]?.x ?? 0) - 640, (together.occluders[0]?.y ?? 0) - 520)).toBeLessThan(3);
  expect([together.actors[0]?.groupId, together.occluders[0]?.groupId]).toEqual(["group-1", "group-1"]);
  await person.press("Escape");
  await person.doubleClick([340, 380]);
  await person.drag([
    [340, 380],
    [400, 380],
  ]);
  const apart = await person.saved();
  expectPath(apart.actors[0] ?? fail(), [[400, 420]]);
  expect(apart.occluders).toEqual(together.occluders);
  await person.press("Control+Shift+g");
  expect((await person.saved()).occluders[0]).not.toHaveProperty("groupId");
});

test("the context menu brings an object to the front, and a click then selects it", async ({ page }) => {
  const person = await begin(page);
  await person.press("u");
  await person.click([600, 500]);
  await person.press("1");
  await person.click([600, 450]);
  await person.click([600, 420], { button: "right" });
  await page.getByRole("menuitem", { name: "Bring to front" }).click();
  const { actors } = await person.saved();
  expect(450 + (actors[0]?.depth ?? 0)).toBeGreaterThan(500);
  expectPath(actors[0] ?? fail(), [[600, 450]]);
  await person.press("Escape");
  await person.click([600, 420]);
  await expect(page.getByRole("region", { name: "Pedestrian 0" })).toBeVisible();
});

test("guides are dragged out of the rulers, snapped to, moved, and removed by dropping them outside the picture", async ({ page }) => {
  const person = await begin(page);
  await person.press("Shift+u", "1");
  await person.click([200, 650]);
  await person.press("Escape", "Escape");
  const ruler = await page.getByTestId("upper-ruler").boundingBox();
  if (!ruler) throw new Error("there is no ruler");
  const [x, y] = await person.onPage([700, 300]);
  await page.mouse.move(x, ruler.y + 6);
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 6 });
  await page.mouse.up();
  await person.press("Shift+s", "2");
  await person.click([500, 303]);
  const first = await person.savedActor(1);
  expect(Math.abs((first.trajectory.waypoints[0]?.y ?? 0) - 300)).toBeLessThanOrEqual(1);
  await person.press("Escape");
  await person.drag([
    [900, 300],
    [900, 200],
  ]);
  await person.press("2");
  await person.click([800, 203]);
  expect(Math.abs(((await person.savedActor(2)).trajectory.waypoints[0]?.y ?? 0) - 200)).toBeLessThanOrEqual(1);
  // It is there again after a reload.
  await page.reload();
  await expect(person.stage).toBeVisible();
  await person.press("Escape");
  await person.drag([
    [1000, 200],
    [1000, -60],
  ]);
  await person.click([1000, 300], { button: "right" });
  await expect(page.getByRole("menuitem", { name: "Delete all guides" })).toBeDisabled();
});

test("actors are aligned and distributed, their paths mirrored and reversed, locked and hidden", async ({ page }) => {
  const person = await begin(page);
  for (const [x, y] of [
    [200, 400],
    [350, 430],
    [700, 460],
  ] as const) {
    await person.press("1");
    await person.drag([
      [x, y],
      [x + 100, y],
    ]);
  }
  await person.press("Control+a");
  const arrange = page.getByRole("region", { name: "Arrange" });
  await arrange.getByRole("button", { name: "Align on the ground" }).click();
  await arrange.getByRole("button", { name: "Distribute horizontally" }).click();
  const starts = (await person.saved()).actors.map(({ trajectory }) => [trajectory.waypoints[0]?.x ?? 0, trajectory.waypoints[0]?.y]);
  expect(new Set(starts.map(([, y]) => y)).size).toBe(1);
  expect((starts[1]?.[0] ?? 0) - (starts[0]?.[0] ?? 0)).toBeCloseTo(((starts[2]?.[0] ?? 0) - (starts[0]?.[0] ?? 0)) / 2, 0);

  await page.getByRole("button", { name: /^Pedestrian 0/ }).click();
  const path = page.getByRole("region", { name: "Path" });
  const before = await person.savedActor();
  await path.getByRole("button", { name: "Reverse path" }).click();
  expect((await person.savedActor()).trajectory.waypoints.map(({ x }) => x)).toEqual(
    before.trajectory.waypoints.map(({ x }) => x).reverse(),
  );
  await path.getByRole("button", { name: "Mirror path left to right" }).click();
  expect((await person.savedActor()).trajectory.waypoints.map(({ x }) => x)).toEqual(before.trajectory.waypoints.map(({ x }) => x));
  await person.press("Control+l");
  await person.drag([
    [before.trajectory.waypoints[0]?.x ?? 0, 440],
    [600, 200],
  ]);
  await person.press("Escape");
  await page
    .getByRole("button", { name: /^Pedestrian 1/ })
    .first()
    .click();
  await person.press("Control+Shift+h");
  const { actors } = await person.saved();
  expect(actors.map(({ locked, hidden }) => [locked, hidden])).toEqual([
    [true, false],
    [false, true],
    [false, false],
  ]);
  expect(actors[0]?.trajectory.waypoints.map(({ x }) => x)).toEqual(before.trajectory.waypoints.map(({ x }) => x));
});

test("a drag snaps to the ground line of another actor, unless Control is held", async ({ page }) => {
  const person = await begin(page);
  await person.press("1");
  await person.click([300, 403]);
  await person.press("1");
  await person.click([600, 500]);
  await person.press("Shift+s");
  await person.drag([
    [600, 460],
    [605, 362],
  ]);
  expect((await person.savedActor(1)).trajectory.waypoints[0]?.y).toBe((await person.savedActor(0)).trajectory.waypoints[0]?.y);
});

test("zooming keeps the point under the pointer in place, and drawing puts things where the pointer is", async ({ page }) => {
  const person = await begin(page);
  const [x, y] = await person.onPage([400, 300]);
  await page.mouse.move(x, y);
  await page.keyboard.down("Control");
  for (let notch = 0; notch < 4; notch++) await page.mouse.wheel(0, -50);
  await page.keyboard.up("Control");
  await expect(page.getByRole("button", { name: /^Zoom, / })).not.toHaveText(/^(\d|\d\d) %$/);
  await person.press("1");
  await page.mouse.click(x, y);
  expectPath(await person.savedActor(), [[400, 300]], 1);

  // With Space held, the mouse pans the picture.
  await page.keyboard.down(" ");
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 120, y + 60, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up(" ");
  await person.press("1");
  await page.mouse.click(x + 120, y + 60);
  expectPath(await person.savedActor(1), [[400, 300]], 1);
  await person.press("Shift+1");
  await person.press("1");
  await person.click([800, 500]);
  expectPath(await person.savedActor(2), [[800, 500]]);
  const last = await person.seenBox(2);

  // Zoomed to the selection, its centre is the stage's.
  await person.press("Shift+2", "2");
  const stage = await person.stage.boundingBox();
  await page.mouse.click((stage?.x ?? 0) + (stage?.width ?? 0) / 2, (stage?.y ?? 0) + (stage?.height ?? 0) / 2);
  expectPath(await person.savedActor(3), [[800, 500 - last.height / 2]]);

  // The history list goes back to any step, and forward again.
  await page.getByRole("button", { name: "History" }).click();
  const steps = page.getByRole("dialog", { name: "History" });
  await steps.getByRole("button", { name: "Open" }).click();
  await expect(page.getByRole("status").filter({ hasText: "No actors yet" })).toHaveCount(1);
  await steps.getByRole("button", { name: "Add pedestrian" }).first().click();
  await person.press("Escape");
  await expect(steps).toBeHidden();
  expect((await person.saved()).actors).toHaveLength(3);
});

test("everything on the stage can be reached with the keyboard", async ({ page }) => {
  const person = await begin(page);
  await person.press("1");
  await person.drag([
    [300, 400],
    [500, 400],
  ]);
  await person.press("1");
  await person.click([800, 400]);
  await person.press("Escape", "Escape");
  await person.stage.focus();
  await person.press("Tab");
  await expect(page.getByRole("status").filter({ hasText: "pedestrian, at 300, 400 pixels" })).toHaveCount(1);
  await person.press("ArrowRight", "Shift+ArrowDown");
  await person.press("Enter", "Tab", "Shift+ArrowRight");
  expectPath(await person.savedActor(), [
    [301, 410],
    [511, 410],
  ]);
  await expect(page.getByRole("status").filter({ hasText: "Waypoint 2 of 2" })).toHaveCount(1);
  await person.press("Escape", "Tab", "Delete");
  expect((await person.saved()).actors).toHaveLength(1);
});

test("copies go through the clipboard into another tab's scenario, without any permission", async ({ page, context }) => {
  await context.clearPermissions();
  const person = await begin(page);
  await person.press("1");
  await person.drag([
    [300, 400],
    [500, 400],
  ]);
  await person.press("Control+c");
  const other = new Person(await context.newPage());
  await other.startEmpty();
  await expect(other.page.getByRole("status").filter({ hasText: "No actors yet" })).toHaveCount(1);
  await other.press("Control+v");
  await expect(other.page.getByRole("status").filter({ hasText: "pedestrian, at" })).toHaveCount(1);
  expectPath(await other.savedActor(), [
    [320, 420],
    [520, 420],
  ]);

  // Cut, and pasted at the pointer; then with the menus, which have no access to the clipboard here.
  await other.press("Control+x");
  await expect(other.page.getByRole("status").filter({ hasText: "No actors yet" })).toHaveCount(1);
  await other.page.mouse.move(...(await other.onPage([700, 300])));
  await other.press("Control+v");
  expectPath(await other.savedActor(), [
    [700, 300],
    [900, 300],
  ]);
  await other.click([700, 280], { button: "right" });
  await other.page.getByRole("menuitem", { name: "Copy" }).click();
  await other.click([1000, 600], { button: "right" });
  await other.page.getByRole("menuitem", { name: "Paste" }).click();
  expectPath(await other.savedActor(1), [
    [1000, 600],
    [1200, 600],
  ]);

  // Content that is not from Jaywalk is reported, and a field pastes its own text.
  await person.page.bringToFront();
  const name = page.getByRole("textbox", { name: "Scenario name" });
  await name.fill("Meet me at noon");
  await name.press("Control+a");
  await name.press("Control+c");
  await name.press("Escape");
  await person.stage.focus();
  await person.press("Control+v");
  await expect(page.getByRole("alert").filter({ hasText: "“Meet me at noon”" })).toBeVisible();
});

test("the tutorial's eight gestures draw a pedestrian who steps out from behind a parked van in rain", async ({ page }) => {
  const person = new Person(page);
  await person.startEmpty();
  await person.press("u");
  await person.click([640, 470]);
  await person.press("1");
  await person.drag([
    [640, 450],
    [720, 600],
  ]);
  await person.press("3");
  await person.drag([
    [-60, 575],
    [1340, 575],
  ]);
  await person.press("Alt+3");
  await page.getByRole("radio", { name: "Rain" }).click();
  const { actors, occluders, weather } = await person.saved();
  expect(occluders.map(({ kind }) => kind)).toEqual(["parked_van"]);
  expect(actors.map(({ type }) => type)).toEqual(["pedestrian", "vehicle"]);
  expect(weather.map(({ condition }) => condition)).toEqual(["rainy"]);
});

test("a region to ignore is added in the panel, shown over the picture only, moved, resized and deleted", async ({ page }) => {
  const person = await begin(page);
  await person.press("1");
  await person.click([200, 600]);
  await person.press("Alt+1", "Escape");
  const regions = async () => (await person.saved()).ignoreRegions ?? [];
  const picture = () => page.evaluate(() => document.querySelector<HTMLCanvasElement>("[role=application] canvas")?.toDataURL());
  const before = await picture();
  await page.getByRole("button", { name: "Add region to ignore" }).click();
  await expect(page.getByRole("heading", { name: "Region to ignore" })).toBeVisible();
  expect(await regions()).toEqual([{ startFrame: 0, endFrame: 300, x: 480, y: 270, width: 320, height: 180 }]);
  await person.drag([
    [600, 330],
    [700, 230],
  ]);
  await person.drag([
    [900, 350],
    [1000, 400],
  ]);
  const [changed] = await regions();
  if (!changed) fail();
  for (const [drawn, wanted] of [
    [changed.x, 580],
    [changed.y, 170],
    [changed.width, 420],
    [changed.height, 230],
  ] as const)
    expect(Math.abs(drawn - wanted), `${drawn} for ${wanted}`).toBeLessThanOrEqual(3);
  await page.getByLabel("Detections of", { exact: true }).click();
  await page.getByRole("option", { name: "Vehicle" }).click();
  expect((await regions())[0]?.type).toBe("vehicle");
  const last = page.getByRole("textbox", { name: "Frame after the last, f" });
  await last.fill("100");
  await last.press("Enter");
  expect((await regions())[0]?.endFrame).toBe(100);
  // At another frame it is only an outline, as long as it is selected, and nothing to take hold of.
  const outlined = () =>
    page.evaluate(() => {
      const canvas = document.querySelectorAll<HTMLCanvasElement>("[role=application] canvas")[3];
      const data = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return data.some((value) => value > 0);
    });
  await person.stage.focus();
  await person.press("End");
  await expect(page.getByRole("status").filter({ hasText: /Region to ignore at .*, not at this frame/ })).toHaveCount(1);
  expect(await outlined()).toBe(true);
  await person.press("Escape");
  await expect.poll(outlined).toBe(false);
  await person.click([800, 300]);
  await expect(page.getByRole("heading", { name: "Region to ignore" })).toBeHidden();
  await person.press("Home");
  // The picture below, which is what an export draws, does not contain it.
  expect(await picture()).toBe(before);
  await person.click([50, 100]);
  await person.click([800, 300]);
  await person.press("Delete");
  expect(await regions()).toEqual([]);
  await person.press("Control+z");
  expect(await regions()).toHaveLength(1);

  // Copies lie beside it; a marquee takes all of them, and the panel says what it took.
  await page.getByRole("button", { name: "Duplicate" }).click();
  await person.press("Control+d", "Control+c", "Control+v");
  expect(await regions()).toHaveLength(4);
  await person.drag([
    [1250, 100],
    [560, 20],
    [150, 690],
  ]);
  await expect(page.getByRole("heading", { name: "1 actor, 4 regions to ignore" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "1 actor and 4 regions to ignore selected." })).toHaveCount(1);
  await person.press("Delete");
  const { actors, ignoreRegions } = await person.saved();
  expect([actors, ignoreRegions]).toEqual([[], undefined]);
  await person.press("Control+z");
  expect((await person.saved()).ignoreRegions).toHaveLength(4);
  await person.press("Escape");
  await person.click([1100, 650], { button: "right" });
  await page.getByRole("menuitem", { name: "Add region to ignore" }).click();
  const { x, y, width, height } = (await regions())[4] ?? fail();
  expect([x + width / 2, y + height / 2].map(Math.round)).toEqual([1100, 630]);

  // Arrow keys in the same field of one region and then of another are two steps of the history.
  const placed = (await regions()).map((region) => region.x);
  const field = page.getByRole("textbox", { name: "Region x, px" });
  for (const place of [
    [1100, 630],
    [590, 180],
  ] as const) {
    await person.click(place);
    await field.focus();
    await person.press("ArrowUp", "ArrowUp");
  }
  await person.stage.focus();
  await person.press("Control+z");
  expect((await regions()).map((region, index) => region.x - (placed[index] ?? NaN))).toEqual([0, 0, 0, 0, 2]);
});
