import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, timed } from "../processes.mjs";

const PRESET = "highway_simple";
/** 5 Hz at 30 frames a second. */
const EVERY = "6";
const LANES = [1, 2];

/**
 * A scored report of a 30-second scenario at 5 Hz by the built-in detector, as whole processes: render, detect, evaluate. And what a frame
 * takes, by number of lanes.
 */
export async function measureDetector(settings, record) {
  const folder = mkdtempSync(join(tmpdir(), "jaywalk-bench-"));
  const bundle = join(folder, "bundle");
  const found = join(folder, "found.json");
  const jaywalk = (...parameters) => timed(process.execPath, [settings.command, ...parameters]);
  try {
    const { seconds: render } = await jaywalk("render", PRESET, "--out", bundle, "--formats", "none");
    for (const lanes of LANES) {
      const runs = [];
      for (let run = 0; run < settings.runs; run++) {
        const { seconds, printed } = await jaywalk("detect", bundle, "--every", EVERY, "--lanes", String(lanes), "--out", found, "--json");
        const { frames, timings } = JSON.parse(printed.trim().split("\n").at(-1));
        runs.push({ seconds, frames, milliseconds: (timings.detect_s * 1000) / frames });
      }
      const { seconds: evaluate } = await jaywalk("evaluate", bundle, found, "--html", join(folder, "report.html"));
      const [detect, milliseconds] = [median(runs.map(({ seconds }) => seconds)), median(runs.map((run) => run.milliseconds))];
      const whole = render + detect + evaluate;
      settings.say(
        `built-in detector, ${lanes} lanes: ${milliseconds.toFixed(0)} ms a frame; with render and evaluate ${whole.toFixed(0)} s`,
      );
      record(`detector/${lanes}`, { frames: runs[0]?.frames, milliseconds, render, detect, evaluate, whole, runs: runs.length });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
