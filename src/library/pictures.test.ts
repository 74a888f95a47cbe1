import "fake-indexeddb/auto";
import Dexie from "dexie";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { serializeScenario, type Asset, type SlimScenario, type WholeScenario } from "@/core/document";
import { archiveStream, writeArchive, type LibraryDatabase } from ".";
import { host, importInto, libraryIn, newDatabase, open, pictures, scenario, versionsIn } from "./testing/library";
import { countWrites } from "./testing/countWrites";
import { sha256Of } from "@/core/digest";

let database: LibraryDatabase;
beforeEach(() => {
  database = newDatabase();
});
afterEach(() => database.delete());

const picture = (letter: string, length = 20_000): Asset<string> => ({
  name: `${letter}.png`,
  mediaType: "image/png",
  width: 8,
  height: 8,
  sha256: letter.repeat(64),
  data: `data:image/png;base64,${letter.repeat(length)}`,
});
/** As in a file, and as it is in memory. */
const whole = (id: string, ...letters: string[]): WholeScenario => ({
  ...scenario(id),
  assets: Object.fromEntries(letters.map((letter) => [letter, picture(letter)])),
});
const illustrated = (id: string, ...letters: string[]): Promise<SlimScenario> => pictures.slim(whole(id, ...letters));
const readWhole = async (from: LibraryDatabase, id: string): Promise<WholeScenario> =>
  pictures.whole((await libraryIn(from).read(id)).scenario);
const keptPictures = async () => (await database.pictures.toArray()).map(({ data }) => data.at(-1)).sort();

