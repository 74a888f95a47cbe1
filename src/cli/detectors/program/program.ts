import { once } from "node:events";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { startTimeout } from "@/core/timers";
import { counted, listed } from "@/core/text";
import { DetectorError, type DetectorFault, type DetectorPicture, type FoundObject } from "@/detectors/detector";
import { isAnswer, readAnswer } from "@/detectors/program/answer";
import { codeOf } from "../../errors";
import { Lines } from "./lines";
import { endTree, startCommand } from "./processTree";

/** A longer line cannot be an answer. */
const LONGEST_LINE = 16_000_000;
/** So many of the last lines on its standard error are told if it fails. */
const LAST_WORDS = 3;
/** How long the end of a program is waited for after it has stopped reading, since its end says more. */
const FAREWELL_MS = 1000;
/** How long a program may take to end after its last answer. */
const LAST_STEPS_MS = 5000;
/** Exit statuses of shells for what is not there or may not be run; the last is that of Windows. */
const NOT_FOUND = [126, 127, 9009];

type Question = {
  readonly answer: Promise<readonly FoundObject[]>;
  readonly resolve: (objects: readonly FoundObject[]) => void;
  readonly reject: (error: Error) => void;
};

/**
 * A user's program that detects: it reads pictures from its standard input and writes an answer to each, one line of JSON, to its standard
 * output. Before each picture comes one line of JSON with its frame, width and height; then its pixels, three bytes each.
 *
 * Pictures are sent as fast as the program reads them, and answers may come in any order, so that it can work on several at once. It
 * fails if for `limitMs` it neither reads nor answers.
 */
export class Program {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #open = new Map<number, Question>();
  readonly #answered = new Set<number>();
  readonly #lastWords: string[] = [];
  /** Lines of its output that are no answers. */
  readonly #strays = { count: 0, first: "" };
  readonly #hasExited: Promise<void>;
  #lines = 0;
  #sent = 0;
  #isReading = false;
  #wasSlowToEnd = false;
  #failure: Error | null = null;
  #ending: Promise<void> | null = null;
  #stopWaiting: () => void = () => undefined;

