import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createEditor, setSeed, type Editor } from "@/editor";
import {
  LibraryError,
  importArchive,
  readArchive,
  writeArchive,
  type LibraryDatabase,
  type LibraryLink,
  type ScenarioLibrary,
} from "@/library";
import { host, libraryIn, newDatabase, scenario, versionsIn } from "@/library/testing/library";
import { followEditor } from "./follow";
import { linkOfDraft, sessionSnapshot } from "./sessionSnapshot";

let database: LibraryDatabase;
let library: ScenarioLibrary;
beforeEach(() => {
  database = newDatabase();
  library = libraryIn(database);
});
afterEach(() => database.delete());

/** A tab with a scenario open, set up as the page does it. */
function tab(open = scenario("drawn"), restored: LibraryLink | null = null) {
  const editor = createEditor(open);
  const overtaken: string[] = [];
  const notSaved: string[] = [];
  const follower = followEditor(
    editor,
    library,
    {
      newId: host.newId,
      onOvertaken: ({ name, reason, isOpen }) => overtaken.push(`${name} ${reason}${isOpen ? "" : ", left"}`),
      onNotSaved: ({ name, fault, isOpen }) => notSaved.push(`${name} ${fault.fault}${isOpen ? "" : ", left"}`),
    },
    restored,
  );
  const present = () => editor.document.getState().scenario;
  return {
    editor,
    follower,
    overtaken,
    notSaved,
    present,
    followed: () => follower.status.getState().link?.id ?? null,
    /** Changes the open scenario and waits until the library has it. */
    edit: async (seed: number) => {
      editor.run(setSeed(seed));
      await follower.flush();
    },
    /** Opens a scenario of the library, as its card does. */
    openFromLibrary: async (id: string) => {
      await follower.flush();
      const read = await library.read(id);
      editor.open(read.scenario);
      follower.goesOnFrom(read.summary);
      await follower.flush();
    },
  };
}

const kept = async () => Object.fromEntries((await library.list()).rows.map(({ id, name }) => [id, name]));
const seedOf = async (id: string) => (await library.read(id)).scenario.seed;
const steps = (editor: Editor) => editor.document.getState().history.steps.map(({ label }) => label);

describe("adding the open scenario to the library", () => {
  it("is not a step of the history: undo, redo and jumps past it continue in the same row", async () => {
    const { editor, follower, present, followed, edit, overtaken } = tab();
    await edit(2);
    expect(await kept()).toEqual({});
    const gesture = editor.gesture("Drag");
    gesture.update((before) => ({ ...before, seed: 3 }));
    await follower.add();
    const id = followed();
    if (id === null) throw new Error("the scenario is not followed");
    expect(present()).toMatchObject({ id, seed: 2 });
    expect(editor.live()).toMatchObject({ id, seed: 3 });
    gesture.commit();
    expect(present()).toMatchObject({ id, seed: 3 });
    expect(steps(editor)).toEqual(["Open", "Change seed", "Drag"]);

    for (const [move, seed] of [
      [editor.undo, 2],
      [editor.undo, 1],
      [editor.redo, 2],
      [() => editor.jump(0), 1],
      [() => editor.jump(2), 3],
    ] as const) {
      move();
      await follower.flush();
      expect([present().id, present().seed, followed(), await seedOf(id)]).toEqual([id, seed, id, seed]);
    }
    // Requested twice, it is added once.
    await Promise.all([follower.add(), follower.add()]);
    expect(Object.keys(await kept())).toEqual([id]);
    expect(overtaken).toEqual([]);
  });

  it("leaves alone a scenario that is opened while the library is still writing", async () => {
    const { editor, follower, present, followed } = tab();
    const adding = follower.add();
    editor.open(scenario("other"));
    await adding;
    await follower.flush();
    expect(present().id).toBe("other");
    expect(followed()).toBeNull();
    expect(Object.values(await kept())).toEqual(["Scenario drawn"]);
  });

  it("keeps also what was changed before another was opened", async () => {
    const { editor, follower } = tab();
    await follower.flush();
    const adding = follower.add();
    await Promise.resolve();
    editor.run(setSeed(5));
    editor.open(scenario("other"));
    await adding;
    await follower.flush();
    const [id = ""] = Object.keys(await kept());
    expect(await seedOf(id)).toBe(5);
  });
});

