import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LibraryDatabase, LibraryGroups, findScenarios, folderWithin, storageUse, tagsInUse, tagsToChoose } from ".";
import { host, libraryIn, newDatabase, open, scenario, state, versionsIn } from "./testing/library";

let database: LibraryDatabase;
beforeEach(() => {
  database = newDatabase();
});
afterEach(() => database.delete());

describe("the library", () => {
  it("stores, finds, tags, moves, duplicates, trashes and deletes scenarios", async () => {
    const library = libraryIn(database);
    const groups = new LibraryGroups(database, host);
    const rain = { frame: 0, condition: "rainy", intensity: 0.5, fadeFrames: 0 } as const;
    await library.add(scenario("a", { name: "Night walk" }));
    await library.add(scenario("b", { name: "Wet road", weather: [rain] }), { tags: ["wet"] });
    const taken = await library.add(scenario("a", { name: "Another" }));
    expect(taken.id).toMatch(/^new-/);
    expect((await library.read(taken.id)).scenario).toMatchObject({ id: taken.id, name: "Another" });

    await library.tag(["a", "b"], { add: [" crossing ", "wet"] });
    await library.tag(["a"], { remove: ["wet"] });
    const outer = await groups.addFolder("Outer");
    const inner = await groups.addFolder("Inner", outer.id);
    await library.move(["b"], inner.id);
    const project = await groups.addProject("Fleet", "", { model: "X", view: "front", lens: "wide", signal: "USB" });
    await library.assign(["a", "b"], project.id);
    expect((await library.rename("a", "Night walk 2")).revision).toBe(2);
    const { done } = await library.duplicate(["b", "gone"]);

    const { rows } = await library.list();
    const query = { text: "", tags: [], folders: "all", projectId: null, trash: false, sort: "name", descending: false } as const;
    const found = (change: object) => findScenarios(rows, { ...query, ...change }).map(({ name }) => name);
    expect(found({})).toEqual(["Another", "Night walk 2", "Wet road", "Wet road (copy)"]);
    expect(found({ text: "RAIN pedestrian" })).toEqual(["Wet road", "Wet road (copy)"]);
    expect(found({ tags: ["crossing", "wet"] })).toEqual(["Wet road", "Wet road (copy)"]);
    expect(found({ folders: folderWithin(await groups.folders(), outer.id) })).toEqual(["Wet road", "Wet road (copy)"]);
    expect(found({ folders: "none", sort: "updatedAt", descending: true })).toEqual(["Night walk 2", "Another"]);
    expect(found({ projectId: project.id })).toHaveLength(3);
    expect(tagsInUse(rows)).toEqual([
      { tag: "crossing", count: 3 },
      { tag: "wet", count: 2 },
    ]);

    expect(tagsToChoose(rows, ["gone", "wet"])).toEqual([...tagsInUse(rows), { tag: "gone", count: 0 }]);

    await groups.removeFolder(inner.id);
    expect((await library.read("b")).summary.folderId).toBe(outer.id);
    await groups.removeProject(project.id);
    expect((await library.read("a")).summary.projectId).toBeNull();
    await library.trash(["b"]);
    expect((await library.read("b")).summary.trashedAt).not.toBeNull();
    await library.untrash(["b"]);
    await library.remove([...done, "b"]);
    expect((await library.list()).rows.map(({ id }) => id).sort()).toEqual(["a", taken.id].sort());
    await expect(library.rename("a", " ")).rejects.toThrow("A name must have 1 to 200 characters");
    await expect(library.read("b")).rejects.toMatchObject({ fault: "missing" });
  });

  it("lets no tab overwrite what another has saved", async () => {
    const here = libraryIn(database);
    await here.add(scenario("a"));
    const elsewhere = new LibraryDatabase(database.name);
    const [mine, theirs] = [await here.read("a"), await libraryIn(elsewhere).read("a")];
    const saved = await libraryIn(elsewhere).save({ ...theirs.scenario, seed: 2 }, theirs.summary.revision);
    await expect(here.save({ ...mine.scenario, seed: 3 }, mine.summary.revision)).rejects.toMatchObject({ fault: "conflict" });
    expect((await here.read("a")).scenario.seed).toBe(2);
    expect((await here.save({ ...mine.scenario, seed: 3 }, saved.revision)).revision).toBe(3);
    expect((await here.save({ ...mine.scenario, seed: 3 }, 3)).revision).toBe(3);
    elsewhere.close();
  });

  it("shows damaged records as such, and all others", async () => {
    const library = libraryIn(database);
    for (const id of ["a", "b", "c", "d"]) await library.add(scenario(id));
    await database.scenarios.update("a", { width: -1 });
    await database.bodies.update("b", { text: "{" });
    await database.bodies.delete("c");
    const { rows, damaged } = await library.list();
    expect(rows.map(({ id }) => id)).toEqual(["b", "c", "d"]);
    expect(damaged).toEqual([{ id: "a", name: "Scenario a", reason: expect.stringMatching(/^width: /) as string }]);
    await expect(library.read("a")).rejects.toThrow(/The record of “Scenario a” is damaged/);
    await expect(library.read("b")).rejects.toThrow(/“Scenario b” is damaged: its document does not match the checksum/);
    await expect(library.read("c")).rejects.toThrow(/its document is missing/);
    expect(await library.duplicate(["b", "d"])).toMatchObject({ done: [expect.stringMatching(/^new-/) as string], failed: [{ id: "b" }] });
    // Versions contain what is intact, and restoring one leaves the damaged ones alone.
    const version = await versionsIn(database).create({ name: "1" });
    expect(version.files).toBe(3);
    await library.remove(["d"]);
    await versionsIn(database).restore("1");
    expect((await library.list()).rows.map(({ id }) => id)).toEqual(expect.arrayContaining(["b", "c", "d"]));
    await library.remove(["a", "b", "c"]);
    expect((await library.list()).damaged).toEqual([]);
  });

  it("says what to do if storage is full, blocked or not allowed", async () => {
    const library = libraryIn(database);
    await library.add(scenario("a"));
    const before = await state(database);
    database.bodies.hook("creating", () => {
      throw new DOMException("full", "QuotaExceededError");
    });
    await expect(library.add(scenario("b"))).rejects.toMatchObject({
      fault: "full",
      message: expect.stringContaining("nothing was changed") as string,
    });
    expect(await state(database)).toEqual(before);

    const name = host.newId();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, 999);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    await expect(libraryIn(open(name)).list()).rejects.toMatchObject({ fault: "blocked" });
    const closed = newDatabase();
    closed.close({ disableAutoOpen: true });
    await expect(libraryIn(closed).list()).rejects.toMatchObject({ fault: "blocked" });
    expect(await storageUse(undefined)).toEqual({ usedBytes: null, freeBytes: null, persistent: false });
  });
});
