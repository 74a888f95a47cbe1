import { useEffect, useState } from "react";
import { checkBundle } from "@/services/check/checkBundle";
import type { LintAnswer, LintCommand } from "@/services/check/protocol";

/** Checks a bundle (pass the same object as long as it is the same). Null while the check runs, or if there is nothing to check. */
export function useBundleCheck(command: LintCommand | null): LintAnswer | null {
  const [done, setDone] = useState<{ readonly command: LintCommand; readonly answer: LintAnswer } | null>(null);
  useEffect(() => (command ? checkBundle(command, (answer) => setDone({ command, answer })) : undefined), [command]);
  return done?.command === command ? done.answer : null;
}
