import { expect, test, type Locator, type Page } from "@playwright/test";
import { fieldOfView } from "@/core/camera";
import { createRoadActor, serializeScenario, type WholeScenario } from "@/core/document";
import { worldOf } from "@/core/scene";
import { encounterBetween } from "@/core/truth";
import { blankScenario, wholeArrivals } from "@/editor";
import { dropFile } from "./support/files";
import { Person } from "./support/person";

const lens = ({ road, video }: WholeScenario): number => {
  const camera = road?.cameras.find(({ id }) => id === road.camera);
  if (!camera) throw new Error("no camera is shown");
  return fieldOfView(camera.lens, video).horizontal ?? 0;
};

/** Opens a scenario from a file, as somebody would who was sent one. */
async function openFile(page: Page, scenario: WholeScenario): Promise<void> {
  await dropFile(page, { name: "crossroads.json", text: serializeScenario(scenario) });
  await expect(page.getByRole("textbox", { name: "Scenario name" })).toHaveValue(scenario.name);
}

/** Drags a slider's thumb sideways with the mouse; `during` is called before it is let go. */
async function dragThumb(page: Page, thumb: Locator, by: number, during: () => Promise<void>): Promise<void> {
  await thumb.scrollIntoViewIfNeeded();
  const box = await thumb.boundingBox();
  if (!box) throw new Error("the slider is not on the page");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by, y, { steps: 8 });
  await during();
  await page.mouse.up();
}

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });

async function type(page: Page, name: string, text: string): Promise<void> {
  await field(page, name).fill(text);
  await field(page, name).press("Enter");
}

test("a new road scenario gets an ego and a dashcam, whose field of view is dragged in one step that undo takes back", async ({ page }) => {
  const person = new Person(page);
  await page.goto("/");
  await expect(person.stage).toBeVisible();
  await person.press("Alt+n");
  await page
    .getByRole("dialog", { name: "New scenario" })
    .getByRole("button", { name: /^Crossroads/ })
    .click();
  await expect(page.getByRole("textbox", { name: "Scenario name" })).toHaveValue("Untitled scenario");
  const empty = await person.saved();
  expect([empty.road?.plan.kind, empty.actors.length]).toEqual(["x_junction", 0]);

  // Measures of the road, with the schema's own words for what cannot be.
  await person.press("Alt+1");
  await type(page, "Lane width, m", "12");
  await expect(page.getByText("Must be at most 4.5, not 12.")).toBeVisible();
  await type(page, "Lane width, m", "3.5");
  expect((await person.saved()).road?.plan).toMatchObject({ laneWidth: 3.5 });

  const car = createRoadActor({
    kind: "car",
    id: "car",
    trackId: 0,
    startFrame: 0,
    endFrame: 300,
    motion: { speed: 10 },
    waypoints: [
      { x: -50, y: -1.75 },
      { x: -20, y: -1.75 },
      { x: 40, y: -1.75 },
    ],
  });
  await openFile(page, { ...blankScenario("sent", { road: "x_junction" }), name: "Sent by a colleague", actors: [car] });
  await person.press("Alt+1");
  await page.getByRole("combobox", { name: "Ego" }).click();
  await page.getByRole("option", { name: car.name }).click();
  await page.getByRole("button", { name: "Add camera" }).click();
  await page.getByRole("menuitem", { name: "Dashcam" }).click();
  const mounted = await person.saved();
  expect([mounted.road?.ego, mounted.road?.camera]).toEqual(["car", "dashcam"]);
  expect(lens(mounted)).toBeCloseTo(80, 3);

  const value = field(page, "Field of view, number, °");
  const before = await value.inputValue();
  await dragThumb(page, page.getByRole("slider", { name: "Field of view" }), -30, async () => {
    await expect(value).not.toHaveValue(before);
  });
  // The slider tells of its end a moment after the mouse is let go.
  await expect.poll(async () => lens(await person.saved())).toBeLessThan(70);
  await person.press("Control+z");
  expect(lens(await person.saved())).toBeCloseTo(80, 3);

  await type(page, "Height, number, m", "-1");
  await expect(page.getByText("A camera must be 0.05 to 1000 m above the ground, not -1.")).toBeVisible();
  await field(page, "Height, number, m").press("Escape");
  await type(page, "Focal length, px", "0");
  await expect(page.getByText(/A focal length must be from 1 to/)).toBeVisible();
  await field(page, "Focal length, px").press("Escape");

  // The actor, in metres and km/h, in any unit.
  await page.getByRole("button", { name: car.name, exact: false }).first().click();
  await person.press("Alt+2");
  await type(page, "Starts with, km/h", "15 m/s");
  await expect(field(page, "Starts with, km/h")).toHaveValue("54");
  await page.getByRole("combobox", { name: "Model" }).click();
  await page.getByRole("option", { name: "Bus" }).click();
  await expect(field(page, "Body length, m")).toHaveValue("12.14");
  const bus = await person.savedActor();
  expect([bus.motion?.speed, bus.appearance.model]).toEqual([15, "bus"]);

  // A keyframe dragged in time changes the speed before it.
  const keyframe = page.getByRole("slider", { name: `${car.name}, waypoint 2` });
  await keyframe.focus();
  await person.press("Shift+ArrowRight", "Shift+ArrowRight");
  const world = worldOf(await person.saved());
  const later = await person.savedActor();
  expect(wholeArrivals(world, later)[1]).toBe((wholeArrivals(world, bus)[1] ?? 0) + 20);
  expect(later.trajectory.waypoints.every(({ at }) => at === undefined)).toBe(true);
  await person.press("Control+z");
  expect(await person.savedActor()).toEqual(bus);

  // Other cameras beside the camera view; one of them changes places with the dashcam.
  await page.getByRole("button", { name: "Plan and all cameras" }).click();
  const others = page.getByRole("button", { name: /in the camera view$/ });
  const [other] = (mounted.road?.cameras ?? []).filter(({ id }) => id !== "dashcam");
  await expect(others).toHaveAccessibleName(`Show ${other?.name || other?.id} in the camera view`);
  await others.click();
  await expect(others).toHaveAccessibleName("Show Dashcam in the camera view");
  expect((await person.saved()).road?.camera).toBe(other?.id);
});

