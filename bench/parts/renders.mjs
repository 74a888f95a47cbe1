import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, timed } from "../processes.mjs";

/** The specification's suite, and the arguments with which its own generator makes the same videos. */
export const SCENARIOS = [
  { id: "highway_simple", seconds: 30, peer: ["highway_pedestrian_crossing", "highway", "sunny", "30"] },
  { id: "urban_complex", seconds: 45, peer: ["urban_intersection_multi_object", "urban_intersection", "cloudy", "45"] },
  { id: "challenging_weather", seconds: 60, peer: ["challenging_conditions", "highway", "rainy", "60"] },
  { id: "night_conditions", seconds: 30, peer: ["highway_pedestrian_crossing", "highway", "night", "30"] },
  { id: "performance_test_long", seconds: 120, peer: ["challenging_conditions", "urban_intersection", "sunny", "120"] },
];
export const FPS = 30;

/** Renders a preset with the command line. @returns the result of `timed`, and what the command reports about itself */
export async function render({ command }, parameters, options) {
  const out = mkdtempSync(join(tmpdir(), "jaywalk-bench-"));
  try {
    const run = await timed(process.execPath, [command, "render", ...parameters, "--out", join(out, "bundle"), "--json"], options);
    return { ...run, said: JSON.parse(run.printed.trim().split("\n").at(-1)) };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/**
 * Frames per second of whole processes, from nothing to the finished bundle: every engine, number of workers and style, alternating with
 * the other generator, so that all run under the same load.
 */
export async function measureRenders(settings, record) {
  for (const { id, seconds, peer } of settings.scenarios) {
    const frames = seconds * FPS;
    const ways = settings.styles.flatMap((style) =>
      settings.engines.flatMap((engine) =>
        settings.workers.map((workers) => ({
          key: `${style} ${engine} ${workers}`,
          run: () => render(settings, [id, "--style", style, "--engine", engine, "--workers", String(workers)]),
        })),
      ),
    );
    if (settings.peer) {
      const [program, ...words] = settings.peer;
      ways.unshift({ key: "peer", run: () => timed(program, [...words, ...peer]) });
    }
    const taken = new Map(ways.map(({ key }) => [key, []]));
    for (let run = 0; run < settings.runs; run++)
      for (const way of ways) {
        const { seconds: wall } = await way.run();
        taken.get(way.key).push(wall);
        settings.say(`${id}, ${way.key}: ${(frames / wall).toFixed(0)} frames/s`);
      }
    for (const [key, walls] of taken)
      record(`renders/${id}/${key}`, { fps: frames / median(walls), seconds: median(walls), runs: walls.length });
  }
}
