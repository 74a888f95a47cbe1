import type { FFmpeg } from "@ffmpeg/ffmpeg";
import classWorkerURL from "@ffmpeg/ffmpeg/worker?worker&url";
import coreURL from "@ffmpeg/core?url";
import wasmURL from "@ffmpeg/core/wasm?url";
import { encoderFault } from "@/export";

const INPUT_FOLDER = "/input";
/** Enough to tell what went wrong. */
const KEPT_LINES = 200;
/** What ffmpeg or the browser says where there is no memory left. */
const OUT_OF_MEMORY = /out of memory|Cannot enlarge memory|Cannot allocate memory|Aborted\(OOM/i;

/** A run of ffmpeg that ended otherwise than well; `log` has its last lines. */
export class FFmpegFault extends Error {
  override readonly name = "FFmpegFault";

  constructor(
    message: string,
    readonly log: readonly string[],
  ) {
    super(message);
  }

  get isOutOfMemory(): boolean {
    return [this.message, ...this.log].some((line) => OUT_OF_MEMORY.test(line));
  }
}

/**
 * ffmpeg at work on whole files, in a worker of its own. Files are mounted, not copied: only what is read of them comes into memory.
 * Made for a few runs; `close` frees everything.
 */
export class FFmpegJob {
  private readonly log: string[] = [];
  private onLine: (line: string) => void = () => {};

  private constructor(
    private readonly ffmpeg: FFmpeg,
    private readonly signal: AbortSignal,
  ) {
    ffmpeg.on("log", ({ message }) => {
      this.log.push(message);
      if (this.log.length > KEPT_LINES) this.log.shift();
      this.onLine(message);
    });
    signal.addEventListener("abort", this.close);
  }

  /**
   * @param signal ends ffmpeg at once, whatever it does
   * @throws Error where the browser cannot run ffmpeg, or the signal's reason
   */
  static async start(signal: AbortSignal): Promise<FFmpegJob> {
    signal.throwIfAborted();
    await Promise.all([classWorkerURL, coreURL].map(assertServed));
    const { FFmpeg } = await import("@ffmpeg/ffmpeg");
    signal.throwIfAborted();
    const job = new FFmpegJob(new FFmpeg(), signal);
    try {
      await job.ask(() => job.ffmpeg.load({ classWorkerURL, coreURL, wasmURL }));
    } catch (cause) {
      job.close();
      throw signal.aborted ? cause : encoderFault(cause);
    }
    return job;
  }

  /** Makes a file readable. @returns its path */
  async mount(file: Blob, name: string): Promise<string> {
    const { FFFSType } = await import("@ffmpeg/ffmpeg");
    // Of the name only its ending tells ffmpeg anything; the rest might mean something to it.
    const [, ending = ""] = /(\.[a-z0-9]{1,8})$/i.exec(name) ?? [];
    const mounted = `file${ending.toLowerCase()}`;
    await this.ask(() => this.ffmpeg.createDir(INPUT_FOLDER));
    await this.ask(() => this.ffmpeg.mount(FFFSType.WORKERFS, { blobs: [{ name: mounted, data: file }] }, INPUT_FOLDER));
    return `${INPUT_FOLDER}/${mounted}`;
  }

  /**
   * Runs ffmpeg to its end.
   * @param onLine gets every line that it logs
   * @throws FFmpegFault where it fails, or the signal's reason
   */
  async run(parameters: readonly string[], onLine: (line: string) => void = () => {}): Promise<void> {
    this.onLine = onLine;
    this.log.length = 0;
    const status = await this.ask(() => this.ffmpeg.exec(["-hide_banner", "-loglevel", "info", ...parameters]));
    if (status !== 0) throw new FFmpegFault(`ffmpeg ended with status ${status}`, [...this.log]);
  }

  /** What ffprobe tells of a file, as JSON. @throws FFmpegFault where it cannot read the file, or the signal's reason */
  async probe(parameters: readonly string[]): Promise<unknown> {
    const report = "/probe.json";
    this.onLine = () => {};
    this.log.length = 0;
    // Its exit status is that of its last clean-up, whatever it found.
    await this.ask(() => this.ffmpeg.ffprobe(["-hide_banner", "-loglevel", "error", "-of", "json", "-o", report, ...parameters]));
    const text = new TextDecoder().decode(await this.take(report));
    const told: unknown = text.trim() === "" ? {} : JSON.parse(text);
    if (typeof told === "object" && told !== null && "streams" in told) return told;
    throw new FFmpegFault("ffprobe could not read the file", [...this.log]);
  }

  /** A file that a run has written; it is gone from ffmpeg's memory then. */
  async take(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const content = await this.ask(() => this.ffmpeg.readFile(path));
    await this.ask(() => this.ffmpeg.deleteFile(path));
    return typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
  }

  /** Ends ffmpeg, also amid a run. */
  readonly close = (): void => {
    this.signal.removeEventListener("abort", this.close);
    this.ffmpeg.terminate();
  };

  /** The class rejects with texts, and with its own when it is ended. */
  private async ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    try {
      this.signal.throwIfAborted();
      return await question();
    } catch (cause) {
      this.signal.throwIfAborted();
      throw new FFmpegFault(cause instanceof Error ? cause.message : String(cause), [...this.log]);
    }
  }
}

/** The class says nothing where its worker or the core is not there, and waits for ever. */
async function assertServed(address: string): Promise<void> {
  const answer = await fetch(address).catch((cause: unknown) => Promise.reject(encoderFault(cause)));
  if (!answer.ok) throw encoderFault(new Error(`the server answered ${answer.status}`));
}
