// How fast drawing is at 1280 × 720, in a headless Chromium without a GPU: medians over 100 frames of computing the frame state
// (`frameState`) and drawing it (`drawFrame`). Needs no built app.
//
//   node bench/picture.mjs [--json]
//
// Exits with status 1 if illustrated rain with 20 actors takes 6 ms or more to draw, or schematic rain with 200 actors 8 ms or more to
// compute and draw.
import { chromium } from "playwright-core";
import { bundleHarness } from "../scripts/setup/bundleHarness.mjs";
import { CHROMIUM_SWITCHES, findChromium } from "../src/cli/headless/findChromium.mjs";

const steady = (condition, intensity = 0.7) => [{ frame: 0, condition, intensity, fadeFrames: 0 }];
const fade = (from, to) => [
  { frame: 0, condition: from, intensity: 0.7, fadeFrames: 0 },
  { frame: 1, condition: to, intensity: 0.8, fadeFrames: 200 },
];
const SENSOR = { exposure: 0, noise: 0, motionBlur: 0, lensDrops: 0, vignetting: 0, rollingShutter: 0 };
const illustrated = (weather, more = {}) => ({ style: "illustrated", actors: 20, weather, truth: false, ...more });

const CASES = [
  ["rain, 20 actors, illustrated", illustrated(steady("rainy")), "draw", 6],
  ["sunny, 20 actors, illustrated", illustrated(steady("sunny"))],
  ["night, 20 actors, illustrated", illustrated(steady("night"))],
  ["snow, 20 actors, illustrated", illustrated(steady("snow"))],
  ["fade from sunny to rain, 20 actors, illustrated", illustrated(fade("sunny", "rainy"))],
  ["fade from rain to night, 20 actors, illustrated", illustrated(fade("rainy", "night"))],
  ["rain, 200 actors with visibility, schematic", { style: "schematic", actors: 200, weather: steady("rainy"), truth: true }, "both", 8],
  ["rain, 200 actors with visibility, illustrated", illustrated(steady("rainy"), { actors: 200, truth: true })],
  [
    "rain, noise and vignetting, 20 actors, illustrated",
    illustrated(steady("rainy"), { sensor: { ...SENSOR, noise: 0.4, vignetting: 0.5 } }),
  ],
  ["rain, motion blur, 20 actors, illustrated", illustrated(steady("rainy"), { sensor: { ...SENSOR, motionBlur: 0.8 } })],
  ["rain, drops on the lens, 20 actors, illustrated", illustrated(steady("rainy"), { sensor: { ...SENSOR, lensDrops: 0.5 } })],
];

const executablePath = findChromium();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: [...CHROMIUM_SWITCHES, "--disable-gpu"] });
try {
  const page = await browser.newPage();
  await page.addScriptTag({ content: await bundleHarness("speed") });
  const results = {};
  let missed = false;
  for (const [name, given, measure, target] of CASES) {
    const times = await page.evaluate((each) => globalThis.speedOf(each), given);
    const rounded = Object.fromEntries(Object.entries(times).map(([key, value]) => [key, Math.round(value * 100) / 100]));
    results[name] = { ...rounded, ...(target ? { [`${measure}_target`]: target } : {}) };
    missed ||= target !== undefined && times[measure] >= target;
    process.stderr.write(`${name}: place ${rounded.place} ms, draw ${rounded.draw} ms${target ? ` (${measure} below ${target})` : ""}\n`);
  }
  if (process.argv.includes("--json")) process.stdout.write(`${JSON.stringify(results)}\n`);
  process.exitCode = missed ? 1 : 0;
} finally {
  await browser.close();
}
