import { parseScenario, serializeScenario } from "@/core/document";
import type { FolderRow, LibraryDatabase, ObjectRow, ProjectRow, ScenarioBody, ScenarioSummary } from "../database";
import { guarded } from "../errors";
import type { LibraryHost } from "../library";
import { describeText, summaryOf } from "../scenarios/summary";
import { ORGANISATION_PATH, decodeOrganisation, idInPath, type Organisation } from "../snapshots/organisation";
import { digestInPath, keyInPath } from "./layout";
import { VersionError, type VersionRecord } from "../versions";
import { decodeVersion, encodeVersion, versionKey, versionPrefix } from "../versions/records";
import { refused, unpackArchive, type ArchivedFile } from "./unpack";

export type ImportResult = {
  readonly added: number;
  /** Here already, with the same content. */
  readonly unchanged: number;
  /** Here already with another content: both are kept. */
  readonly copies: readonly string[];
  readonly versions: number;
};

type Incoming = {
  readonly organisation: Organisation;
  readonly scenarios: ReadonlyMap<string, string>;
  readonly objects: readonly ObjectRow[];
  readonly records: readonly VersionRecord[];
};

/**
 * Adds a library's ZIP to this library; nothing that is here is lost or overwritten. All is checked first and written in
 * one transaction. @throws LibraryError
 */
export async function importArchive(database: LibraryDatabase, file: Blob, host: LibraryHost): Promise<ImportResult> {
  return guarded(async () => merge(database, sort(await unpackArchive(file)), host));
}

function sort(files: readonly ArchivedFile[]): Incoming {
  const scenarios = new Map<string, string>();
  const objects: ObjectRow[] = [];
  const records: VersionRecord[] = [];
  let organisation: Organisation | null = null;
  const decoder = new TextDecoder();
  for (const { path, bytes, sha256 } of files) {
    const [id, digest, key] = [idInPath(path), digestInPath(path), keyInPath(path)];
    if (id !== null) scenarios.set(id, decoder.decode(bytes));
    else if (path === ORGANISATION_PATH) organisation = decodeOrganisation(decoder.decode(bytes));
    // What was damaged where it came from must not replace what is sound here.
    else if (digest !== null) objects.push(...(digest === sha256 ? [{ sha256, bytes }] : []));
    else if (key !== null) records.push(...soundRecord(decoder.decode(bytes), key));
    else throw refused(`${path.slice(0, 100)} has no place in a library`);
  }
  if (!organisation) throw refused(`${ORGANISATION_PATH} is missing`);
  return { organisation, scenarios, objects, records };
}

function soundRecord(text: string, key: string): VersionRecord[] {
  try {
    return [decodeVersion(text, key)];
  } catch (error) {
    if (error instanceof VersionError) return [];
    throw error;
  }
}

async function merge(database: LibraryDatabase, incoming: Incoming, host: LibraryHost): Promise<ImportResult> {
  const present = new Map((await database.scenarios.toArray()).map((row) => [row.id, row]));
  const rows: ScenarioSummary[] = [];
  const bodies: ScenarioBody[] = [];
  const copies: string[] = [];
  let unchanged = 0;
  for (const [id, text] of incoming.scenarios) {
    const placement = incoming.organisation.placements[id];
    const scenario = read(id, text);
    if (!placement) throw refused(`${ORGANISATION_PATH} does not know the scenario ${id}`);
    const document = await describeText(text);
    const here = present.get(id);
    if (here?.sha256 === document.sha256) {
      unchanged++;
      continue;
    }
    if (!here) {
      rows.push(summaryOf(scenario, document, placement, 1));
      bodies.push({ id, text });
      continue;
    }
    const copy = { ...scenario, id: host.newId(), name: `${scenario.name} (imported)`.slice(0, 200) };
    const own = await describeText(serializeScenario(copy));
    rows.push(summaryOf(copy, own, placement, 1));
    bodies.push({ id: copy.id, text: own.text });
    copies.push(copy.name);
  }
  const versions = await write(database, incoming, rows, bodies);
  return { added: rows.length - copies.length, unchanged, copies, versions };
}

function read(id: string, text: string) {
  try {
    const scenario = parseScenario(text);
    if (scenario.id === id) return scenario;
    throw new RangeError(`it holds the id ${scenario.id}`);
  } catch (error) {
    throw refused(`scenarios/${id}.json: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** How many versions were new. */
async function write(database: LibraryDatabase, incoming: Incoming, rows: ScenarioSummary[], bodies: ScenarioBody[]): Promise<number> {
  const { scenarios, folders, projects, objects, records } = database;
  const { organisation } = incoming;
  return database.transaction("rw", [scenarios, database.bodies, folders, projects, objects, records], async () => {
    await scenarios.bulkAdd(rows);
    await database.bodies.bulkPut(bodies);
    await addMissing<FolderRow>(folders, organisation.folders);
    await addMissing<ProjectRow>(projects, organisation.projects);
    await objects.bulkPut([...incoming.objects]);
    const here = (await records.where("key").startsWith(versionPrefix).toArray()).flatMap(({ text, key }) => soundRecord(text, key));
    const ids = new Set(here.map(({ id }) => id));
    const names = new Set(here.map(({ name }) => name));
    const fresh = incoming.records.filter(({ id }) => !ids.has(id));
    await records.bulkPut(fresh.map((record) => ({ key: versionKey(record.id), text: encodeVersion(renamed(record, names)) })));
    return fresh.length;
  });
}

/** Two versions of one name could not be told apart. */
function renamed(record: VersionRecord, names: Set<string>): VersionRecord {
  let name = record.name;
  for (let number = 1; names.has(name); number++) name = `${record.name.slice(0, 180)} (imported${number > 1 ? ` ${number}` : ""})`;
  names.add(name);
  return { ...record, name };
}

type Groups<Row> = { bulkGet(ids: string[]): PromiseLike<(Row | undefined)[]>; bulkAdd(rows: Row[]): PromiseLike<unknown> };

/** Folders and projects that are here keep their names. */
async function addMissing<Row extends { id: string }>(table: Groups<Row>, incoming: readonly Row[]): Promise<void> {
  const here = await table.bulkGet(incoming.map(({ id }) => id));
  await table.bulkAdd(incoming.filter((_, index) => here[index] === undefined));
}
