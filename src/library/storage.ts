/** What the browser reports about this site's storage; null if it does not. */
export type StorageUse = {
  readonly usedBytes: number | null;
  readonly freeBytes: number | null;
  /** Whether the browser promises not to clear it when space is short. */
  readonly persistent: boolean;
};

type StoragePort = Pick<StorageManager, "estimate" | "persist" | "persisted">;

/** How much is used and free. Never fails: not every browser reports it. */
export async function storageUse(storage: StoragePort | undefined): Promise<StorageUse> {
  try {
    const { usage, quota } = (await storage?.estimate()) ?? {};
    const persistent = (await storage?.persisted()) ?? false;
    return {
      usedBytes: usage ?? null,
      freeBytes: usage === undefined || quota === undefined ? null : Math.max(0, quota - usage),
      persistent,
    };
  } catch {
    return { usedBytes: null, freeBytes: null, persistent: false };
  }
}

/** Asks the browser to keep the storage permanently; true if it agrees. */
export async function keepStorage(storage: StoragePort | undefined): Promise<boolean> {
  try {
    return (await storage?.persist()) ?? false;
  } catch {
    return false;
  }
}
