import { spawn, type ChildProcess } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { ExportError } from "@/export/errors";
import type { WholeScenario } from "@/core/document";
import type { HeadlessJob, HeadlessReport } from "@/export/jobs";
import type { ExportProgress, ExportRequest } from "@/export/types";
import { CHROMIUM_SWITCHES, findChromium } from "./findChromium.mjs";
import { makeOwnedFolder, removeAbandoned, removeFolder } from "../files/ownedFolder";
import { beforeShutdown, waitWhileShuttingDown } from "../shutdown";
import { removeSocketFolder } from "./socketFolder";
import { diskStorage } from "./diskStorage";
import { HeadlessServer } from "./server";
import { startTimeout } from "@/core/timers";

export type HeadlessResult = Extract<HeadlessReport, { type: "done" }>;
type Finished = Extract<HeadlessReport, { type: "done" | "drawn" }>;

/** A page that has not asked for its first job by then never will. */
const START_LIMIT_MS = 60_000;

/** The time between the end of a page and that of its browser, when both end. */
const PATIENCE_MS = 500;

/** The prefix of browsers' folders among the temporary files. */
const TEMPORARY_PREFIX = "jaywalk-";
const PROFILE = "profile";

/** The system's limit, without the terminating zero; and what Chromium appends, as in `/org.chromium.Chromium.Ab12Cd/SingletonSocket`. */
const LONGEST_SOCKET_PATH_BYTES = process.platform === "linux" ? 107 : 103;
const SOCKET_NAME_BYTES = 46;

/**
 * For V8: validate functions of the encoder when they are first called (it has tens of thousands and uses only some), and optimise busy
 * ones early. Measured in docs/export-speed.md.
 */
const ENGINE_FLAGS = ["--wasm-lazy-validation", "--wasm-tiering-budget=300000"].join(",");

/** Chromium preloads pages for its address bar, which a headless browser does not need, and requests the time. */
const UNUSED_FEATURES = ["WebUIOmniboxAimPopup", "WebUIOmniboxPopup", "WebUIOmniboxFullPopup", "NetworkTimeServiceQuerying"].join(",");

/**
 * A headless Chromium with the app's export in it. It is controlled through our own server, not through a debugging protocol: that starts
 * faster, and the page does exactly what it does in the app.
 */
export class HeadlessSession {
  readonly #server: HeadlessServer;
  readonly #browser: ChildProcess;
  readonly #folder: string;
  #complaint = "";
  #exit: Promise<never>;
  #ended = false;
  #closing: Promise<void> | null = null;
  readonly #keep: () => void;

