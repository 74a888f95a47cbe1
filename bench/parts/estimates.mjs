import { withPage } from "../page.mjs";

const SCENARIOS = ["urban_complex", "challenging_weather"];
const QUALITIES = { ffmpeg: ["draft", "standard", "high", "lossless"], webcodecs: ["draft", "standard", "high"] };
/** A section in which something moves. */
const RANGE = { start: 300, end: 450 };

/** The estimate given before an export, and what it took: the constants in src/export/estimate.ts are based on this. */
export async function measureEstimates(settings, record) {
  await withPage(settings.app, "selftest.html?drive", async (page) => {
    await page.waitForFunction(() => globalThis.selfTest !== undefined);
    for (const engine of settings.engines)
      for (const quality of QUALITIES[engine])
        for (const style of settings.styles)
          for (const id of SCENARIOS) {
            const figures = await page.evaluate(estimateAndExport, { id, style, engine, quality, range: RANGE });
            settings.say(`${id}, ${style}, ${engine}, ${quality}: ${JSON.stringify(figures)}`);
            record(`estimates/${engine}/${quality}/${style}/${id}`, figures);
          }
  });
}

/** Runs in the page. */
async function estimateAndExport({ id, style, ...rest }) {
  const { findPreset, withStyle, estimateExport, exportScenario } = globalThis.selfTest;
  const request = { ...rest, scenario: withStyle(findPreset(id).scenario, style) };
  const estimate = await estimateExport(request);
  const began = performance.now();
  const result = await exportScenario(request);
  const seconds = (performance.now() - began) / 1000;
  const bytes = result.files.reduce((sum, { size }) => sum + size, 0);
  const videoBytes = result.files.find(({ path }) => path === "video.mp4").size;
  await result.discard();
  return { bytes, estimatedBytes: estimate.bytes, seconds, estimatedSeconds: estimate.seconds, videoBytes, frames: result.frames };
}
