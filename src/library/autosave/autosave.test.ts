import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createScenario, type Scenario } from "@/core/document";
import { createAutosave, type AutosaveHost } from "./autosave";
import { openDraftDatabase } from "./database";
import type { JournalStorage } from "./journal";

let databases = 0;
let databaseName = "";
let held: Set<string>;
let entries: Map<string, string>;

/** One browser: tabs made from it share its database, its locks and its journal. */
function hostOf(tab: string): AutosaveHost {
  let ids = 0;
  const locks = {
    request: async (name: string, _options: unknown, callback: (lock: Lock | null) => Promise<void> | undefined) => {
      if (held.has(name)) return callback(null);
      held.add(name);
      await callback({ name, mode: "exclusive" });
      held.delete(name);
    },
  };
  const journal: JournalStorage = {
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
  return { locks: locks as AutosaveHost["locks"], journal, now: Date.now, newId: () => `${tab}-${ids++}`, databaseName };
}

function openTab(tab: string, scenario: Scenario, onOvertaken: () => void = () => undefined) {
  const open = { scenario, onceRead: () => undefined as void };
  const source = () => {
    const read = { scenario: open.scenario, session: { frame: 7 } };
    open.onceRead();
    return read;
  };
  const autosave = createAutosave(hostOf(tab), source, onOvertaken);
  const edit = (name: string) => {
    open.scenario = { ...open.scenario, name };
    autosave.changed();
  };
  return { autosave, edit, open };
}

const named = (name: string) => createScenario({ id: "s", name });

beforeEach(() => {
  databaseName = `autosave-${databases++}`;
  held = new Set();
  entries = new Map();
});

describe("autosave", () => {
  it("keeps every change and gives back scenario and session to the next tab", async () => {
    const first = openTab("first", named("One"));
    expect(await first.autosave.restore()).toEqual({ draft: null, notice: null });
    first.edit("Two");
    expect(first.autosave.status.getState().state).toBe("saving");
    await first.autosave.flush();
    expect(first.autosave.status.getState().state).toBe("saved");

    held.clear();
    const { draft, notice } = await openTab("second", named("Other")).autosave.restore();
    expect(draft?.scenario).toEqual(named("Two"));
    expect(draft?.session).toEqual({ frame: 7 });
    expect(notice).toBeNull();
  });

  it("keeps a change made in the tab's last moment, though the database never got it", async () => {
    const first = openTab("first", named("One"));
    await first.autosave.restore();
    first.edit("Saved");
    await first.autosave.flush();
    first.edit("Last moment");
    first.autosave.leave();
    const journal = new Map(entries);
    await first.autosave.flush();
    // The page died before its database write: the database has the older state, the journal the newer.
    const database = openDraftDatabase(databaseName);
    const [stored] = await database.drafts.toArray();
    await database.drafts.put({ ...stored, id: "first-0", revision: 1, name: "Saved", savedAt: 1, scenario: named("Saved"), session: null });
    database.close();
    entries = journal;
    held.clear();

    const { draft } = await openTab("second", named("Other")).autosave.restore();
    expect(draft?.scenario.name).toBe("Last moment");
    expect(entries.size).toBe(0);
  });

  it("gives a second tab a copy of its own, so that neither overwrites the other", async () => {
    const first = openTab("first", named("One"));
    await first.autosave.restore();
    first.edit("Shared");
    await first.autosave.flush();

    const second = openTab("second", named("Other"));
    const { draft, notice } = await second.autosave.restore();
    expect(draft?.scenario.name).toBe("Shared");
    expect(notice).toContain("open in another tab");
    second.edit("Of the second");
    await second.autosave.flush();
    first.edit("Of the first");
    await first.autosave.flush();
    expect((await first.autosave.list()).map(({ name }) => name).sort()).toEqual(["Of the first", "Of the second"]);
  });

  it("goes on in a copy where another tab has saved over it, and says so", async () => {
    let overtaken = 0;
    const first = openTab("first", named("One"), () => overtaken++);
    await first.autosave.restore();
    first.edit("Mine");
    await first.autosave.flush();
    const database = openDraftDatabase(databaseName);
    await database.drafts.toCollection().modify({ revision: 40, name: "Theirs" });
    database.close();
    first.edit("Mine still");
    await first.autosave.flush();
    expect(overtaken).toBe(1);
    expect((await first.autosave.list()).map(({ name }) => name).sort()).toEqual(["Mine still", "Theirs"]);
  });

  it("leaves the open scenario among the drafts when another replaces it", async () => {
    const tab = openTab("tab", named("One"));
    await tab.autosave.restore();
    tab.edit("Before");
    await tab.autosave.branch(() => tab.edit("After"));
    await tab.autosave.flush();
    const drafts = await tab.autosave.list();
    expect(drafts.map(({ name }) => name).sort()).toEqual(["After", "Before"]);
    const before = drafts.find(({ name }) => name === "Before");
    expect((await tab.autosave.read(before?.id ?? ""))?.scenario.name).toBe("Before");
  });

  it("keeps what is changed while the storage makes way for another scenario, and in the right draft", async () => {
    const tab = openTab("tab", named("One"));
    await tab.autosave.restore();
    // Somebody types on: a letter for each time that the scenario is stored.
    let typed = 0;
    tab.open.onceRead = () => {
      if (typed < 3) tab.edit(`Typed ${++typed}`);
    };
    tab.edit("Before");
    const branching = tab.autosave.branch(() => tab.edit("After"));
    tab.edit("Right after the click");
    expect(await branching).toBe(true);
    await tab.autosave.flush();
    expect((await tab.autosave.list()).map(({ name }) => name).sort()).toEqual(["After", "Typed 3"]);
  });

  it("goes on in a draft of its own where the storage answers too late, and never saves over what is found then", async () => {
    const first = openTab("first", named("Precious"));
    await first.autosave.restore();
    first.edit("Precious still");
    await first.autosave.flush();
    held.clear();

    const host = hostOf("second");
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const slow = { ...host, locks: { request: async (...parameters: Parameters<LockManager["request"]>) => {
      await answered;
      return host.locks?.request(...parameters);
    } } as AutosaveHost["locks"] };
    const autosave = createAutosave(slow, () => ({ scenario: named("Something else"), session: null }), () => undefined);
    const limit = new AbortController();
    const restoring = autosave.restore(limit.signal);
    limit.abort();
    const { draft, notice, late } = await restoring;
    expect(draft).toBeNull();
    expect(notice).toContain("does not answer");
    answer();
    expect((await late)?.scenario.name).toBe("Precious still");
    autosave.changed();
    await autosave.flush();
    expect((await autosave.list()).map(({ name }) => name).sort()).toEqual(["Precious still", "Something else"]);
  });

  it("does not say that a scenario is kept that could not be stored", async () => {
    const tab = openTab("tab", named("One"));
    await tab.autosave.restore();
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("No room", "QuotaExceededError");
    });
    const before = tab.autosave.present();
    tab.edit("Unstored");
    const replace = vi.fn();
    expect(await tab.autosave.branch(replace)).toBe(false);
    expect(replace).not.toHaveBeenCalled();
    expect(tab.autosave.present()).toBe(before);
    full.mockRestore();
    expect(await tab.autosave.branch(replace)).toBe(true);
    expect((await tab.autosave.list()).map(({ name }) => name)).toEqual(["Unstored"]);
  });

  it("opens with a notice, and keeps the draft, where a stored document is damaged", async () => {
    const first = openTab("first", named("One"));
    await first.autosave.restore();
    first.edit("Two");
    await first.autosave.flush();
    const database = openDraftDatabase(databaseName);
    await database.drafts.toCollection().modify({ scenario: { schemaVersion: 1, name: 4 } });
    database.close();
    held.clear();
    const second = openTab("second", named("Other"));
    const { draft, notice } = await second.autosave.restore();
    expect(draft).toBeNull();
    expect(notice).toContain("could not be read: id:");
    expect(await second.autosave.list()).toHaveLength(1);
  });
});
