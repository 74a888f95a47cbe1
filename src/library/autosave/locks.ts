/** The required part of the Web Locks API; null if the browser has none (the draft's revision still protects it). */
export type LockManagerPort = Pick<LockManager, "request">;

/** Locks a draft for this tab until released; null if another tab has it. */
export async function holdLock(locks: LockManagerPort | null, draftId: string): Promise<(() => void) | null> {
  if (!locks) return () => undefined;
  return new Promise((resolve, reject) => {
    locks
      .request(`jaywalk-draft:${draftId}`, { ifAvailable: true }, (lock) => {
        if (!lock) {
          resolve(null);
          return undefined;
        }
        return new Promise<void>((release) => resolve(release));
      })
      .catch(reject);
  });
}
