// npm run check:bundles: renders every preset in both styles with ffmpeg and compares every file with the stored digests. Paths in
// illustrated scenes are drawn by the browser: only the same Chromium gives the same videos, so its version is recorded. `-- --renew`
// writes new digests; that needs a reason in CHANGELOG.md, because people's suites change with them.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { ensureBuild } from "./setup/build.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { CHROMIUM_SWITCHES, findChromium } from "../src/cli/headless/findChromium.mjs";
import { ROOT, run } from "./setup/run.mjs";

/** Enough frames of every second to include everything that happens, few enough to render all presets in two minutes. */
const FPS = 5;
const STYLES = ["schematic", "illustrated"];
const COMMAND = join(ROOT, "dist-cli/jaywalk.mjs");
const GOLDEN = join(ROOT, "e2e/golden/bundles.json");
const renew = process.argv.includes("--renew");

ensureDependencies();
ensureBuild();
const folder = mkdtempSync(join(tmpdir(), "jaywalk-bundles-"));
try {
  const { presets } = JSON.parse(execFileSync(process.execPath, [COMMAND, "presets", "--json"], { encoding: "utf8" }));
  const gallery = presets.filter(({ group }) => group !== "protocol");
  const videos = gallery.flatMap(({ id }) => STYLES.map((style) => ({ name: `${id}-${style}`, preset: id, style, fps: FPS })));
  const spec = join(folder, "suite.json");
  writeFileSync(spec, JSON.stringify({ name: "bundles", videos }));
  run(process.execPath, [COMMAND, "suite", "--spec", spec, "--out", join(folder, "out")]);
  const digests = Object.fromEntries(videos.map(({ name }) => [name, digestsOf(name)]));
  if (renew) {
    writeFileSync(GOLDEN, `${JSON.stringify({ browser: await browserVersion(), videos: digests }, null, 1)}\n`);
    console.error(`${GOLDEN} holds ${videos.length} videos. Say in CHANGELOG.md why they changed.`);
  } else await compare(digests, JSON.parse(readFileSync(GOLDEN, "utf8")));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * The SHA-256 of the video and of each other file of its bundle; for folders, of everything in them. Left out are the manifest, which
 * contains the app's version, and the thumbnail, which the browser encodes.
 */
function digestsOf(name) {
  const video = readFileSync(join(folder, "out/videos", `${name}.mp4`));
  const manifest = JSON.parse(readFileSync(join(folder, "out/bundles", name, "manifest.json"), "utf8"));
  const groups = new Map();
  const files = manifest.files.filter(({ path }) => path !== "thumbnail.jpg");
  for (const { path, sha256 } of files.sort((one, other) => (one.path < other.path ? -1 : 1))) {
    const group = path.split("/").slice(0, 2).join("/");
    const hash = groups.get(group) ?? createHash("sha256");
    groups.set(group, hash.update(`${path} ${sha256}\n`));
  }
  return {
    "video.mp4": createHash("sha256").update(video).digest("hex"),
    ...Object.fromEntries([...groups].map(([group, hash]) => [group, hash.digest("hex")])),
  };
}

async function browserVersion() {
  const executablePath = findChromium();
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: CHROMIUM_SWITCHES });
  const version = browser.version();
  await browser.close();
  return version;
}

async function compare(digests, { browser, videos: golden }) {
  const differing = [...new Set([...Object.keys(digests), ...Object.keys(golden)])].flatMap((name) => {
    const [now, before] = [digests[name] ?? {}, golden[name] ?? {}];
    const files = [...new Set([...Object.keys(now), ...Object.keys(before)])].filter((file) => now[file] !== before[file]);
    return files.length > 0 ? [`${name}: ${files.join(", ")}`] : [];
  });
  if (differing.length === 0) return console.error(`${Object.keys(digests).length} videos and their bundles: the same bytes as before.`);
  console.error(`Not the same bytes as before:\n${differing.join("\n")}`);
  const ours = await browserVersion();
  if (ours !== browser) console.error(`They were drawn by Chromium ${browser}, now by ${ours}: videos may differ for that alone.`);
  console.error("If that is meant: npm run check:bundles -- --renew, and the reason into CHANGELOG.md.");
  process.exitCode = 1;
}