test("a picture scenario is opened as a road copy that shows it from the same place", async ({ page }) => {
  const person = new Person(page);
  await person.startEmpty();
  await person.press("1");
  await person.drag([
    [300, 560],
    [900, 620],
  ]);
  const picture = await person.saved();
  await person.press("Control+k");
  await page.getByPlaceholder("What do you want to do?").fill("road scenario");
  await person.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Open as a road scenario" });
  await expect(dialog.getByRole("region", { name: "Kept", exact: true })).toContainText("1 actor");
  await dialog.getByRole("button", { name: "Open road copy" }).click();
  await expect(page.getByRole("textbox", { name: "Scenario name" })).toHaveValue(`${picture.name} (road)`);
  const copy = await person.saved();
  expect([copy.road?.camera, copy.actors.length, copy.weather]).toEqual(["picture", 1, picture.weather]);
  // There is no road copy of a road.
  await page.getByRole("button", { name: "Jaywalk" }).click();
  await expect(page.getByRole("menuitem", { name: "Open as a road scenario" })).toBeDisabled();
});

test("a speed becomes a parameter at its field; its slider moves the scene, expressions follow, and typing sets it free", async ({
  page,
}) => {
  const person = new Person(page);
  await page.goto("/");
  await expect(person.stage).toBeVisible();
  const waypoints = [
    { x: -50, y: -1.75 },
    { x: 40, y: -1.75 },
  ];
  const car = createRoadActor({
    kind: "car",
    id: "car",
    trackId: 0,
    name: "Car",
    startFrame: 0,
    endFrame: 300,
    motion: { speed: 10 },
    waypoints,
  });
  await openFile(page, { ...blankScenario("sent", { road: "street" }), name: "With parameters", actors: [car] });
  await page.getByRole("button", { name: car.name, exact: false }).first().click();
  await person.press("Alt+2");
  await field(page, "Starts with, km/h").hover();
  await page.getByRole("button", { name: "Starts with: follow a parameter" }).click();
  await page.getByRole("menuitem", { name: "New parameter “car_speed” from this value" }).click();
  const made = await person.saved();
  expect(made.parameters).toEqual([{ name: "car_speed", unit: "km/h", value: 36, from: 0, to: 72, step: 0.5 }]);
  expect(made.actors[0]).toMatchObject({ expressions: { "motion.speed": "car_speed" }, motion: { speed: 10 } });

  // An expression typed into another field; what is wrong with one is said at the field.
  await type(page, "Braking, m/s²", "= car_speed × 2");
  await expect(page.getByText(/“car_speed × 2”: it gives m\/s, where m\/s² is needed/)).toBeVisible();
  await field(page, "Braking, m/s²").fill("= car_speed / 5 s");
  await field(page, "Braking, m/s²").press("Enter");
  await expect(field(page, "Braking, m/s²")).toHaveAttribute("aria-description", "Follows from car_speed / 5 s");
  expect((await person.savedActor()).motion).toMatchObject({ speed: 10, deceleration: 2 });

  // The slider moves everything, as one step.
  await person.press("Alt+1");
  const number = field(page, "car_speed, number, km/h");
  await dragThumb(page, page.getByRole("slider", { name: "car_speed" }), 30, async () => {
    await expect(number).not.toHaveValue("36");
  });
  await expect.poll(async () => (await person.savedActor()).motion?.speed).toBeGreaterThan(11);
  const { parameters = [], actors } = await person.saved();
  const speed = (parameters[0]?.value ?? 0) / 3.6;
  expect(actors[0]?.motion?.speed).toBeCloseTo(speed, 9);
  expect(actors[0]?.motion?.deceleration).toBeCloseTo(speed / 5, 9);
  await person.press("Control+z");
  expect((await person.savedActor()).motion).toMatchObject({ speed: 10, deceleration: 2 });

  // Renamed, its expressions still name it; what follows is listed, and leads there.
  await page.getByRole("button", { name: /^car_speed/ }).click();
  const name = page.getByRole("region", { name: "Parameters" }).getByLabel("Name", { exact: true });
  await name.fill("v");
  await name.press("Enter");
  await expect(page.getByRole("button", { name: "Car: motion deceleration" })).toBeVisible();
  expect((await person.savedActor()).expressions).toEqual({ "motion.speed": "v", "motion.deceleration": "v / 5 s" });
  await page.getByRole("button", { name: "Car: motion deceleration" }).click();

  // A number typed instead is set freely again.
  await type(page, "Braking, m/s²", "3");
  const freed = await person.savedActor();
  expect([freed.expressions, freed.motion?.deceleration]).toEqual([{ "motion.speed": "v" }, 3]);
});

