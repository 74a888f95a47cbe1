import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

const NAMES = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "microsoft-edge"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** The Chromium to use: the one named by JAYWALK_CHROMIUM, Playwright's own, or the system's. @returns its path, or undefined */
export function findChromium() {
  return process.env.JAYWALK_CHROMIUM || playwrightsChromium() || systemChromium();
}

/** Where Playwright installs browsers, and where each platform's program is below `chromium-1234`. */
const PLAYWRIGHT_FOLDERS = [
  process.env.PLAYWRIGHT_BROWSERS_PATH,
  join(homedir(), ".cache/ms-playwright"),
  join(homedir(), "Library/Caches/ms-playwright"),
  join(homedir(), "AppData/Local/ms-playwright"),
];
const PLAYWRIGHT_PROGRAMS = [
  ...["chrome-linux64/chrome", "chrome-linux-arm64/chrome", "chrome-linux/chrome", "chrome-win64/chrome.exe", "chrome-win/chrome.exe"],
  ...["chrome-mac-arm64", "chrome-mac-x64", "chrome-mac"].flatMap((folder) => [
    `${folder}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
    `${folder}/Chromium.app/Contents/MacOS/Chromium`,
  ]),
];

/** The newest Chromium that Playwright has installed; Playwright itself, which takes half a second to load, is not asked. */
function playwrightsChromium() {
  for (const folder of PLAYWRIGHT_FOLDERS) {
    if (!folder || !existsSync(folder)) continue;
    const revisions = readdirSync(folder)
      .flatMap((name) => /^chromium-(\d+)$/.exec(name)?.[1] ?? [])
      .sort((a, b) => Number(b) - Number(a));
    const programs = revisions.flatMap((revision) => PLAYWRIGHT_PROGRAMS.map((path) => join(folder, `chromium-${revision}`, path)));
    const found = programs.find((path) => existsSync(path));
    if (found) return found;
  }
  return undefined;
}

function systemChromium() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...PLACES].find((path) => existsSync(path));
}

/** As root, and in a container without user namespaces, Chromium cannot create its sandbox, and would not start. */
const cannotSandbox = process.getuid?.() === 0 || Boolean(process.env.JAYWALK_NO_SANDBOX);

/** Switches for a headless Chromium that makes no requests of its own. */
export const CHROMIUM_SWITCHES = [
  ...(cannotSandbox ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
];
