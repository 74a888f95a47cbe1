import { readFile } from "node:fs/promises";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { parseScenario, type WholeScenario } from "@/core/document";
import { frameState } from "@/core/scene";
import { roadLayout } from "@/core/world/roads";
import { createEditor, currentView, groundViewOf, type ViewId } from "@/editor";

type Ground = readonly [x: number, y: number];

/** A user who works in the two views of a road scenario: points at places on the ground, in metres. */
class RoadPerson {
  readonly panes: Readonly<Record<ViewId, Locator>>;
  constructor(readonly page: Page) {
    this.panes = {
      plan: page.getByRole("application", { name: "Plan view" }),
      picture: page.getByRole("application", { name: "Camera view" }),
    };
  }

  async saved(): Promise<WholeScenario> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.page.keyboard.press("Control+s")]);
    return parseScenario(await readFile(await download.path(), "utf8"));
  }

  /** Where a place of the ground is on the page, in a view that shows all of its sheet. */
  async onPage(scenario: WholeScenario, id: ViewId, [x, y]: Ground, frame = 0): Promise<[number, number]> {
    const box = await this.panes[id].boundingBox();
    if (!box) throw new Error(`the ${id} is not on the page`);
    const editor = createEditor({ ...scenario, assets: {} });
    // The page opened the road while it was empty: its plan shows all of it.
    editor.transient.setState(id === "plan" ? { planViewport: box, planBox: null } : { viewport: box });
    const view = currentView(editor, id);
    const place = groundViewOf(scenario, frame, id).project({ x, y });
    if (!place) throw new Error(`the ${id} does not show ${x}, ${y}`);
    return [box.x + view.x + place.x * view.scale, box.y + view.y + place.y * view.scale];
  }

  async drag(scenario: WholeScenario, id: ViewId, from: Ground, to: Ground, frame = 0): Promise<void> {
    await this.page.mouse.move(...(await this.onPage(scenario, id, from, frame)), { steps: 4 });
    await this.page.mouse.down();
    await this.page.mouse.move(...(await this.onPage(scenario, id, to, frame)), { steps: 8 });
    await this.page.mouse.up();
  }
}

const waypointsOf = (scenario: WholeScenario, index: number) => scenario.actors[index]?.trajectory.waypoints ?? [];

test("an ego on a lane of an empty crossroads, a pedestrian drawn across in the plan, a waypoint dragged through the dashcam", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await page.goto("/");
  await expect(page.getByRole("application", { name: "Stage" })).toBeVisible();
  await page.keyboard.press("Alt+n");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Crossroads/ })
    .click();
  const person = new RoadPerson(page);
  await expect(person.panes.plan).toBeVisible();
  await expect(person.panes.picture).toBeVisible();
  const empty = await person.saved();
  expect(empty.actors).toHaveLength(0);

  await page.keyboard.press("3");
  await person.drag(empty, "plan", [-55, -1.6], [45, -1.6]);
  const withCar = await person.saved();
  expect(withCar.actors[0]?.motion?.lanes).toEqual(["west_in_1", "over_west_in_1_east_out_1", "east_out_1"]);

  await page.getByRole("tab", { name: "Scenario" }).click();
  await page.getByRole("combobox", { name: "Ego" }).click();
  await page.getByRole("option", { name: withCar.actors[0]?.name ?? "" }).click();
  await page.getByRole("button", { name: "Add camera" }).click();
  await page.getByRole("menuitem", { name: "Dashcam" }).click();
  await expect(page.getByText("Dashcam").first()).toBeVisible();
  const withEgo = await person.saved();
  const shown = withEgo.road?.cameras.find(({ id }) => id === withEgo.road?.camera);
  expect(shown?.carrier).toBe("ego");

  await page.keyboard.press("1");
  await person.drag(withEgo, "plan", [-14, -7], [-14, 7]);
  const withWalker = await person.saved();
  const [start, end] = waypointsOf(withWalker, 1);
  expect(start?.y).toBeLessThan(-5);
  expect(end?.y).toBeGreaterThan(5);
  expect(Math.abs((start?.x ?? 0) + 14)).toBeLessThan(1.5);

  // The walker is selected in both views: its end is dragged along the ground that the camera sees.
  await person.drag(withWalker, "picture", [end?.x ?? 0, end?.y ?? 0], [-10, 5]);
  const bent = await person.saved();
  const moved = waypointsOf(bent, 1)[1];
  expect(Math.hypot((moved?.x ?? 0) + 10, (moved?.y ?? 0) - 5)).toBeLessThan(1.5);
  expect(waypointsOf(bent, 1)[0]).toEqual(start);

  // What the dashcam shows of it is where a click finds it.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  const walker = frameState(bent, 0).bodies.find((body) => body.kind === "actor" && body.id === bent.actors[1]?.id);
  if (walker?.kind !== "actor" || !walker.visibleBox) throw new Error("the dashcam does not see the walker");
  expect(walker.pixels?.seen).toBeGreaterThan(20);
  const box = await person.panes.picture.boundingBox();
  const editor = createEditor({ ...bent, assets: {} });
  editor.transient.setState({ viewport: box ?? { width: 1, height: 1 } });
  const view = currentView(editor, "picture");
  const { x, y, width, height } = walker.visibleBox;
  await page.mouse.click((box?.x ?? 0) + view.x + (x + width / 2) * view.scale, (box?.y ?? 0) + view.y + (y + height / 2) * view.scale);
  await expect(page.getByRole("status").filter({ hasText: bent.actors[1]?.name ?? "" })).toHaveCount(1);

  // One view alone, and both again.
  await page.keyboard.press("c");
  await expect(person.panes.plan).toBeHidden();
  await page.keyboard.press("c");
  await expect(person.panes.plan).toBeVisible();
  await page.keyboard.press("t");
  await expect(person.panes.picture).toBeHidden();
});

