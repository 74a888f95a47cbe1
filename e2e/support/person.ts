import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";
import { parseScenario, type Actor, type WholeScenario } from "@/core/document";
import { frameState, type Box } from "@/core/scene";
import { fittedView } from "@/editor";

type Place = readonly [x: number, y: number];
type Held = { readonly holding?: readonly ("Shift" | "Alt" | "Control")[]; readonly button?: "left" | "middle" | "right" };

/**
 * A user of the app: points at pixels of the video with a real mouse, presses keys, and reads the result from the scenario file that
 * saving gives.
 */
export class Person {
  readonly stage: Locator;
  constructor(readonly page: Page) {
    this.stage = page.getByRole("application", { name: "Stage" });
  }

  /** Opens the app and starts an empty scenario. */
  async startEmpty(): Promise<void> {
    await this.page.goto("/");
    await expect(this.stage).toBeVisible();
    await this.newScene();
    await expect(this.page.getByText("Untitled scenario").first()).toBeVisible();
  }

  /** An empty scenario of the first scene. */
  async newScene(): Promise<void> {
    await this.press("Alt+n");
    await this.page.getByRole("dialog", { name: "New scenario" }).getByRole("button", { name: "Highway" }).click();
  }

  /** A position in the video (1280 × 720) on the page, while the frame is fitted into the stage. */
  async onPage([x, y]: Place): Promise<Place> {
    const box = await this.stage.boundingBox();
    if (!box) throw new Error("the stage is not on the page");
    const view = fittedView({ width: 1280, height: 720, fps: 30, durationFrames: 300 }, box);
    return [box.x + view.x + x * view.scale, box.y + view.y + y * view.scale];
  }

  async move(to: Place): Promise<void> {
    const [x, y] = await this.onPage(to);
    await this.page.mouse.move(x, y, { steps: 6 });
  }

  async click(at: Place, { holding = [], button = "left" }: Held = {}): Promise<void> {
    await this.move(at);
    for (const key of holding) await this.page.keyboard.down(key);
    await this.page.mouse.down({ button });
    await this.page.mouse.up({ button });
    for (const key of holding) await this.page.keyboard.up(key);
  }

  async doubleClick(at: Place): Promise<void> {
    const [x, y] = await this.onPage(at);
    await this.page.mouse.dblclick(x, y);
  }

  /** Presses at the first position, moves over the others and releases at the last. */
  async drag(places: readonly Place[], { holding = [], button = "left" }: Held = {}): Promise<void> {
    const [first, ...rest] = places;
    if (!first) return;
    await this.move(first);
    for (const key of holding) await this.page.keyboard.down(key);
    await this.page.mouse.down({ button });
    for (const place of rest) await this.move(place);
    await this.page.mouse.up({ button });
    for (const key of holding) await this.page.keyboard.up(key);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Presses Tab until the target has keyboard focus: it must be reachable within one round of the page. */
  async tabTo(target: Locator): Promise<void> {
    for (let presses = 0; presses < 150; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.press("Tab");
    }
    throw new Error(`Tab does not reach ${target.toString()}`);
  }

  /** The scenario as the file that "Save scenario file" gives. */
  async saved(): Promise<WholeScenario> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.press("Control+s")]);
    return parseScenario(await readFile(await download.path(), "utf8"));
  }

  /** The box an actor has at the first frame: if its size follows the ground, that differs from its `size`. */
  async seenBox(index = 0): Promise<Box> {
    const { id } = await this.savedActor(index);
    const body = frameState(await this.saved(), 0).bodies.find((candidate) => candidate.id === id);
    if (!body) throw new Error(`actor ${id} is not in the first frame`);
    return body.box;
  }

  async savedActor(index = 0): Promise<Actor> {
    const { actors } = await this.saved();
    const actor = actors[index];
    if (!actor) throw new Error(`the saved scenario has ${actors.length} actors, none at ${index}`);
    return actor;
  }
}

/** Expects each waypoint within a pixel or two of where it was drawn: the mouse moves in whole pixels of the page. */
export function expectPath(actor: Pick<Actor, "trajectory">, expected: readonly Place[], tolerance = 2): void {
  const drawn = actor.trajectory.waypoints.map(({ x, y }): Place => [x, y]);
  expect(drawn).toHaveLength(expected.length);
  for (const [index, [x, y]] of expected.entries()) {
    const [drawnX = NaN, drawnY = NaN] = drawn[index] ?? [];
    expect(Math.hypot(drawnX - x, drawnY - y), `waypoint ${index + 1}: ${drawnX}, ${drawnY}`).toBeLessThanOrEqual(tolerance);
  }
}
