import { useEffect, useState } from "react";
import type { LintAnswer, LintCommand } from "./protocol";

/** Checks a bundle (the same object as long as it is the same) in a worker. Null while it is at work, or has nothing to do. */
export function useBundleCheck(command: LintCommand | null): LintAnswer | null {
  const [done, setDone] = useState<{ readonly command: LintCommand; readonly answer: LintAnswer } | null>(null);
  useEffect(() => {
    if (!command) return;
    const worker = new Worker(new URL("./lintWorker.ts", import.meta.url), { type: "module" });
    const finish = (answer: LintAnswer) => setDone({ command, answer });
    worker.addEventListener("message", ({ data }: MessageEvent<LintAnswer>) => finish(data));
    worker.addEventListener("error", () =>
      finish({ kind: "failed", message: "The browser ended the check, most likely for want of memory. Check the bundle by jaywalk lint." }),
    );
    worker.postMessage(command);
    return () => worker.terminate();
  }, [command]);
  return done?.command === command ? done.answer : null;
}
