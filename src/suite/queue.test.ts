import { expect, it } from "vitest";
import { DATASET_SIZES, datasetFiles } from "@/datasets";
import type { ExportResult } from "@/export/types";
import { sha256Of } from "@/core/digest";
import { suiteOutput, reportOf } from "./output";
import { createSuiteQueue, type SuiteMakers } from "./queue";
import { expandSuite } from "./spec/expand";
import { parseSuiteSpec } from "./spec/parse";

const spec = parseSuiteSpec(
  JSON.stringify({
    name: "page",
    videos: ["one", "two"].map((name) => ({ name, preset: "dart_out", durationSeconds: 0.2 })),
    datasets: ["small"],
  }),
);

/** Makers controlled by the test: each call waits for its answer. */
function makersByHand() {
  const waiting: { name: string; finish: () => void; fail: (reason: string) => void }[] = [];
  const discarded: string[] = [];
  const wait = (name: string, signal: AbortSignal | undefined) =>
    new Promise<void>((finish, reject) => {
      signal?.addEventListener("abort", () => reject(new Error("aborted")));
      waiting.push({ name, finish, fail: (reason) => reject(new Error(reason)) });
    });
  const makers: SuiteMakers = {
    render: async ({ scenario, still }, { signal }) => {
      await wait(scenario.name, signal);
      const texts = { "ground_truth.json": "{}", "thumbnail.jpg": `frame ${still ?? "none"}`, "video.mp4": "film" };
      const manifest = JSON.stringify({
        files: Object.entries(texts).map(([path, text]) => ({ path, size: text.length, sha256: "0".repeat(64) })),
      });
      const files = Object.entries({ ...texts, "manifest.json": manifest }).map(([path, text]) => {
        const blob = new Blob([text]);
        return { path, size: text.length, sha256: "", blob, holder: blob, position: 0 };
      });
      const { fps, durationFrames: frames } = scenario.video;
      const discard = () => Promise.resolve(void discarded.push(scenario.name));
      const timings = { total: 0, encode: 0, finish: 0 };
      return { files, frames, fps, engine: "ffmpeg", workers: 1, notes: [], timings, discard } satisfies ExportResult;
    },
    makeDataset: async ({ name, seed }, { signal }) => {
      await wait(name, signal);
      return Promise.all(
        datasetFiles({ ...DATASET_SIZES[name], seed }).map(async ({ path, chunks }) => {
          const text = [...chunks()].join("");
          return { path, sha256: await sha256Of(text), blob: new Blob([text]) };
        }),
      );
    },
  };
  const next = async () => {
    await expect.poll(() => waiting.length).toBe(1);
    const [call] = waiting.splice(0);
    if (!call) throw new Error("nothing is being made");
    return call;
  };
  return { makers, next, waiting, discarded };
}

it("makes videos and datasets in turn, continues after a failure, a pause and a stop, and keeps what is unchanged", async () => {
  const { makers, next, waiting, discarded } = makersByHand();
  const queue = createSuiteQueue(makers);
  const videos = await expandSuite(spec, () => Promise.reject(new Error("no file name is given")));
  await queue.load(videos, spec);
  const states = () => queue.state.getState().items.map(({ name, state }) => `${name}: ${state}`);

  queue.start();
  (await next()).fail("The disk is full");
  const second = await next();
  expect(states()).toEqual(["one: failed", "two: running", "small_dataset: waiting"]);
  queue.pause();
  second.finish();
  await expect.poll(states).toEqual(["one: failed", "two: done", "small_dataset: waiting"]);
  expect(queue.state.getState().items[0]?.fault).toBe("The disk is full");
  expect(waiting).toEqual([]);

  queue.retry(queue.state.getState().items[0]?.key ?? "");
  queue.start();
  expect((await next()).name).toBe("one");
  queue.cancel();
  await expect.poll(states).toEqual(["one: waiting", "two: done", "small_dataset: waiting"]);
  queue.start();
  (await next()).finish();
  (await next()).finish();
  await expect.poll(() => queue.state.getState().running).toBe(false);
  expect(states()).toEqual(["one: done", "two: done", "small_dataset: done"]);

  const { items } = queue.state.getState();
  const files = new Map<string, string>();
  for await (const { path, input } of suiteOutput(spec, items)) files.set(path, typeof input === "string" ? input : await input.text());
  expect([...files.keys()]).toEqual(
    expect.arrayContaining([
      "videos/one.mp4",
      "ground_truth/two_gt.json",
      "bundles/one/thumbnail.jpg",
      "data/one_metadata.json",
      "data/small_dataset/users.json",
      "report.html",
    ]),
  );
  const summary = JSON.parse(files.get("test_data_summary.json") ?? "") as { datasets: { sha256: Record<string, string> }[] };
  expect(summary.datasets[0]?.sha256["users.json"]).toBe(await sha256Of(files.get("data/small_dataset/users.json") ?? ""));
  const report = await reportOf(spec, items, (name) => `blob:${name}`);
  expect(report).toContain(`src="blob:one"`);
  expect(report).toContain(`poster="data:image/jpeg;base64,${btoa(files.get("bundles/one/thumbnail.jpg") ?? "")}"`);
  expect(report).toContain("small_dataset");

  await queue.load(videos.slice(1), { ...spec, datasetSeed: 7 });
  expect(states()).toEqual(["two: done", "small_dataset: waiting"]);
  expect(discarded).toEqual(["one"]);
});

it("updates the description of an unchanged video, and recounts what could not be counted", async () => {
  const { makers, next } = makersByHand();
  const queue = createSuiteQueue(makers);
  const [first] = await expandSuite(spec, () => Promise.reject(new Error("no file name is given")));
  if (!first) throw new Error("the suite has no video");
  const alone = { ...spec, datasets: [] };
  const metadata = async () => {
    for await (const { path, input } of suiteOutput(alone, queue.state.getState().items))
      if (path === "data/one_metadata.json") return input;
    return null;
  };
  const broken = Object.defineProperty({ ...first.scenario }, "video", {
    enumerable: true,
    get: () => {
      throw new Error("cannot be read now");
    },
  });
  await queue.load([first], alone);
  queue.start();
  (await next()).finish();
  await expect.poll(() => queue.state.getState().running).toBe(false);
  const { items } = queue.state.getState();
  const unreadable = items.map((item) => (item.kind === "video" ? { ...item, video: { ...item.video, scenario: broken } } : item));
  await expect(reportOf(alone, unreadable, String)).rejects.toThrow("cannot be read now");
  expect(await metadata()).toContain(`"description": "${first.description}"`);
  await queue.load([{ ...first, description: "Another description", entry: "other", variation: { speed: 2 } }], alone);
  expect(queue.state.getState().items.map(({ state }) => state)).toEqual(["done"]);
  const said = await metadata();
  for (const part of [`"description": "Another description"`, `"entry": "other"`, `"speed": 2`]) expect(said).toContain(part);
});

it("keeps or releases what has been made while another suite is loaded", async () => {
  for (const isKept of [true, false]) {
    const { makers, next, discarded } = makersByHand();
    const queue = createSuiteQueue(makers);
    const videos = await expandSuite(spec, () => Promise.reject(new Error("no file name is given")));
    await queue.load(videos, spec);
    queue.start();
    (await next()).finish();
    await queue.load(isKept ? videos : videos.slice(1), spec);
    expect(queue.state.getState().items.map(({ name, state }) => `${name}: ${state}`)).toEqual([
      ...(isKept ? ["one: done"] : []),
      "two: waiting",
      "small_dataset: waiting",
    ]);
    expect(discarded).toEqual(isKept ? [] : ["one"]);
  }
});
