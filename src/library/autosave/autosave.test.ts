import "fake-indexeddb/auto";
import Dexie from "dexie";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { PictureStore, createActor, createScenario, type SlimScenario, type WholeScenario } from "@/core/document";
import { createAutosave, type AutosaveHost } from "./autosave";
import { openDraftDatabase } from "./database";
import type { JournalStorage } from "./journal";
import { countWrites } from "../testing/countWrites";

let databases = 0;
let databaseName = "";
let held: Set<string>;
let entries: Map<string, string>;
/** How many characters an entry of the journal may have. */
let journalRoom: number;
let clock: () => number;

/** One browser: tabs made from it share its database, its locks and its journal. */
function hostOf(tab: string, pictures = new PictureStore()): AutosaveHost {
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
    setItem: (key, value) => {
      if (value.length > journalRoom) throw new DOMException("full", "QuotaExceededError");
      entries.set(key, value);
    },
    removeItem: (key) => void entries.delete(key),
  };
  return { pictures, locks: locks as AutosaveHost["locks"], journal, now: () => clock(), newId: () => `${tab}-${ids++}`, databaseName };
}

function openTab(tab: string, scenario: SlimScenario, onOvertaken: () => void = () => undefined, pictures = new PictureStore()) {
  const open = { scenario, onceRead: () => undefined as void };
  const source = () => {
    const read = { scenario: open.scenario, session: { frame: 7 } };
    open.onceRead();
    return read;
  };
  const autosave = createAutosave(hostOf(tab, pictures), source, onOvertaken);
  const edit = (name: string) => {
    open.scenario = { ...open.scenario, name };
    autosave.changed();
  };
  return { autosave, edit, open, pictures };
}

/** A tab whose scenario came from a file. */
async function openTabWith(tab: string, whole: WholeScenario) {
  const pictures = new PictureStore();
  return openTab(tab, await pictures.slim(whole), undefined, pictures);
}

const named = (name: string) => createScenario({ id: "s", name });

beforeEach(() => {
  databaseName = `autosave-${databases++}`;
  held = new Set();
  entries = new Map();
  journalRoom = Infinity;
  clock = Date.now;
});

