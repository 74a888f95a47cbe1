import { chmod, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { VersionError, Versions, cleanupVersions, contentOf, verifyVersions } from "@/library/versions";
import { LockedError, withLock } from "../files/lock";
import { VERSIONS_FOLDER, folderStorage } from "./folderStorage";
import { folderTree } from "./folderTree";

let dir = "";
let time = Date.parse("2030-01-01T00:00:00Z");
const clock = () => new Date((time += 1000));

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "jaywalk-versions-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const write = async (path: string, text: string) => {
  await mkdir(dirname(join(dir, path)), { recursive: true });
  await writeFile(join(dir, path), text);
};
const open = () => new Versions(folderStorage(join(dir, VERSIONS_FOLDER)), folderTree(dir), clock);

/** Every file of the folder with its text, and every folder. */
async function state(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const item of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const path = join(item.parentPath, item.name).slice(dir.length + 1);
    if (path.startsWith(VERSIONS_FOLDER)) continue;
    found[path] = item.isFile() ? await readFile(join(dir, path), "utf8") : "(folder)";
  }
  return found;
}

describe("versions of a folder", () => {
  it("keeps, restores, verifies and cleans up a folder of files", async () => {
    await write("videos/a.mp4", "video");
    await write("data/a.json", "{}");
    const first = await state();
    await open().create({ name: "1.0.0" });
    await write("videos/a.mp4", "another video");
    await write("data", "").catch(() => undefined);
    await rm(join(dir, "data"), { recursive: true });
    await write("data", "a file where a folder was");
    await write("deep/er/b.txt", "b");
    const second = await state();

    const { backup } = await open().restore("1.0.0");
    expect(await state()).toEqual(first);
    await open().restore(backup?.id ?? "");
    expect(await state()).toEqual(second);
    expect((await verifyVersions(open())).damages).toEqual([]);

    const version = await open().find("1.0.0");
    const entry = (await open().entries(version)).find(({ path }) => path === "videos/a.mp4");
    const object = join(dir, VERSIONS_FOLDER, "objects", entry?.sha256.slice(0, 2) ?? "", entry?.sha256.slice(2) ?? "");
    await chmod(object, 0o600);
    await writeFile(object, "rot");
    const { damages } = await verifyVersions(open());
    expect(damages.map(({ object: sha256, paths }) => [sha256, paths])).toEqual([[entry?.sha256, ["videos/a.mp4"]]]);
    await expect(open().restore("1.0.0")).rejects.toThrow(/content of videos\/a.mp4 is damaged/);
    expect(await state()).toEqual(second);

    await open().create({ name: "2.0.0" });
    const { removed } = await cleanupVersions(open(), 1, new Date(time + 8 * 86_400_000));
    expect(removed).toHaveLength(3);
    expect((await verifyVersions(open())).unreferenced).toEqual([]);
  });

  it("completes a restore that was interrupted between two files", async () => {
    await write("a.txt", "1");
    await write("b.txt", "1");
    const first = await state();
    await open().create({ name: "1.0.0" });
    await write("a.txt", "2");
    await write("b.txt", "2");
    const torn = new Versions(
      folderStorage(join(dir, VERSIONS_FOLDER)),
      { ...folderTree(dir), replace: () => write("a.txt", "1").then(() => Promise.reject(new Error("power cut"))) },
      clock,
    );
    await expect(torn.restore("1.0.0")).rejects.toThrow("could not be restored");
    expect((await state())["b.txt"]).toBe("2");
    expect(await open().recover()).toBe(true);
    expect(await state()).toEqual(first);
  });

  it("replaces a damaged stored content, even one of the same size, and leaves a suite's unfinished work out", async () => {
    await write("a.txt", "good");
    await write(".jaywalk-suite/lock", "{}");
    const { tree, files } = await open().create({ name: "v1" });
    expect(files).toBe(1);
    const [entry] = await open().entries({ tree, name: "v1" });
    const { sha256 = "" } = entry ?? {};
    const object = join(dir, VERSIONS_FOLDER, "objects", sha256.slice(0, 2), sha256.slice(2));
    await chmod(object, 0o600);
    await writeFile(object, "evil");
    await open().create({ name: "v2" });
    expect(await readFile(object, "utf8")).toBe("good");
    await chmod(object, 0o600);
    await writeFile(object, "evil");
    await folderStorage(join(dir, VERSIONS_FOLDER)).objects.put(sha256, contentOf("good"));
    expect((await verifyVersions(open())).damages).toEqual([]);
    await write("a.txt", "other");
    await open().restore("v1");
    expect(await state()).toMatchObject({ "a.txt": "good", ".jaywalk-suite/lock": "{}" });
  });

  it("refuses links and names that lead outside the folder", async () => {
    await write("a.txt", "1");
    await symlink("/etc/hostname", join(dir, "link"));
    await expect(open().create({ name: "1.0.0" })).rejects.toThrow(VersionError);
    await rm(join(dir, "link"));
    await write("back\\slash", "1");
    await expect(open().create({ name: "1.0.0" })).rejects.toThrow(/back\\slash has a name that cannot be stored/);
  });

  it("lets one process at a time work on a folder, and takes over from a dead one", async () => {
    const lock = join(dir, VERSIONS_FOLDER, "lock");
    await withLock(lock, "the store", async () => {
      await expect(withLock(lock, "the store", () => Promise.resolve())).rejects.toThrow(LockedError);
    });
    const { host } = JSON.parse(await withLock(lock, "the store", () => readFile(lock, "utf8"))) as { host: string };
    // Dead, and an earlier process with this one's number: a container that was restarted.
    for (const holder of [
      { pid: 2 ** 22 + 1, host },
      { pid: process.pid, host, run: "an earlier one" },
    ]) {
      await writeFile(lock, JSON.stringify(holder));
      let inside = 0;
      const work = async () => {
        expect(++inside).toBe(1);
        await new Promise((resolve) => setImmediate(resolve));
        inside--;
      };
      const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => withLock(lock, "the store", work)));
      expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
      for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(LockedError);
      expect((await readdir(dirname(lock))).filter((name) => name.startsWith("lock"))).toEqual([]);
    }
  });
});
