import { parseScenario } from "@/core/document";
import type { LibraryDatabase } from "../database";
import type { ScenarioSummary } from "../rows";
import { LibraryError, guarded } from "../errors";
import { deleteBodies, fileOf, fileText, isIntact, picturedIds, putBodies } from "../scenarios/bodies";
import {
  describeText,
  documentOfText,
  placementOf,
  separateDamaged,
  summaryOf,
  type DocumentText,
  type Placement,
} from "../scenarios/summary";
import { VersionError, byPath, contentOf, textOf, type Content, type TreeEntry, type WorkingTree } from "../versions";
import { sha256Of } from "@/core/digest";
import { missingObjects } from "./databaseStorage";
import { ORGANISATION_PATH, decodeOrganisation, encodeOrganisation, idInPath, scenarioPath, type Organisation } from "./organisation";

/** The library as a tree of files: `library.json` and `scenarios/ID.json`. */
export function databaseTree(database: LibraryDatabase): WorkingTree {
  return {
    entries: () => guarded(() => entriesOf(database)),
    soundEntries: () => guarded(() => soundEntriesOf(database)),
    read: async (path) => contentOf(await guarded(() => textAt(database, path))),
    replace: async (wanted, open) => {
      const texts = new Map<string, string>();
      const present = new Map((await guarded(() => soundEntriesOf(database))).map(({ path, sha256 }) => [path, sha256]));
      for (const entry of wanted)
        if (entry.path === ORGANISATION_PATH || present.get(entry.path) !== entry.sha256)
          texts.set(entry.path, await soundText(entry, open));
      const managed = new Set([...present.keys()].flatMap((path) => idInPath(path) ?? []));
      await guarded(() => replaceAll(database, wanted, texts, managed));
    },
  };
}

/** Scenarios whose documents do not have the checksums they were saved with are part of it only if a version has the right content. */
async function entriesOf(database: LibraryDatabase): Promise<TreeEntry[]> {
  const { rows } = separateDamaged(await database.scenarios.toArray());
  const pictured = await picturedIds(database);
  const files = new Map<string, { sha256: string; bytes: number }>();
  for (const row of rows) {
    const file = await fileOf(database, row, pictured.has(row.id));
    if (file) files.set(row.id, file);
  }
  const lacking = new Set(
    await missingObjects(
      database.objects,
      [...files.values()].map(({ sha256 }) => sha256),
    ),
  );
  const entries: TreeEntry[] = [];
  const placements: Record<string, Placement> = {};
  for (const row of rows) {
    const file = files.get(row.id);
    if (!file || (lacking.has(file.sha256) && !(await isIntact(database, row)))) continue;
    entries.push({ path: scenarioPath(row.id), sha256: file.sha256, size: file.bytes });
    placements[row.id] = placementOf(row);
  }
  const { sha256, bytes } = await describeText(await organisationText(database, placements));
  entries.push({ path: ORGANISATION_PATH, sha256, size: bytes });
  return entries.sort(byPath);
}

async function soundEntriesOf(database: LibraryDatabase): Promise<TreeEntry[]> {
  const rows = new Map((await database.scenarios.toArray()).map((row) => [scenarioPath(row.id), row]));
  const intact: TreeEntry[] = [];
  for (const entry of await entriesOf(database)) {
    const row = rows.get(entry.path);
    if (!row || (await isIntact(database, row))) intact.push(entry);
  }
  return intact;
}

async function soundText(entry: TreeEntry, open: (entry: TreeEntry) => Promise<Content>): Promise<string> {
  const text = await textOf(await open(entry));
  if ((await sha256Of(text)) === entry.sha256) return text;
  throw new VersionError(`the content of ${entry.path} is damaged (${entry.sha256})`);
}

async function organisationText({ folders, projects }: LibraryDatabase, placements: Record<string, Placement>): Promise<string> {
  return encodeOrganisation({ folders: await folders.toArray(), projects: await projects.toArray(), placements });
}

