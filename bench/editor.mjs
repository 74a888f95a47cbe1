// How fast the editor is with 200 actors in a scenario of two minutes, about 100 of them in the picture at once: frames per second, and
// milliseconds of main-thread time per frame, while a waypoint is dragged, the ruler scrubbed, the frame stepped, the scenario played,
// paths pointed at, the picture panned, and the ruler scrubbed with all actors selected; then while one of 50 road users is dragged in
// the plan of a crossroads beside the picture of a dashcam, and while that is played; in headless Chromium without a GPU. Requires a
// built app. Main-thread time excludes what other programs use; frame rates do not.
//
//   node bench/editor.mjs [--url ADDRESS] [--json]
//
// Exits with status 1 if dragging or scrubbing falls below 50 frames per second at the median.
import { Buffer } from "node:buffer";
import { chromium } from "playwright-core";
import { CHROMIUM_SWITCHES, findChromium } from "../src/cli/headless/findChromium.mjs";
import { serveApp } from "../scripts/setup/serve.mjs";
import { FPS, crowdedScenario } from "./editorScenario.mjs";
import { DRAGGED, crowdedRoad } from "./editorRoad.mjs";

const LEAST = 50;
const argument = (name) => process.argv[process.argv.indexOf(name) + 1];
const url = process.argv.includes("--url") ? argument("--url") : await serveApp({ port: 0 });

const executablePath = findChromium();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: [...CHROMIUM_SWITCHES, "--disable-gpu"] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(url);
  const stage = page.getByRole("application", { name: "Stage" });
  await stage.waitFor();
  await opened(page, crowdedScenario());

  const frameField = page.getByRole("textbox", { name: "Frame", exact: true });
  await frameField.fill(String(60 * FPS));
  await frameField.press("Enter");

  const box = await stage.boundingBox();
  const ruler = await page.getByTestId("ruler").boundingBox();
  const at = (share) => ruler.x + 12 + share * (ruler.width - 24);
  const results = {};
  const thread = await page.context().newCDPSession(page);
  await thread.send("Performance.enable", { timeDomain: "threadTicks" });

  // The first actor is alone below the others; its path is drawn where the user can see it.
  await page.getByRole("button", { name: /^Bench walker/ }).click({ position: { x: 40, y: 12 } });
  const scale = Math.min((box.width - 96) / 1280, (box.height - 96) / 720);
  const [originX, originY] = [box.x + box.width / 2 - 640 * scale, box.y + box.height / 2 - 360 * scale];
  const place = (x, y) => [originX + x * scale, originY + y * scale];

  await page.mouse.move(...place(700, 700));
  await page.mouse.down();
  results.waypointDrag = await measured(page, thread, { kind: "pointer", from: place(700, 660), reach: [200 * scale, 40 * scale] });
  await page.mouse.up();
  await page.mouse.move(...place(...(await walkerPlace(page))));
  await page.mouse.down();
  results.actorDrag = await measured(page, thread, { kind: "pointer", from: place(640, 640), reach: [300 * scale, 30 * scale] });
  await page.mouse.up();
  await page.mouse.move(at(0.5), ruler.y + 8);
  await page.mouse.down();
  const scrub = { kind: "pointer", from: [at(0.5), ruler.y + 8], reach: [at(0.7) - at(0.5), 0] };
  results.scrub = await measured(page, thread, scrub);
  await page.mouse.up();
  results.step = await measured(page, thread, { kind: "key", key: "." });
  await page.keyboard.press("Space");
  results.play = await measured(page, thread, { kind: "nothing" });
  await page.keyboard.press("Space");
  results.hover = await measured(page, thread, { kind: "pointer", from: place(640, 400), reach: [400 * scale, 150 * scale] });
  results.pan = await measured(page, thread, { kind: "wheel", from: place(640, 400) });
  await page.keyboard.press("Shift+1");
  await stage.focus();
  await page.keyboard.press("Control+a");
  await page.mouse.move(at(0.5), ruler.y + 8);
  await page.mouse.down();
  results.scrubAllChosen = await measured(page, thread, scrub);
  await page.mouse.up();

  // One of 50 road users is dragged in the plan, with the picture of a dashcam beside it.
  await opened(page, await crowdedRoad());
  const plan = await page.getByRole("application", { name: "Plan view" }).boundingBox();
  const start = onPlan(plan, DRAGGED);
  await page.mouse.move(...start);
  await page.mouse.down();
  results.roadDrag = await measured(page, thread, { kind: "pointer", from: start, reach: [60, 20] });
  await page.mouse.up();
  await page.keyboard.press("Space");
  results.roadPlay = await measured(page, thread, { kind: "nothing" });
  await page.keyboard.press("Space");

  if (process.argv.includes("--json")) console.log(JSON.stringify(results));
  else
    for (const [name, { median, slowest, frames, thread }] of Object.entries(results))
      console.log(
        `${name}: ${median.toFixed(1)} frames a second at the median, ${slowest.toFixed(1)} at the 95th percentile; ` +
          `${thread.toFixed(1)} ms of the page's thread a frame (${frames} frames)`,
      );
  if (Math.min(results.waypointDrag.median, results.scrub.median) < LEAST) process.exitCode = 1;
} finally {
  await browser.close();
}
process.exit();

