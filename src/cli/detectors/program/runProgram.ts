import { DetectorError, type Detector, type DetectorDescription, type DetectorPicture } from "@/detectors/detector";
import { progressOf } from "@/detectors/run/progress";
import { abortReason } from "@/detectors/run/abortReason";
import type { DetectorResult, DetectorRun, FrameObjects } from "@/detectors/run/runDetector";
import { beforeShutdown } from "../../shutdown";
import { Program } from "./program";

export type ProgramOptions = {
  /** As one would type it in a terminal. */
  readonly command: string;
  /** How long the program may neither read nor answer. */
  readonly limitMs: number;
};

export const USUAL_PROGRAM_LIMIT_MS = 120_000;

const descriptionOf = (command: string): DetectorDescription => ({ name: command, version: "", digest: null, classes: [], input: "" });

/**
 * Shows pictures to a program and collects its answers. The program may work on several pictures at once, and answer in any order;
 * `onFrame` is called in that order.
 *
 * @returns the answers in order of the frames, and what was odd
 * @throws DetectorError if it fails, the signal's reason, or what a listener throws; it and all that it has started have ended then
 */
export async function runProgram(
  { command, limitMs }: ProgramOptions,
  { pictures, total, signal, onFrame, onProgress }: Omit<DetectorRun, "open" | "lanes" | "answerLimitMs">,
): Promise<DetectorResult & { readonly notes: readonly string[] }> {
  signal.throwIfAborted();
  const started = performance.now();
  const program = new Program(command, limitMs);
  const cancel = () => void program.stop(abortReason(signal));
  signal.addEventListener("abort", cancel, { once: true });
  const keep = beforeShutdown(() => program.stop());
  const frames: FrameObjects[] = [];
  let listenerFault: Error | null = null;
  const assertListened = () => {
    if (listenerFault !== null) throw listenerFault;
  };
  try {
    for await (const picture of pictures) {
      const { frame, width, height } = picture;
      const { answer } = await program.send(picture);
      answer.then(
        (objects) => {
          const found = { frame, width, height, objects };
          frames.push(found);
          try {
            onFrame?.(found);
            onProgress?.(progressOf(frames.length, total, performance.now() - started));
          } catch (error) {
            listenerFault ??= error instanceof Error ? error : new Error(String(error));
            void program.stop(listenerFault);
          }
        },
        // `send` and `finish` fail with it.
        () => undefined,
      );
    }
    await program.finish();
    assertListened();
    signal.throwIfAborted();
    const inOrder = frames.toSorted((one, other) => one.frame - other.frame);
    return { detector: descriptionOf(command), frames: inOrder, lanes: 1, notes: program.notes };
  } finally {
    signal.removeEventListener("abort", cancel);
    await program.stop();
    keep();
  }
}

/** Starts a program as a detector that is asked for one picture after the other. */
export function openProgram({ command, limitMs }: ProgramOptions): Detector {
  const program = new Program(command, limitMs);
  return {
    description: descriptionOf(command),
    async detect(picture: DetectorPicture, signal: AbortSignal) {
      signal.throwIfAborted();
      const cancel = () => void program.stop(abortReason(signal));
      signal.addEventListener("abort", cancel, { once: true });
      try {
        const { answer } = await program.send(picture);
        return await answer;
      } finally {
        signal.removeEventListener("abort", cancel);
      }
    },
    close: () => program.stop(new DetectorError("failed", "the program was closed")),
  };
}
