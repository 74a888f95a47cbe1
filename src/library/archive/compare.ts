import { parseScenario } from "@/core/document";
import type { LibraryDatabase } from "../database";
import type { ScenarioSummary } from "../rows";
import { guarded } from "../errors";
import { isIntact } from "../scenarios/bodies";
import { describeText, separateDamaged } from "../scenarios/summary";
import type { VersionRecord } from "../versions";
import type { ArchivedScenario, LibraryArchive } from "./read";
import { incompleteVersions, versionsHere } from "./versions";

/** A scenario that is both in the library and in an archive, with different contents. */
type Difference = {
  readonly archived: ArchivedScenario;
  /** The library's scenario; null if its record is damaged. */
  readonly here: ScenarioSummary | null;
  /** Whether the library's record and document match: a backup contains only such. */
  readonly intact: boolean;
};

/** What an import would do. */
export type ImportPreview = {
  /** Not in the library yet. */
  readonly fresh: readonly ArchivedScenario[];
  /** Already in the library with the same content, or as a copy that an earlier import made. */
  readonly unchanged: readonly ArchivedScenario[];
  /** How many of those are in the trash. */
  readonly inTrash: number;
  /** Damaged in the library, intact in the archive: repaired from it. */
  readonly repaired: readonly ArchivedScenario[];
  readonly differing: readonly Difference[];
  /** How many versions are not in the library yet. */
  readonly versions: number;
  /** Those of them that cannot be restored completely. */
  readonly incompleteVersions: readonly VersionRecord[];
};

/** The id of the copy that an import makes of a scenario with different content: the same content gives the same one. */
export function copyId({ scenario, document }: ArchivedScenario): string {
  return `${scenario.id.slice(0, 60)}-${document.sha256.slice(0, 16)}`;
}

/** Compares an archive with the library, and changes nothing. @throws LibraryError */
export async function compareArchive(database: LibraryDatabase, archive: LibraryArchive): Promise<ImportPreview> {
  return guarded(async () => {
    const { scenarios, bodies } = database;
    const present = new Map((await scenarios.toArray()).map((row) => [row.id, row]));
    const wanted = archive.scenarios.filter(({ scenario }) => present.has(scenario.id));
    const texts = new Map(
      (await bodies.bulkGet(wanted.map(({ scenario }) => scenario.id))).flatMap((body) => (body ? [[body.id, body.text] as const] : [])),
    );
    const preview = {
      fresh: [] as ArchivedScenario[],
      unchanged: [] as ArchivedScenario[],
      repaired: [] as ArchivedScenario[],
      differing: [] as Difference[],
    };
    let inTrash = 0;
    for (const archived of archive.scenarios) {
      const { id } = archived.scenario;
      const row = present.get(id);
      if (row === undefined) {
        preview.fresh.push(archived);
        continue;
      }
      const here = separateDamaged([row]).rows[0] ?? null;
      const { relation, sound } = await relate(database, archived, here, texts.get(id) ?? null);
      const copied = present.get(copyId(archived));
      if (relation === "repaired") preview.repaired.push(archived);
      else if (relation === "differs" && !copied) preview.differing.push({ archived, here, intact: sound });
      else {
        preview.unchanged.push(archived);
        if (((relation === "differs" ? copied : here)?.trashedAt ?? null) !== null) inTrash++;
      }
    }
    const known = new Set((await versionsHere(database)).map(({ id }) => id));
    const incomplete = (await incompleteVersions(database, archive)).filter(({ id }) => !known.has(id));
    return { ...preview, inTrash, versions: archive.records.filter(({ id }) => !known.has(id)).length, incompleteVersions: incomplete };
  });
}

type Relation = { readonly relation: "unchanged" | "repaired" | "differs"; readonly sound: boolean };

async function relate(
  database: LibraryDatabase,
  { document }: ArchivedScenario,
  here: ScenarioSummary | null,
  text: string | null,
): Promise<Relation> {
  const sha256 = text === null ? null : (await describeText(text)).sha256;
  const intact = here !== null && here.sha256 === sha256 && (await isIntact(database, here));
  if (here?.sha256 === document.sha256) return { relation: intact ? "unchanged" : "repaired", sound: intact };
  if (here) return { relation: "differs", sound: intact };
  // The record is damaged. Whatever can still be read of another state must not be lost.
  return { relation: text === null || sha256 === document.sha256 || !isReadable(text) ? "repaired" : "differs", sound: intact };
}

function isReadable(text: string): boolean {
  try {
    parseScenario(text);
    return true;
  } catch {
    return false;
  }
}
