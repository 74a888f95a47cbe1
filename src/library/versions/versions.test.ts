import { describe, expect, it } from "vitest";
import { DEFAULT_KEEP, cleanupVersions, keepOf } from "./cleanup";
import { sha256Of } from "@/core/digest";
import { MemoryVersions } from "./testMemory";
import { verifyVersions } from "./verify";
import { Versions } from "./versions";

function setUp() {
  const memory = new MemoryVersions();
  let time = Date.parse("2030-01-01T00:00:00Z");
  const versions = new Versions(memory.storage, memory, () => new Date((time += 1000)));
  memory.files.set("a.json", "A").set("folder/b.json", "B");
  const snapshot = () => Object.fromEntries(memory.files);
  return { memory, versions, snapshot, later: (days: number) => new Date(time + days * 86_400_000) };
}

const TORN = new Error("the plug was pulled");

describe("versions", () => {
  it("stores equal contents once, and only what has changed since", async () => {
    const { memory, versions } = setUp();
    memory.files.set("copy-of-a.json", "A");
    await versions.create({ name: "1.0.0" });
    expect(memory.puts).toBe(3); // A, B and the list of files
    memory.files.set("a.json", "A2");
    const second = await versions.create({ name: "1.1.0", description: "A changed", pinned: true });
    expect(memory.puts).toBe(5);
    expect(second).toMatchObject({ name: "1.1.0", description: "A changed", pinned: true, kind: "version", files: 3, bytes: 4 });
    const { versions: listed, current } = await versions.list();
    expect(listed.map(({ name }) => name)).toEqual(["1.1.0", "1.0.0"]);
    expect(current).toBe(second.id);
    await expect(versions.create({ name: "1.0.0" })).rejects.toThrow('a version "1.0.0" already exists');
    await expect(versions.find("2.0.0")).rejects.toThrow('there is no version "2.0.0"');
    expect((await versions.find(second.id.slice(0, 6))).name).toBe("1.1.0");
  });

  it("restores a version after a backup of what was there, and restores the backup", async () => {
    const { memory, versions, snapshot } = setUp();
    const first = snapshot();
    await versions.create({ name: "1.0.0" });
    memory.files.set("a.json", "changed").set("new.json", "N");
    memory.files.delete("folder/b.json");
    const second = snapshot();
    const { backup, written, removed } = await versions.restore("1.0.0");
    expect(snapshot()).toEqual(first);
    expect({ written, removed }).toEqual({ written: 2, removed: 1 });
    await versions.restore(backup?.name ?? "");
    expect(snapshot()).toEqual(second);
    // Restoring the state that is already there needs no backup.
    const before = (await versions.list()).versions;
    expect(await versions.restore(backup?.name ?? "")).toEqual({ version: backup, backup: null, written: 0, removed: 0 });
    expect((await versions.list()).versions).toEqual(before);
  });

  it("puts the old state back when a restore fails, and completes one that was interrupted", async () => {
    const { memory, versions, snapshot } = setUp();
    const first = snapshot();
    await versions.create({ name: "1.0.0" });
    memory.files.set("a.json", "changed").set("folder/b.json", "changed too");
    const second = snapshot();
    let fails = 1;
    memory.beforeWrite = (path) => {
      if (path === "folder/b.json" && fails-- > 0) throw TORN;
    };
    await expect(versions.restore("1.0.0")).rejects.toThrow(/pulled.*The previous state is back/);
    expect(snapshot()).toEqual(second);

    let writes = 0; // after the first, nothing can be written, not even the backup: as if the process had died
    memory.beforeWrite = () => {
      if (writes++ > 0) throw TORN;
    };
    await expect(versions.restore("1.0.0")).rejects.toThrow(/could not be restored.*It is kept as the backup/);
    expect(snapshot()).toEqual({ ...second, "a.json": "A" });
    memory.beforeWrite = () => undefined;
    expect(await versions.recover()).toBe(true);
    expect(snapshot()).toEqual(first);
    expect(await versions.recover()).toBe(false);
  });

  it("refuses to restore a damaged version before anything is changed", async () => {
    const { memory, versions, snapshot } = setUp();
    await versions.create({ name: "1.0.0" });
    memory.files.set("a.json", "changed");
    const before = snapshot();
    memory.kept.set(await sha256Of("A"), new TextEncoder().encode("rot"));
    await expect(versions.restore("1.0.0")).rejects.toThrow(/content of a.json is damaged.*Nothing was changed/);
    memory.kept.delete(await sha256Of("A"));
    await expect(versions.restore("1.0.0")).rejects.toThrow(/content of a.json is missing/);
    expect(snapshot()).toEqual(before);
    expect((await versions.list()).versions).toHaveLength(1);
  });

  it("restores damaged contents from the current state, so that new versions and backups are complete", async () => {
    const { memory, versions, snapshot } = setUp();
    await versions.create({ name: "v1" });
    memory.files.set("a.json", "other");
    await versions.create({ name: "v2" });
    memory.files.set("a.json", "A");
    const good = snapshot();
    const rot = async () => memory.kept.set(await sha256Of("A"), new TextEncoder().encode("R"));
    await rot();
    await versions.create({ name: "v3" });
    expect((await verifyVersions(versions)).damages).toEqual([]);
    await rot();
    const { backup } = await versions.restore("v2");
    expect((await verifyVersions(versions)).damages).toEqual([]);
    await versions.restore(backup?.id ?? "");
    expect(snapshot()).toEqual(good);
  });

  it("continues after an interrupted restore that can never be completed", async () => {
    const { memory, versions, snapshot } = setUp();
    const { id } = await versions.create({ name: "1.0.0" });
    const before = snapshot();
    memory.texts.set("journal", "{");
    expect((await verifyVersions(versions)).damages).toMatchObject([{ kind: "journal", object: "journal" }]);
    expect(memory.texts.get("journal")).toBe("{"); // reading changes nothing
    await expect(versions.create({ name: "2.0.0" })).rejects.toThrow(
      /the journal of the restore is damaged.*set aside as journal-set-aside.*restore a version/,
    );
    expect(memory.texts.get("journal-set-aside")).toBe("{");

    const lost = { restore: "000000000000", backup: id };
    memory.texts.set("journal", JSON.stringify(lost));
    expect((await verifyVersions(versions)).damages).toMatchObject([{ kind: "journal" }]);
    memory.files.set("a.json", "half written");
    await expect(versions.recover()).rejects.toThrow(/no version "000000000000".*The previous state is back/);
    expect(snapshot()).toEqual(before);
    memory.texts.set("journal", JSON.stringify({ ...lost, backup: "111111111111" }));
    await expect(versions.recover()).rejects.toThrow(/set aside/);
    expect((await versions.create({ name: "2.0.0" })).files).toBe(2);
  });

  it("reads an empty or invalid number of versions to keep as the default, never as none", () => {
    for (const typed of ["", " x", "-1", "1.5", Number.NaN]) expect(keepOf(typed)).toBe(DEFAULT_KEEP);
    expect([keepOf(0), keepOf("7")]).toEqual([0, 7]);
  });

  it("says exactly what is damaged", async () => {
    const { memory, versions } = setUp();
    const first = await versions.create({ name: "1.0.0" });
    memory.files.set("a.json", "A2");
    const second = await versions.create({ name: "1.1.0" });
    expect(await verifyVersions(versions)).toEqual({ versions: 2, objects: 5, damages: [], unreferenced: [] });

    const [a, b] = [await sha256Of("A2"), await sha256Of("B")];
    memory.kept.set(b, new TextEncoder().encode("b"));
    memory.kept.delete(a);
    memory.kept.delete(first.tree);
    memory.texts.set("versions/000000000000", "{");
    const { damages } = await verifyVersions(versions);
    expect(damages).toHaveLength(4);
    expect(damages).toEqual(
      expect.arrayContaining([
        {
          kind: "content",
          object: b,
          reason: `altered: its checksum is now ${await sha256Of("b")}`,
          versions: ["1.1.0"],
          paths: ["folder/b.json"],
        },
        { kind: "content", object: a, reason: "missing", versions: ["1.1.0"], paths: ["a.json"] },
        { kind: "list", object: first.tree, reason: "missing", versions: ["1.0.0"], paths: [] },
        expect.objectContaining({ kind: "record", object: "versions/000000000000" }),
      ]),
    );
    expect((await verifyVersions(versions, second)).damages).toHaveLength(2);
    expect((await versions.list()).versions).toHaveLength(2);
  });

  it("removes all but the newest versions, never pinned ones or recent backups, and drops what nothing needs", async () => {
    const { memory, versions, later } = setUp();
    for (let index = 0; index < 8; index++) {
      memory.files.set("a.json", `state ${index}`);
      await versions.create({ name: `v${index}`, pinned: index === 1 });
    }
    const { backup } = await versions.restore("v0");
    memory.kept.set(await sha256Of("stray"), new TextEncoder().encode("stray"));
    const { removed } = await cleanupVersions(versions, 5, later(1));
    expect(removed.map(({ name }) => name)).toEqual(["v2", "v0"]);
    expect((await versions.list()).versions.map(({ name }) => name)).toEqual([backup?.name, "v7", "v6", "v5", "v4", "v3", "v1"]);
    expect((await verifyVersions(versions)).damages).toEqual([]);
    expect((await verifyVersions(versions)).unreferenced).toEqual([]);
    expect((await cleanupVersions(versions, 1, later(8))).removed.map(({ name }) => name)).toEqual([backup?.name, "v6", "v5", "v4", "v3"]);
    expect((await versions.restore("v1")).written).toBe(1);

    memory.texts.set("versions/000000000000", "{");
    await expect(cleanupVersions(versions, 1, later(9))).rejects.toThrow(/nothing was removed/);
    await expect(cleanupVersions(versions, -1, later(9))).rejects.toThrow(/0 or more/);
  });
});