describe("the open scenario and its row in the library", () => {
  it("are the same after opening the row; the last change before another is opened is stored in its row", async () => {
    await library.add(scenario("a"));
    await library.add(scenario("b"));
    const { editor, edit, followed, openFromLibrary, present } = tab();
    await openFromLibrary("a");
    await edit(2);
    editor.run(setSeed(3));
    await openFromLibrary("b");
    expect(followed()).toBe("b");
    editor.run(setSeed(4));
    editor.open(scenario("elsewhere"));
    await openFromLibrary("a");
    expect([present().seed, await seedOf("a"), await seedOf("b")]).toEqual([3, 3, 4]);
    expect(followed()).toBe("a");
  });

  it("are the same even if the first change comes before the row was looked up", async () => {
    await library.add(scenario("a"));
    const { editor, follower, followed, overtaken } = tab();
    await follower.flush();
    editor.open((await library.read("a")).scenario);
    editor.run(setSeed(7));
    await follower.flush();
    expect([followed(), await seedOf("a"), overtaken]).toEqual(["a", 7, []]);
  });

  it("separate when a file or draft with a different state is opened under the same id", async () => {
    await library.add(scenario("a"));
    const { editor, edit, follower, followed, openFromLibrary, overtaken, present } = tab();
    await openFromLibrary("a");
    const older = present();
    await edit(2);
    editor.open(older);
    await follower.flush();
    expect(overtaken).toEqual(["Scenario a different"]);
    expect(followed()).toBeNull();
    await edit(9);
    expect(await seedOf("a")).toBe(2);
    expect(steps(editor)).toEqual(["Open", "Change seed"]);
    editor.undo();
    expect(present()).toEqual({ ...older, id: present().id });
    expect(present().id).not.toBe("a");

    // The same state, wherever it comes from, is the row's own.
    editor.open((await library.read("a")).scenario);
    await follower.flush();
    expect(followed()).toBe("a");
    expect(overtaken).toHaveLength(1);

    // One that is only looked at in passing is nothing to tell of; with what is drawn in it, it is.
    editor.open(older);
    editor.open(scenario("b"));
    await follower.flush();
    expect(overtaken).toHaveLength(1);
    editor.open(older);
    editor.run(setSeed(8));
    editor.open(scenario("b"));
    await follower.flush();
    expect(overtaken.slice(1)).toEqual(["Scenario a different, left"]);
    expect(await seedOf("a")).toBe(2);
  });

  it("stay linked when the row is renamed; a row that is not open is renamed alone", async () => {
    await library.add(scenario("a"));
    await library.add(scenario("b"));
    const { edit, editor, follower, followed, openFromLibrary, present } = tab();
    await openFromLibrary("a");
    await follower.rename("a", "  Mine ");
    await follower.rename("b", "Yours");
    await edit(2);
    expect(await kept()).toEqual({ a: "Mine", b: "Yours" });
    expect([present().name, followed()]).toEqual(["Mine", "a"]);
    expect(steps(editor)).toEqual(["Open", "Rename scenario", "Change seed"]);
    editor.jump(0);
    await follower.flush();
    expect(await kept()).toEqual({ a: "Scenario a", b: "Yours" });
  });

  it("stay linked when the row is duplicated, tagged or moved to the trash", async () => {
    await library.add(scenario("a"));
    const { edit, followed, openFromLibrary } = tab();
    await openFromLibrary("a");
    const { done } = await library.duplicate(["a"]);
    await library.tag(["a"], { add: ["wet"] });
    await library.trash(["a"]);
    await edit(2);
    expect(followed()).toBe("a");
    expect([await seedOf("a"), await seedOf(done[0] ?? "")]).toEqual([2, 1]);
  });

  it("separate when the row is deleted: nothing comes back by itself, and adding creates a new row", async () => {
    await library.add(scenario("a"));
    const { edit, editor, follower, followed, openFromLibrary, overtaken, present } = tab();
    await openFromLibrary("a");
    await edit(2);
    await library.remove(["a"]);
    await follower.flush();
    expect(overtaken).toEqual(["Scenario a deleted"]);
    editor.undo();
    await edit(3);
    expect([await kept(), followed()]).toEqual([{}, null]);
    expect(overtaken).toHaveLength(1);
    await follower.add();
    expect(Object.keys(await kept())).toEqual([present().id]);
  });

  it("separate when another tab changes the row; each tab keeps its own state", async () => {
    await library.add(scenario("a"));
    const [one, two] = [tab(), tab()];
    await one.openFromLibrary("a");
    await two.openFromLibrary("a");
    await two.edit(2);
    await one.edit(3);
    expect(one.overtaken).toEqual(["Scenario a changed"]);
    expect([one.followed(), two.followed(), await seedOf("a"), one.present().seed]).toEqual([null, "a", 2, 3]);
    one.editor.undo();
    await one.follower.flush();
    await two.edit(4);
    expect([await seedOf("a"), one.overtaken.length, two.overtaken.length]).toEqual([4, 1, 0]);
  });

  it("separate even if the changed one is just being replaced by another row, which is followed", async () => {
    await library.add(scenario("a"));
    await library.add(scenario("b"));
    const [one, two] = [tab(), tab()];
    await one.openFromLibrary("a");
    await two.openFromLibrary("a");
    await two.edit(2);
    one.editor.run(setSeed(3));
    one.editor.open(scenario("b"));
    await one.follower.flush();
    expect([one.overtaken, one.followed(), one.present().id, await seedOf("a")]).toEqual([["Scenario a changed, left"], "b", "b", 2]);
    expect(one.follower.isAt({ id: "b", revision: 1 })).toBe(true);
    expect(one.follower.isAt({ id: "a", revision: 2 })).toBe(false);
  });

  it("separate when an import or a version puts a different state into the row, and stay linked if it is the same", async () => {
    await library.add(scenario("a"));
    await versionsIn(database).create({ name: "1" });
    const archiveRead = await readArchive(await writeArchive(database));
    const { edit, follower, followed, openFromLibrary, overtaken, present } = tab();
    await openFromLibrary("a");
    const putIn = () => importArchive(database, archiveRead, "archive", host);
    const goBack = () => versionsIn(database).restore("1");
    await follower.whileReplacing("restore", goBack);
    await follower.whileReplacing("import", putIn);
    await edit(2);
    expect([followed(), overtaken]).toEqual(["a", []]);

    await follower.whileReplacing("import", putIn);
    expect([followed(), overtaken, present().seed, await seedOf("a")]).toEqual([null, ["Scenario a imported"], 2, 1]);

    await openFromLibrary("a");
    await edit(5);
    await follower.whileReplacing("restore", goBack);
    expect([followed(), overtaken.slice(1), present().seed, await seedOf("a")]).toEqual([null, ["Scenario a restored"], 5, 1]);

    // What another tab did before is that tab's doing, and a replacement that fails has replaced nothing.
    await openFromLibrary("a");
    await library.save({ ...scenario("a"), seed: 6 }, (await library.read("a")).summary.revision);
    await expect(follower.whileReplacing("import", () => Promise.reject(new Error("damaged")))).rejects.toThrow("damaged");
    expect(overtaken.slice(2)).toEqual(["Scenario a changed"]);

    await library.add(scenario("b"));
    await openFromLibrary("b");
    await follower.whileReplacing("restore", goBack);
    expect([followed(), overtaken.slice(3)]).toEqual([null, ["Scenario b notInVersion"]]);
  });
});

