import { writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { counted } from "@/core/text";
import { DetectorError } from "@/detectors/detector";
import type { FrameObjects } from "@/detectors/run/runDetector";
import { codeOf, exitStatusOf, messageOf, UsageError } from "../errors";
import { isStandardOutput } from "../files/output";
import { beforeShutdown, isEnding } from "../shutdown";
import { partialName } from "./results";

/** How long an interrupted run may take to end before its answers are written anyway. */
const LAST_STEPS_MS = 2000;

/** What a run of a detector needs so that its answers outlive it. */
type Listening = { readonly signal: AbortSignal; readonly onFrame: (frame: FrameObjects) => void };

type Kept = {
  /** Where the whole would be written. */
  readonly out: string;
  /** The number of frames of the whole run. */
  readonly total: number;
  /** The file's content for the answers that there are, in order of the frames. */
  readonly contentOf: (answered: readonly FrameObjects[]) => Iterable<string>;
};

/**
 * Runs a detector, and writes what it found, so that what a long run has found is not lost with it, and not mistaken for the whole either:
 * if either fails for whatever reason, or the process is interrupted, its answers are written to a file next to `out`, whose name is told.
 * No file is overwritten.
 * @throws what the run throws, with the name of the file in its message
 */
export async function keepingAnswers<Result>(kept: Kept, run: (listening: Listening) => Promise<Result>): Promise<Result> {
  const cancel = new AbortController();
  const answered: FrameObjects[] = [];
  const save = async (): Promise<string | null> => {
    if (answered.length === 0 || isStandardOutput(kept.out)) return null;
    const file = await writeNew(kept.out, kept.contentOf(answered.toSorted((a, b) => a.frame - b.frame)));
    return `the answers to ${answered.length} of ${counted(kept.total, "frame")} are in ${file}`;
  };
  const running = run({ signal: cancel.signal, onFrame: (frame) => void answered.push(frame) });
  const done = beforeShutdown(async () => {
    cancel.abort(new Error("interrupted"));
    const isWhole = running.then(
      () => true,
      () => false,
    );
    // Then everything is where it belongs.
    if (await Promise.race([isWhole, sleep(LAST_STEPS_MS, false)])) return;
    const told = await save().catch(couldNotKeep);
    if (told !== null) process.stderr.write(`jaywalk: ${told}\n`);
  });
  try {
    return await running;
  } catch (error) {
    // An interrupted run is written by the shutdown.
    const told = isEnding() ? null : await save().catch(couldNotKeep);
    if (told === null) throw error;
    const message = `${messageOf(error)}; ${told}`;
    if (error instanceof DetectorError) throw new DetectorError(error.fault, message, { cause: error });
    throw exitStatusOf(error) === 2 ? new UsageError(message) : new Error(message, { cause: error });
  } finally {
    done();
  }
}

const couldNotKeep = (error: unknown): string => `the answers could not be kept: ${messageOf(error)}`;

/** Writes a partial file under the first name that is free; no draft, since those are not started while the process ends. */
async function writeNew(out: string, content: Iterable<string>): Promise<string> {
  for (let number = 1; ; number++) {
    const file = partialName(out, number);
    try {
      await writeFile(file, content, { flag: "wx" });
      return file;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
}
