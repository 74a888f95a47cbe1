import "fake-indexeddb/auto";
import { downloadZip } from "client-zip";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createActor, createScenario, type Scenario } from "@/core/document";
import {
  LibraryDatabase,
  LibraryGroups,
  ScenarioLibrary,
  compareArchive,
  databaseStorage,
  databaseTree,
  findScenarios,
  folderWithin,
  importArchive,
  readArchive,
  scenarioFragment,
  scenarioInFragment,
  storageUse,
  tagsInUse,
  tagsToChoose,
  whileAlone,
  writeArchive,
  type ImportRule,
  type LockManagerPort,
} from ".";
import { Versions, cleanupVersions, contentOf, describeVersionDiff, diffSides, sha256Of, sideOfPresent, sideOfVersion, verifyVersions } from "./versions";

let database: LibraryDatabase;
let number = 0;
let time = 1_900_000_000_000;
const host = { now: () => (time += 1000), newId: () => `new-${++number}` };
const open = (name: string) => new LibraryDatabase(name);
const libraryIn = (opened: LibraryDatabase) => new ScenarioLibrary(opened, host);
const versionsIn = (opened: LibraryDatabase) => new Versions(databaseStorage(opened), databaseTree(opened), () => new Date(host.now()));

const importInto = async (opened: LibraryDatabase, file: Blob, rule: ImportRule = "both") => importArchive(opened, await readArchive(file), rule, host);

beforeEach(() => {
  database = open(`library-${++number}`);
});
afterEach(() => database.delete());

const scenario = (id: string, parts: Partial<Scenario> = {}): Scenario =>
  createScenario({
    id,
    name: `Scenario ${id}`,
    actors: [createActor({ id: "walker", trackId: 0, type: "pedestrian", startFrame: 0, endFrame: 100, waypoints: [{ x: 100, y: 300 }] })],
    ...parts,
  });

/** Everything a person would miss, without what only this browser uses. */
async function state(opened: LibraryDatabase) {
  const { rows } = await libraryIn(opened).list();
  return {
    scenarios: rows.map((row) => ({ ...row, revision: 0 })),
    bodies: await opened.bodies.toArray(),
    folders: await opened.folders.toArray(),
    projects: await opened.projects.toArray(),
  };
}

describe("the library", () => {
  it("keeps, finds, tags, moves, duplicates, trashes and deletes scenarios", async () => {
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
    expect(tagsInUse(rows)).toEqual([{ tag: "crossing", count: 3 }, { tag: "wet", count: 2 }]);

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
    await expect(library.rename("a", " ")).rejects.toThrow("A name has 1 to 200 letters");
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
    await expect(library.read("b")).rejects.toThrow(/“Scenario b” is damaged: its document does not have the checksum/);
    await expect(library.read("c")).rejects.toThrow(/its document is missing/);
    expect(await library.duplicate(["b", "d"])).toMatchObject({ done: ["new-" + String(number)], failed: [{ id: "b" }] });
    // Versions hold what is sound, and restoring one leaves the damaged ones alone.
    const version = await versionsIn(database).create({ name: "1" });
    expect(version.files).toBe(3);
    await library.remove(["d"]);
    await versionsIn(database).restore("1");
    expect((await library.list()).rows.map(({ id }) => id)).toEqual(expect.arrayContaining(["b", "c", "d"]));
    await library.remove(["a", "b", "c"]);
    expect((await library.list()).damaged).toEqual([]);
  });

  it("says what to do when storage is full, blocked or not allowed", async () => {
    const library = libraryIn(database);
    await library.add(scenario("a"));
    const before = await state(database);
    database.bodies.hook("creating", () => {
      throw new DOMException("full", "QuotaExceededError");
    });
    await expect(library.add(scenario("b"))).rejects.toMatchObject({ fault: "full", message: expect.stringContaining("nothing was changed") as string });
    expect(await state(database)).toEqual(before);

    const name = `newer-${++number}`;
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, 999);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    await expect(libraryIn(open(name)).list()).rejects.toMatchObject({ fault: "blocked" });
    const closed = open(`closed-${++number}`);
    closed.close({ disableAutoOpen: true });
    await expect(libraryIn(closed).list()).rejects.toMatchObject({ fault: "blocked" });
    expect(await storageUse(undefined)).toEqual({ usedBytes: null, freeBytes: null, persistent: false });
  });
});

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
    // Whoever has the other state open must not save over this one; a state that the restore did not touch can be saved.
    const { scenario: untouched, summary } = await library.read("b");
    await versions.restore("1.0");
    expect((await library.save({ ...untouched, seed: 9 }, summary.revision)).revision).toBe(summary.revision + 1);
    await versions.restore("1.0");
    await expect(library.save(moved, 2)).rejects.toMatchObject({ fault: "conflict" });
    await versions.restore(backup?.id ?? "");
    expect((await library.read("a")).summary.tags).toEqual(["one", "two"]);
    expect((await verifyVersions(versions)).damages).toEqual([]);
    await cleanupVersions(versions, 0, new Date(time + 8 * 86_400_000));
    expect(await database.objects.count()).toBe(0);
  });
});

