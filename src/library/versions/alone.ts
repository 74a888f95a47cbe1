import type { LockManagerPort } from "../autosave/locks";

/**
 * Does work on the versions while no other tab does: what one tab removes, another might just have stored. Must not be nested. Null: a
 * browser without locks, where the work is done immediately.
 */
export async function whileAlone<Result>(locks: LockManagerPort | null, work: () => Promise<Result>): Promise<Result> {
  return locks ? locks.request("jaywalk-versions", work) : work();
}