/** Opens a scenario as a user does, from its file. */
async function opened(page, scenario) {
  await page.keyboard.press("Control+o");
  const buffer = Buffer.from(JSON.stringify(scenario));
  await page
    .getByRole("dialog")
    .getByLabel("Scenario file", { exact: true })
    .and(page.locator("input"))
    .first()
    .setInputFiles({ name: "crowded.json", mimeType: "application/json", buffer });
  await page.getByText(scenario.name).first().waitFor();
  await page.keyboard.press("Escape");
}

/** Where a place of the crossroads, whose plan is fitted into its part of the stage, is on the page. */
function onPlan({ x, y, width, height }, { extent, place }) {
  const [across, up] = [extent.to.x - extent.from.x, extent.to.y - extent.from.y];
  const scale = Math.min((width - 24) / across, (height - 24) / up);
  const middle = { x: (extent.from.x + extent.to.x) / 2, y: (extent.from.y + extent.to.y) / 2 };
  return [x + width / 2 + (place.x - middle.x) * scale, y + height / 2 - (place.y - middle.y) * scale];
}

/** The centre of the pedestrian's body, as given by the stage's description for assistive technology. */
async function walkerPlace(page) {
  const text = (await page.getByRole("status").filter({ hasText: "Bench walker" }).textContent()) ?? "";
  const [, x, y] = /at (-?\d+), (-?\d+) pixels/.exec(text) ?? [undefined, 640, 690];
  return [Number(x), Number(y) - 30];
}

/**
 * For three seconds performs an action in every frame (a move of the pressed pointer, a key, the wheel) inside the page, so that no frame
 * is idle. Returns the frames per second and the main-thread time of each frame.
 */
async function measured(page, thread, act) {
  const before = await taskSeconds(thread);
  const times = await page.evaluate(async (what) => {
    const target = what.from ? document.elementFromPoint(what.from[0], what.from[1]) : document.body;
    const happen = (frame) => {
      if (what.kind === "key") target.dispatchEvent(new KeyboardEvent("keydown", { key: what.key, bubbles: true }));
      if (what.kind === "wheel")
        target.dispatchEvent(
          new WheelEvent("wheel", { deltaX: 4 * Math.sin(frame / 9), deltaY: 3 * Math.cos(frame / 9), bubbles: true, cancelable: true }),
        );
      if (what.kind !== "pointer") return;
      const clientX = what.from[0] + what.reach[0] * Math.sin(frame / 25);
      const clientY = what.from[1] + what.reach[1] * Math.cos(frame / 9);
      target.dispatchEvent(
        new PointerEvent("pointermove", { clientX, clientY, pointerId: 1, pointerType: "mouse", buttons: 1, bubbles: true }),
      );
    };
    const noted = [];
    await new Promise((resolve) => {
      const note = (time) => {
        noted.push(time);
        if (time - noted[0] > 3000) return resolve();
        happen(noted.length);
        requestAnimationFrame(note);
      };
      requestAnimationFrame(note);
    });
    return noted;
  }, act);
  const intervals = times
    .slice(1)
    .map((time, index) => time - times[index])
    .sort((one, other) => one - other);
  const at = (share) => intervals[Math.min(intervals.length - 1, Math.floor(intervals.length * share))] ?? Infinity;
  const spent = (await taskSeconds(thread)) - before;
  return { median: 1000 / at(0.5), slowest: 1000 / at(0.95), frames: times.length, thread: (1000 * spent) / times.length };
}

/** The processor time that the page's main thread has used so far, in seconds. */
async function taskSeconds(thread) {
  const { metrics } = await thread.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
}
