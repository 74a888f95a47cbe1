import { vi } from "vitest";

/** Counts the characters that are written to IndexedDB from now on, until `stop`. */
export function countWrites(): { read: () => number; stop: () => void } {
  const writes = (["put", "add"] as const).map((name) => vi.spyOn(IDBObjectStore.prototype, name));
  return {
    read: () => {
      const values = writes.flatMap(({ mock }) => mock.calls.map(([value]) => JSON.stringify(value)));
      for (const write of writes) write.mockClear();
      return values.reduce((sum, { length }) => sum + length, 0);
    },
    stop: () => {
      for (const write of writes) write.mockRestore();
    },
  };
}