  private constructor(server: HeadlessServer, browser: ChildProcess, folder: string) {
    this.#server = server;
    this.#browser = browser;
    this.#folder = folder;
    this.#keep = beforeShutdown(() => this.close());
    browser.stderr?.setEncoding("utf8").on("data", (text: string) => (this.#complaint = (this.#complaint + text).slice(-2000)));
    this.#exit = new Promise((_, reject) => {
      const fail = (message: string) => {
        this.#ended = true;
        // If we closed it, nobody is waiting for an export.
        if (!this.#closing) reject(new ExportError("failed", `${message} ${this.#complaint.trim()}`.trim()));
      };
      browser.once("error", (error) => fail(`Chromium could not be started: ${error.message}`));
      browser.once("exit", (code, signal) => fail(`Chromium ended (${signal ?? code}) before the export finished.`));
      // If the whole browser ends, that is what is reported.
      void server.gone
        .then(() => setTimeout(PATIENCE_MS))
        .then(() => fail("The page crashed before the export finished, possibly because it ran out of memory."));
    });
    // The caller of a job sees the rejection; an idle session that ends is not an error.
    this.#exit.catch(() => undefined);
  }

  /** Starts a browser with the app from `appFolder`. @throws ExportError if there is no browser */
  static async open(appFolder: string): Promise<HeadlessSession> {
    const executable = findChromium();
    if (executable === undefined)
      throw new ExportError(
        "unsupported",
        "no Chromium or Chrome was found; install one (Debian: apt-get install chromium) or name its program in JAYWALK_CHROMIUM",
      );
    await waitWhileShuttingDown();
    await removeAbandoned(tmpdir(), TEMPORARY_PREFIX, (folder) => removeSocketFolder(join(folder, PROFILE)));
    const [server, folder] = await Promise.all([HeadlessServer.start(appFolder), makeOwnedFolder(tmpdir(), TEMPORARY_PREFIX)]);
    const browser = spawn(
      executable,
      [
        "--headless",
        ...CHROMIUM_SWITCHES,
        `--user-data-dir=${join(folder, PROFILE)}`,
        "--disable-extensions",
        "--disable-default-apps",
        "--mute-audio",
        `--disable-features=${UNUSED_FEATURES}`,
        `--js-flags=${ENGINE_FLAGS}`,
        // Nothing is sent over this pipe (descriptors 3 and 4), but the browser ends when it breaks: killed with us, not left behind.
        "--remote-debugging-pipe",
        server.address,
      ],
      { stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"], env: environment(folder) },
    );
    return new HeadlessSession(server, browser, folder);
  }

  /**
   * Performs an export and writes its files into `folder`.
   * @throws ExportError as the app would, or if the browser ends
   */
  async export(request: ExportRequest, folder: string, onProgress: (progress: ExportProgress) => void): Promise<HeadlessResult> {
    const storage = await diskStorage(this.#folder, folder);
    const report = await this.#perform({ type: "export", request, storage }, folder, onProgress);
    if (report.type !== "done") throw new ExportError("failed", "The page drew frames instead of exporting");
    return report;
  }

  /**
   * Draws frames of a scenario, and writes each into `folder` in YUV 4:2:0, under its `drawnFrameName`.
   * @throws ExportError as for an export
   */
  async frames(scenario: WholeScenario, frames: readonly number[], folder: string): Promise<void> {
    await this.#perform({ type: "frames", scenario, frames }, folder, () => undefined);
  }

  async #perform(job: HeadlessJob, folder: string, onProgress: (progress: ExportProgress) => void): Promise<Finished> {
    let started = false;
    let stopWaiting = () => {};
    const outcome = new Promise<Finished>((resolve, reject) => {
      stopWaiting = startTimeout(START_LIMIT_MS, () => {
        if (started) return;
        this.#ended = true;
        reject(new ExportError("failed", `The page did not start within a minute. ${this.#complaint.trim()}`));
      });
      this.#server.give(job, {
        folder,
        onReport: (report) => {
          started = true;
          if (report.type === "progress") onProgress(report.progress);
          else if (report.type === "failed")
            reject(new ExportError(report.fault === "unexpected" ? "failed" : report.fault, report.message));
          else if (report.type !== "begun") resolve(report);
        },
      });
    });
    try {
      return await Promise.race([outcome, this.#exit]);
    } finally {
      stopWaiting();
    }
  }

  /** Whether the browser or its page has ended: further exports need another session. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Ends the browser and removes its files. */
  close(): Promise<void> {
    return (this.#closing ??= this.#end());
  }

  async #end(): Promise<void> {
    await this.#server.close();
    const ended = new Promise<void>((resolve) => {
      if (this.#browser.exitCode !== null || this.#browser.signalCode !== null) resolve();
      else this.#browser.once("exit", () => resolve());
    });
    this.#browser.kill("SIGKILL");
    await ended;
    await removeSocketFolder(join(this.#folder, PROFILE));
    await removeFolder(this.#folder);
    this.#keep();
  }
}

/** The browser keeps its temporary files in our folder too, which is removed as well. */
function environment(folder: string): NodeJS.ProcessEnv {
  return Buffer.byteLength(folder) + SOCKET_NAME_BYTES > LONGEST_SOCKET_PATH_BYTES ? process.env : { ...process.env, TMPDIR: folder };
}
