import { keepIfPossible, type SiteData } from "@/library/siteData";

const PREFIX = "jaywalk-running-export:";

/**
 * Records that an export runs in this tab, under a lock that the browser releases when the tab closes or crashes.
 * @returns to be called when the export has ended, however it ended
 */
export function noteRunningExport({ local, locks }: SiteData, scenarioName: string): () => void {
  if (!locks) return () => {};
  const key = PREFIX + crypto.randomUUID();
  let isOver = false;
  let ended: () => void = () => {};
  const running = new Promise<void>((resolve) => (ended = resolve));
  locks
    .request(key, () => {
      if (!isOver) keepIfPossible(local, key, scenarioName);
      return running;
    })
    // A tab without locks merely cannot inform the next one.
    .catch(() => {});
  return () => {
    isOver = true;
    local.removeItem(key);
    ended();
  };
}

/** Names of the scenarios whose export ended with its tab; each is reported once. */
export async function takeInterruptedExports({ local, locks }: SiteData): Promise<string[]> {
  if (!locks) return [];
  const keys = Array.from({ length: local.length }, (_, index) => local.key(index) ?? "").filter((key) => key.startsWith(PREFIX));
  if (keys.length === 0) return [];
  const { held = [] } = await locks.query();
  const alive = new Set(held.map(({ name }) => name));
  const cutOff = keys.filter((key) => !alive.has(key));
  const names = cutOff.map((key) => local.getItem(key) ?? "");
  for (const key of cutOff) local.removeItem(key);
  return names;
}
