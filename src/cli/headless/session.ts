import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ExportError } from "@/export/errors";
import type { HeadlessReport } from "@/export/jobs";
import type { ExportProgress, ExportRequest } from "@/export/types";
import { CHROMIUM_SWITCHES, findChromium } from "../../../scripts/setup/findChromium.mjs";
import { beforeShutdown } from "../shutdown";
import { HeadlessServer } from "./server";

export type HeadlessResult = Extract<HeadlessReport, { type: "done" }>;

/** A page that has not asked for its first job by then will not. */
const START_LIMIT_MS = 60_000;

/**
 * For V8: check functions of the encoder when they are first called (it has tens of thousands and uses some), and optimise
 * busy ones early. Measured in docs/export-speed.md.
 */
const ENGINE_FLAGS = ["--wasm-lazy-validation", "--wasm-tiering-budget=300000"].join(",");

/** Chromium loads its address bar's pages ahead, for which a browser without windows has no use, and asks for the time. */
const UNUSED_FEATURES = ["WebUIOmniboxAimPopup", "WebUIOmniboxPopup", "WebUIOmniboxFullPopup", "NetworkTimeServiceQuerying"].join(",");

/**
 * A headless Chromium with the app's export in it. It is told what to do through our own server, not through a debugging
 * protocol: that starts faster, and the page does just what it does in the app.
 */
export class HeadlessSession {
  readonly #server: HeadlessServer;
  readonly #browser: ChildProcess;
  readonly #profile: string;
  #complaint = "";
  #exit: Promise<never>;
  readonly #keep: () => void;

  private constructor(server: HeadlessServer, browser: ChildProcess, profile: string) {
    this.#server = server;
    this.#browser = browser;
    this.#profile = profile;
    this.#keep = beforeShutdown(() => this.close());
    browser.stderr?.setEncoding("utf8").on("data", (text: string) => (this.#complaint = (this.#complaint + text).slice(-2000)));
    this.#exit = new Promise((_, reject) => {
      browser.once("error", (error) => reject(new ExportError("failed", `Chromium could not be started: ${error.message}`)));
      browser.once("exit", (code, signal) =>
        reject(new ExportError("failed", `Chromium ended (${signal ?? code}) before the export did. ${this.#complaint.trim()}`)),
      );
    });
    // Whoever runs a job sees the rejection; an idle session that ends is no fault.
    this.#exit.catch(() => undefined);
  }

  /** Starts a browser with the app from `appFolder`. @throws ExportError where there is no browser */
  static async open(appFolder: string): Promise<HeadlessSession> {
    const executable = await findChromium();
    if (executable === undefined)
      throw new ExportError(
        "unsupported",
        "no Chromium or Chrome was found; install one (Debian: apt-get install chromium) or name its program in JAYWALK_CHROMIUM",
      );
    const [server, profile] = await Promise.all([HeadlessServer.start(appFolder), mkdtemp(join(tmpdir(), "jaywalk-browser-"))]);
    const browser = spawn(
      executable,
      [
        "--headless",
        ...CHROMIUM_SWITCHES,
        `--user-data-dir=${profile}`,
        "--disable-extensions",
        "--disable-default-apps",
        "--mute-audio",
        `--disable-features=${UNUSED_FEATURES}`,
        `--js-flags=${ENGINE_FLAGS}`,
        // Nothing is said over this pipe (descriptors 3 and 4), but the browser ends when it breaks: killed with us, not left behind.
        "--remote-debugging-pipe",
        server.address,
      ],
      { stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"] },
    );
    return new HeadlessSession(server, browser, profile);
  }

  /**
   * Does an export and writes its files into `folder`.
   * @throws ExportError as the app would, or when the browser ends
   */
  async export(request: ExportRequest, folder: string, onProgress: (progress: ExportProgress) => void): Promise<HeadlessResult> {
    let started = false;
    let limit: NodeJS.Timeout | undefined;
    const outcome = new Promise<HeadlessResult>((resolve, reject) => {
      limit = setTimeout(() => {
        if (!started) reject(new ExportError("failed", `The page did not start within a minute. ${this.#complaint.trim()}`));
      }, START_LIMIT_MS);
      this.#server.give(
        { request },
        {
          folder,
          onReport: (report) => {
            started = true;
            if (report.type === "progress") onProgress(report.progress);
            else if (report.type === "done") resolve(report);
            else reject(new ExportError(report.fault === "unexpected" ? "failed" : report.fault, report.message));
          },
        },
      );
    });
    try {
      return await Promise.race([outcome, this.#exit]);
    } finally {
      clearTimeout(limit);
    }
  }

  /** Ends the browser and removes what it kept. */
  async close(): Promise<void> {
    await this.#server.close();
    const ended = new Promise<void>((resolve) => {
      if (this.#browser.exitCode !== null || this.#browser.signalCode !== null) resolve();
      else this.#browser.once("exit", () => resolve());
    });
    this.#browser.kill("SIGKILL");
    await ended;
    // Its helper processes may still be writing for a moment.
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    this.#keep();
  }
}