describe("autosave", () => {
  it("stores every change and restores scenario and session in the next tab", async () => {
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

  it("stores a change made in the tab's last moment, although the database never got it", async () => {
    const first = openTab("first", named("One"));
    await first.autosave.restore();
    first.edit("Saved");
    await first.autosave.flush();
    first.edit("Last moment");
    first.autosave.storeBeforeClosing();
    const journal = new Map(entries);
    await first.autosave.flush();
    // The page died before its database write: the database has the older state, the journal the newer.
    const database = openDraftDatabase(databaseName);
    await database.drafts.put({ id: "first-0", revision: 1, name: "Saved", savedAt: 1 });
    await database.bodies.put({ id: "first-0", scenario: named("Saved"), pictures: [], session: null });
    database.close();
    entries = journal;
    held.clear();

    const { draft } = await openTab("second", named("Other")).autosave.restore();
    expect(draft?.scenario.name).toBe("Last moment");
    expect(entries.size).toBe(0);
  });

  it("stores a change made in the last moment while an older one is being saved", async () => {
    const first = openTab("first", named("One"));
    await first.autosave.restore();
    first.edit("Being saved");
    const saving = first.autosave.flush();
    // By now, the save has read what it stores.
    await Promise.resolve();
    first.edit("Last moment");
    first.autosave.storeBeforeClosing();
    await saving;
    // The page died between the two saves.
    const left = [...entries.values()].map((entry) => (JSON.parse(entry) as { scenario: { name: string } }).scenario.name);
    expect(left).toEqual(["Last moment"]);
    await first.autosave.flush();
    expect(entries.size).toBe(0);
  });

  it("gives a second tab its own copy, so that neither overwrites the other", async () => {
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

  it("does not delete a draft that another tab has open; what a closed tab left in its last moment goes with its draft", async () => {
    const first = openTab("first", named("One"));
    await first.autosave.restore();
    first.edit("Precious");
    await first.autosave.flush();
    const second = openTab("second", named("Other"));
    await second.autosave.restore();
    const id = first.autosave.present();
    expect(await second.autosave.remove(id)).toBe(false);
    expect((await second.autosave.list()).map(({ name }) => name)).toEqual(["Precious"]);

    first.edit("Last moment");
    first.autosave.storeBeforeClosing();
    const journal = new Map(entries);
    await first.autosave.flush();
    entries = journal;
    held.clear();
    expect(await second.autosave.remove(id)).toBe(true);
    expect((await openTab("third", named("Third")).autosave.restore()).draft).toBeNull();
  });

  it("deletes a draft at once that this tab has just left, and does not list it meanwhile", async () => {
    const tab = openTab("tab", named("One"));
    await tab.autosave.restore();
    tab.edit("Blank");
    const removed: Promise<boolean>[] = [];
    await tab.autosave.branch((leftId) => {
      removed.push(tab.autosave.remove(leftId));
      tab.edit("Next");
    });
    await tab.autosave.flush();
    expect((await tab.autosave.list()).map(({ name }) => name)).toEqual(["Next"]);
    expect(await Promise.all(removed)).toEqual([true]);
  });

  it("continues in a copy if another tab has saved over it, and says so", async () => {
    let overtaken = 0;
    const first = openTab("first", named("One"), () => overtaken++);
    await first.autosave.restore();
    first.edit("Mine");
    await first.autosave.flush();
    const database = openDraftDatabase(databaseName);
    await database.drafts.toCollection().modify({ revision: 40, name: "Theirs" });
    database.close();
    first.edit("Mine still");
    first.autosave.storeBeforeClosing();
    await first.autosave.flush();
    expect([overtaken, entries.size]).toEqual([1, 0]);
    expect((await first.autosave.list()).map(({ name }) => name).sort()).toEqual(["Mine still", "Theirs"]);
  });

  it.each([
    ["stands still", 0],
    ["is set back", -3_600_000],
  ])("opens the draft last worked on even if the clock %s", async (_, step) => {
    let time = Date.now();
    clock = () => (time += step);
    const tab = openTab("tab", named("One"));
    await tab.autosave.restore();
    tab.edit("First");
    const first = tab.autosave.present();
    await tab.autosave.branch(() => tab.edit("Second"));
    await tab.autosave.branch(() => tab.edit("First again"), first);
    await tab.autosave.branch(() => undefined);
    expect((await tab.autosave.list()).map(({ name }) => name)).toEqual(["First again", "Second"]);
    const other = openTab("other", named("Other"));
    expect((await other.autosave.restore()).draft?.scenario.name).toBe("First again");
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

  it("continues in a draft that was left, unless another tab has it, has changed it or has deleted it", async () => {
    const tab = openTab("tab", named("One"));
    await tab.autosave.restore();
    tab.edit("First");
    const first = tab.autosave.present();
    await tab.autosave.branch(() => tab.edit("Second"));
    const second = tab.autosave.present();
    await tab.autosave.branch(() => tab.edit("First again"), first);
    expect(tab.autosave.present()).toBe(first);
    await tab.autosave.flush();
    expect((await tab.autosave.list()).map(({ name }) => name).sort()).toEqual(["First again", "Second"]);

    // The other tab opens the draft last worked on, which is free after it was left.
    await tab.autosave.branch(() => tab.edit("Third"));
    const other = openTab("other", named("First again"));
    await other.autosave.restore();
    other.edit("Changed elsewhere");
    await other.autosave.flush();
    expect(other.autosave.present()).toBe(first);
    await tab.autosave.branch(() => tab.edit("First here"), first);
    expect(tab.autosave.present()).not.toBe(first);
    await tab.autosave.remove(second);
    await tab.autosave.branch(() => tab.edit("Second again"), second);
    expect(tab.autosave.present()).not.toBe(second);
    await tab.autosave.flush();
    expect((await tab.autosave.list()).map(({ name }) => name).sort()).toEqual([
      "Changed elsewhere",
      "First here",
      "Second again",
      "Third",
    ]);
  });

  it("stores changes made while the storage switches to another scenario, in the right draft", async () => {
    const tab = openTab("tab", named("One"));
    await tab.autosave.restore();
    // Someone keeps typing: a letter for each time that the scenario is stored.
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

  it("continues in a separate draft if the storage answers too late, and never saves over what is found then", async () => {
    const first = openTab("first", named("Precious"));
    await first.autosave.restore();
    first.edit("Precious still");
    await first.autosave.flush();
    held.clear();

    const host = hostOf("second");
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const slow = {
      ...host,
      locks: {
        request: async (...parameters: Parameters<LockManager["request"]>) => {
          await answered;
          return host.locks?.request(...parameters);
        },
      } as AutosaveHost["locks"],
    };
    const autosave = createAutosave(
      slow,
      () => ({ scenario: named("Something else"), session: null }),
      () => undefined,
    );
    const limit = new AbortController();
    const restoring = autosave.restore(limit.signal);
    limit.abort();
    const { draft, notice, late } = await restoring;
    expect(draft).toBeNull();
    expect(notice).toContain("does not respond");
    answer();
    expect((await late)?.scenario.name).toBe("Precious still");
    autosave.changed();
    await autosave.flush();
    expect((await autosave.list()).map(({ name }) => name).sort()).toEqual(["Precious still", "Something else"]);
  });

  it("does not claim that a scenario is stored that could not be", async () => {
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

  it("opens part of what is no longer valid, lists what is left out, and keeps the whole draft", async () => {
    const first = openTab("first", named("One"));
    await first.autosave.restore();
    first.edit("Two");
    await first.autosave.flush();
    const walker = createActor({ id: "walker", trackId: 0, type: "pedestrian", startFrame: 0, endFrame: 9, waypoints: [{ x: 0, y: 0 }] });
    const crowd = [walker, { ...walker, id: "twin", name: "Twin" }, { ...walker, id: "far", trackId: 2_000_000, name: "Far" }];
    const database = openDraftDatabase(databaseName);
    const unfit = { ...named("Two"), seed: -1, colour: "red", actors: crowd };
    await database.bodies.toCollection().modify({ scenario: unfit });
    database.close();
    held.clear();
    const second = openTab("second", named("Other"));
    const { draft, notice } = await second.autosave.restore();
    expect(draft?.scenario).toEqual({ ...named("Two"), actors: [walker] });
    expect(notice).toMatch(
      /opened in part, as a copy.*seed: must be.*actor “Far”.*trackId.*colour: unknown key.*“Twin”.*0 is used twice.*listed under Open/,
    );
    second.edit("Goes on");
    await second.autosave.flush();
    expect((await second.autosave.list()).map(({ name }) => name).sort()).toEqual(["Goes on", "Two"]);
    const again = openDraftDatabase(databaseName);
    expect((await again.bodies.toArray()).map(({ scenario }) => scenario)).toContainEqual(unfit);
    again.close();
  });

  it("opens with a notice, and keeps the draft, if nothing of a stored document can be used", async () => {
    const first = openTab("first", named("One"));
    await first.autosave.restore();
    first.edit("Two");
    await first.autosave.flush();
    const database = openDraftDatabase(databaseName);
    await database.bodies.toCollection().modify({ scenario: { schemaVersion: 999 } });
    database.close();
    held.clear();
    const second = openTab("second", named("Other"));
    const { draft, notice } = await second.autosave.restore();
    expect(draft).toBeNull();
    expect(notice).toContain("could not be read: schemaVersion: version 999 is newer");
    expect(await second.autosave.list()).toHaveLength(1);
  });
});

describe("pictures", () => {
  const picture = (letter: string) => ({
    name: `${letter}.png`,
    mediaType: "image/png" as const,
    width: 8,
    height: 8,
    sha256: letter.repeat(64),
    data: `data:image/png;base64,${letter.repeat(5000)}`,
  });
  const withPictures = (name: string, ...letters: string[]): WholeScenario => ({
    ...named(name),
    assets: Object.fromEntries(letters.map((letter) => [letter, picture(letter)])),
  });
  const stored = async () => {
    const database = openDraftDatabase(databaseName);
    const found = {
      drafts: await database.drafts.toArray(),
      bodies: await database.bodies.toArray(),
      pictures: await database.pictures.toArray(),
    };
    database.close();
    return found;
  };

  it("of 60 MB are written once; a small edit after that writes a few thousand characters", async () => {
    const large = { ...picture("a"), data: `data:image/png;base64,${"a".repeat(60_000_000)}` };
    const writes = countWrites();
    try {
      const tab = await openTabWith("tab", { ...named("One"), assets: { a: large } });
      await tab.autosave.restore();
      tab.edit("Two");
      await tab.autosave.flush();
      expect(writes.read()).toBeGreaterThan(60_000_000);
      tab.edit("Three");
      await tab.autosave.flush();
      const small = writes.read();
      expect(small).toBeGreaterThan(0);
      expect(small).toBeLessThan(10_000);
    } finally {
      writes.stop();
    }
  });

  it("are stored once, separately from the documents, whatever is edited, and removed when no draft shows them", async () => {
    const tab = await openTabWith("tab", withPictures("One", "a", "b"));
    await tab.autosave.restore();
    for (const name of ["Two", "Three"]) {
      tab.edit(name);
      await tab.autosave.flush();
    }
    const other = await tab.pictures.slim(withPictures("Other", "b"));
    await tab.autosave.branch(() => {
      tab.open.scenario = other;
      tab.edit("Other");
    });
    await tab.autosave.flush();
    const { drafts, bodies, pictures } = await stored();
    expect(pictures.map(({ data }) => data).sort()).toEqual([picture("a").data, picture("b").data]);
    expect(JSON.stringify([drafts, bodies]).length).toBeLessThan(4000);

    const [first] = drafts.filter(({ name }) => name === "Three");
    // Undo restores a picture that was removed from the storage.
    const before = tab.open.scenario;
    tab.open.scenario = named("Bare");
    tab.edit("Bare");
    await tab.autosave.flush();
    await tab.autosave.remove(first?.id ?? "");
    expect((await stored()).pictures.map(({ key }) => key)).toEqual([]);
    tab.open.scenario = before;
    tab.edit("Back");
    await tab.autosave.flush();
    expect((await tab.autosave.read(tab.autosave.present()))?.scenario).toEqual({ ...before, name: "Back" });
  });

  it("are restored with changes from a page's last moment, and stay in them if they were not stored yet", async () => {
    const tab = await openTabWith("tab", withPictures("One", "a"));
    await tab.autosave.restore();
    tab.edit("Stored");
    await tab.autosave.flush();
    tab.open.scenario = { ...tab.open.scenario, assets: { ...tab.open.scenario.assets, b: await tab.pictures.slimAsset(picture("b")) } };
    tab.edit("Last moment");
    tab.autosave.storeBeforeClosing();
    const text = [...entries.values()].join();
    expect([text.includes(picture("a").data), text.includes(picture("b").data)]).toEqual([false, true]);
    const journal = new Map(entries);
    await tab.autosave.flush();
    const database = openDraftDatabase(databaseName);
    await database.drafts.toCollection().modify({ revision: 1 });
    database.close();
    entries = journal;
    held.clear();
    const next = openTab("next", named("Other"));
    const { draft } = await next.autosave.restore();
    expect(draft && next.pictures.whole(draft.scenario)).toEqual(withPictures("Last moment", "a", "b"));
  });

  it("that the save in progress deletes are in what the last moment leaves", async () => {
    const tab = await openTabWith("tab", withPictures("One", "a"));
    await tab.autosave.restore();
    tab.edit("Stored");
    await tab.autosave.flush();
    const before = tab.open.scenario;
    tab.open.scenario = { ...before, assets: {} };
    tab.edit("Bare");
    const saving = tab.autosave.flush();
    // By now, the save has read what it stores.
    await Promise.resolve();
    tab.open.scenario = before;
    tab.edit("Undone");
    tab.autosave.storeBeforeClosing();
    expect([...entries.values()].join()).toContain(picture("a").data);
    await saving;
    await tab.autosave.flush();
  });

  it("that are stored with a draft are not stored again in the last moment after it was restored, or continued", async () => {
    const first = await openTabWith("first", withPictures("One", "a"));
    await first.autosave.restore();
    first.edit("Stored");
    await first.autosave.flush();
    held.clear();
    journalRoom = 4000;
    const pictures = new PictureStore();
    const tab = openTab("tab", named("Other"), undefined, pictures);
    const { draft } = await tab.autosave.restore();
    const restored = draft?.scenario ?? named("None");
    tab.open.scenario = restored;
    const entry = () => JSON.parse([...entries.values()].join()) as { scenario: { name: string }; pictures: string[] };
    tab.edit("Right after the start");
    tab.autosave.storeBeforeClosing();
    const key = restored.assets["a"]?.data.sha256;
    expect(entry()).toMatchObject({ scenario: { name: "Right after the start" }, pictures: [key] });

    const id = tab.autosave.present();
    await tab.autosave.branch(() => {
      tab.open.scenario = named("Between");
      tab.edit("Between");
    });
    await tab.autosave.branch(() => (tab.open.scenario = restored), id);
    tab.edit("Continued");
    tab.autosave.storeBeforeClosing();
    expect(entry()).toMatchObject({ id, scenario: { name: "Continued" }, pictures: [key] });
    await tab.autosave.flush();
  });

  it("that the last moment has no room for do not take the rest with them", async () => {
    journalRoom = 4000;
    const tab = await openTabWith("tab", withPictures("One", "a"));
    await tab.autosave.restore();
    tab.edit("Last moment");
    tab.autosave.storeBeforeClosing();
    const journal = new Map(entries);
    await tab.autosave.flush();
    await tab.autosave.remove(tab.autosave.present());
    const database = openDraftDatabase(databaseName);
    await Promise.all([database.drafts.clear(), database.bodies.clear(), database.pictures.clear()]);
    database.close();
    entries = journal;
    held.clear();
    const { draft, notice } = await openTab("next", named("Other")).autosave.restore();
    expect(draft?.scenario).toEqual({ ...named("Last moment"), assets: {} });
    expect(draft?.leftOut).toEqual(["the image “a.png” (it is no longer stored)"]);
    expect(notice).toContain("“Last moment” was opened in part, as a copy. Left out: the image “a.png”");
  });

  it("of drafts that an older Jaywalk stored as a whole exist after the database was upgraded", async () => {
    const old = new Dexie(databaseName);
    old.version(1).stores({ drafts: "id, savedAt" });
    const kept = [withPictures("Old one", "a"), withPictures("Old two")];
    await old.table("drafts").bulkAdd(
      kept.map((scenario, index) => ({
        id: `old-${index}`,
        revision: 3,
        name: scenario.name,
        savedAt: index,
        scenario,
        session: { frame: index },
      })),
    );
    old.close();
    const tab = openTab("tab", named("Other"));
    const { draft } = await tab.autosave.restore();
    expect(draft).toEqual({ id: "old-1", revision: 3, scenario: kept[1], leftOut: [], session: { frame: 1 }, pictures: new Set() });
    const first = await tab.autosave.read("old-0");
    expect(first).toMatchObject({ revision: 3, session: { frame: 0 } });
    expect(first && tab.pictures.whole(first.scenario)).toEqual(kept[0]);
    const { drafts } = await stored();
    expect(drafts.map((record) => Object.keys(record).sort())).toEqual([0, 1].map(() => ["id", "name", "revision", "savedAt"]));
  });
});
