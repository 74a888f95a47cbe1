import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";

const NAMES = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "microsoft-edge"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The Chromium to use: the one JAYWALK_CHROMIUM names, Playwright's own, the system's. @returns its path, or undefined
 */
export async function findChromium() {
  const named = process.env.JAYWALK_CHROMIUM;
  if (named) return named;
  const own = await playwrightsOwn();
  if (own) return own;
  for (const name of NAMES) {
    const { status, stdout } = spawnSync(process.platform === "win32" ? "where" : "which", [name], { encoding: "utf8" });
    const path = stdout?.split("\n")[0]?.trim();
    if (status === 0 && path) return path;
  }
  return PLACES.find((place) => existsSync(place));
}

/** Asked for only where Playwright has put browsers at all: loading it takes longer than starting one. */
async function playwrightsOwn() {
  const folders = [process.env.PLAYWRIGHT_BROWSERS_PATH, ".cache/ms-playwright", "Library/Caches/ms-playwright", "AppData/Local/ms-playwright"];
  if (!folders.some((folder) => folder && existsSync(resolve(homedir(), folder)))) return undefined;
  const { chromium } = await import("playwright-core");
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

/** Switches for a headless Chromium that keeps to itself; as root it cannot use its sandbox. */
export const CHROMIUM_SWITCHES = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
];
