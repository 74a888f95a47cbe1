import { withPage } from "../page.mjs";
import { memoryOf } from "../processes.mjs";
import { render } from "./renders.mjs";

const LENGTHS = [30, 120, 600];
const EXPORTS = 50;

/** Peak memory of the whole process tree, including the browser, by length of the video; in rain every frame is encoded. */
export async function measureMemory(settings, record) {
  for (const engine of settings.engines)
    for (const seconds of LENGTHS) {
      const parameters = ["challenging_weather", "--style", "schematic", "--engine", engine, "--duration", String(seconds)];
      const { peakBytes } = await render(settings, parameters, { memory: true });
      settings.say(`${engine}, ${seconds} s: ${(peakBytes / 1e6).toFixed(0)} MB`);
      record(`memory/${engine}/${seconds}`, { peakBytes });
    }
}

/** Many exports in one tab: memory after the fifth and after the last, and whether any failed. */
export async function measureSoak(settings, record) {
  await withPage(settings.app, "selftest.html?drive", async (page) => {
    await page.waitForFunction(() => globalThis.selfTest !== undefined);
    const memories = [];
    for (let count = 1; count <= EXPORTS; count++) {
      await page.evaluate(async () => {
        const { findPreset, withDuration, withStyle, exportScenario } = globalThis.selfTest;
        const scenario = withStyle(withDuration(findPreset("challenging_weather").scenario, 90), "schematic");
        const result = await exportScenario({ scenario, engine: "ffmpeg", quality: "standard" });
        if (result.frames !== 90) throw new Error("frames are missing");
        await result.discard();
      });
      memories.push(await settledMemory());
      if (count % 5 === 0) settings.say(`${count} exports: ${(memories.at(-1) / 1e6).toFixed(0)} MB`);
    }
    record("soak", { exports: EXPORTS, afterFifth: memories[4], afterLast: memories.at(-1) });
  });
}

/** The minimum over a second: workers that have ended take a moment to disappear. */
async function settledMemory() {
  let least = Infinity;
  for (let sample = 0; sample < 4; sample++) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    least = Math.min(least, memoryOf(process.pid) - process.memoryUsage().rss);
  }
  return least;
}

/** Milliseconds until a cancelled export responds: the longest of several. */
export async function measureCancel(settings, record) {
  await withPage(settings.app, "selftest.html?drive", async (page) => {
    await page.waitForFunction(() => globalThis.selfTest !== undefined);
    const answers = [];
    for (let run = 0; run < Math.max(3, settings.runs); run++)
      answers.push(
        await page.evaluate(async () => {
          const { findPreset, exportScenario } = globalThis.selfTest;
          const controller = new AbortController();
          let asked = 0;
          const onProgress = ({ framesDone }) => {
            if (framesDone < 100 || asked > 0) return;
            asked = performance.now();
            controller.abort();
          };
          await exportScenario(
            { scenario: findPreset("challenging_weather").scenario, engine: "ffmpeg", quality: "standard" },
            { signal: controller.signal, onProgress },
          ).catch(() => undefined);
          return performance.now() - asked;
        }),
      );
    settings.say(`cancelled in ${Math.max(...answers).toFixed(0)} ms at most`);
    record("cancel", { milliseconds: Math.max(...answers), runs: answers.length });
  });
}
