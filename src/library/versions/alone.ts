import type { LockManagerPort } from "../autosave/locks";

/**
 * Does work on the versions while no other tab does: what one removes another could just have stored. Must not be called
 * within the work. Null: a browser without locks, where the work is done at once.
 */
export async function whileAlone<Result>(locks: LockManagerPort | null, work: () => Promise<Result>): Promise<Result> {
  return locks ? locks.request("jaywalk-versions", work) : work();
}