describe("versions in the browser", () => {
  it("take what is sound back into the store, and leave out what is damaged in both places", async () => {
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
    await expect(databaseTree(database).replace([{ path: "library.json", sha256, size: 2 }], () => Promise.resolve(contentOf("{}")))).rejects.toThrow(/library.json is damaged/);
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

describe("a library as a ZIP", () => {
  it("moves everything to another browser, with equal checksums", async () => {
    const library = libraryIn(database);
    const groups = new LibraryGroups(database, host);
    const folder = await groups.addFolder("Folder");
    await library.add(scenario("a"), { tags: ["tag"], folderId: folder.id });
    await library.add(scenario("b"));
    await library.trash(["b"]);
    await versionsIn(database).create({ name: "1.0" });
    await library.rename("a", "Renamed");
    const file = await writeArchive(database);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array(await (await writeArchive(database)).arrayBuffer()));

    const other = open(`other-${++number}`);
    const nothing = { added: 0, unchanged: 0, inTrash: 0, mended: 0, copied: 0, replaced: 0, leftOut: 0, versions: 0, incompleteVersions: [] };
    expect(await importInto(other, file)).toEqual({ ...nothing, added: 2, versions: 1 });
    expect(await state(other)).toEqual(await state(database));
    expect((await verifyVersions(versionsIn(other))).damages).toEqual([]);

    // The same archive again, and again.
    const before = await state(other);
    for (let again = 0; again < 2; again++) expect(await importInto(other, file)).toEqual({ ...nothing, unchanged: 2, inTrash: 1 });
    expect(await state(other)).toEqual(before);

    await versionsIn(other).restore("1.0");
    expect((await libraryIn(other).read("a")).scenario.name).toBe("Scenario a");
    await other.delete();
  });

  it("never multiplies what differs, keeps both sides, and mends what is damaged here", async () => {
    const library = libraryIn(database);
    for (const id of ["same", "changed", "rotten", "record"]) await library.add(scenario(id));
    const file = await writeArchive(database);
    await library.rename("changed", "Mine");
    const mine = await state(database);
    const kept = { added: 0, unchanged: 3, inTrash: 0, mended: 0, copied: 0, replaced: 0, leftOut: 0, versions: 0, incompleteVersions: [] };
    const archive = await readArchive(file);
    expect((await compareArchive(database, archive)).differing.map(({ here, archived }) => [here?.name, archived.scenario.name])).toEqual([["Mine", "Scenario changed"]]);
    expect(await importInto(database, file, "here")).toEqual({ ...kept, leftOut: 1 });
    expect(await state(database)).toEqual(mine);

    expect(await importInto(database, file, "both")).toEqual({ ...kept, copied: 1 });
    const names = async () => (await library.list()).rows.map(({ name }) => name).sort();
    expect(await names()).toEqual(["Mine", "Scenario changed (imported)", "Scenario record", "Scenario rotten", "Scenario same"]);
    const both = await state(database);
    for (const rule of ["both", "archive"] as const) expect(await importInto(database, file, rule)).toEqual({ ...kept, unchanged: 4 });
    expect(await state(database)).toEqual(both);

    // Replaced on request: a tab that has the old state open notices, and the backup has it still.
    await library.remove((await library.list()).rows.filter(({ name }) => name.endsWith("(imported)")).map(({ id }) => id));
    const { scenario: open, summary } = await library.read("changed");
    const backup = await versionsIn(database).backUp("before");
    expect(await importInto(database, file, "archive")).toEqual({ ...kept, replaced: 1 });
    expect((await library.read("changed")).scenario.name).toBe("Scenario changed");
    await expect(library.save({ ...open, seed: 3 }, summary.revision)).rejects.toMatchObject({ fault: "conflict" });
    await versionsIn(database).restore(backup?.id ?? "");
    expect((await library.read("changed")).scenario.name).toBe("Mine");

    await database.bodies.update("rotten", { text: "{" });
    await database.scenarios.update("record", { width: -1 });
    expect(await importInto(database, file, "here")).toEqual({ ...kept, unchanged: 1, mended: 2, leftOut: 1 });
    expect(await library.list()).toMatchObject({ damaged: [] });
    expect((await library.read("rotten")).scenario).toEqual(scenario("rotten"));
    // Where only the record is damaged, the newer document is not overwritten.
    const newer = await library.rename("record", "Newer");
    await database.scenarios.update("record", { width: -1 });
    expect(await importInto(database, file, "both")).toMatchObject({ mended: 0, copied: 2 });
    expect(((await database.bodies.get("record")) ?? { text: "" }).text).toContain(newer.name);
  });

  it("is imported without the parts that have rotted, which are named", async () => {
    const library = libraryIn(database);
    const groups = new LibraryGroups(database, host);
    const folder = await groups.addFolder("Folder");
    await library.add(scenario("a", { name: "First scenario of all" }), { folderId: folder.id });
    await library.add(scenario("b", { name: "Second scenario of all" }));
    await versionsIn(database).create({ name: "1.0" });
    const bytes = new Uint8Array(await (await writeArchive(database)).arrayBuffer());
    const damagedAt = async (text: string) => {
      const copy = bytes.slice();
      const place = Buffer.from(bytes).indexOf(text);
      expect(place).toBeGreaterThan(0);
      copy[place] = (copy[place] ?? 0) ^ 1;
      const other = open(`other-${++number}`);
      const archive = await readArchive(new Blob([copy]));
      await importArchive(other, archive, "both", host);
      const { rows } = await libraryIn(other).list();
      await other.delete();
      return { damaged: archive.damaged.map(({ path }) => path), names: rows.map(({ name }) => name), folders: rows.map(({ folderId }) => folderId) };
    };
    expect(await damagedAt("First scenario of all")).toEqual({ damaged: ["scenarios/a.json"], names: ["Second scenario of all"], folders: [null] });
    expect(await damagedAt("jaywalk-library/1")).toEqual({ damaged: ["library.json"], names: ["First scenario of all", "Second scenario of all"], folders: [null, null] });
    expect((await damagedAt('"kind": "version"')).damaged).toEqual([expect.stringMatching(/^\.versions\/versions\//)]);
  });

  it("holds one moment of a library that is being changed", async () => {
    const library = libraryIn(database);
    for (let index = 0; index < 30; index++) await library.add(scenario(`s${index}`));
    await versionsIn(database).create({ name: "1.0" });
    const changes = (async () => {
      for (let index = 0; index < 30; index++) {
        await library.rename(`s${index}`, `Changed ${index}`);
        await library.tag([`s${29 - index}`], { add: ["late"] });
        await library.add(scenario(`t${index}`));
      }
    })();
    const files = await Promise.all([writeArchive(database), library.remove(["s20"]).then(() => writeArchive(database))]);
    await changes.catch(() => undefined);
    for (const file of files) {
      const other = open(`other-${++number}`);
      expect((await importInto(other, file)).added).toBeGreaterThanOrEqual(29);
      await other.delete();
    }
  });

  it("refuses foreign, damaged and hostile ones, and changes nothing", async () => {
    await libraryIn(database).add(scenario("a"));
    const before = await state(database);
    const good = await writeArchive(database);
    const text = JSON.stringify(scenario("x"));
    const organisation = `{"format":"jaywalk-library/1","folders":[],"projects":[],"placements":{}}`;
    const pack = async (files: Record<string, string>, extra: Record<string, string> = {}) => {
      const listed = await Promise.all(Object.entries(files).map(async ([path, content]) => [path, { size: content.length, sha256: await sha256Of(content) }]));
      const manifest = JSON.stringify({ format: "jaywalk-library-archive/1", files: Object.fromEntries(listed) as object });
      const all = Object.entries({ ...files, ...extra, "manifest.json": manifest });
      return downloadZip(all.map(([name, input]) => ({ name, input }))).blob();
    };
    const hostile: [string, Blob, RegExp][] = [
      ["no ZIP", new Blob(["hello"]), /no ZIP that can be read/],
      ["a cut ZIP", good.slice(0, 500), /no ZIP that can be read/],
      ["a foreign ZIP", await downloadZip([{ name: "holiday.txt", input: "sun" }]).blob(), /no Jaywalk library/],
      ["another manifest", await downloadZip([{ name: "manifest.json", input: `{"name":"x"}` }]).blob(), /no Jaywalk library/],
      ["a path out of it", await pack({ "library.json": organisation }, { "../../evil": "x" }), /leads out of the archive/],
      ["an absolute path", await pack({ "library.json": organisation }, { "/etc/passwd": "x" }), /leads out of the archive/],
      ["a file too many", await pack({ "library.json": organisation }, { "extra.txt": "x" }), /not in its manifest/],
      ["a file named as what every object has", await pack({ "library.json": organisation }, { constructor: "x" }), /not in its manifest/],
      ["a scenario named so", await pack({ "library.json": organisation, "scenarios/constructor.json": JSON.stringify(scenario("constructor")) }), /does not know the scenario constructor/],
      ["a strange file", await pack({ "library.json": organisation, "extra.txt": "x" }), /has no place in a library/],
      ["no organisation", await pack({ "scenarios/x.json": text }), /library.json is missing/],
      ["an unknown scenario", await pack({ "library.json": organisation, "scenarios/x.json": text }), /does not know the scenario x/],
      ["a false id", await pack({ "library.json": organisation, "scenarios/y.json": text }), /it holds the id x/],
      ["a damaged scenario", await pack({ "library.json": organisation, "scenarios/x.json": `{"schemaVersion":1}` }), /scenarios\/x.json: id: /],
      ["two of a name", await downloadZip([{ name: "a", input: "1" }, { name: "a", input: "2" }]).blob(), /two entries|no ZIP that can be read/],
    ];
    for (const [what, file, message] of hostile) {
      await expect(importInto(database, file), what).rejects.toThrow(message);
      await expect(importInto(database, file), what).rejects.toMatchObject({ name: "LibraryError", fault: "input" });
    }
    expect(await state(database)).toEqual(before);
  });

  it("refuses a bomb before it is unpacked whole", async () => {
    const { BlobWriter, ZipWriter } = await import("@zip.js/zip.js");
    const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
    const zeros = new Blob(Array.from({ length: 70 }, () => new Uint8Array(1024 * 1024)));
    await writer.add("library.json", zeros.stream());
    const bomb = await writer.close();
    expect(bomb.size).toBeLessThan(200_000);
    await expect(importInto(database, bomb)).rejects.toThrow(/more than 64 MB/);
  });
});

describe("a scenario as a link", () => {
  it("holds small scenarios whole, and says so when one is too large or cut", async () => {
    const whole = scenario("whole", { name: "Straße, 日本, “quotes”" });
    expect(await scenarioInFragment(await scenarioFragment(whole))).toEqual(whole);
    expect(await scenarioInFragment("#other=1")).toBeNull();
    const fragment = await scenarioFragment(scenario("a"));
    await expect(scenarioInFragment(fragment.slice(0, -20))).rejects.toThrow(/The link may have been cut/);
    await expect(scenarioInFragment("#scenario=~~")).rejects.toThrow(/cannot be read/);
    const noise = Array.from({ length: 3000 }, (_, index) => ({ x: (index * 7919) % 1280, y: ((index * 104_729) % 7200) / 10 }));
    const [walker] = scenario("big").actors;
    const big = scenario("big", { actors: walker ? [{ ...walker, trajectory: { ...walker.trajectory, waypoints: noise } }] : [] });
    await expect(scenarioFragment(big)).rejects.toThrow(/too large for a link/);
    const zeros = await new Response(new Blob([new Uint8Array(8 * 1024 * 1024)]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer();
    await expect(scenarioInFragment(`#scenario=${Buffer.from(zeros).toString("base64url")}`)).rejects.toThrow(/unpacks to more than/);
  });
});