  constructor(
    readonly command: string,
    private readonly limitMs: number,
  ) {
    const child = startCommand(command);
    this.#child = child;
    const answers = new Lines(LONGEST_LINE, (line) => this.#hear(line));
    const words = new Lines(LONGEST_LINE, (line) => this.#remember(line));
    child.stdout.on("data", (piece: Uint8Array) => answers.add(piece));
    child.stderr.on("data", (piece: Uint8Array) => words.add(piece));
    child.stdout.on("end", () => answers.end());
    child.stderr.on("end", () => words.end());
    // Written to after the program has closed it: `send` notices and says so.
    child.stdin.on("error", () => undefined);
    child.on("error", (error) => this.#fail(new DetectorError("input", `the program could not be started: ${error.message}`)));
    this.#hasExited = new Promise((resolve) => {
      child.once("close", () => {
        this.#exited();
        resolve();
      });
    });
    child.once("exit", () => this.#closePipes());
  }

  /** What was odd, though every frame was answered, in sentences. */
  get notes(): readonly string[] {
    const { exitCode } = this.#child;
    return [
      ...(this.#strays.count === 0 ? [] : [`${this.#strayText()}; print messages to standard error.`]),
      ...(this.#wasSlowToEnd ? ["The program did not end when its input ended, and was stopped after its last answer."] : []),
      ...(exitCode !== null && exitCode !== 0 ? [`The program ended with exit status ${exitCode} after its last answer.`] : []),
    ];
  }

  /**
   * Sends a picture. Waits until the program has read enough to take the next.
   * @returns its answer, which may come later
   * @throws DetectorError if the program has failed
   */
  async send({ frame, width, height, rgb }: DetectorPicture): Promise<{ readonly answer: Promise<readonly FoundObject[]> }> {
    if (this.#failure) throw this.#failure;
    const question = newQuestion();
    this.#open.set(frame, question);
    this.#sent++;
    this.#isReading = true;
    this.#waitOn();
    const header = { frame, width, height, pixel_format: "rgb24", bytes: rgb.length };
    try {
      await this.#write(`${JSON.stringify(header)}\n`);
      await this.#write(rgb);
    } catch (error) {
      await this.#stoppedReading(error);
    }
    this.#isReading = false;
    this.#waitOn();
    return { answer: question.answer };
  }

  /** Tells the program that there are no more pictures, and waits for its answers and its end. @throws DetectorError if it fails */
  async finish(): Promise<void> {
    this.#child.stdin.end();
    await Promise.all([...this.#open.values()].map(({ answer }) => answer));
    if (this.#failure) throw this.#failure;
    const { promise: isSlow, cancel } = timer(LAST_STEPS_MS);
    this.#wasSlowToEnd = await Promise.race([this.#hasExited.then(() => false), isSlow]);
    cancel();
    await this.#end();
  }

  /** Ends the program and all that it has started. Answers that have not come fail with `reason`. */
  async stop(reason: Error = new DetectorError("failed", "the program was stopped")): Promise<void> {
    this.#fail(reason);
    await this.#end();
  }

  #end(): Promise<void> {
    return (this.#ending ??= endTree(this.#child));
  }

  async #write(data: string | Uint8Array): Promise<void> {
    const { stdin } = this.#child;
    if (stdin.destroyed || stdin.closed) throw new Error("closed");
    if (stdin.write(data)) return;
    const settled = new AbortController();
    const { signal } = settled;
    const closed = once(stdin, "close", { signal }).then(() => Promise.reject(new Error("closed")));
    try {
      await Promise.race([once(stdin, "drain", { signal }), closed]);
    } finally {
      settled.abort();
      closed.catch(() => undefined);
    }
  }

  /** @throws DetectorError with the program's end, or that it reads no more */
  async #stoppedReading(error: unknown): Promise<never> {
    const { promise: isRunning, cancel } = timer(FAREWELL_MS);
    await Promise.race([this.#hasExited, isRunning]);
    cancel();
    const code = codeOf(error);
    const shownCode = code === "" || code === "EPIPE" ? "" : ` (${code})`;
    const closed = `the program closed its standard input after ${counted(this.#sent - 1, "picture")}${shownCode}`;
    this.#fail(this.#told("crash", `${closed}; let it read until its input ends`));
    throw this.#failure ?? error;
  }

  /** What a program has started may hold its output open for ever; a little later, nothing more is expected there. */
  #closePipes(): void {
    const { stdin, stdout, stderr } = this.#child;
    const waiting = setTimeout(() => {
      for (const pipe of [stdin, stdout, stderr]) pipe.destroy();
    }, FAREWELL_MS);
    this.#child.once("close", () => clearTimeout(waiting));
  }

  #hear(line: string): void {
    if (this.#failure || line.trim() === "") return;
    this.#lines++;
    if (!isAnswer(line)) {
      if (this.#strays.count++ === 0) this.#strays.first = line.slice(0, 100);
      return;
    }
    try {
      const { frame, objects } = readAnswer(line, this.#lines);
      const question = this.#open.get(frame);
      if (!question) {
        const why = this.#answered.has(frame) ? "was already answered" : "was not sent";
        throw new DetectorError("failed", `line ${this.#lines} of the program's output answers frame ${frame}, which ${why}`);
      }
      this.#open.delete(frame);
      this.#answered.add(frame);
      question.resolve(objects);
      this.#waitOn();
    } catch (error) {
      void this.stop(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #remember(line: string): void {
    if (line.trim() === "") return;
    this.#lastWords.push(line.trim().slice(0, 200));
    if (this.#lastWords.length > LAST_WORDS) this.#lastWords.shift();
  }

  /** Starts waiting anew, while there is something to wait for: that it reads, or that it answers. */
  #waitOn(): void {
    this.#stopWaiting();
    this.#stopWaiting = () => undefined;
    if (this.#failure || (!this.#isReading && this.#open.size === 0)) return;
    this.#stopWaiting = startTimeout(this.limitMs, () => {
      const limit = `${Math.round(this.limitMs / 100) / 10} s`;
      const what = this.#isReading ? `has neither read nor answered for ${limit}` : `has not answered for ${limit}`;
      const waiting = `no answer to ${framesText([...this.#open.keys()])}`;
      const remedy = "let it flush its output after each answer, as print(…, flush=True) does, or allow more time with --timeout";
      void this.stop(this.#told("failed", `the program ${what} (${waiting}); ${remedy}`));
    });
  }

  #exited(): void {
    const { exitCode, signalCode } = this.#child;
    if (this.#failure) return;
    const missing = [...this.#open.keys()];
    if (missing.length === 0 && !this.#isReading) return this.#stopWaiting();
    if (this.#answered.size === 0 && NOT_FOUND.includes(exitCode ?? 0)) {
      const message = `“${this.command}” cannot be run: there is no such program, or it may not be run; check its name and path`;
      return this.#fail(this.#told("input", message));
    }
    const how = signalCode ?? `exit status ${exitCode ?? 0}`;
    const remedy = exitCode === 0 ? "; it must answer every frame, with an empty list where nothing is found" : "";
    this.#fail(this.#told("crash", `the program ended (${how}) without answering ${framesText(missing)}${remedy}`));
  }

  /** A failure, with what the program last said. */
  #told(fault: DetectorFault, message: string): DetectorError {
    const words = this.#lastWords.length === 0 ? "" : `; its last words: ${this.#lastWords.join(" | ")}`;
    return new DetectorError(fault, `${message}${this.#strays.count === 0 ? "" : `; ${this.#strayText()}`}${words}`);
  }

  #strayText(): string {
    const { count, first } = this.#strays;
    return `${counted(count, "line")} of the program's output ${count === 1 ? "was" : "were"} no answer, such as “${first}”`;
  }

  #fail(error: Error): void {
    if (this.#failure) return;
    this.#failure = error;
    this.#stopWaiting();
    for (const { reject } of this.#open.values()) reject(error);
    this.#open.clear();
    this.#child.stdin.destroy();
  }
}

const framesText = (frames: readonly number[]): string =>
  frames.length === 1 ? `frame ${frames[0] ?? 0}` : `${counted(frames.length, "frame")} (${listed(frames.map(String))})`;

function newQuestion(): Question {
  let resolve: Question["resolve"] = () => undefined;
  let reject: Question["reject"] = () => undefined;
  const answer = new Promise<readonly FoundObject[]>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // It may fail before anybody waits for it.
  answer.catch(() => undefined);
  return { answer, resolve, reject };
}

/** True after a time. */
function timer(milliseconds: number): { promise: Promise<boolean>; cancel: () => void } {
  let cancel: () => void = () => undefined;
  const promise = new Promise<boolean>((resolve) => {
    const running = setTimeout(() => resolve(true), milliseconds);
    cancel = () => clearTimeout(running);
  });
  return { promise, cancel };
}
