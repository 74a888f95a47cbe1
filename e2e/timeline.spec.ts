import { expect, test, type Locator, type Page } from "@playwright/test";
import { wholeArrivals } from "@/editor";
import { dropFile } from "./support/files";
import { Person } from "./support/person";
import { createScenario } from "@/core/document";
import { worldOf } from "@/core/scene";

const PICTURE = worldOf(createScenario({ id: "any" }));

/** A user of the timeline of the opening scenario (300 frames), pointing at frames. */
class TimelinePerson extends Person {
  static async begin(page: Page): Promise<TimelinePerson> {
    const person = new TimelinePerson(page);
    await page.goto("/");
    await expect(person.stage).toBeVisible();
    await person.press("Shift+s");
    return person;
  }

  lane(actor: string): Locator {
    return this.page.locator(`[data-lane="${actor}"]`);
  }

  async frameAt(lane: Locator, frame: number): Promise<{ x: number; y: number }> {
    const box = await lane.boundingBox();
    if (!box) throw new Error("the lane is not on the page");
    return { x: box.x + 12 + (frame * (box.width - 24)) / 300, y: box.y + box.height / 2 };
  }

  /** `before`: what to check before releasing. */
  async dragFrames(
    lane: Locator,
    from: number,
    to: number,
    { key, before }: { readonly key?: "Alt"; readonly before?: () => Promise<void> } = {},
  ): Promise<void> {
    const start = await this.frameAt(lane, from);
    const end = await this.frameAt(lane, to);
    await this.page.mouse.move(start.x, start.y);
    if (key) await this.page.keyboard.down(key);
    await this.page.mouse.down();
    await this.page.mouse.move(end.x, end.y, { steps: 8 });
    await before?.();
    await this.page.mouse.up();
    if (key) await this.page.keyboard.up(key);
  }

  frame(): Locator {
    return this.page.getByRole("textbox", { name: "Frame", exact: true });
  }
}

test("bars move, and their ends trim or, with Alt, stretch; each drag is one undo step", async ({ page }) => {
  const person = await TimelinePerson.begin(page);
  const car = person.lane("car");
  const span = async () => {
    const { startFrame, endFrame } = await person.savedActor(1);
    return [startFrame, endFrame];
  };
  const before = await person.saved();
  await person.dragFrames(car, 60, 80);
  expect(await span()).toEqual([50, 290]);
  // The values are shown at the pointer and in the panel while the bar is being dragged.
  await person.press("Control+z");
  await person.dragFrames(car, 60, 80, {
    before: async () => {
      await expect(page.getByTestId("drag-tip")).toHaveText("frame 50 – 290 · 1.67 – 9.67 s");
      await expect(page.getByRole("textbox", { name: "First frame" })).toHaveValue("50");
    },
  });
  await expect(page.getByTestId("drag-tip")).toHaveCount(0);
  expect(await span()).toEqual([50, 290]);
  await person.dragFrames(car, 289, 259);
  expect(await span()).toEqual([50, 260]);
  const trimmed = await person.savedActor(1);
  await person.press("Control+z");
  await person.dragFrames(car, 289, 259, { key: "Alt" });
  const stretched = await person.savedActor(1);
  expect(stretched.endFrame).toBe(trimmed.endFrame);
  expect(wholeArrivals(PICTURE, stretched)[1]).toBeLessThan(wholeArrivals(PICTURE, trimmed)[1] ?? 0);
  await person.press("Control+z", "Control+z");
  expect(await person.saved()).toEqual(before);
});

test("a bar snaps to another actor's end; Escape in the middle of a drag leaves no trace", async ({ page }) => {
  const person = await TimelinePerson.begin(page);
  await person.press("Shift+s");
  const before = await person.saved();
  const [child, car] = before.actors;
  if (!child || !car) throw new Error("the opening scenario has a child and a car");
  await person.dragFrames(person.lane("car"), 60, 60 - car.startFrame + 1);
  expect((await person.savedActor(1)).startFrame).toBe(child.startFrame);
  await person.press("Control+z");

  const { x, y } = await person.frameAt(person.lane("car"), 60);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 100, y, { steps: 4 });
  await person.press("Escape");
  await page.mouse.up();
  expect(await person.saved()).toEqual(before);
});