describe("an older draft that is opened again", () => {
  /** Leaves a draft of row `a` whose last change is missing in the row, as a tab does that crashed before the change was saved there. */
  async function draftOfA() {
    await library.add(scenario("a"));
    const crashed = tab();
    await crashed.openFromLibrary("a");
    await crashed.edit(2);
    const link = crashed.follower.link();
    crashed.editor.run(setSeed(3));
    return { scenario: crashed.present(), link };
  }

  it("continues in its row if nobody has changed the row since: the missing change is saved there", async () => {
    const draft = await draftOfA();
    const later = tab(scenario("other"));
    await later.follower.flush();
    later.editor.open(draft.scenario);
    later.follower.goesOnFrom(draft.link);
    // Until the row is looked up, a draft of this opening has the link too.
    expect(later.follower.link()).toEqual(draft.link);
    await later.follower.flush();
    expect([later.followed(), await seedOf("a"), later.overtaken]).toEqual(["a", 3, []]);
    // Whatever is opened next is not followed because of that.
    later.editor.open({ ...draft.scenario, seed: 9 });
    await later.follower.flush();
    expect([later.followed(), await seedOf("a"), later.overtaken]).toEqual([null, 3, ["Scenario a different"]]);
  });

  it("becomes a copy if the row has changed, was deleted, or was deleted and added again with the same revision", async () => {
    const draft = await draftOfA();
    const reopened = async () => {
      const later = tab(scenario("other"));
      await later.follower.flush();
      later.editor.open(draft.scenario);
      later.follower.goesOnFrom(draft.link);
      await later.follower.flush();
      await later.edit(7);
      return [later.followed(), later.overtaken];
    };
    await library.save({ ...draft.scenario, seed: 4 }, 2);
    expect([await reopened(), await seedOf("a")]).toEqual([[null, ["Scenario a newer"]], 4]);
    await library.remove(["a"]);
    expect(await reopened()).toEqual([null, ["Scenario a deleted"]]);
    await library.add({ ...draft.scenario, seed: 5 });
    await library.save({ ...draft.scenario, seed: 6 }, 1);
    expect((await library.read("a")).summary.revision).toBe(draft.link?.revision);
    expect([await reopened(), await seedOf("a")]).toEqual([[null, ["Scenario a newer"]], 6]);
  });

  it("and an open scenario whose row was deleted and added again never overwrites the new one", async () => {
    await library.add(scenario("a"));
    const { edit, followed, openFromLibrary, overtaken } = tab();
    await openFromLibrary("a");
    await library.remove(["a"]);
    await library.add(scenario("a", { seed: 8 }));
    await edit(2);
    expect([followed(), overtaken, await seedOf("a")]).toEqual([null, ["Scenario a changed"], 8]);
  });
});

