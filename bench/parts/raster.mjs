import { withBenchPage } from "../page.mjs";
import { median } from "../processes.mjs";

/** Milliseconds that drawing 20 bodies in perspective takes on one core. */
export async function measureRaster(settings, record) {
  await withBenchPage(async (page) => {
    const runs = [];
    for (let run = 0; run < settings.runs; run++) runs.push(await page.evaluate(() => globalThis.bench.rasterCosts()));
    const costs = Object.fromEntries(Object.keys(runs[0]).map((name) => [name, median(runs.map((figures) => figures[name]))]));
    const frame = costs.draw + costs.picture;
    settings.say(
      `20 bodies of 1,450 triangles: ${frame.toFixed(2)} ms a picture, ${(frame + costs.instances).toFixed(2)} ms with ids and depths; ` +
        `5.3 million samples filled: ${costs.filled.toFixed(2)} ms`,
    );
    record("raster", { ...costs, runs: runs.length });
  });
}