test("keyframes move alone, or together after a marquee has selected them", async ({ page }) => {
  const person = await TimelinePerson.begin(page);
  const arrivals = async (actor: number) => wholeArrivals(PICTURE, await person.savedActor(actor));
  const child = person.lane("child");
  const [, , crossing = 0] = await arrivals(0);
  const [, waiting = 0] = await arrivals(1);
  await person.dragFrames(child, crossing, crossing + 10);
  expect((await arrivals(0))[2]).toBe(crossing + 10);
  await person.press("Control+z");

  const from = await person.frameAt(person.lane("cyclist"), 256);
  const to = await person.frameAt(child, crossing - 8);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
  await person.dragFrames(child, crossing, crossing + 12);
  expect((await arrivals(0))[2]).toBe(crossing + 12);
  expect((await arrivals(1))[1]).toBe(waiting + 12);

  // A marquee can also start below the rows, or with Shift on a bar; Escape restores the previous selection.
  const chosen = page.locator("[data-lane] [title*=waypoint][data-selected]");
  const before = await chosen.count();
  const lowest = await page.locator("[data-lane]").last().boundingBox();
  if (!lowest) throw new Error("there are no rows");
  const below = lowest.y + lowest.height + 14;
  const all = await person.frameAt(child, 299);
  await page.mouse.move(lowest.x + 2, below);
  await page.mouse.down();
  await page.mouse.move(all.x, all.y, { steps: 6 });
  await expect.poll(() => chosen.count()).toBeGreaterThan(before);
  await person.press("Escape");
  await page.mouse.up();
  await expect(chosen).toHaveCount(before);
  await page.mouse.click(lowest.x + 60, below);
  await expect(chosen).toHaveCount(0);
  await page.keyboard.down("Shift");
  await person.dragFrames(child, crossing - 20, crossing + 20);
  await page.keyboard.up("Shift");
  await expect(chosen).toHaveCount(1);
  await person.press("Delete");
  expect(await arrivals(0)).toHaveLength(3);
});

test("waypoints wait, motion eases and is made constant again, weather fades; all of it is in the file", async ({ page }) => {
  const person = await TimelinePerson.begin(page);
  await page.getByRole("button", { name: /^Approaching car/ }).click();
  const type = async (label: string, text: string) => {
    const field = page.getByRole("textbox", { name: label, exact: true });
    await field.fill(text);
    await field.press("Enter");
  };
  await page
    .getByRole("region", { name: /^Waypoints/ })
    .getByRole("button")
    .nth(2)
    .click();
  await type("Wait, f", "0.5 s");
  await page.getByLabel("Motion", { exact: true }).first().pressSequentially("slows");
  const changed = await person.savedActor(1);
  expect(changed.trajectory.waypoints[1]?.hold).toBe(15);
  expect(changed.trajectory.easing).toBe("ease_out");
  await page.getByRole("region", { name: "Path" }).getByRole("button", { name: "Make speed constant" }).click();
  const constant = await person.savedActor(1);
  expect(constant.trajectory.easing).toBe("linear");
  expect(constant.trajectory.waypoints.slice(1).every(({ at }) => at === undefined)).toBe(true);

  await person.frame().fill("120");
  await person.frame().press("Enter");
  await person.press("Alt+3");
  await page.getByRole("button", { name: "Add weather keyframe at the playhead" }).click();
  await page.getByRole("radio", { name: "Fog" }).click();
  await type("Fades over, f", "2 s");
  expect((await person.saved()).weather.find(({ frame }) => frame === 120)).toMatchObject({ condition: "fog", fadeFrames: 60 });
});

test("of hundreds of rows only the visible ones are in the DOM; the ruler counts in frames, seconds or timecode", async ({ page }) => {
  const person = await TimelinePerson.begin(page);
  await person.newScene();
  await person.press("Alt+1");
  await page.getByRole("button", { name: "Add generator" }).click();
  await page.getByRole("menuitem", { name: /crowd/i }).click();
  const count = page.getByRole("textbox", { name: "Count", exact: true });
  await count.fill("200");
  await count.press("Enter");
  const lanes = page.locator("[data-lane]");
  await expect(lanes.first()).toBeVisible();
  expect(await lanes.count()).toBeLessThan(40);
  await lanes.first().hover();
  await page.mouse.wheel(0, 20_000);
  await page.getByRole("button", { name: /^Pedestrian 199/ }).click();
  await person.press("Delete");
  expect((await person.saved()).actors).toHaveLength(199);
  // What is chosen elsewhere comes into sight.
  await person.stage.focus();
  await person.press("Tab");
  const first = page.getByRole("button", { name: /^Pedestrian 0\b/ });
  await expect(first).toBeInViewport();
  await first.dblclick();
  await page.getByRole("textbox", { name: "Name of Pedestrian 0" }).fill("Leader");
  await person.press("Enter");
  expect((await person.saved()).actors[0]?.name).toBe("Leader");

  await person.frame().fill("75");
  await person.frame().press("Enter");
  const time = page.getByRole("button", { name: /^Time/ });
  await expect(time).toHaveText("00:02.500");
  await time.click();
  await expect(time).toHaveText("00:00:02:15");
  await time.click();
  await time.click();
  await expect(time).toHaveText("2.500 s");
  await page.reload();
  await expect(page.getByRole("button", { name: /^Time/ })).toHaveText(/^\d+\.\d{3} s$/);
});

