type Cleanup = () => Promise<unknown>;

/** Exit statuses by signal, as in shells: 128 plus the signal's number. */
const STATUS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof STATUS;
const SIGNALS = ["SIGHUP", "SIGINT", "SIGTERM"] as const satisfies readonly Signal[];

const cleanups = new Set<Cleanup>();
let ending = false;

/**
 * From now on, a process that receives a termination signal (Ctrl C, a cancelled CI job, a closed terminal) cleans up first, prints one
 * line, and exits with the signal's status.
 */
export function endOnSignals(): void {
  for (const signal of SIGNALS) process.on(signal, () => end(signal));
}

/**
 * Runs `cleanup` when the process receives a termination signal, before it exits.
 * @returns removes it again, when there is nothing left to clean up
 */
export function beforeShutdown(cleanup: Cleanup): () => void {
  cleanups.add(cleanup);
  return () => void cleanups.delete(cleanup);
}

/** Whether the process has received a termination signal: work that fails from then on fails for that reason. */
export const isEnding = (): boolean => ending;

/** Stops work that would create something new while unfinished files are being removed: it then never returns. */
export async function waitWhileShuttingDown(): Promise<void> {
  if (ending) await new Promise<never>(() => undefined);
}

/** The latest first, since later work builds on earlier work. */
function end(signal: Signal): void {
  if (ending) return;
  ending = true;
  void (async () => {
    for (const cleanup of [...cleanups].reverse()) await cleanup().catch(() => undefined);
    process.stderr.write(`jaywalk: interrupted (${signal}); finished output is kept\n`, () => process.exit(STATUS[signal]));
  })();
}
