import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withBenchPage } from "../page.mjs";
import { median } from "../processes.mjs";
import { render } from "./renders.mjs";

const FRAMES = 900;
const CAMERAS = ["dashcam", "roadside"];
/** For comparison: 30 seconds of the picture world, too, of which many frames repeat. */
const PICTURE_WORLD = "highway_simple";
/** The camera, and the weather at intensity 0.7; left out, a clear day. */
const VIEWS = [["dashcam"], ["dashcam", "fog"], ["dashcam", "rainy"], ["dashcam", "night"], ["roadside"], ["roadside", "rainy"]];

/**
 * A road scenario of 30 s with a moving ego and 20 actors at 1280 × 720: milliseconds of each step of a frame on one core, and frames a
 * second of whole renders with every engine, by the dashcam and from a pole, beside those of a scenario of the picture world.
 */
export async function measureRoad(settings, record) {
  const folder = mkdtempSync(join(tmpdir(), "jaywalk-bench-road-"));
  try {
    await withBenchPage(async (page) => {
      for (const [camera, condition] of VIEWS) {
        const costs = await page.evaluate(([shown, weather]) => globalThis.bench.roadCosts(shown, weather), [camera, condition]);
        const name = [camera, condition ?? "sunny"].join(" ");
        settings.say(
          `road, ${name}: ${Object.entries(costs)
            .map(([key, time]) => `${key} ${time.toFixed(2)} ms`)
            .join(", ")}`,
        );
        record(`road/frame/${name}`, costs);
      }
      for (const camera of CAMERAS)
        writeFileSync(join(folder, `${camera}.json`), await page.evaluate((shown) => globalThis.bench.roadScenarioText(shown), camera));
    });
    const scenarios = [...CAMERAS.map((camera) => [camera, join(folder, `${camera}.json`)]), ["picture world", PICTURE_WORLD]];
    for (const [name, scenario] of scenarios)
      for (const engine of settings.engines) {
        const runs = [];
        for (let run = 0; run < settings.runs; run++) {
          runs.push(await render(settings, [scenario, "--engine", engine], { cpu: true }));
          const { seconds, cpuSeconds } = runs.at(-1);
          settings.say(
            `road, ${name}, ${engine}: ${(FRAMES / seconds).toFixed(0)} frames/s, ${cpuSeconds?.toFixed(1) ?? "?"} s of CPU time`,
          );
        }
        const seconds = median(runs.map((run) => run.seconds));
        const cpu = runs.some((run) => run.cpuSeconds === null) ? null : median(runs.map((run) => run.cpuSeconds));
        record(`road/render/${name} ${engine}`, { fps: FRAMES / seconds, seconds, cpu, runs: runs.length });
      }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