test("the speed plot under a row is dragged and stepped, and everything after it shifts in time", async ({ page }) => {
  const person = await TimelinePerson.begin(page);
  await page.getByRole("button", { name: /^Child/ }).click();
  await person.press("Shift+k");
  const leg = page.getByRole("slider", { name: "Speed to waypoint 2" });
  const before = await person.savedActor();
  const box = await leg.boundingBox();
  if (!box) throw new Error("the plot is not on the page");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 20, { steps: 5 });
  await page.mouse.up();
  const faster = await person.savedActor();
  expect(wholeArrivals(PICTURE, faster)[1]).toBeLessThan(wholeArrivals(PICTURE, before)[1] ?? 0);
  const gain = (wholeArrivals(PICTURE, before)[1] ?? 0) - (wholeArrivals(PICTURE, faster)[1] ?? 0);
  expect(wholeArrivals(PICTURE, faster).map((arrival, index) => (index === 0 ? 0 : arrival + gain))).toEqual(
    wholeArrivals(PICTURE, before),
  );
  expect(faster.endFrame).toBe(before.endFrame - gain);
  expect(faster.trajectory.waypoints.map(({ x, y }) => [x, y])).toEqual(before.trajectory.waypoints.map(({ x, y }) => [x, y]));
  await person.press("Control+z");
  await leg.focus();
  await person.press("ArrowUp");
  expect(wholeArrivals(PICTURE, await person.savedActor())[1]).toBeLessThan(wholeArrivals(PICTURE, before)[1] ?? 0);
  await person.press("Control+z");
  expect(await person.savedActor()).toEqual(before);
});

test("keyframes are copied from one row and pasted into another at the playhead; bars are split and duplicated", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const person = await TimelinePerson.begin(page);
  const child = await person.savedActor();
  const [, second] = wholeArrivals(PICTURE, child);
  const keyframe = await person.frameAt(person.lane("child"), child.startFrame + (second ?? 0));
  await page.mouse.click(keyframe.x, keyframe.y);
  await person.press("Control+c");
  await page.getByRole("button", { name: /^Approaching car/ }).click();
  await person.frame().fill("60");
  await person.frame().press("Enter");
  await person.press("Control+v");
  await expect(page.getByRole("region", { name: "Waypoints (4)" })).toBeVisible();
  const car = await person.savedActor(1);
  const pasted = wholeArrivals(PICTURE, car).indexOf(60 - car.startFrame);
  expect(car.trajectory.waypoints[pasted]).toMatchObject({ x: child.trajectory.waypoints[1]?.x, y: child.trajectory.waypoints[1]?.y });

  await person.press("b");
  const { actors } = await person.saved();
  expect(actors.slice(1, 3).map(({ startFrame, endFrame }) => [startFrame, endFrame])).toEqual([
    [car.startFrame, 60],
    [60, car.endFrame],
  ]);
  await person.press("Control+d");
  expect((await person.saved()).actors).toHaveLength(actors.length + 1);
});

test("the ruler scrubs immediately; keys step by frame and second; the frame can be typed", async ({ page }) => {
  const person = await TimelinePerson.begin(page);
  const ruler = page.getByTestId("ruler");
  const { x, y } = await person.frameAt(ruler, 60);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await expect(person.frame()).toHaveValue("60");
  await page.mouse.move((await person.frameAt(ruler, 90)).x, y, { steps: 4 });
  await expect(person.frame()).toHaveValue("90");
  await page.mouse.up();
  await person.press(".", ".", ",");
  await expect(person.frame()).toHaveValue("91");
  await person.press("Shift+Period");
  await expect(person.frame()).toHaveValue("121");
  await person.press("Home");
  await expect(person.frame()).toHaveValue("0");
  await person.frame().fill("2s + 5");
  await person.frame().press("Enter");
  await expect(person.frame()).toHaveValue("65");
});

