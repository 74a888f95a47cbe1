import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createScenario } from "@/core/document";
import { LibraryDatabase, ScenarioLibrary, databaseStorage, databaseTree, importArchive, readArchive, writeArchive, type ImportRule } from "..";
import { Versions } from "../versions";

let database: LibraryDatabase;
let library: ScenarioLibrary;
let number = 0;
let time = 1_900_000_000_000;
const host = { now: () => (time += 1000), newId: () => `new-${++number}` };
const scenario = (id: string) => createScenario({ id, name: `Scenario ${id}` });
const versionsIn = (opened: LibraryDatabase) => new Versions(databaseStorage(opened), databaseTree(opened), () => new Date(host.now()));
const importInto = async (file: Blob, rule: ImportRule) => importArchive(database, await readArchive(file), rule, host);
const names = async () => (await library.list()).rows.map(({ name }) => name).sort();

beforeEach(() => {
  database = new LibraryDatabase(`import-${++number}`);
  library = new ScenarioLibrary(database, host);
});
afterEach(() => database.delete());

it("never replaces what is damaged here and so in no backup: the file's is added beside it", async () => {
  for (const id of ["sound", "record", "body"]) await library.add(scenario(id));
  const file = await writeArchive(database);
  for (const id of ["sound", "record", "body"]) await library.rename(id, `Newer ${id}`);
  await database.scenarios.update("record", { width: -1 });
  const { text } = (await database.bodies.get("body")) ?? { text: "" };
  await database.bodies.update("body", { text: text.replace("Newer body", "Newer bodY") });
  const damaged = await database.bodies.bulkGet(["record", "body"]);

  const backup = await versionsIn(database).backUp("before");
  expect(await importInto(file, "archive")).toMatchObject({ replaced: 1, copied: 2, leftOut: 0, mended: 0 });
  expect(await database.bodies.bulkGet(["record", "body"])).toEqual(damaged);
  expect(await names()).toEqual(["Newer body", "Scenario body (imported)", "Scenario record (imported)", "Scenario sound"]);
  expect(await importInto(file, "archive")).toMatchObject({ replaced: 0, copied: 0, unchanged: 3 });
  await versionsIn(database).restore(backup?.id ?? "");
  expect((await library.read("sound")).scenario.name).toBe("Newer sound");
});