describe("a page that is reloaded", () => {
  it("continues in the row with changes that were not saved before it was left", async () => {
    await library.add(scenario("a"));
    const before = tab();
    await before.openFromLibrary("a");
    await before.edit(2);
    before.editor.run(setSeed(3));
    const after = tab(before.present(), before.follower.link());
    expect(after.follower.link()).toMatchObject({ id: "a", revision: 2 });
    await after.follower.flush();
    expect([after.followed(), await seedOf("a"), after.overtaken]).toEqual(["a", 3, []]);
  });

  it("becomes a copy if its draft could only be opened in part: the row keeps what was left out", async () => {
    await library.add(scenario("a"));
    const before = tab();
    await before.openFromLibrary("a");
    await before.edit(2);
    const session = sessionSnapshot(before.editor, before.follower.link());
    const draft = { scenario: { ...before.present(), actors: [] }, session, leftOut: [] };
    expect(linkOfDraft(draft)).toMatchObject({ id: "a", revision: 2 });
    const inPart = { ...draft, leftOut: ["an actor"] };
    const after = tab(inPart.scenario, linkOfDraft(inPart));
    await after.edit(3);
    expect([after.followed(), after.overtaken, await seedOf("a")]).toEqual([null, ["Scenario a different"], 2]);
    expect((await library.read("a")).scenario.actors).toHaveLength(1);
  });

  it("continues in the row even if the library could not be read at first", async () => {
    await library.add(scenario("a"));
    const before = tab();
    await before.openFromLibrary("a");
    const elsewhere = tab({ ...before.present(), seed: 5 }, { id: "a", revision: 7 });
    const after = tab(before.present());
    let reads = 0;
    const broken = (row: unknown) => {
      if (++reads > 1) throw new DOMException("broken", "UnknownError");
      return row;
    };
    for (const { follower } of [elsewhere, after]) {
      reads = 0;
      database.scenarios.hook("reading", broken);
      await follower.flush();
      database.scenarios.hook("reading").unsubscribe(broken);
      expect(follower.status.getState().link).toBeNull();
      expect(follower.status.getState().fault).toBeInstanceOf(LibraryError);
    }
    expect(elsewhere.follower.link()).toEqual({ id: "a", revision: 7 });
    await after.follower.flush();
    expect([after.followed(), after.overtaken]).toEqual(["a", []]);
  });

  it("becomes a copy if another tab has changed the row meanwhile, although both were in this browser", async () => {
    await library.add(scenario("a"));
    const [old, other] = [tab(), tab()];
    await old.openFromLibrary("a");
    await other.openFromLibrary("a");
    await other.edit(2);
    const after = tab(old.present(), old.follower.link());
    await after.edit(7);
    expect([after.followed(), await seedOf("a"), after.overtaken]).toEqual([null, 2, ["Scenario a newer"]]);
  });
});

