import { readFileSync } from "node:fs";
import { withPage } from "../page.mjs";
import { cpuSeconds, median } from "../processes.mjs";

const PRESET = "Highway, simple";
/** 5 Hz at 30 frames a second. */
const EVERY = "6";
const FRAMES = 150;

/**
 * From a fresh page to the saved report of a 30-second scenario at 5 Hz by the built-in detector, as a user clicks it. Every request to
 * another origin is counted and fails, as without a network.
 */
export async function measureReport(settings, record) {
  const runs = [];
  for (let run = 0; run < settings.runs; run++) {
    const before = cpuSeconds();
    const figures = await withPage(settings.app, "index.html", journey);
    const cpu = before === null ? null : figures.cpuThen - before;
    const used = cpu === null ? "" : ` (${cpu.toFixed(0)} s of CPU time)`;
    settings.say(`from a fresh page to a report: ${figures.seconds.toFixed(1)} s${used}, ${figures.foreign} requests to other origins`);
    runs.push({ ...figures, cpu });
  }
  record("report/builtin", {
    seconds: median(runs.map(({ seconds }) => seconds)),
    detect: median(runs.map(({ detect }) => detect)),
    ...(runs.every(({ cpu }) => cpu !== null) ? { cpu: median(runs.map(({ cpu }) => cpu)) } : {}),
    foreign: Math.max(...runs.map(({ foreign }) => foreign)),
    frames: FRAMES,
    runs: runs.length,
  });
}

async function journey(page, { opened, foreign }) {
  await page.getByRole("application", { name: "Stage" }).waitFor();
  await page.keyboard.press("Alt+p");
  await page.getByRole("dialog", { name: "Presets" }).getByRole("button", { name: PRESET }).click();
  await page.keyboard.press("Alt+5");
  const panel = page.getByRole("region", { name: "Detector", exact: true });
  await panel.getByRole("combobox", { name: "Detector" }).click();
  await page.getByRole("option", { name: "CenterNet (built in)" }).click();
  const every = panel.getByRole("textbox", { name: "Look every" });
  await every.fill(EVERY);
  await every.press("Enter");
  await panel.getByText(`5 Hz, ${FRAMES} of 900 frames`).waitFor();
  const began = performance.now();
  await panel.getByRole("button", { name: "Run detector" }).click();
  await panel.getByLabel("Scores", { exact: true }).getByText("Recall").waitFor({ timeout: 600_000 });
  const detect = (performance.now() - began) / 1000;
  await panel.getByRole("button", { name: "Scores, curves and misses" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 60_000 }),
    panel.getByRole("button", { name: "Report (HTML)" }).click(),
  ]);
  const html = readFileSync(await download.path(), "utf8");
  const seconds = (performance.now() - opened) / 1000;
  // While the browser lives: the time of its processes is lost when it ends.
  const cpuThen = cpuSeconds();
  if (!html.includes("CenterNet")) throw new Error("the report does not name the detector");
  return { seconds, detect, cpuThen, foreign: foreign.length };
}
