import "fake-indexeddb/auto";
import { downloadZip } from "client-zip";
import { afterEach, beforeEach, expect, it } from "vitest";
import { PictureStore, createScenario } from "@/core/document";
import {
  LibraryDatabase,
  ScenarioLibrary,
  databaseStorage,
  databaseTree,
  importArchive,
  readArchive,
  writeArchive,
  type ImportRule,
} from "..";
import { Versions } from "../versions";
import { unpackArchive } from "./unpack";

let database: LibraryDatabase;
let library: ScenarioLibrary;
let number = 0;
let time = 1_900_000_000_000;
const host = { now: () => (time += 1000), newId: () => `new-${++number}`, pictures: new PictureStore() };
const scenario = (id: string) => createScenario({ id, name: `Scenario ${id}` });
const versionsIn = (opened: LibraryDatabase) => new Versions(databaseStorage(opened), databaseTree(opened), () => new Date(host.now()));
const importInto = async (file: Blob, rule: ImportRule) => importArchive(database, await readArchive(file), rule, host);
const names = async () => (await library.list()).rows.map(({ name }) => name).sort();

beforeEach(() => {
  database = new LibraryDatabase(`import-${++number}`);
  library = new ScenarioLibrary(database, host);
});
afterEach(() => database.delete());

it("never replaces what is damaged in the library and so in no backup: the file's scenario is added next to it", async () => {
  for (const id of ["sound", "record", "body"]) await library.add(scenario(id));
  const file = await writeArchive(database);
  for (const id of ["sound", "record", "body"]) await library.rename(id, `Newer ${id}`);
  await database.scenarios.update("record", { width: -1 });
  const { text } = (await database.bodies.get("body")) ?? { text: "" };
  await database.bodies.update("body", { text: text.replace("Newer body", "Newer bodY") });
  const damaged = await database.bodies.bulkGet(["record", "body"]);

  const backup = await versionsIn(database).backUp("before");
  expect(await importInto(file, "archive")).toMatchObject({ replaced: 1, copied: 2, leftOut: 0, repaired: 0 });
  expect(await database.bodies.bulkGet(["record", "body"])).toEqual(damaged);
  expect(await names()).toEqual(["Newer body", "Scenario body (imported)", "Scenario record (imported)", "Scenario sound"]);
  expect(await importInto(file, "archive")).toMatchObject({ replaced: 0, copied: 0, unchanged: 3 });
  await versionsIn(database).restore(backup?.id ?? "");
  expect((await library.read("sound")).scenario.name).toBe("Newer sound");
});

/** A ZIP with one flipped bit. */
async function rotten(file: Blob, text: string): Promise<Blob> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const place = Buffer.from(bytes).indexOf(text);
  expect(place).toBeGreaterThan(0);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  return new Blob([bytes]);
}

it("repairs a document in place, and replaces one without changing its folder", async () => {
  for (const id of ["repaired", "record", "replaced"]) await library.add(scenario(id), { tags: ["old"] });
  const file = await writeArchive(database);
  await library.tag(["repaired", "record", "replaced"], { add: ["new"], remove: ["old"] });
  await library.trash(["repaired"]);
  const damage = async () => {
    await database.bodies.update("repaired", { text: "{" });
    await database.scenarios.update("record", { width: -1 });
    await library.rename("replaced", "Newer");
  };
  const places = async () => (await library.list()).rows.map(({ id, tags, trashedAt }) => [id, ...tags, trashedAt !== null]).sort();
  await damage();
  expect(await importInto(await rotten(file, "jaywalk-library/1"), "archive")).toMatchObject({ repaired: 2, replaced: 1 });
  expect(await places()).toEqual([
    ["record", false],
    ["repaired", "new", true],
    ["replaced", "new", false],
  ]);
  await damage();
  expect(await importInto(file, "archive")).toMatchObject({ repaired: 2, replaced: 1 });
  expect(await places()).toEqual([
    ["record", "old", false],
    ["repaired", "new", true],
    ["replaced", "old", false],
  ]);
});

it("loses no copy if the file itself contains one made by an earlier import", async () => {
  await library.add(scenario("a"));
  const theirs = await writeArchive(database);
  await library.rename("a", "Mine");
  await importInto(theirs, "both");
  const copy = (await library.list()).rows.find(({ name }) => name.endsWith("(imported)"))?.id ?? "";
  await library.save({ ...(await library.read("a")).scenario, name: "Scenario a" }, 2);
  const unchanged = await writeArchive(database);
  await library.rename(copy, "Edited copy");
  const edited = await writeArchive(database);
  for (const [file, outcome, expected] of [
    [unchanged, { added: 1, copied: 0 }, ["Mine", "Scenario a (imported)"]],
    [edited, { added: 1, copied: 1 }, ["Edited copy", "Mine", "Scenario a (imported)"]],
  ] as const) {
    await library.remove((await library.list()).rows.map(({ id }) => id));
    await library.add({ ...scenario("a"), name: "Mine" });
    expect(await importInto(file, "both")).toMatchObject({ ...outcome, leftOut: 0 });
    expect(await names()).toEqual(expected);
    expect(await importInto(file, "both")).toMatchObject({ added: 0, copied: 0, unchanged: 2 });
  }
});

it("lists the versions that cannot be restored because a content is damaged and not in the library either", async () => {
  await library.add({ ...scenario("a"), name: "Alone in the first version" });
  await versionsIn(database).create({ name: "first" });
  await library.remove(["a"]);
  await library.add(scenario("b"));
  await versionsIn(database).create({ name: "second" });
  const file = await rotten(await writeArchive(database), "Alone in the first version");
  expect(await importInto(file, "both")).toMatchObject({ versions: 0, incompleteVersions: [] });
  const records = await database.records.toArray();
  await database.records.clear();
  expect(await importInto(file, "both")).toMatchObject({ versions: 2, incompleteVersions: [] });
  expect(await database.records.bulkGet(records.map(({ key }) => key))).toEqual(
    expect.arrayContaining(records.filter(({ key }) => key !== "current")),
  );

  await database.records.clear();
  await database.objects.clear();
  await versionsIn(database).create({ name: "first" });
  expect(await importInto(file, "both")).toMatchObject({ versions: 2, incompleteVersions: ["first (imported)"] });
  await expect(versionsIn(database).restore("first (imported)")).rejects.toThrow();
});

it("counts what damaged entries unpack to, so that no bomb can hide behind false checksums", async () => {
  const limits = { entries: 10, entryBytes: 60_000, totalBytes: 100_000 };
  const letters = ["a", "b", "c"];
  let bomb = await downloadZip(letters.map((letter) => ({ name: `${letter}.txt`, input: letter.repeat(50_000) }))).blob();
  await expect(unpackArchive(bomb, limits)).rejects.toThrow(/unpacked, it is more than/);
  for (const letter of letters) bomb = await rotten(bomb, letter.repeat(1000));
  await expect(unpackArchive(bomb, limits)).rejects.toThrow(/unpacked, it is more than/);
  await expect(unpackArchive(bomb)).rejects.toThrow(/it has no manifest.json/);
});