test("a broadcast rate is chosen from a menu; its timecode drops numbers if requested, and can be typed", async ({ page }) => {
  const person = await TimelinePerson.begin(page);
  await person.press("Alt+1");
  await page.getByRole("textbox", { name: "Duration, s" }).fill("70");
  await page.getByRole("textbox", { name: "Duration, s" }).press("Enter");
  await page.getByLabel("Frame rate", { exact: true }).click();
  await page.getByRole("option", { name: "29.97 fps (30000/1001)" }).click();
  await expect(page.getByRole("textbox", { name: "Exact frame rate, fps" })).toHaveValue("29.97");
  expect((await person.saved()).video).toMatchObject({ fps: 29.97, durationFrames: 2098 });
  const time = page.getByRole("button", { name: /^Time/ });
  await person.frame().fill("00:01:00;02");
  await person.frame().press("Enter");
  await expect(person.frame()).toHaveValue("1800");
  await expect(time).toHaveText("01:00.060");
  await time.click();
  await expect(time).toHaveText("00:01:00:00");
  await time.click();
  await expect(time).toHaveText("00:01:00;02");
  // Another rate may have no drop frames: the same position on the ruler then counts every number.
  await page.getByRole("textbox", { name: "Exact frame rate, fps" }).fill("25");
  await page.getByRole("textbox", { name: "Exact frame rate, fps" }).press("Enter");
  await expect(time).toHaveText(/^\d\d:\d\d:\d\d:\d\d$/);
  await page.getByRole("textbox", { name: "Exact frame rate, fps" }).fill("59.94");
  await page.getByRole("textbox", { name: "Exact frame rate, fps" }).press("Enter");
  await expect(page.getByLabel("Frame rate", { exact: true })).toHaveValue("59.94 fps (60000/1001)");
  await expect(time).toHaveText(/^\d\d:\d\d:\d\d;\d\d$/);
  expect((await person.saved()).video).toMatchObject({ fps: 59.94, durationFrames: 4196 });
});

test("in and out points limit what plays, loops and exports", async ({ page }) => {
  const person = await TimelinePerson.begin(page);
  for (const [frame, key] of [
    ["40", "i"],
    ["49", "o"],
  ] as const) {
    await person.frame().fill(frame);
    await person.frame().press("Enter");
    await person.press(key);
  }
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const seen = new Set<number>();
  for (let look = 0; look < 25; look++) {
    seen.add(Number(await person.frame().inputValue()));
    await page.waitForTimeout(30);
  }
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  expect(seen.size).toBeGreaterThan(3);
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(40);
  expect(Math.max(...seen)).toBeLessThan(50);
  await person.press("Control+e");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("textbox", { name: "First frame" })).toHaveValue("40");
  await expect(dialog.getByRole("textbox", { name: "Frame after the last" })).toHaveValue("50");
});

test("markers and weather keyframes are added, moved and deleted", async ({ page }) => {
  const person = await TimelinePerson.begin(page);
  await person.press("Home", "Shift+Period", "m");
  const marker = page.getByRole("button", { name: /^Marker Marker 2/ });
  const box = await marker.boundingBox();
  if (!box) throw new Error("there is no marker");
  const ruler = page.getByTestId("ruler");
  await page.mouse.move(box.x + 6, box.y + 6);
  await page.mouse.down();
  await page.mouse.move(box.x + 6 + (await person.frameAt(ruler, 60)).x - (await person.frameAt(ruler, 30)).x, box.y + 6, { steps: 6 });
  await page.mouse.up();
  expect((await person.saved()).markers.map(({ frame }) => frame)).toContain(60);
  await marker.focus();
  await person.press("ArrowRight", "Shift+ArrowLeft");
  expect((await person.saved()).markers.map(({ frame }) => frame)).toContain(51);
  await person.press("Delete");
  expect((await person.saved()).markers).toHaveLength(1);

  const { x, y } = await person.frameAt(ruler, 200);
  await page.mouse.dblclick(x, y + 28);
  await page.getByRole("radio", { name: "Snow" }).click();
  const { weather } = await person.saved();
  const snow = weather.at(-1);
  expect(snow).toMatchObject({ condition: "snow" });
  expect(Math.abs((snow?.frame ?? 0) - 200)).toBeLessThanOrEqual(1);
  await page.mouse.move(x, y + 28);
  await page.mouse.down();
  await page.mouse.move((await person.frameAt(ruler, 240)).x, y + 28, { steps: 6 });
  await page.mouse.up();
  expect(Math.abs(((await person.saved()).weather.at(-1)?.frame ?? 0) - 240)).toBeLessThanOrEqual(1);
  await person.press("Delete");
  expect((await person.saved()).weather).toHaveLength(weather.length - 1);

  // Light is a separate track, one row below: rain at night uses both.
  await page.mouse.dblclick(x, y + 56);
  await page.getByRole("radio", { name: "Night" }).click();
  const { light = [] } = await person.saved();
  expect(light.map(({ condition }) => condition)).toEqual(["day", "night"]);
  expect(Math.abs((light.at(-1)?.frame ?? 0) - 200)).toBeLessThanOrEqual(1);
  await person.press("Delete");
  expect((await person.saved()).light).toBeUndefined();
});