describe("the library's pictures", () => {
  it("are stored once, separately from all documents that show them, restored completely, and removed with the last of these", async () => {
    const library = libraryIn(database);
    await library.add(await illustrated("one", "a", "b"));
    await library.add(await illustrated("two", "b"));
    expect(await keptPictures()).toEqual(["a", "b"]);
    for (const { text } of await database.bodies.toArray()) expect(text.length).toBeLessThan(5000);
    const { scenario: found, summary } = await library.read("one");
    expect(pictures.whole(found)).toEqual(whole("one", "a", "b"));
    expect(summary.bytes).toBeGreaterThan(40_000);
    await library.save({ ...found, seed: 2 }, 1);
    expect((await library.duplicate(["one"])).failed).toEqual([]);

    await library.save(await illustrated("one", "b"), 2);
    await library.remove(["two"]);
    expect(await keptPictures()).toEqual(["a", "b"]);
    await library.remove((await library.list()).rows.map(({ id }) => id));
    expect(await keptPictures()).toEqual([]);
  });

  it("are hashed once each, however often their scenario is edited and saved", async () => {
    const library = libraryIn(database);
    const digest = vi.spyOn(crypto.subtle, "digest");
    const hashedPictures = () => digest.mock.calls.filter(([, data]) => data.byteLength >= 100_000).length;
    try {
      const { assets } = await pictures.slim({ ...scenario("one"), assets: { a: picture("a", 200_000), b: picture("b", 300_000) } });
      await library.add(scenario("one", { assets }));
      expect(hashedPictures()).toBe(2);
      for (let revision = 1; revision <= 5; revision++) await library.save(scenario("one", { assets, seed: 10 + revision }), revision);
      expect(hashedPictures()).toBe(2);
    } finally {
      digest.mockRestore();
    }
  });

  it("of 60 MB are written once; saving a small edit after that writes a few thousand characters", async () => {
    const library = libraryIn(database);
    const large = scenario("one", { assets: { a: await pictures.slimAsset(picture("a", 60_000_000)) } });
    const writes = countWrites();
    try {
      await library.add(large);
      expect(writes.read()).toBeGreaterThan(60_000_000);
      await library.save({ ...large, seed: 2 }, 1);
      const small = writes.read();
      expect(small).toBeGreaterThan(0);
      expect(small).toBeLessThan(10_000);
    } finally {
      writes.stop();
    }
  });

  it("count as missing if they are damaged or gone, and only for the documents that show them", async () => {
    const library = libraryIn(database);
    await library.add(await illustrated("one", "a"));
    await library.add(await illustrated("two", "b"));
    await database.pictures.toCollection().modify((row) => {
      if (row.data.endsWith("a")) row.data = "data:,rotten";
    });
    await expect(library.read("one")).rejects.toThrow("“Scenario one” is damaged: one of its pictures is missing or damaged");
    expect(await readWhole(database, "two")).toEqual(whole("two", "b"));
    expect((await versionsIn(database).create({ name: "1" })).files).toBe(2);
  });

  it("are in versions and exports as in a scenario's file, byte for byte, and are restored from both", async () => {
    const library = libraryIn(database);
    const versions = versionsIn(database);
    await library.add(await illustrated("one", "a"));
    await library.add(scenario("bare"));
    const version = await versions.create({ name: "1" });
    const file = serializeScenario(whole("one", "a"));
    expect((await versions.entries(version)).find(({ path }) => path === "scenarios/one.json")).toEqual({
      path: "scenarios/one.json",
      sha256: await sha256Of(file),
      size: file.length,
    });
    const archive = await writeArchive(database);

    await library.save(await illustrated("one", "b"), 1);
    await library.remove(["bare"]);
    await versions.restore("1");
    expect(await readWhole(database, "one")).toEqual(whole("one", "a"));
    expect(await keptPictures()).toEqual(["a"]);

    const other = newDatabase();
    await importInto(other, archive);
    expect(await readWhole(other, "one")).toEqual(whole("one", "a"));
    expect(await importInto(other, archive)).toMatchObject({ added: 0, unchanged: 2 });
    await other.delete();
  });

  it("stored in its documents by an older Jaywalk exist after the upgrade, and versions have the same files", async () => {
    const library = libraryIn(database);
    for (const kept of [whole("one", "a", "b"), whole("two", "b"), whole("bare"), whole("rotten", "c")])
      await library.add(await pictures.slim(kept));
    const versions = versionsIn(database);
    await versions.create({ name: "1" });
    const rows = await database.scenarios.toArray();
    const texts = new Map<string, string>();
    for (const { id } of rows) texts.set(id, serializeScenario(await readWhole(database, id)));
    const objects = await database.objects.toArray();
    const records = await database.records.toArray();

    const name = host.newId();
    const old = new Dexie(name);
    old
      .version(1)
      .stores({ scenarios: "id", bodies: "id", folders: "id", projects: "id", objects: "sha256", records: "key", settings: "key" });
    for (const row of rows) {
      const text = texts.get(row.id) ?? "";
      await old.table("scenarios").add({ ...row, sha256: await sha256Of(text), bytes: text.length });
      await old.table("bodies").add({ id: row.id, text: row.id === "rotten" ? text.replace("Scenario", "Scenariq") : text });
    }
    await old.table("objects").bulkAdd(objects);
    await old.table("records").bulkAdd(records);
    old.close();

    const lifted = open(name);
    expect(await readWhole(lifted, "one")).toEqual(whole("one", "a", "b"));
    expect(await readWhole(lifted, "two")).toEqual(whole("two", "b"));
    expect(await readWhole(lifted, "bare")).toEqual(whole("bare"));
    await expect(libraryIn(lifted).read("rotten")).rejects.toMatchObject({ fault: "damaged" });
    expect(await lifted.pictures.count()).toBe(2);
    expect((await lifted.bodies.get("one"))?.text.length).toBeLessThan(5000);
    expect(await versionsIn(lifted).restore("1")).toMatchObject({ written: 1, removed: 0 });
    expect(await readWhole(lifted, "rotten")).toEqual(whole("rotten", "c"));
    await lifted.delete();
  });
});

it("exports a library of any size with one document in memory at a time: each is read when the previous one is consumed", async () => {
  const library = libraryIn(database);
  const length = 300_000;
  for (let index = 0; index < 20; index++)
    await library.add(
      scenario(`s${index}`, {
        assets: {
          one: await pictures.slimAsset({ ...picture("a", length), data: `data:image/png;base64,${String(index).repeat(length)}` }),
        },
      }),
    );
  await versionsIn(database).create({ name: "1" });
  let read = 0;
  let most = 0;
  let taken = 0;
  for (const table of [database.pictures, database.objects])
    table.hook("reading", (row: { data?: string; bytes?: Uint8Array }) => {
      read += row.data?.length ?? row.bytes?.byteLength ?? 0;
      most = Math.max(most, read - taken);
      return row;
    });
  const reader = (await archiveStream(database)).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) taken += piece.value.byteLength;
  expect(taken).toBeGreaterThan(40 * length);
  expect(most).toBeLessThan(6 * length);
});
