import { chmod, cp, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256Of } from "@/core/digest";
import { digestFolder } from "./folder";
import { isSuiteFolder, lintSuite } from "./lintSuite";
import { mergeSuites } from "./merge";
import { runTestSuite } from "./testRun";

let root = "";
const at = (name: string) => join(root, name);
const log = () => at("log");
const NAMES = ["a", "b", "c", "d__fog_1", "d__fog_5"];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "jaywalk-suite-"));
  await writeFile(log(), "");
});
afterEach(() => rm(root, { recursive: true, force: true }));

const state = (name: string) => digestFolder(at(name));
const begun = async () => (await readFile(log(), "utf8")).split("\n").filter((line) => line !== "");

describe("rendering a suite", { timeout: 180_000 }, () => {
  it("writes the specification's layout, and nothing else", async () => {
    expect(await runTestSuite(at("out"), log())).toMatchObject({
      rendered: NAMES,
      skipped: [],
      failed: [],
      datasets: ["small"],
      frames: 90,
    });
    const paths = Object.keys(await state("out"));
    for (const name of NAMES)
      expect(paths).toEqual(
        expect.arrayContaining([
          `videos/${name}.mp4`,
          `ground_truth/${name}_gt.json`,
          `data/${name}_metadata.json`,
          `bundles/${name}/manifest.json`,
        ]),
      );
    expect(paths).toEqual(
      expect.arrayContaining(["data/small_dataset/users.json", "data/small_dataset/fixture_metadata.json", "report.html"]),
    );
    expect((await readdir(at("out"))).sort()).toEqual([
      "bundles",
      "data",
      "ground_truth",
      "report.html",
      "test_data_summary.json",
      "videos",
    ]);
    const summary = JSON.parse(await readFile(at("out/test_data_summary.json"), "utf8")) as {
      videos: { video_name: string }[];
      datasets: object[];
    };
    expect(summary.videos.map(({ video_name }) => video_name)).toEqual(NAMES);
    expect(summary.datasets).toHaveLength(1);
    // One file under two names, not two copies.
    expect((await stat(at("out/videos/a.mp4"))).ino).toBe((await stat(at("out/bundles/a/video.mp4"))).ino);
  });

  it("says each note about its videos once, after all of them", async () => {
    const said: string[] = [];
    const { notes } = await runTestSuite(at("out"), log(), { say: (line) => said.push(line) });
    expect(notes).toEqual([
      { note: "these files hold no pictures", videos: NAMES },
      { note: "drawn in sunny", videos: ["a", "b", "c"] },
      { note: "drawn in fog", videos: ["d__fog_1", "d__fog_5"] },
    ]);
    expect(said.slice(-3)).toEqual([
      "note: these files hold no pictures",
      "note: a, b, c: drawn in sunny",
      "note: d__fog_1, d__fog_5: drawn in fog",
    ]);
  });

  it("skips what exists and is unchanged, judging by content, and repairs the rest", async () => {
    await runTestSuite(at("out"), log());
    const whole = await state("out");
    expect((await runTestSuite(at("out"), log())).skipped).toEqual(NAMES);

    await rm(at("out/videos/a.mp4"));
    expect((await runTestSuite(at("out"), log())).rendered).toEqual([]);
    expect(await state("out")).toEqual(whole);

    await chmod(at("out/bundles/b/annotations/coco.json"), 0o600);
    await writeFile(at("out/bundles/b/annotations/coco.json"), "{}");
    await writeFile(at("out/data/c_metadata.json"), "{}");
    await writeFile(at("out/data/small_dataset/users.json"), "[]");
    expect((await runTestSuite(at("out"), log())).rendered).toEqual(["b", "c"]);
    expect(await state("out")).toEqual(whole);

    await rm(at("out"), { recursive: true });
    expect((await runTestSuite(at("out"), log(), { only: new Set(["d", "small"]) })).rendered).toEqual(["d__fog_1", "d__fog_5"]);
    expect((await runTestSuite(at("out"), log())).rendered).toEqual(["a", "b", "c"]);
    expect(await state("out")).toEqual(whole);
  });

  it("is linted as a whole: every bundle by its path, and the files next to them", async () => {
    await runTestSuite(at("out"), log());
    expect([await isSuiteFolder(at("out")), await isSuiteFolder(at("out/bundles/a"))]).toEqual([true, false]);
    // The test's bundles contain no real video; what is reported about them is a bundle's lint.
    const beside = async () =>
      (await lintSuite(at("out"))).findings
        .filter(({ file }) => !file.startsWith("bundles/"))
        .map(({ severity, file, message }) => `${severity}, ${file}: ${message}`);
    expect(await beside()).toEqual([]);
    expect(await lintSuite(at("out"))).toMatchObject({ bundles: 5, datasets: 1 });
    expect(
      (await lintSuite(at("out"))).findings.some(
        ({ file, message }) => file === "bundles/b/video.mp4" && message.startsWith("the video cannot be read"),
      ),
    ).toBe(true);
    await rm(at("out/ground_truth/a_gt.json"));
    await writeFile(at("out/data/b_metadata.json"), "{}");
    await writeFile(at("out/data/small_dataset/users.json"), "[]");
    expect(await beside()).toEqual([
      "error, ground_truth/a_gt.json: the file is missing or altered",
      "error, data/b_metadata.json: the file is missing or does not match the summary",
      "error, data/small_dataset/users.json: the file is missing or altered",
    ]);
  });

  it("does not list a damaged video as complete, and carries on without its thumbnail", async () => {
    await runTestSuite(at("out"), log());
    await rm(at("out/bundles/a"), { recursive: true });
    await writeFile(at("out/bundles/b/annotations/coco.json"), "{}");
    await writeFile(at("out/data/small_dataset/users.json"), "[]");
    await runTestSuite(at("out"), log(), { only: new Set(["c"]) });
    const summary = JSON.parse(await readFile(at("out/test_data_summary.json"), "utf8")) as {
      videos: { video_name: string }[];
      datasets: object[];
    };
    expect(summary.videos.map(({ video_name }) => video_name)).toEqual(["c", "d__fog_1", "d__fog_5"]);
    expect(summary.datasets).toEqual([]);
  });

  it("never writes outside the merged folder, whatever a shard says", async () => {
    await runTestSuite(at("1"), log());
    const files = {
      summary: at("1/test_data_summary.json"),
      metadata: at("1/data/a_metadata.json"),
      manifest: at("1/bundles/a/manifest.json"),
    };
    const escape = async (file: string, from: string, to: string, message: RegExp) => {
      const text = await readFile(file, "utf8");
      expect(text).toContain(from);
      await writeFile(file, text.replaceAll(from, to));
      await expect(mergeSuites([at("1")], at("merged")), to).rejects.toThrow(message);
      await writeFile(file, text);
    };
    await escape(files.metadata, '"bundles/a"', '"../evil"', /a_metadata.json is missing or altered/);
    await escape(files.metadata, '"videos/a.mp4"', '"../evil.mp4"', /a_metadata.json is missing or altered/);
    await escape(files.metadata, '"ground_truth/a_gt.json"', '"../evil.json"', /a_metadata.json is missing or altered/);
    await escape(files.metadata, '"bundles/a/thumbnail.jpg"', '"../secret"', /a_metadata.json is missing or altered/);
    await escape(files.metadata, '"video_name": "a"', '"video_name": "../evil"', /a_metadata.json is missing or altered/);
    await escape(files.summary, '"a"', '"../evil"', /video_name: is used as a file name/);
    await escape(files.summary, '"data/small_dataset"', '"../evil"', /must be the folder of a dataset/);
    const manifest = await readFile(files.manifest, "utf8");
    const evil = manifest.replace("thumbnail.jpg", "../../../evil");
    await writeFile(files.manifest, evil);
    const [digest, evilDigest] = [await sha256Of(manifest), await sha256Of(evil)];
    const summary = await readFile(files.summary, "utf8");
    await writeFile(files.summary, summary.replaceAll(digest, evilDigest));
    await escape(files.metadata, digest, evilDigest, /bundles\/a\/manifest.json is missing or altered/);
    await writeFile(files.summary, summary);
    expect((await readdir(root)).sort()).toEqual(["1", "log", "merged"]);
    await writeFile(files.manifest, manifest);
    expect(await mergeSuites([at("1")], at("merged"))).toEqual({ videos: 5, datasets: 1 });
  });

  it("gives the same files and summary when shards are merged", async () => {
    await runTestSuite(at("whole"), log());
    for (const index of [1, 2, 3]) await runTestSuite(at(`${index}`), log(), { shard: { index, count: 3 } });
    expect((await begun()).sort()).toEqual([...NAMES, ...NAMES].sort());
    const parts = ["3", "1", "2"].map(at);
    expect(await mergeSuites(parts, at("merged"))).toEqual({ videos: 5, datasets: 1 });
    expect(await state("merged")).toEqual(await state("whole"));
    await mergeSuites(parts, at("merged"));
    expect(await state("merged")).toEqual(await state("whole"));

    await expect(mergeSuites(parts.slice(1), at("other"))).rejects.toThrow(/^shard 3\/3 is missing from the folders/);
    await expect(mergeSuites([...parts, at("1")], at("other"))).rejects.toThrow(/both hold shard 1\/3; name it once/);
    await runTestSuite(at("4"), log(), { shard: { index: 1, count: 4 } });
    await expect(mergeSuites([...parts, at("4")], at("other"))).rejects.toThrow(/are not shards of one suite/);
    for (const damage of [
      (folder: string) => writeFile(join(folder, "users.json"), "[]"),
      (folder: string) => writeFile(join(folder, "more.json"), "[]"),
      (folder: string) => rm(join(folder, "fixture_metadata.json")),
      (folder: string) => rm(folder, { recursive: true }),
    ]) {
      const [holder] = (
        await Promise.all(parts.map(async (part) => ((await readdir(join(part, "data"))).includes("small_dataset") ? [part] : [])))
      ).flat();
      const folder = join(holder ?? "", "data/small_dataset");
      await cp(folder, at("kept"), { recursive: true });
      await damage(folder);
      await expect(mergeSuites(parts, at("other"))).rejects.toThrow(
        /data\/small_dataset\/\w+\.json is missing or altered; copy the shard again/,
      );
      await rm(folder, { recursive: true, force: true });
      await cp(at("kept"), folder, { recursive: true });
      await rm(at("kept"), { recursive: true });
    }
    expect(await mergeSuites(parts, at("other"))).toEqual({ videos: 5, datasets: 1 });

    // Truth and video are in two places, which become two files once a shard has been copied.
    for (const path of ["ground_truth/a_gt.json", "videos/a.mp4"]) {
      const [holder = ""] = (
        await Promise.all(parts.map(async (part) => ((await readdir(join(part, "bundles"))).includes("a") ? [part] : [])))
      ).flat();
      await rm(join(holder, path));
      await expect(mergeSuites(parts, at("other"))).rejects.toThrow(`${path} is missing or altered; copy the shard again`);
      await writeFile(join(holder, path), "altered");
      await expect(mergeSuites(parts, at("other"))).rejects.toThrow(`${path} is missing or altered; copy the shard again`);
      await runTestSuite(holder, log(), { shard: { index: Number(holder.at(-1)), count: 3 } });
    }
    expect(await mergeSuites(parts, at("other"))).toEqual({ videos: 5, datasets: 1 });

    // A shard that could not render one of its videos says so in its summary.
    const summary = JSON.parse(await readFile(at("1/test_data_summary.json"), "utf8")) as { videos: { description: string }[] };
    const [lost] = summary.videos.splice(0, 1);
    await writeFile(at("1/test_data_summary.json"), JSON.stringify(summary));
    await expect(mergeSuites(parts, at("other"))).rejects.toThrow(/not complete in any of the folders: \w+; render their shards again/);
    await writeFile(
      at("1/test_data_summary.json"),
      JSON.stringify({ ...summary, videos: [{ ...lost, description: "another" }, ...summary.videos] }),
    );
    await expect(mergeSuites(parts, at("other"))).rejects.toThrow(/_metadata.json is missing or altered/);
    await writeFile(at("1/test_data_summary.json"), JSON.stringify({ ...summary, videos: [lost, ...summary.videos] }));
    await writeFile(at("3/bundles/a/video.mp4"), "altered").catch(() => undefined);
    await writeFile(at("2/bundles/a/video.mp4"), "altered").catch(() => undefined);
    await writeFile(at("1/bundles/a/video.mp4"), "altered").catch(() => undefined);
    await expect(mergeSuites(parts, at("other"))).rejects.toThrow(/bundles\/a\/video.mp4 is missing or altered/);
    await expect(mergeSuites([at("nowhere")], at("other"))).rejects.toThrow(/has no test_data_summary.json/);
    await expect(mergeSuites(parts, at("1"))).rejects.toThrow(/is one of the shards/);
  });
});
