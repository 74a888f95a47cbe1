import type { LintAnswer, LintCommand } from "./protocol";

/**
 * Checks a bundle in a separate worker and passes on the result.
 * @returns ends the check; nothing is passed on then
 */
export function checkBundle(command: LintCommand, onAnswer: (answer: LintAnswer) => void): () => void {
  const worker = new Worker(new URL("./lintWorker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<LintAnswer>) => onAnswer(data));
  worker.addEventListener("error", () =>
    onAnswer({
      kind: "failed",
      message: "The browser stopped the check, most likely because it ran out of memory. Check the bundle with jaywalk lint instead.",
    }),
  );
  worker.postMessage(command);
  return () => worker.terminate();
}
