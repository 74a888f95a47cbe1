type Cleanup = () => Promise<unknown>;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const cleanups = new Set<Cleanup>();
let ending = false;

/**
 * Has `cleanup` run when the process is told to end (Ctrl C, a cancelled CI job, a closed terminal), before it does.
 * @returns takes it back, when there is nothing left to clean
 */
export function beforeShutdown(cleanup: Cleanup): () => void {
  if (cleanups.size === 0) for (const signal of SIGNALS) process.on(signal, end);
  cleanups.add(cleanup);
  return () => {
    cleanups.delete(cleanup);
    if (cleanups.size === 0 && !ending) for (const signal of SIGNALS) process.off(signal, end);
  };
}

/** The latest first, as what was begun last rests on what was begun before. */
function end(): void {
  if (ending) return;
  ending = true;
  void (async () => {
    for (const cleanup of [...cleanups].reverse()) await cleanup().catch(() => undefined);
    process.exit(1);
  })();
}