describe("what the library cannot take", () => {
  /** Lets writes of documents that hold a text fail until the returned function is called. */
  const fillUp = (held = "") => {
    const full = (changes: object) => {
      if (JSON.stringify(changes).includes(held)) throw new DOMException("full", "QuotaExceededError");
    };
    database.bodies.hook("updating", full);
    return () => database.bodies.hook("updating").unsubscribe(full);
  };

  it("is told once with its reason, and taken once that is possible", async () => {
    await library.add(scenario("a"));
    const { edit, follower, notSaved, openFromLibrary } = tab();
    await openFromLibrary("a");
    const empty = fillUp();
    await edit(2);
    await edit(3);
    expect(follower.status.getState()).toMatchObject({ link: { id: "a", revision: 1 }, fault: { fault: "full" } });
    expect(notSaved).toEqual(["Scenario a full"]);
    empty();
    await follower.flush();
    expect([follower.status.getState().fault, await seedOf("a")]).toEqual([null, 3]);
  });

  it.each([
    ["failed before", true],
    ["fails while it is being left", false],
  ])("of a scenario that is left is told too, and taken later: where saving %s", async (_, triedBefore) => {
    await library.add(scenario("a"));
    await library.add(scenario("b"));
    const { edit, editor, follower, followed, notSaved, openFromLibrary, overtaken } = tab();
    await openFromLibrary("a");
    const empty = fillUp();
    editor.run(setSeed(2));
    if (triedBefore) await follower.flush();
    editor.open(scenario("b"));
    await follower.flush();
    await follower.flush();
    expect(notSaved).toEqual([...(triedBefore ? ["Scenario a full"] : []), "Scenario a full, left"]);
    expect([followed(), follower.status.getState().fault, await seedOf("a")]).toEqual(["b", null, 1]);
    empty();
    await edit(5);
    expect([await seedOf("a"), await seedOf("b"), followed(), overtaken]).toEqual([2, 5, "b", []]);
  });

  it("of a scenario that is left never overwrites what the same row holds once it is open again", async () => {
    await library.add(scenario("a"));
    const { edit, editor, follower, followed, openFromLibrary, overtaken } = tab();
    await openFromLibrary("a");
    const empty = fillUp();
    await edit(2);
    editor.open(scenario("elsewhere"));
    await openFromLibrary("a");
    empty();
    await edit(3);
    await follower.flush();
    // Retrying had been promised; now its changes are only among the drafts.
    expect([followed(), await seedOf("a"), overtaken]).toEqual(["a", 3, ["Scenario a superseded, left"]]);
  });

  it("of a scenario that is left continues in it once that is open again", async () => {
    await library.add(scenario("a"));
    const { edit, editor, follower, followed, openFromLibrary, overtaken, present } = tab();
    await openFromLibrary("a");
    const empty = fillUp();
    await edit(2);
    const [before, link] = [structuredClone(present()), follower.link()];
    editor.open(scenario("elsewhere"));
    await follower.flush();
    editor.open(before);
    follower.goesOnFrom(link);
    await follower.flush();
    empty();
    await follower.flush();
    expect([followed(), await seedOf("a"), overtaken]).toEqual(["a", 2, []]);
  });

  it("of the open scenario does not make it another one than its card shows", async () => {
    await library.add(scenario("a"));
    const { edit, follower, openFromLibrary } = tab();
    await openFromLibrary("a");
    const empty = fillUp();
    await edit(2);
    expect(follower.isAt((await library.read("a")).summary)).toBe(true);
    empty();
    await follower.flush();
    expect(follower.isAt({ id: "a", revision: 1 })).toBe(false);
  });

  it("is said to whoever needs it from the library, such as for a copy, a version or an export", async () => {
    await library.add(scenario("a"));
    await library.add(scenario("b"));
    const { edit, editor, follower, openFromLibrary } = tab();
    await openFromLibrary("a");
    const empty = fillUp();
    await edit(2);
    const refused = {
      fault: "full",
      message: expect.stringMatching(/^The last changes to “Scenario a” are not in the library: The browser/) as string,
    };
    for (const open of [() => {}, () => editor.open(scenario("b"))]) {
      open();
      await expect(follower.flushOrThrow()).rejects.toMatchObject(refused);
      await expect(follower.flushOrThrow(["b", "a"])).rejects.toMatchObject(refused);
      await follower.flushOrThrow(["b"]);
    }
    empty();
    await follower.flushOrThrow();
    expect(await seedOf("a")).toBe(2);
  });

  /** Lets the library read nothing, as browsers do in passing, until the returned function is called. */
  const breakDown = () => {
    const broken = () => {
      throw new DOMException("Internal error", "UnknownError");
    };
    database.scenarios.hook("reading", broken);
    return () => database.scenarios.hook("reading").unsubscribe(broken);
  };

  it.each([
    ["opened from the library is told, and taken once it could be looked up", true],
    ["opened as a file is taken too, but nothing is said: it may never have been in the library", false],
  ])("in passing, of a scenario that was %s", async (_, isFromLibrary) => {
    await library.add(scenario("a"));
    const { editor, follower, notSaved, overtaken } = tab();
    await follower.flush();
    const { scenario: read, summary } = await library.read("a");
    const repair = breakDown();
    editor.open(read);
    if (isFromLibrary) follower.goesOnFrom(summary);
    await follower.flush();
    editor.run(setSeed(2));
    await follower.flush();
    editor.open(scenario("elsewhere"));
    await follower.flush();
    expect(notSaved).toEqual(isFromLibrary ? ["Scenario a unavailable", "Scenario a unavailable, left"] : []);
    repair();
    await follower.flush();
    expect([await seedOf("a"), overtaken]).toEqual([2, []]);
  });

  it("where the browser denies storage altogether is not retried for scenarios that were never in it", async () => {
    const { editor, follower, notSaved } = tab();
    await follower.flush();
    const find = vi.spyOn(library, "find");
    const denied = new DOMException("The operation is insecure", "SecurityError");
    find.mockRejectedValue(new LibraryError("unavailable", "The browser keeps no library here.", { cause: denied }));
    editor.open(scenario("b"));
    editor.run(setSeed(2));
    editor.open(scenario("c"));
    await follower.flush();
    find.mockClear();
    await follower.flush();
    expect(find.mock.calls).toEqual([["c"]]);
    expect(notSaved).toEqual([]);
  });

  it("is tried again by itself", async () => {
    await library.add(scenario("a"));
    const { edit, editor, follower, notSaved, openFromLibrary } = tab();
    await openFromLibrary("a");
    const empty = fillUp();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await edit(2);
    editor.open(scenario("elsewhere"));
    await follower.flush();
    expect(notSaved).toHaveLength(2);
    empty();
    await vi.advanceTimersByTimeAsync(30_000);
    vi.useRealTimers();
    await vi.waitFor(async () => expect(await seedOf("a")).toBe(2));
  });

  it("is a name of no or too many characters, and one that cannot be saved: the one who asked hears of it", async () => {
    await library.add(scenario("a"));
    await library.add(scenario("b"));
    const { edit, editor, follower, openFromLibrary, present } = tab();
    await openFromLibrary("a");
    for (const id of ["a", "b"])
      for (const name of ["", "  ", "x".repeat(201)])
        await expect(follower.rename(id, name)).rejects.toThrow("A name must have 1 to 200 characters.");
    expect([present().name, steps(editor)]).toEqual(["Scenario a", ["Open"]]);
    await follower.rename("a", ` ${"x".repeat(200)} `);
    expect((await kept())["a"]).toBe("x".repeat(200));

    const empty = fillUp();
    await expect(follower.rename("a", "Mine")).rejects.toMatchObject({
      fault: "full",
      message: expect.stringMatching(/^The open scenario has the name “Mine”, and Jaywalk keeps trying to save it: The browser/) as string,
    });
    await expect(follower.rename("b", "Mine")).rejects.toMatchObject({ fault: "full" });
    empty();

    // Nor does a row get a name over changes that it has not got yet.
    const emptyAgain = fillUp("77777");
    await edit(77777);
    editor.open(scenario("elsewhere"));
    await follower.flush();
    await expect(follower.rename("a", "Yours")).rejects.toMatchObject({ fault: "full" });
    emptyAgain();
    await edit(4);
    expect(await seedOf("a")).toBe(77777);
    expect(await kept()).toEqual({ a: "Mine", b: "Scenario b" });
    await follower.rename("a", "Yours");
    expect(await kept()).toEqual({ a: "Yours", b: "Scenario b" });
  });
});
