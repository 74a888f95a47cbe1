import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withBenchPage } from "../page.mjs";
import { median } from "../processes.mjs";
import { render } from "./renders.mjs";

const FRAMES = 900;
/** The camera, and the weather at intensity 0.7; left out, a clear day. */
const VIEWS = [["dashcam"], ["dashcam", "fog"], ["dashcam", "rainy"], ["dashcam", "night"], ["roadside"], ["roadside", "rainy"]];

/**
 * A road scenario of 30 s with a moving ego and 20 actors at 1280 × 720: milliseconds of each step of a frame on one core, and frames a
 * second of whole renders with every engine, by the dashcam and from a pole.
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
      for (const camera of ["dashcam", "roadside"])
        writeFileSync(join(folder, `${camera}.json`), await page.evaluate((shown) => globalThis.bench.roadScenarioText(shown), camera));
    });
    for (const camera of ["dashcam", "roadside"])
      for (const engine of settings.engines) {
        const walls = [];
        for (let run = 0; run < settings.runs; run++) {
          const { seconds } = await render(settings, [join(folder, `${camera}.json`), "--engine", engine]);
          walls.push(seconds);
          settings.say(`road, ${camera}, ${engine}: ${(FRAMES / seconds).toFixed(0)} frames/s`);
        }
        record(`road/render/${camera} ${engine}`, { fps: FRAMES / median(walls), seconds: median(walls), runs: walls.length });
      }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
