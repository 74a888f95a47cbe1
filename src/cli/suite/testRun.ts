import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createActor, createScenario, serializeScenario } from "@/core/document";
import { expandSuite, parseSuiteSpec, type Shard, type SuiteSpec, type SuiteVideo } from "@/suite";
import { digestFile } from "../files/atomic";
import type { BundleRenderer } from "./renderer";
import { runSuite, type SuiteOutcome } from "./run";

/** For tests: a suite of four short videos, and a renderer that writes files containing the scenario's text instead of pictures. */
export async function testSuite(): Promise<{ spec: SuiteSpec; videos: SuiteVideo[] }> {
  const scenario = createScenario({
    id: "walk",
    video: { width: 64, height: 64, fps: 10, durationFrames: 10 },
    actors: [createActor({ id: "walker", trackId: 0, type: "pedestrian", startFrame: 0, endFrame: 10, waypoints: [{ x: 30, y: 60 }] })],
  });
  const entry = (name: string, seconds: number) => ({ name, scenario, durationSeconds: seconds });
  const spec = parseSuiteSpec(
    JSON.stringify({
      name: "test",
      videos: [
        entry("a", 3),
        entry("b", 2),
        entry("c", 2),
        { ...entry("d", 1), weatherMatrix: { conditions: ["fog"], severities: [1, 5] } },
      ],
      datasets: ["small"],
    }),
  );
  return { spec, videos: await expandSuite(spec, () => Promise.resolve("")) };
}

/** Writes a line to `log` for each video it starts. It has a note about all videos, and one about those in fog. */
function testRenderer(log: string): BundleRenderer {
  return {
    renderBundle: async (scenario, _settings, folder) => {
      await appendFile(log, `${scenario.name}\n`);
      await mkdir(join(folder, "annotations"), { recursive: true });
      const files: object[] = [];
      for (const path of ["annotations/coco.json", "ground_truth.json", "thumbnail.jpg", "video.mp4"]) {
        await writeFile(join(folder, path), path);
        await appendFile(join(folder, path), serializeScenario(scenario));
        files.push({ path, ...(await digestFile(join(folder, path))) });
      }
      await writeFile(join(folder, "manifest.json"), JSON.stringify({ files }));
      const notes = ["these files hold no pictures", ...scenario.weather.map(({ condition }) => `drawn in ${condition}`)];
      return { notes, statistics: null };
    },
  };
}

export async function runTestSuite(
  out: string,
  log: string,
  {
    shard = null,
    only = null,
    say = () => undefined,
  }: { shard?: Shard | null; only?: ReadonlySet<string> | null; say?: (line: string) => void } = {},
): Promise<SuiteOutcome> {
  const renderer = testRenderer(log);
  const openRenderer = () => Promise.resolve(renderer);
  return runSuite({
    ...(await testSuite()),
    out,
    only,
    shard,
    timestamp: "2030-01-01T00:00:00.000Z",
    openRenderer,
    build: "test build",
    say,
  });
}
