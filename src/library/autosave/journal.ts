/** What is written synchronously when the page closes before the database could store it. */
export type JournalEntry = {
  readonly id: string;
  readonly revision: number;
  readonly scenario: unknown;
  /** Keys of the pictures that are stored separately. */
  readonly pictures: readonly string[];
  readonly session: unknown;
};

const PREFIX = "jaywalk-journal:";

/** The required part of `localStorage`: its writes are complete when they return. */
export type JournalStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** Stores an entry for its draft; false if the storage is full or refuses. */
export function writeJournal(storage: JournalStorage, entry: JournalEntry): boolean {
  try {
    storage.setItem(PREFIX + entry.id, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

export function clearJournal(storage: JournalStorage, id: string): void {
  storage.removeItem(PREFIX + id);
}

/** Every entry that was left behind; unreadable ones are ignored. */
export function readJournal(storage: JournalStorage): JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (let index = 0; index < storage.length; index++) {
    const key = storage.key(index);
    if (!key?.startsWith(PREFIX)) continue;
    const entry = parseEntry(storage.getItem(key));
    if (entry) entries.push(entry);
  }
  return entries;
}

function parseEntry(text: string | null): JournalEntry | null {
  try {
    const raw: unknown = JSON.parse(text ?? "null");
    if (typeof raw !== "object" || raw === null) return null;
    if (!("id" in raw && "revision" in raw && "scenario" in raw && "session" in raw)) return null;
    if (typeof raw.id !== "string" || typeof raw.revision !== "number") return null;
    const listed: readonly unknown[] = "pictures" in raw && Array.isArray(raw.pictures) ? raw.pictures : [];
    const pictures = listed.filter((key): key is string => typeof key === "string");
    return { id: raw.id, revision: raw.revision, scenario: raw.scenario, pictures, session: raw.session };
  } catch {
    return null;
  }
}