async function textAt(database: LibraryDatabase, path: string): Promise<string> {
  if (path === ORGANISATION_PATH) {
    const entries = await entriesOf(database);
    const ids = new Set(entries.flatMap((entry) => idInPath(entry.path) ?? []));
    const { rows } = separateDamaged(await database.scenarios.toArray());
    const placements = rows.filter(({ id }) => ids.has(id)).map((row): [string, Placement] => [row.id, placementOf(row)]);
    return organisationText(database, Object.fromEntries(placements));
  }
  const row = await database.scenarios.get(idInPath(path) ?? "");
  if (!row) throw new LibraryError("missing", `${path} is no longer in the library.`);
  const body = await database.bodies.get(row.id);
  const text = body && (await sha256Of(body.text)) === row.sha256 ? await fileText(database, body) : null;
  if (text !== null) return text;
  const file = await fileOf(database, row, (await picturedIds(database)).has(row.id));
  const kept = file && (await database.objects.get(file.sha256));
  if (!kept) throw new LibraryError("damaged", `“${row.name}” is damaged: its document does not match the checksum it was saved with.`);
  return new TextDecoder().decode(kept.bytes);
}

/**
 * Makes the library contain these files and no others, in one transaction. `managed`: ids of the scenarios that were part of the tree;
 * damaged ones are not, and stay as they are.
 */
async function replaceAll(
  database: LibraryDatabase,
  wanted: readonly TreeEntry[],
  texts: ReadonlyMap<string, string>,
  managed: ReadonlySet<string>,
): Promise<void> {
  const organisation = decodeOrganisation(texts.get(ORGANISATION_PATH) ?? "");
  const fresh: { readonly id: string; readonly summary: ScenarioSummary; readonly document: DocumentText }[] = [];
  const ids = new Set<string>();
  for (const { path } of wanted) {
    const id = idInPath(path);
    if (path === ORGANISATION_PATH) continue;
    if (id === null)
      throw new LibraryError("input", `${path} does not belong in a library; only ${ORGANISATION_PATH} and scenarios/ID.json do.`);
    ids.add(id);
    const text = texts.get(path);
    if (text === undefined) continue;
    fresh.push({ id, ...(await summaryOfText(id, text, organisation)) });
  }

  const { scenarios, bodies, pictures, folders, projects } = database;
  await database.transaction("rw", [scenarios, bodies, pictures, folders, projects], async () => {
    const before = new Map((await scenarios.toArray()).map((row) => [row.id, row]));
    const rows = new Map(fresh.map(({ summary }) => [summary.id, summary]));
    for (const [id, row] of before) {
      const placement = organisation.placements[id];
      if (ids.has(id) && !rows.has(id) && placement) rows.set(id, { ...row, ...placement });
    }
    // A tab that has another state open must notice; one that has this very state may continue.
    const raised = [...rows.values()].map((row) => {
      const old = before.get(row.id);
      return { ...row, revision: old?.sha256 === row.sha256 ? old.revision : (old?.revision ?? 0) + 1 };
    });
    const gone = [...managed].filter((id) => !ids.has(id));
    await scenarios.bulkDelete(gone);
    await deleteBodies(database, gone);
    await scenarios.bulkPut(raised);
    await putBodies(database, fresh);
    await folders.clear();
    await projects.clear();
    await folders.bulkAdd([...organisation.folders]);
    await projects.bulkAdd([...organisation.projects]);
  });
}

async function summaryOfText(
  id: string,
  text: string,
  { placements }: Organisation,
): Promise<{ summary: ScenarioSummary; document: DocumentText }> {
  const placement = placements[id];
  if (!placement) throw new LibraryError("damaged", `${ORGANISATION_PATH} does not list the scenario ${id}.`);
  const scenario = parseScenario(text);
  if (scenario.id !== id) throw new LibraryError("damaged", `${scenarioPath(id)} contains a scenario with the id ${scenario.id}.`);
  const document = await documentOfText(text, scenario);
  return { summary: summaryOf(scenario, document, placement, 1), document };
}