test("a child steps out so that a car hits it in the middle, at 40 km/h and at 50; the curve says until when that can be avoided", async ({
  page,
}) => {
  const person = new Person(page);
  await page.goto("/");
  const road = (id: string, kind: "car" | "child", waypoints: { x: number; y: number }[], speed?: number) =>
    createRoadActor({
      kind,
      id,
      name: id,
      trackId: kind === "car" ? 0 : 1,
      startFrame: 0,
      endFrame: 280,
      waypoints,
      ...(speed === undefined ? {} : { motion: { speed } }),
    });
  const car = road(
    "Car",
    "car",
    [
      { x: -50, y: -1.6 },
      { x: 55, y: -1.6 },
    ],
    40 / 3.6,
  );
  const child = road("Child", "child", [
    { x: 10, y: -6 },
    { x: 10, y: 5 },
  ]);
  const blank = blankScenario("meets", { road: "street" });
  if (!blank.road) throw new Error("a new street has no road");
  await openFile(page, { ...blank, name: "They meet", road: { ...blank.road, ego: "Car" }, actors: [car, child] });

  /** What comes of it, as the ground truth tells it. */
  const impact = async () => {
    const scenario = await person.saved();
    const [one, other] = scenario.actors;
    if (!scenario.road || !one || !other) throw new Error("somebody is missing");
    return encounterBetween(scenario, scenario.road, one, other, { start: 0, end: scenario.video.durationFrames }).summary().impact;
  };
  const choose = async (name: string) => {
    await page.getByRole("button", { name: new RegExp(`^${name} \\d$`) }).click();
    await person.press("Alt+2");
  };
  expect(await impact()).toBeNull();
  await choose("Child");
  await page.getByRole("combobox", { name: "Starts", exact: true }).click();
  await page.getByRole("option", { name: "So that both meet" }).click();
  await expect(page.getByRole("combobox", { name: "Meets", exact: true })).toHaveValue("Car");
  await expect(page.getByText(/^Starts at [\d.]+ s\.$/)).toBeVisible();
  const slow = await impact();
  expect(slow?.share).toBeCloseTo(0.5, 2);
  await expect(page.locator("[data-relation='Child meets Car']")).toBeAttached();

  // The curve below the timeline, from the command palette.
  await person.press("Control+k");
  await page.getByPlaceholder("What do you want to do?").fill("criticality");
  await page.getByRole("button", { name: "Show criticality in the timeline" }).click();
  await expect(
    page.getByText(/hit at 50 % of its width after [\d.]+ s\. Can be avoided by braking at 6 m\/s² until [\d.]+ s\./),
  ).toBeVisible();

  await choose("Car");
  await type(page, "Starts with, km/h", "50");
  const fast = await impact();
  expect(fast?.share).toBeCloseTo(0.5, 2);
  expect((fast?.time ?? 0) / (slow?.time ?? 1)).toBeCloseTo(40 / 50, 2);
  const told = page.getByRole("button", { name: /^Can be avoided by braking at 6 m\/s² until/ });
  const until = async () => Number(/until ([\d.]+) s$/.exec((await told.getAttribute("aria-label")) ?? "")?.[1]);
  await expect.poll(until).toBeLessThan((fast?.time ?? 0) - 0.8);

  // At a share of its own, and what cannot be is said where it is set.
  await choose("Child");
  await type(page, "Hit at, %", "25");
  expect((await impact())?.share).toBeCloseTo(0.25, 2);
  await person.press("Control+z", "Control+z");
  expect(await impact()).toEqual(slow);
  await page.getByRole("combobox", { name: "Starts", exact: true }).click();
  await page.getByRole("option", { name: "When another is near" }).click();
  await type(page, "Nearer than, m", "10 m");
  await expect(page.getByText(/^Starts at [\d.]+ s\.$/)).toBeVisible();
  await type(page, "Nearer than, m", "0.5");
  await expect(page.getByText(/“Child” never starts: “Car” comes no nearer than [\d.]+ m, not within 0.5 m\./)).toBeVisible();
});
