/** The parts of a `Storage` that are used. `setItem` throws if it is full. */
export type SiteStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/**
 * What the browser stores for this site, accessed only here: if site data is blocked, even mentioning `localStorage` throws. Instead
 * there is then a storage that lasts as long as the page, and no locks: nobody else shares it.
 */
export type SiteData = {
  readonly local: SiteStorage;
  readonly locks: LockManager | null;
};

/** Determines what the browser allows this site to store. */
export async function openSiteData(page: Window): Promise<SiteData> {
  return {
    local: storageOf(() => page.localStorage),
    locks: await locksOf(page.navigator),
  };
}

/** What lasts as long as the tab, across reloads. */
export const tabStorage = (page: Window): SiteStorage => storageOf(() => page.sessionStorage);

/** A storage, or if there is none, one in memory. */
export function storageOf(open: () => SiteStorage | null): SiteStorage {
  try {
    const storage = open();
    // Some browsers refuse only its use.
    storage?.getItem("");
    return storage ?? new PageStorage();
  } catch {
    return new PageStorage();
  }
}

async function locksOf(navigator: Navigator): Promise<LockManager | null> {
  try {
    await navigator.locks.query();
    return navigator.locks;
  } catch {
    return null;
  }
}

/** Whether what is put into a storage is still there after the page is reloaded. */
export const outlivesPage = (storage: SiteStorage): boolean => !(storage instanceof PageStorage);

/** Stores settings in a way that a full storage does not stop anybody from working. */
export function keepIfPossible(storage: Pick<SiteStorage, "setItem">, key: string, text: string): void {
  try {
    storage.setItem(key, text);
  } catch {
    // Storage full: after a reload the setting is as before.
  }
}

class PageStorage implements SiteStorage {
  readonly #entries = new Map<string, string>();

  get length(): number {
    return this.#entries.size;
  }

  key(index: number): string | null {
    return [...this.#entries.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.#entries.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#entries.set(key, value);
  }

  removeItem(key: string): void {
    this.#entries.delete(key);
  }
}