test("on a car park: a car snaps into its bay, a dog comes from the menu of road users, W and a handle change its path", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await page.goto("/");
  await expect(page.getByRole("application", { name: "Stage" })).toBeVisible();
  await page.keyboard.press("Alt+n");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Car park/ })
    .click();
  const person = new RoadPerson(page);
  await expect(person.panes.plan).toBeVisible();
  const empty = await person.saved();
  const bay = empty.road && roadLayout(empty.road.plan).bays[2];
  if (!bay) throw new Error("the car park has no bays");

  await page.keyboard.press("3");
  await page.mouse.move(...(await person.onPage(empty, "plan", [bay.x + 0.3, bay.y + 0.3])), { steps: 4 });
  await page.mouse.down();
  await page.mouse.up();
  const parked = (await person.saved()).actors[0];
  expect(parked?.trajectory.waypoints[0]).toMatchObject({ x: bay.x, y: bay.y });
  expect(parked?.motion?.heading).toBeCloseTo(bay.heading, 6);

  await page.getByRole("button", { name: "More road users" }).click();
  await page.getByRole("menuitem", { name: "Dog" }).click();
  await expect(page.getByRole("menuitem", { name: "Dog" })).toBeHidden();
  await person.drag(empty, "plan", [-6, 0.4], [6, 0.4]);
  const withDog = await person.saved();
  const [start, end] = waypointsOf(withDog, 1);
  expect(withDog.actors[1]?.appearance.model).toBe("dog");

  // Other kinds are dragged onto the plan from the menu, or chosen key by key.
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "More road users" }).click();
  const plan = person.panes.plan;
  const box = await plan.boundingBox();
  const [dropX, dropY] = await person.onPage(empty, "plan", [3, 8]);
  await page
    .getByRole("menuitem", { name: "Wheelchair" })
    .dragTo(plan, { targetPosition: { x: dropX - (box?.x ?? 0), y: dropY - (box?.y ?? 0) } });
  await expect(page.getByRole("menuitem", { name: "Dog" })).toBeHidden();
  expect((await person.saved()).actors[2]?.appearance.model).toBe("wheelchair");
  await plan.focus();
  for (const key of ["1", "j", "j", "Enter"]) await page.keyboard.press(key);
  expect((await person.saved()).actors[3]?.appearance.model).toBe("white_cane");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await person.saved()).actors.length).toBe(2);
  await page.mouse.click(...(await person.onPage(empty, "plan", [end?.x ?? 0, end?.y ?? 0])));

  await page.keyboard.press("w");
  const longer = await person.saved();
  expect(waypointsOf(longer, 1)).toHaveLength(3);
  expect(waypointsOf(longer, 1)[2]?.x).toBeCloseTo((end?.x ?? 0) + 10, 6);

  await page.keyboard.press("Escape");
  await page.mouse.click(...(await person.onPage(empty, "plan", [start?.x ?? 0, start?.y ?? 0])));
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("What do you want to do?").fill("Make path Bézier");
  await page.getByRole("dialog").getByRole("button", { name: "Make path Bézier" }).click();
  // While it fades out, the palette lies over the stage.
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const bezier = await person.saved();
  // The dog stands on the first waypoint: the second one is clicked.
  const [first, second] = waypointsOf(bezier, 1);
  const out = second?.handles?.out;
  if (!second || !out) throw new Error("the path has no handles");
  await page.mouse.click(...(await person.onPage(empty, "plan", [second.x, second.y])));
  await person.drag(empty, "plan", [second.x + out.x, second.y + out.y], [second.x + out.x, second.y + 4]);
  const bent = waypointsOf(await person.saved(), 1);
  expect(bent[1]?.handles?.out?.y).toBeCloseTo(4, 0);
  expect(bent[0]).toMatchObject({ x: first?.x, y: first?.y });
});
