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
export async function findChromium() {
  return process.env.JAYWALK_CHROMIUM || (await playwrightsChromium()) || systemChromium();
}

/** Loading Playwright takes half a second: it is only asked if it has installed a browser. */
async function playwrightsChromium() {
  const folders = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), ".cache/ms-playwright"),
    join(homedir(), "Library/Caches/ms-playwright"),
    join(homedir(), "AppData/Local/ms-playwright"),
  ];
  const installed = folders.some(
    (folder) => folder && existsSync(folder) && readdirSync(folder).some((name) => name.startsWith("chromium")),
  );
  if (!installed && process.env.PLAYWRIGHT_BROWSERS_PATH !== "0") return undefined;
  const { chromium } = await import("playwright-core");
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
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
