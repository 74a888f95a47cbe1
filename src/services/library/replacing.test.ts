import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createFollower, readArchive, writeArchive, type LibraryDatabase, type OvertakenReason } from "@/library";
import { host, newDatabase, scenario } from "@/library/testing/library";
import { createLibraryServices } from "./libraryServices";
import { cleanUpVersions, createVersion, importLibrary, recoverVersions } from "./replacing";

let database: LibraryDatabase;
beforeEach(() => {
  database = newDatabase();
});
afterEach(() => database.delete());

/** The library with scenario `a`, which is open and followed. */
async function page() {
  let open = scenario("a");
  const overtaken: OvertakenReason[] = [];
  const services = createLibraryServices(database, host, null, (library) =>
    createFollower(library, {
      source: () => open,
      giveNewId: (_, id) => void (open = { ...open, id }),
      newId: host.newId,
      rename: (name) => void (open = { ...open, name }),
      onOvertaken: ({ reason }) => overtaken.push(reason),
      onNotSaved: () => {},
    }),
  );
  const { follower, library } = services;
  await library.add(open);
  await follower.flush();
  const edit = (seed: number) => {
    open = { ...open, seed };
    follower.changed();
  };
  return { services, overtaken, edit, seed: async () => (await library.read("a")).scenario.seed };
}

/** Lets no document be written in this browser until the returned function is called. */
function fillUp() {
  const full = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  database.bodies.hook("updating", full);
  return () => database.bodies.hook("updating").unsubscribe(full);
}

it("backs up before an import also what could be saved only then", async () => {
  const { services, overtaken, edit, seed } = await page();
  const archive = await readArchive(await writeArchive(database));
  const empty = fillUp();
  edit(7);
  await services.follower.flush();
  empty();
  await importLibrary(services, archive, "archive");
  expect([await seed(), overtaken]).toEqual([1, ["imported"]]);
  const [backup] = (await services.versions.list()).versions;
  await services.versions.restore(backup?.id ?? "");
  expect(await seed()).toBe(7);
});

it("refuses a version that would lack changes of the open scenario", async () => {
  const { services, edit } = await page();
  const empty = fillUp();
  edit(7);
  await expect(createVersion(services, { name: "1" })).rejects.toMatchObject({ fault: "full" });
  expect((await services.versions.list()).versions).toEqual([]);
  empty();
  await createVersion(services, { name: "1" });
  expect((await services.versions.list()).versions).toHaveLength(1);
});

it.each([
  ["asked for", (services: Parameters<typeof recoverVersions>[0]) => recoverVersions(services)],
  ["when a version is created", (services: Parameters<typeof recoverVersions>[0]) => createVersion(services, { name: "2" })],
  ["when old versions are removed", (services: Parameters<typeof recoverVersions>[0]) => cleanUpVersions(services, 5)],
])("says that a restore replaced the open scenario where an interrupted one is completed: %s", async (_, work) => {
  const { services, overtaken, edit, seed } = await page();
  const { id: restore } = await createVersion(services, { name: "1" });
  edit(7);
  await services.follower.flush();
  // As if the page had been closed after the backup, before anything was replaced.
  const { id: backup } = await services.versions.backUp('The state before version "1" was restored');
  await services.versions.storage.records.write("journal", JSON.stringify({ restore, backup }));
  await work(services);
  expect([await seed(), overtaken]).toEqual([1, ["restored"]]);
});
