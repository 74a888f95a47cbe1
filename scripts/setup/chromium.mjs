import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findChromium } from "../../src/cli/headless/findChromium.mjs";
import { isOnPath } from "./dependencies.mjs";
import { run } from "./run.mjs";

/** Ensures that there is a Chromium, installing one if none is found. @returns its path */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  console.error("No Chromium or Chrome found; installing one …");
  if (canInstallPackages()) installPackages(["chromium"]);
  else run("npx", ["playwright", "install", "chromium"]);
  const installed = findChromium();
  if (installed) return installed;
  console.error("Chromium could not be installed. Install Chrome or Chromium, or set JAYWALK_CHROMIUM to its program.");
  process.exit(1);
}

/** Ensures the programs that only the tests need: other tools to check our files with. */
export function ensureTestTools() {
  const missing = [
    ["ffmpeg", "ffmpeg"],
    ["ffprobe", "ffmpeg"],
    ["firefox-esr", "firefox-esr"],
  ].filter(([program]) => !isOnPath(program) && !(program === "firefox-esr" && isOnPath("firefox")));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map(([, name]) => name))];
  if (canInstallPackages()) installPackages(packages);
  else {
    console.error(
      `The tests check exported files with tools that are missing here: ${packages.join(", ")}. Install them and run npm test again.`,
    );
    process.exit(1);
  }
}

/** As root on Debian and its derivatives we may install them; elsewhere we only report what is missing. */
function canInstallPackages() {
  return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

function installPackages(packages) {
  spawnSync("apt-get", ["update", "-qq"], { stdio: ["ignore", 2, 2] });
  run("apt-get", ["install", "-y", "-qq", ...packages], { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
}
