import type { FolderRow, ProjectRow, ScenarioSummary } from "../rows";
import type { LibraryDatabase } from "../database";
import { LibraryError, guarded } from "../errors";
import type { LibraryHost } from "../library";
import { putBodies } from "../scenarios/bodies";
import { documentText, placementOf, separateDamaged, summaryOf, type Placement } from "../scenarios/summary";
import type { VersionRecord } from "../versions";
import { encodeVersion, versionKey } from "../versions/records";
import { compareArchive, copyId } from "./compare";
import type { ArchivedScenario, LibraryArchive } from "./read";
import { PictureStore } from "@/core/document";
import { versionsHere } from "./versions";

/**
 * What happens to scenarios that the library has with different content: `both` adds the archive's as copies, `archive` replaces the
 * library's with the archive's, `here` leaves the archive's out. Those that are damaged in the library are in no backup: for them,
 * `archive` adds copies.
 */
export const IMPORT_RULES = ["both", "archive", "here"] as const;
export type ImportRule = (typeof IMPORT_RULES)[number];

export type ImportResult = {
  readonly added: number;
  /** Already in the library, with the same content or as a copy of an earlier import. */
  readonly unchanged: number;
  /** How many of those are in the trash. */
  readonly inTrash: number;
  /** Were damaged in the library. */
  readonly repaired: number;
  /** With different content in the library, by what the rule did with them. */
  readonly copied: number;
  readonly replaced: number;
  readonly leftOut: number;
  readonly versions: number;
  /** Names of those of them that cannot be restored completely, because contents of theirs are damaged. */
  readonly incompleteVersions: readonly string[];
};

/**
 * Adds an archive to this library, in one transaction; importing it again changes nothing. A caller that replaces scenarios makes a
 * backup first. @throws LibraryError
 */
export async function importArchive(
  database: LibraryDatabase,
  archive: LibraryArchive,
  rule: ImportRule,
  host: Pick<LibraryHost, "now">,
): Promise<ImportResult> {
  const { scenarios, bodies, pictures, folders, projects, objects, records } = database;
  const ids = archive.scenarios.flatMap((archived) => [archived.scenario.id, copyId(archived)]);
  const revisions = async () => (await scenarios.bulkGet(ids)).map((row) => row?.revision ?? null).join();
  const compared = await guarded(revisions);
  const { fresh, unchanged, inTrash, repaired, differing, incompleteVersions } = await compareArchive(database, archive);
  const blank = (): Placement => ({
    tags: [],
    folderId: null,
    projectId: null,
    createdAt: host.now(),
    updatedAt: host.now(),
    trashedAt: null,
  });
  return guarded(async () => {
    // A document is repaired in place.
    const toRepair = new Set(repaired.map(({ scenario }) => scenario.id));
    const replacing = rule === "archive" ? differing.filter(({ intact: sound }) => sound) : [];
    const copied = rule === "here" ? [] : differing.filter((difference) => !replacing.includes(difference));
    const wanted = [...fresh, ...repaired, ...replacing.map(({ archived }) => archived)];
    const copies = await copiesOf(
      copied.map(({ archived }) => archived),
      archive,
      new Set(await scenarios.toCollection().primaryKeys()),
    );
    const versions = await database.transaction("rw", [scenarios, bodies, pictures, folders, projects, objects, records], async () => {
      if ((await revisions()) !== compared)
        throw new LibraryError(
          "conflict",
          "The library changed while it was being compared (perhaps in another tab). Nothing was imported; import again.",
        );
      const all = [...wanted, ...copies];
      const before = await scenarios.bulkGet(all.map(({ scenario }) => scenario.id));
      const rows: ScenarioSummary[] = [];
      for (const [index, { scenario, document, placement }] of all.entries()) {
        // A tab that has another state open must notice. A damaged record may contain anything.
        const { revision = 0, sha256 = "" } = before[index] ?? {};
        const seen = Number.isInteger(revision) ? revision : 0;
        const [row] = separateDamaged([before[index]]).rows;
        const here = row ? placementOf(row) : null;
        const place = (toRepair.has(scenario.id) ? (here ?? placement) : (placement ?? here)) ?? blank();
        rows.push(summaryOf(scenario, document, place, seen > 0 && sha256 === document.sha256 ? seen : seen + 1));
      }
      await scenarios.bulkPut(rows);
      await putBodies(
        database,
        all.map(({ scenario, document }) => ({ id: scenario.id, document })),
      );
      await addMissing<FolderRow>(folders, archive.folders);
      await addMissing<ProjectRow>(projects, archive.projects);
      await objects.bulkPut([...archive.objects]);
      const here = await versionsHere(database);
      const [ids, names] = [new Set(here.map(({ id }) => id)), new Set(here.map(({ name }) => name))];
      const added = archive.records.filter(({ id }) => !ids.has(id)).map((record) => renamed(record, names));
      await records.bulkPut(added.map((record) => ({ key: versionKey(record.id), text: encodeVersion(record) })));
      return added;
    });
    const incomplete = new Set(incompleteVersions.map(({ id }) => id));
    const leftOut = differing.length - replacing.length - copied.length;
    return {
      ...{ added: fresh.length, unchanged: unchanged.length, inTrash, repaired: repaired.length },
      ...{ copied: copies.length, replaced: replacing.length, leftOut },
      ...{ versions: versions.length, incompleteVersions: versions.filter(({ id }) => incomplete.has(id)).map(({ name }) => name) },
    };
  });
}

/** The archive may itself contain such a copy, unchanged or edited since. */
async function copiesOf(
  originals: readonly ArchivedScenario[],
  archive: LibraryArchive,
  present: ReadonlySet<string>,
): Promise<ArchivedScenario[]> {
  const archived = new Map(archive.scenarios.map(({ scenario, document }) => [scenario.id, document.sha256]));
  const copies: ArchivedScenario[] = [];
  for (const original of originals) {
    const id = copyId(original);
    let copy = await copyOf(original, id);
    if (archived.get(id) === copy.document.sha256) continue;
    for (let number = 2; archived.has(copy.scenario.id) || present.has(copy.scenario.id); number++)
      copy = await copyOf(original, `${id}-${number}`);
    copies.push(copy);
  }
  return copies;
}

async function copyOf(archived: ArchivedScenario, id: string): Promise<ArchivedScenario> {
  const copy = { ...archived.scenario, id, name: `${archived.scenario.name.slice(0, 188)} (imported)` };
  const store = new PictureStore();
  return { ...archived, scenario: copy, document: await documentText(await store.slim(copy), store) };
}

/** Two versions with the same name could not be told apart. */
function renamed(record: VersionRecord, names: Set<string>): VersionRecord {
  let name = record.name;
  for (let number = 1; names.has(name); number++) name = `${record.name.slice(0, 180)} (imported${number > 1 ? ` ${number}` : ""})`;
  names.add(name);
  return { ...record, name };
}

type Groups<Row> = { bulkGet(ids: string[]): PromiseLike<(Row | undefined)[]>; bulkAdd(rows: Row[]): PromiseLike<unknown> };

/** Existing folders and projects keep their names. */
async function addMissing<Row extends { id: string }>(table: Groups<Row>, incoming: readonly Row[]): Promise<void> {
  const here = await table.bulkGet(incoming.map(({ id }) => id));
  await table.bulkAdd(incoming.filter((_, index) => here[index] === undefined));
}
