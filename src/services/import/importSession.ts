import type { ReadBox } from "./boxesAtFrame";
import type {
  ChosenFile,
  FitSettings,
  FitSummary,
  Fitted,
  ImportAnswer,
  ImportCommand,
  ImportProgress,
  ImportSummary,
  ReadSettings,
} from "./protocol";

type Kind = Exclude<ImportAnswer["kind"], "progress" | "failed">;
type Waiting = { readonly kind: Kind; readonly resolve: (answer: ImportAnswer) => void; readonly reject: (error: Error) => void };

/** One import, from files to actors, in a separate worker. `end` releases everything and leaves nothing behind. */
export class ImportSession {
  readonly #worker = new Worker(new URL("./importWorker.ts", import.meta.url), { type: "module" });
  readonly #waiting: Waiting[] = [];

  constructor(onProgress: (progress: ImportProgress) => void) {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<ImportAnswer>) => {
      if (data.kind === "progress") onProgress(data.progress);
      else if (data.kind === "failed") this.#waiting.shift()?.reject(new Error(data.message));
      else this.#waiting.shift()?.resolve(data);
    });
    this.#worker.addEventListener("error", () =>
      this.#failAll(
        "The browser stopped the import, most likely because it ran out of memory. Close other tabs, or import only some of the files.",
      ),
    );
  }

  /** Reads the files, which the worker keeps for `read` with other settings. */
  async open(files: readonly ChosenFile[], settings: ReadSettings): Promise<ImportSummary> {
    return (await this.#ask("read", { kind: "open", files, settings })).summary;
  }

  async read(settings: ReadSettings): Promise<ImportSummary> {
    return (await this.#ask("read", { kind: "read", settings })).summary;
  }

  async fit(settings: FitSettings): Promise<FitSummary> {
    return (await this.#ask("fitted", { kind: "fit", settings })).summary;
  }

  /** What was read at a frame. */
  async frame(frame: number): Promise<readonly ReadBox[]> {
    return (await this.#ask("boxes", { kind: "frame", frame })).boxes;
  }

  /** The result of the last fit. */
  async take(): Promise<Fitted> {
    return this.#ask("actors", { kind: "take" });
  }

  end(): void {
    this.#worker.terminate();
    this.#failAll("The import was cancelled");
  }

  /** Answers come in the order of the commands. */
  #ask<Wanted extends Kind>(kind: Wanted, command: ImportCommand): Promise<Extract<ImportAnswer, { kind: Wanted }>> {
    return new Promise((resolve, reject) => {
      const take = (answer: ImportAnswer) =>
        isOf(kind, answer) ? resolve(answer) : reject(new Error("The import worker sent an unexpected response"));
      this.#waiting.push({ kind, resolve: take, reject });
      this.#worker.postMessage(command);
    });
  }

  #failAll(message: string): void {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(message));
  }
}

function isOf<Wanted extends Kind>(kind: Wanted, answer: ImportAnswer): answer is Extract<ImportAnswer, { kind: Wanted }> {
  return answer.kind === kind;
}
