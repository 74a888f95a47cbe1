import { withBenchPage, withPage } from "../page.mjs";
import { median } from "../processes.mjs";

const COUNTS = [10, 50, 200];
const PREVIEW_ACTORS = 50;
const PREVIEW_SECONDS = 6;

/** Milliseconds of `frameState` and `drawFrame`, in rain. */
export async function measureFrames(settings, record) {
  await withBenchPage(async (page) => {
    for (const style of settings.styles)
      for (const count of COUNTS) {
        const runs = [];
        for (let run = 0; run < settings.runs; run++)
          runs.push(await page.evaluate(([actors, look]) => globalThis.bench.frameCosts(actors, look, "rainy"), [count, style]));
        const of = (name) => median(runs.map((costs) => costs[name]));
        const costs = { frameState: of("frameState"), drawFrame: of("drawFrame"), both: of("both"), runs: runs.length };
        settings.say(`${count} actors, ${style}, rain: ${costs.both.toFixed(2)} ms a frame`);
        record(`frames/${style}/${count}`, costs);
      }
  });
}

/** Pictures per second that the editor's stage shows while it plays 50 actors at 60 frames per second. */
export async function measurePreview(settings, record) {
  const documents = await withBenchPage((page) =>
    page.evaluate(
      ([actors, styles]) =>
        styles.map((style) => [style, JSON.stringify(globalThis.bench.crowdedScenario(actors, style, "sunny", 60, 1800))]),
      [PREVIEW_ACTORS, settings.styles],
    ),
  );
  for (const [style, text] of documents) {
    const speeds = [];
    for (let run = 0; run < settings.runs; run++)
      speeds.push(await withPage(settings.app, "index.html", (page) => playedSpeed(page, text)));
    settings.say(`preview of ${PREVIEW_ACTORS} actors, ${style}: ${median(speeds).toFixed(1)} frames/s`);
    record(`preview/${style}`, { fps: median(speeds), actors: PREVIEW_ACTORS, runs: speeds.length });
  }
}

async function playedSpeed(page, text) {
  await page.getByRole("application", { name: "Stage" }).waitFor();
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], "crowd.json", { type: "application/json" }));
    return data;
  }, text);
  await page.dispatchEvent("body", "dragenter", { dataTransfer: transfer });
  const target = page.getByText("Drop to open a scenario");
  await target.waitFor();
  await target.dispatchEvent("drop", { dataTransfer: transfer });
  await page.getByText(`Crowd of ${PREVIEW_ACTORS}`).first().waitFor();
  await page.keyboard.press("Space");
  return page.evaluate(async (seconds) => {
    const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const warm = performance.now() + 1500;
    while (performance.now() < warm) await next();
    const began = performance.now();
    let pictures = 0;
    while (performance.now() - began < seconds * 1000) {
      await next();
      pictures++;
    }
    return pictures / ((performance.now() - began) / 1000);
  }, PREVIEW_SECONDS);
}
