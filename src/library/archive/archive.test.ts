import "fake-indexeddb/auto";
import { downloadZip } from "client-zip";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LibraryGroups, compareArchive, importArchive, readArchive, writeArchive, type LibraryDatabase } from "..";
import { host, importInto, libraryIn, newDatabase, scenario, state, versionsIn } from "../testing/library";
import { sha256Of } from "@/core/digest";
import { verifyVersions } from "../versions";

let database: LibraryDatabase;
beforeEach(() => {
  database = newDatabase();
});
afterEach(() => database.delete());

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

    const other = newDatabase();
    const nothing = {
      added: 0,
      unchanged: 0,
      inTrash: 0,
      repaired: 0,
      copied: 0,
      replaced: 0,
      leftOut: 0,
      versions: 0,
      incompleteVersions: [],
    };
    expect(await importInto(other, file)).toEqual({ ...nothing, added: 2, versions: 1 });
    expect(await state(other)).toEqual(await state(database));
    expect((await verifyVersions(versionsIn(other))).damages).toEqual([]);

    // Importing the same archive again, and again.
    const before = await state(other);
    for (let again = 0; again < 2; again++) expect(await importInto(other, file)).toEqual({ ...nothing, unchanged: 2, inTrash: 1 });
    expect(await state(other)).toEqual(before);

    await versionsIn(other).restore("1.0");
    expect((await libraryIn(other).read("a")).scenario.name).toBe("Scenario a");
    await other.delete();
  });

  it("never duplicates scenarios that differ, keeps both sides, and repairs what is damaged in the library", async () => {
    const library = libraryIn(database);
    for (const id of ["same", "changed", "rotten", "record"]) await library.add(scenario(id));
    const file = await writeArchive(database);
    await library.rename("changed", "Mine");
    const mine = await state(database);
    const kept = {
      added: 0,
      unchanged: 3,
      inTrash: 0,
      repaired: 0,
      copied: 0,
      replaced: 0,
      leftOut: 0,
      versions: 0,
      incompleteVersions: [],
    };
    const archive = await readArchive(file);
    expect((await compareArchive(database, archive)).differing.map(({ here, archived }) => [here?.name, archived.scenario.name])).toEqual([
      ["Mine", "Scenario changed"],
    ]);
    expect(await importInto(database, file, "here")).toEqual({ ...kept, leftOut: 1 });
    expect(await state(database)).toEqual(mine);

    expect(await importInto(database, file, "both")).toEqual({ ...kept, copied: 1 });
    const names = async () => (await library.list()).rows.map(({ name }) => name).sort();
    expect(await names()).toEqual(["Mine", "Scenario changed (imported)", "Scenario record", "Scenario rotten", "Scenario same"]);
    const both = await state(database);
    for (const rule of ["both", "archive"] as const) expect(await importInto(database, file, rule)).toEqual({ ...kept, unchanged: 4 });
    expect(await state(database)).toEqual(both);

    // Replaced on request: a tab that has the old state open notices, and the backup still contains it.
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
    expect(await importInto(database, file, "here")).toEqual({ ...kept, unchanged: 1, repaired: 2, leftOut: 1 });
    expect(await library.list()).toMatchObject({ damaged: [] });
    expect((await library.read("rotten")).scenario).toEqual(scenario("rotten"));
    // If only the record is damaged, the newer document is not overwritten.
    const newer = await library.rename("record", "Newer");
    await database.scenarios.update("record", { width: -1 });
    expect(await importInto(database, file, "both")).toMatchObject({ repaired: 0, copied: 2 });
    expect(((await database.bodies.get("record")) ?? { text: "" }).text).toContain(newer.name);
  });

  it("is imported without its damaged parts, which are listed", async () => {
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
      const other = newDatabase();
      const archive = await readArchive(new Blob([copy]));
      await importArchive(other, archive, "both", host);
      const { rows } = await libraryIn(other).list();
      await other.delete();
      return {
        damaged: archive.damaged.map(({ path }) => path),
        names: rows.map(({ name }) => name),
        folders: rows.map(({ folderId }) => folderId),
      };
    };
    expect(await damagedAt("First scenario of all")).toEqual({
      damaged: ["scenarios/a.json"],
      names: ["Second scenario of all"],
      folders: [null],
    });
    expect(await damagedAt("jaywalk-library/1")).toEqual({
      damaged: ["library.json"],
      names: ["First scenario of all", "Second scenario of all"],
      folders: [null, null],
    });
    expect((await damagedAt('"kind": "version"')).damaged).toEqual([expect.stringMatching(/^\.versions\/versions\//)]);
  });

  it("contains one moment of a library that is being changed", async () => {
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
      const other = newDatabase();
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
      const listed = await Promise.all(
        Object.entries(files).map(async ([path, content]) => [path, { size: content.length, sha256: await sha256Of(content) }]),
      );
      const manifest = JSON.stringify({ format: "jaywalk-library-archive/1", files: Object.fromEntries(listed) as object });
      const all = Object.entries({ ...files, ...extra, "manifest.json": manifest });
      return downloadZip(all.map(([name, input]) => ({ name, input }))).blob();
    };
    const hostile: [string, Blob, RegExp][] = [
      ["no ZIP", new Blob(["hello"]), /cannot be read as a ZIP/],
      ["a cut ZIP", good.slice(0, 500), /cannot be read as a ZIP/],
      ["a foreign ZIP", await downloadZip([{ name: "holiday.txt", input: "sun" }]).blob(), /not a Jaywalk library/],
      ["another manifest", await downloadZip([{ name: "manifest.json", input: `{"name":"x"}` }]).blob(), /not a Jaywalk library/],
      ["a path out of it", await pack({ "library.json": organisation }, { "../../evil": "x" }), /leads outside the archive/],
      ["an absolute path", await pack({ "library.json": organisation }, { "/etc/passwd": "x" }), /leads outside the archive/],
      ["a file too many", await pack({ "library.json": organisation }, { "extra.txt": "x" }), /not in its manifest/],
      ["a file named as what every object has", await pack({ "library.json": organisation }, { constructor: "x" }), /not in its manifest/],
      [
        "a scenario named so",
        await pack({ "library.json": organisation, "scenarios/constructor.json": JSON.stringify(scenario("constructor")) }),
        /does not list the scenario constructor/,
      ],
      ["a strange file", await pack({ "library.json": organisation, "extra.txt": "x" }), /does not belong in a library/],
      ["no organisation", await pack({ "scenarios/x.json": text }), /library.json is missing/],
      ["an unknown scenario", await pack({ "library.json": organisation, "scenarios/x.json": text }), /does not list the scenario x/],
      ["a false id", await pack({ "library.json": organisation, "scenarios/y.json": text }), /it contains the id x/],
      [
        "a damaged scenario",
        await pack({ "library.json": organisation, "scenarios/x.json": `{"schemaVersion":1}` }),
        /scenarios\/x.json: id: /,
      ],
      [
        "two of a name",
        await downloadZip([
          { name: "a", input: "1" },
          { name: "a", input: "2" },
        ]).blob(),
        /two entries|cannot be read as a ZIP/,
      ],
    ];
    for (const [what, file, message] of hostile) {
      await expect(importInto(database, file), what).rejects.toThrow(message);
      await expect(importInto(database, file), what).rejects.toMatchObject({ name: "LibraryError", fault: "input" });
    }
    expect(await state(database)).toEqual(before);
  });

  it("refuses a bomb before it is unpacked completely", async () => {
    const { BlobWriter, ZipWriter } = await import("@zip.js/zip.js");
    const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
    const zeros = new Blob(Array.from({ length: 70 }, () => new Uint8Array(1024 * 1024)));
    await writer.add("library.json", zeros.stream());
    const bomb = await writer.close();
    expect(bomb.size).toBeLessThan(200_000);
    await expect(importInto(database, bomb)).rejects.toThrow(/more than 64 MB/);
  });
});
