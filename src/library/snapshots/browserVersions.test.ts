import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LibraryGroups, databaseTree, whileAlone, type LockManagerPort, type LibraryDatabase } from "..";
import { host, libraryIn, newDatabase, open, presentTime, scenario, state, versionsIn } from "../testing/library";
import { cleanupVersions, contentOf, describeVersionDiff, diffSides, sideOfPresent, sideOfVersion, verifyVersions } from "../versions";

let database: LibraryDatabase;
beforeEach(() => {
  database = newDatabase();
});
afterEach(() => database.delete());

describe("versions of the library", () => {
  it("create, compare, restore and clean up", async () => {
    const library = libraryIn(database);
    const groups = new LibraryGroups(database, host);
    await library.add(scenario("a"), { tags: ["one"] });
    await library.add(scenario("b"));
    const folder = await groups.addFolder("Folder");
    const versions = versionsIn(database);
    const first = await versions.create({ name: "1.0" });
    const before = await state(database);

    const { scenario: open } = await library.read("a");
    const [walker] = open.actors;
    const moved = { ...open, actors: walker ? [{ ...walker, trajectory: { ...walker.trajectory, waypoints: [{ x: 110, y: 300 }] } }] : [] };
    await library.save(moved, 1);
    await library.remove(["b"]);
    await groups.removeFolder(folder.id);
    await library.tag(["a"], { add: ["two"] });
    const diff = await diffSides(await sideOfVersion(versions, first), await sideOfPresent(versions));
    expect(describeVersionDiff(diff)).toEqual(
      expect.arrayContaining(["- scenarios/b.json (scenario “Scenario b”)", "      waypoint 0: (100, 300) → (110, 300)"]),
    );

    const { backup } = await versions.restore("1.0");
    expect(await state(database)).toEqual(before);
    // A tab that has the other state open must not save over this one; a state that the restore did not touch can be saved.
    const { scenario: untouched, summary } = await library.read("b");
    await versions.restore("1.0");
    expect((await library.save({ ...untouched, seed: 9 }, summary.revision)).revision).toBe(summary.revision + 1);
    await versions.restore("1.0");
    await expect(library.save(moved, 2)).rejects.toMatchObject({ fault: "conflict" });
    await versions.restore(backup?.id ?? "");
    expect((await library.read("a")).summary.tags).toEqual(["one", "two"]);
    expect((await verifyVersions(versions)).damages).toEqual([]);
    await cleanupVersions(versions, 0, new Date(presentTime() + 8 * 86_400_000));
    expect(await database.objects.count()).toBe(0);
  });
});

describe("versions in the browser", () => {
  it("put intact contents back into the store, and leave out what is damaged in both places", async () => {
    const library = libraryIn(database);
    const { sha256 } = await library.add(scenario("a"));
    await library.add(scenario("b"));
    await versionsIn(database).create({ name: "1" });
    await library.rename("b", "Other");
    await database.objects.put({ sha256, bytes: new TextEncoder().encode("rot") });
    await versionsIn(database).create({ name: "2" });
    expect((await verifyVersions(versionsIn(database))).damages).toEqual([]);
    await database.objects.put({ sha256, bytes: new TextEncoder().encode("rot") });
    await database.bodies.update("a", { text: "{" });
    expect((await versionsIn(database).create({ name: "3" })).files).toBe(2);
    await expect(
      databaseTree(database).replace([{ path: "library.json", sha256, size: 2 }], () => Promise.resolve(contentOf("{}"))),
    ).rejects.toThrow(/library.json is damaged/);
  });

  it("are changed by one tab at a time", async () => {
    await libraryIn(database).add(scenario("a"));
    let last: Promise<unknown> = Promise.resolve();
    const locks = {
      request: (_name: string, work: () => Promise<unknown>) => (last = last.then(work, work)),
    } as LockManagerPort;
    const elsewhere = open(database.name);
    let atWork = 0;
    const create = (tab: LibraryDatabase, name: string) =>
      whileAlone(locks, async () => {
        expect(++atWork).toBe(1);
        try {
          await versionsIn(tab).create({ name });
          await cleanupVersions(versionsIn(tab), 1, new Date(host.now()));
        } finally {
          atWork--;
        }
      });
    const outcomes = await Promise.allSettled([create(database, "1"), create(elsewhere, "1"), create(elsewhere, "2")]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    elsewhere.close();
    expect((await verifyVersions(versionsIn(database))).damages).toEqual([]);
  });
});
