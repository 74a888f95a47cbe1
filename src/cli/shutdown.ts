type Cleanup = () => Promise<unknown>;

/** Exit statuses by signal, as shells have them: 128 and the signal's number. */
const STATUS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof STATUS;
const SIGNALS = ["SIGHUP", "SIGINT", "SIGTERM"] as const satisfies readonly Signal[];

const cleanups = new Set<Cleanup>();
let ending = false;

/**
 * From now on, a process that is told to end (Ctrl C, a cancelled CI job, a closed terminal) cleans up first, says one
 * line, and ends with the signal's status.
 */
export function endOnSignals(): void {
  for (const signal of SIGNALS) process.on(signal, () => end(signal));
}

/**
 * Has `cleanup` run when the process is told to end, before it does.
 * @returns takes it back, when there is nothing left to clean
 */
export function beforeShutdown(cleanup: Cleanup): () => void {
  cleanups.add(cleanup);
  return () => void cleanups.delete(cleanup);
}

/** Whether the process has been told to end: work that fails from then on fails for that reason. */
export const isEnding = (): boolean => ending;

/** Stops work that would make something new while what is unfinished is being removed: then it never returns. */
export async function waitWhileShuttingDown(): Promise<void> {
  if (ending) await new Promise<never>(() => undefined);
}

/** The latest first, as what was begun last rests on what was begun before. */
function end(signal: Signal): void {
  if (ending) return;
  ending = true;
  void (async () => {
    for (const cleanup of [...cleanups].reverse()) await cleanup().catch(() => undefined);
    process.stderr.write(`jaywalk: interrupted (${signal}); finished output is kept\n`, () => process.exit(STATUS[signal]));
  })();
}
