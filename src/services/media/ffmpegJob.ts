import type { FFmpeg } from "@ffmpeg/ffmpeg";
import wasmURL from "@ffmpeg/core/wasm?url";
import { loadFFmpeg } from "./ffmpegLoading";
import workerURL from "./worker/ffmpegWorker?worker&url";

const INPUT_FOLDER = "/input";
/** Enough to tell what went wrong. */
const KEPT_LINES = 200;
/** What ffmpeg or the browser says when there is no memory left. */
const OUT_OF_MEMORY =
  /out of memory|Cannot enlarge memory|Cannot allocate memory|allocation failed|Invalid typed array length|Aborted\(OOM/i;
const OUT_OF_STORAGE = /No space left on device/i;
const WRITING_FAILED = /No space left on device|Error writing trailer|I\/O error/i;

/** A run of ffmpeg that failed; `log` has its last lines. */
export class FFmpegFault extends Error {
  override readonly name = "FFmpegFault";

  constructor(
    message: string,
    readonly log: readonly string[],
  ) {
    super(message);
  }

  get isOutOfMemory(): boolean {
    return this.says(OUT_OF_MEMORY);
  }

  get isOutOfStorage(): boolean {
    return this.says(OUT_OF_STORAGE);
  }

  private says(sign: RegExp): boolean {
    return [this.message, ...this.log].some((line) => sign.test(line));
  }
}

/** What went wrong in a run; null if nothing did. The end of a file that could not be written does not change ffmpeg's status. */
export function faultOf(status: number, log: readonly string[]): FFmpegFault | null {
  if (status === 0 && !log.some((line) => WRITING_FAILED.test(line))) return null;
  return new FFmpegFault(`ffmpeg ended with status ${status}`, [...log]);
}

/**
 * ffmpeg at work on whole files, in a worker of its own. Input files are mounted, not copied: only what is read of them comes into memory.
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
   * @param folder of an export job on disk, where `OUTPUT_PATH` is written to the file `output`; null if nothing is written there
   * @throws FFmpegLoadingFault if ffmpeg cannot be loaded, or the signal's reason
   */
  static async start(signal: AbortSignal, folder: string | null = null): Promise<FFmpegJob> {
    signal.throwIfAborted();
    const { FFmpeg } = await import("@ffmpeg/ffmpeg");
    signal.throwIfAborted();
    const job = new FFmpegJob(new FFmpeg(), signal);
    // The worker brings the core with it; the class would otherwise look for it on another server.
    const worker = new URL(workerURL, location.href);
    if (folder !== null) worker.searchParams.set("folder", folder);
    try {
      await loadFFmpeg({ workerURL, wasmURL }, signal, (wasmAddress) =>
        job.ffmpeg.load({ classWorkerURL: worker.href, coreURL: workerURL, wasmURL: wasmAddress }),
      );
    } catch (cause) {
      job.close();
      throw cause;
    }
    return job;
  }

  /** Makes a file readable. @returns its path */
  async mount(file: Blob, name: string): Promise<string> {
    const { FFFSType } = await import("@ffmpeg/ffmpeg");
    // Only the name's ending tells ffmpeg anything; the rest might mean something to it.
    const [, ending = ""] = /(\.[a-z0-9]{1,8})$/i.exec(name) ?? [];
    const mounted = `file${ending.toLowerCase()}`;
    await this.ask(() => this.ffmpeg.createDir(INPUT_FOLDER));
    await this.ask(() => this.ffmpeg.mount(FFFSType.WORKERFS, { blobs: [{ name: mounted, data: file }] }, INPUT_FOLDER));
    return `${INPUT_FOLDER}/${mounted}`;
  }

  /**
   * Runs ffmpeg to its end.
   * @param onLine gets every line that it logs
   * @throws FFmpegFault if it fails, or the signal's reason
   */
  async run(parameters: readonly string[], onLine: (line: string) => void = () => {}): Promise<void> {
    this.onLine = onLine;
    this.log.length = 0;
    const status = await this.ask(() => this.ffmpeg.exec(["-hide_banner", "-loglevel", "info", ...parameters]));
    const fault = faultOf(status, this.log);
    if (fault) throw fault;
  }

  /** What ffprobe reports about a file, as JSON. @throws FFmpegFault if it cannot read the file, or the signal's reason */
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

  /** Takes a file that a run has written out of its memory. @throws FFmpegFault if it does not fit into ours, or the signal's reason */
  async take(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const content = await this.ask(() => this.ffmpeg.readFile(path));
    await this.ask(() => this.ffmpeg.deleteFile(path));
    if (typeof content === "string" || !(content.buffer instanceof ArrayBuffer)) throw new TypeError("Files are read as bytes");
    // The worker has handed its memory over: nothing has to be copied.
    return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  }

  /** Ends ffmpeg, even in the middle of a run. */
  readonly close = (): void => {
    this.signal.removeEventListener("abort", this.close);
    this.ffmpeg.terminate();
  };

  /** The class rejects with strings, and once terminated with an error of its own. */
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
