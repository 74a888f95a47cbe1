const PREFIX = "jaywalk-running-export:";

/**
 * Notes that an export runs in this tab, under a lock the browser lets go of when the tab closes or crashes.
 * @returns to be called when the export has ended, however it ended
 */
export function noteRunningExport(scenarioName: string): () => void {
  if (!("locks" in navigator)) return () => {};
  const key = PREFIX + crypto.randomUUID();
  let isOver = false;
  let ended: () => void = () => {};
  const running = new Promise<void>((resolve) => (ended = resolve));
  navigator.locks
    .request(key, () => {
      if (!isOver) remember(key, scenarioName);
      return running;
    })
    // A tab without locks only cannot tell the next one.
    .catch(() => {});
  return () => {
    isOver = true;
    window.localStorage.removeItem(key);
    ended();
  };
}

/** Names of the scenarios whose export ended with its tab; each is told once. */
export async function takeCutOffExports(): Promise<string[]> {
  if (!("locks" in navigator)) return [];
  const keys = Object.keys(window.localStorage).filter((key) => key.startsWith(PREFIX));
  if (keys.length === 0) return [];
  const { held = [] } = await navigator.locks.query();
  const alive = new Set(held.map(({ name }) => name));
  const cutOff = keys.filter((key) => !alive.has(key));
  const names = cutOff.map((key) => window.localStorage.getItem(key) ?? "");
  for (const key of cutOff) window.localStorage.removeItem(key);
  return names;
}

function remember(key: string, scenarioName: string): void {
  try {
    window.localStorage.setItem(key, scenarioName);
  } catch {
    // A full storage must not keep anybody from exporting.
  }
}
