import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { parseScenario } from "@/core/document";
import { digestsIn, frameDigests } from "./support/frameDigests";
import { ExportServer } from "./support/exportServer";
import { openFirefox } from "./support/firefox";

/** The self-test page in a real Firefox, and a check of its exports with native ffmpeg. */
test("Firefox exports with both engines, every frame in its place, and lossless files decode to the listed digests", async () => {
  // A second browser beside those of other tests: on a busy machine it starts late.
  test.setTimeout(400_000);
  const server = await ExportServer.start();
  const firefox = openFirefox(server.selfTest);
  try {
    const { browser, capabilities, checks } = await server.outcome;
    expect(browser).toContain("Firefox");
    expect(capabilities.sharedMemory).toBe(true);
    for (const { name, passed, detail } of checks) expect(passed, `${name}: ${detail}`).toBe(true);
    const names = ["ffmpeg", "ffmpeg, one encoder", "ffmpeg, lossless", "road, lossless", "another container", "cancel"];
    expect(checks.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    expect(checks.find(({ name }) => name === "another container")?.detail).toContain("on disk");

    const bytes = (bundle: string) => readFileSync(join(server.folder, bundle, "video.mp4"));
    expect(bytes("ffmpeg").equals(bytes("ffmpeg-1")), "one and several encoders give the same bytes").toBe(true);
    const rows = (text: string) => text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    const lossless = join(server.folder, "lossless");
    const decoded = execFileSync("ffmpeg", ["-v", "error", "-i", join(lossless, "video.mp4"), "-f", "framemd5", "-"], { encoding: "utf8" });
    expect(rows(decoded)).toEqual(rows(readFileSync(join(lossless, "frames.md5"), "utf8")));
    expect(rows(decoded)).toHaveLength(90);

    const road = join(server.folder, "road");
    const scenario = parseScenario(readFileSync(join(road, "scenario.json"), "utf8"));
    const inNode = await frameDigests(scenario, { start: 0, end: 90 }, { frameStamp: true });
    expect(digestsIn(readFileSync(join(road, "frames.md5"), "utf8")), "a road scenario in Firefox and in Node").toEqual(inNode);
  } finally {
    await firefox.close();
    await server.close();
    rmSync(server.folder, { recursive: true, force: true });
  }
});