test("zooming keeps the frame under the pointer; fit shows the whole video", async ({ page }) => {
  const person = await TimelinePerson.begin(page);
  const ruler = page.getByTestId("ruler");
  const { x, y } = await person.frameAt(ruler, 100);
  await page.mouse.move(x, y);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -500);
  await page.keyboard.up("Control");
  await page.mouse.down();
  await page.mouse.up();
  await expect(person.frame()).toHaveValue("100");
  await page.mouse.click(x + 100, y);
  expect(Number(await person.frame().inputValue())).toBeLessThan(115);
  // Scrubbing past the edge scrolls; Escape undoes it.
  const lane = await ruler.boundingBox();
  if (!lane) throw new Error("there is no ruler");
  const value = async () => Number(await person.frame().inputValue());
  const before = await value();
  await page.mouse.down();
  await page.mouse.move(lane.x + lane.width - 1, y, { steps: 3 });
  const edge = await value();
  await expect.poll(value).toBeGreaterThan(edge + 5);
  await person.press("Escape");
  await page.mouse.up();
  await expect(person.frame()).toHaveValue(String(before));
  await page.getByRole("button", { name: "Fit the whole video" }).click();
  await page.mouse.click((await person.frameAt(ruler, 200)).x, y);
  await expect(person.frame()).toHaveValue("200");
});

test("keyframes, bar ends and weather keyframes are sliders for keyboard and screen reader", async ({ page }) => {
  const person = await TimelinePerson.begin(page);
  const actor = await person.savedActor(0);
  await page
    .getByRole("button", { name: actor.name, exact: false })
    .filter({ has: page.locator("svg") })
    .first()
    .click();
  const second = page.getByRole("slider", { name: `${actor.name}, waypoint 2` });
  const before = Number(await second.getAttribute("aria-valuenow"));
  await second.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(second).toHaveAttribute("aria-valuenow", String(before - 8));
  await expect(second).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(second).toHaveAttribute("data-selected", "true");

  const end = page.getByRole("slider", { name: `${actor.name}: disappears` });
  await end.focus();
  await page.keyboard.press("Shift+ArrowLeft");
  expect((await person.savedActor(0)).endFrame).toBe(actor.endFrame - 10);
  // A series of key presses is one undo step for each keyframe and bar end.
  await person.press("Control+z");
  await person.press("Control+z");
  expect(await person.savedActor(0)).toEqual(actor);
  await expect(page.getByRole("slider", { name: /^Weather: / }).first()).toHaveAttribute("tabindex", "0");
});

test("waits of a path with hundreds of waypoints are drawn at their times", async ({ page }) => {
  const person = await TimelinePerson.begin(page);
  const scenario = await person.saved();
  const [first] = scenario.actors;
  if (!first) throw new Error("the opening scenario has no actor");
  const waypoints = Array.from({ length: 320 }, (_, index) => ({ x: 100 + index * 3, y: 500, ...(index === 300 ? { hold: 60 } : {}) }));
  const long = { ...first, startFrame: 0, endFrame: 300, trajectory: { ...first.trajectory, curve: "linear" as const, waypoints } };
  const text = JSON.stringify({ ...scenario, actors: [long] });
  await dropFile(page, { name: "long.jaywalk.json", text });
  const hold = page.locator(`[data-bar="${first.id}"] > span`);
  // The opening scenario's actor waits once too, until the file has been opened.
  await expect
    .poll(async () => Number(await hold.first().evaluate((element) => element.style.getPropertyValue("--at"))))
    .toBeGreaterThan(200);
  await expect(hold).toHaveCount(1);
});
