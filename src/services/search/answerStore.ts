import { Dexie, type Table } from "dexie";
import { sha256Of } from "@/core/digest";
import { journalHead, type JournalHead } from "@/search";

/** What a search was set to, so that it can be set so again, and how far it is. */
export type KeptSearch = {
  /** The scenario's id. */
  readonly scenario: string;
  /** What the user set; as plain data, to be checked when it is read. */
  readonly setup: unknown;
  /** Variants that were tried. */
  readonly tried: number;
  readonly isDone: boolean;
};

/** The answers of one search. */
export type KeptAnswers = {
  /** Lines of the journal that earlier runs have left. */
  readonly lines: readonly string[];
  /** Adds a line, without waiting until it is written. */
  readonly add: (line: string, isVariant: boolean) => void;
  /** Says that the search has come to its end. */
  readonly finish: () => void;
  /** Resolves when everything is written. @returns whether all of it is kept in this browser, not only in this page */
  readonly settled: () => Promise<boolean>;
};

/** Where answers outlive the page. */
export type AnswerStore = {
  /** The answers of the search with this head; none if it is new. @param about what to find it by later */
  readonly open: (head: JournalHead, about: Pick<KeptSearch, "scenario" | "setup">) => Promise<KeptAnswers>;
  /** The latest search of a scenario; null if none is kept. */
  readonly latestOf: (scenario: string) => Promise<KeptSearch | null>;
};

/** `key` is the SHA-256 of the journal's head. */
type SearchRow = KeptSearch & { readonly key: string; readonly used: number };
type LineRow = { readonly id?: number; readonly search: string; readonly line: string };

/** Answers of older searches are forgotten. */
const MOST_SEARCHES = 20;

/**
 * Answers in IndexedDB, by the digest of all that they depend on. Where site data is blocked or full, they are kept as long as the page,
 * and nothing fails.
 */
export function createAnswerStore(name = "jaywalk-searches", now: () => number = Date.now): AnswerStore {
  const database = new Dexie(name);
  database.version(1).stores({ searches: "key, scenario, used", lines: "++id, search" });
  const searches: Table<SearchRow, string> = database.table("searches");
  const lines: Table<LineRow, number> = database.table("lines");
  /** What this page has seen of each search, also where nothing can be stored. */
  const inPage = new Map<string, string[]>();
  const latest = new Map<string, KeptSearch>();

  const forget = async (rows: readonly SearchRow[]): Promise<void> => {
    const keys = rows.map(({ key }) => key);
    await database.transaction("rw", searches, lines, async () => {
      await lines.where("search").anyOf(keys).delete();
      await searches.bulkDelete(keys);
    });
  };
  const others = async (key: string): Promise<SearchRow[]> => (await searches.orderBy("used").toArray()).filter((row) => row.key !== key);

  return {
    open: async (head, about) => {
      const key = await sha256Of(journalHead(head));
      const known = new Set(inPage.get(key));
      let row: SearchRow = { ...about, key, used: now(), tried: 0, isDone: false };
      let isKept = true;
      try {
        row = { ...((await searches.get(key)) ?? row), ...about, used: now() };
        for (const { line } of await lines.where("search").equals(key).toArray()) known.add(line);
        const old = await others(key);
        await forget(old.slice(0, Math.max(0, old.length + 1 - MOST_SEARCHES)));
        await searches.put(row);
      } catch {
        isKept = false;
      }
      const seen = [...known];
      inPage.set(key, seen);
      latest.set(about.scenario, row);
      let writing: Promise<void> = Promise.resolve();
      const write = (work: () => Promise<unknown>): void => {
        writing = writing.then(async () => {
          if (!isKept) return;
          try {
            await work();
          } catch {
            try {
              // If the storage is full, answers of this search are worth more than those of earlier ones.
              await forget(await others(key));
              await work();
            } catch {
              isKept = false;
            }
          }
        });
      };
      const keepRow = (change: Partial<KeptSearch>): void => {
        row = { ...row, ...change };
        latest.set(about.scenario, row);
        const kept = row;
        write(() => searches.put(kept));
      };
      return {
        lines: [...seen],
        add: (line, isVariant) => {
          seen.push(line);
          write(() => lines.add({ search: key, line }));
          if (isVariant) keepRow({ tried: row.tried + 1, isDone: false });
        },
        finish: () => keepRow({ isDone: true }),
        settled: async () => {
          await writing;
          return isKept;
        },
      };
    },
    latestOf: async (scenario) => {
      const here = latest.get(scenario);
      if (here) return here;
      try {
        const rows = await searches.where("scenario").equals(scenario).sortBy("used");
        return rows.at(-1) ?? null;
      } catch {
        return null;
      }
    },
  };
}
