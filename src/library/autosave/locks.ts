/** The required part of the Web Locks API; null if the browser has none (the draft's revision still protects it). */
export type LockManagerPort = Pick<LockManager, "request">;

/** Releases a lock; resolves once it can be had again. */
export type Release = () => Promise<void>;

/** Locks a draft for this tab until released; null if another tab has it. */
export async function holdLock(locks: LockManagerPort | null, draftId: string): Promise<Release | null> {
  if (!locks) return () => Promise.resolve();
  return new Promise((resolve, reject) => {
    const released: Promise<void> = locks
      .request(`jaywalk-draft:${draftId}`, { ifAvailable: true }, (lock) => {
        if (!lock) {
          resolve(null);
          return undefined;
        }
        return new Promise<void>((release) =>
          resolve(() => {
            release();
            return released;
          }),
        );
      })
      .catch(reject);
  });
}
