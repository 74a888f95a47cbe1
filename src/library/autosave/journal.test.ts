import { describe, expect, it } from "vitest";
import { clearJournal, readJournal, writeJournal, type JournalStorage } from "./journal";

function memoryStorage(room = Infinity): JournalStorage {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > room) throw new DOMException("full", "QuotaExceededError");
      entries.set(key, value);
    },
    removeItem: (key) => void entries.delete(key),
  };
}

describe("the journal of a page's last moment", () => {
  it("returns what was written until it is cleared, and ignores what it cannot read", () => {
    const storage = memoryStorage();
    storage.setItem("theme", "dark");
    storage.setItem("jaywalk-journal:broken", "{");
    storage.setItem("jaywalk-journal:foreign", '{"id": 4}');
    const entry = { id: "draft", revision: 3, scenario: { name: "One" }, pictures: ["key"], session: null };
    expect(writeJournal(storage, entry)).toBe(true);
    expect(readJournal(storage)).toEqual([entry]);
    clearJournal(storage, "draft");
    expect(readJournal(storage)).toEqual([]);
  });

  it("reports when the storage is full", () => {
    expect(writeJournal(memoryStorage(10), { id: "draft", revision: 1, scenario: {}, pictures: [], session: null })).toBe(false);
  });
});
