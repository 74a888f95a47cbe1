import { downloadZip } from "client-zip";
import type { LibraryDatabase } from "../database";
import type { ScenarioSummary } from "../rows";
import { guarded } from "../errors";
import { fileOf, fileText, picturedIds } from "../scenarios/bodies";
import { describeText, placementOf, separateDamaged } from "../scenarios/summary";
import { ORGANISATION_PATH, encodeOrganisation, scenarioPath } from "../snapshots/organisation";
import { sha256Of } from "@/core/digest";
import { versionPrefix } from "../versions/records";
import { MANIFEST_PATH, objectPath, recordPath, type ArchiveManifest } from "./layout";

type Bytes = Uint8Array<ArrayBuffer>;
type ArchiveFile = { readonly name: string; readonly input: Bytes; readonly lastModified: Date };

/** A ZIP's times are the same for the same content. 1980 is the earliest that the format allows. */
const MODIFIED = new Date(1980, 0, 1);

/** The whole library, including its versions, as one ZIP in memory: for what is known to be small. @throws LibraryError */
export async function writeArchive(database: LibraryDatabase): Promise<Blob> {
  return guarded(async () => new Response(await archiveStream(database)).blob());
}

/**
 * The whole library, including its versions, as one ZIP. Documents and contents are read one after another while the ZIP is consumed, so
 * that a library of any size takes no more memory than its largest document. Each scenario is complete and in a state that it had since
 * the start; what is added meanwhile is left out. @throws LibraryError
 */
export async function archiveStream(database: LibraryDatabase): Promise<ReadableStream<Bytes>> {
  const content = await guarded(() => readLists(database));
  const { body } = downloadZip(archiveFiles(database, content));
  if (!body) throw new Error("the ZIP has no content");
  return body;
}

type Lists = Awaited<ReturnType<typeof readLists>>;

/** Everything that is small, at one moment, and the names of the rest. */
async function readLists(database: LibraryDatabase) {
  const { scenarios, folders, projects, objects, records } = database;
  return database.transaction("r", [scenarios, folders, projects, objects, records], async () => ({
    scenarios: await scenarios.toArray(),
    folders: await folders.toArray(),
    projects: await projects.toArray(),
    objects: await objects.toCollection().primaryKeys(),
    records: await records.where("key").startsWith(versionPrefix).toArray(),
  }));
}

async function* archiveFiles(database: LibraryDatabase, lists: Lists): AsyncGenerator<ArchiveFile> {
  const files: ArchiveManifest["files"] = {};
  for await (const [name, input] of contentsOf(database, lists)) {
    files[name] = { size: input.byteLength, sha256: await sha256Of(input) };
    yield { name, input, lastModified: MODIFIED };
  }
  const manifest: ArchiveManifest = { format: "jaywalk-library-archive/1", files };
  yield { name: MANIFEST_PATH, input: encode(`${JSON.stringify(manifest, null, 1)}\n`), lastModified: MODIFIED };
}

async function* contentsOf(
  database: LibraryDatabase,
  { scenarios, folders, projects, objects, records }: Lists,
): AsyncGenerator<[string, Bytes]> {
  const whole: ScenarioSummary[] = [];
  for (const row of separateDamaged(scenarios).rows) {
    const bytes = await soundScenario(database, row.id);
    if (!bytes) continue;
    // Tags and folders are those of the start, like the list of folders.
    whole.push(row);
    yield [scenarioPath(row.id), bytes];
  }
  const placements = Object.fromEntries(whole.map((row) => [row.id, placementOf(row)]));
  yield [ORGANISATION_PATH, encode(encodeOrganisation({ folders, projects, placements }))];
  for (const sha256 of objects) {
    const object = await database.objects.get(sha256);
    if (object) yield [objectPath(sha256), object.bytes];
  }
  for (const { key, text } of records) yield [recordPath(key), encode(text)];
}

/** A scenario's current file; a damaged document is taken from a version, or left out if no version has it. */
async function soundScenario(database: LibraryDatabase, id: string): Promise<Bytes | null> {
  const { scenarios, bodies, objects } = database;
  const [raw, body] = await database.transaction("r", scenarios, bodies, () => Promise.all([scenarios.get(id), bodies.get(id)]));
  const [row] = separateDamaged([raw]).rows;
  if (!row) return null;
  const text = body && (await describeText(body.text)).sha256 === row.sha256 ? await fileText(database, body) : null;
  if (text !== null) return encode(text);
  const file = await fileOf(database, row, (await picturedIds(database)).has(id));
  const kept = file && (await objects.get(file.sha256));
  return kept && (await sha256Of(kept.bytes)) === file.sha256 ? kept.bytes : null;
}

const encode = (text: string): Bytes => new TextEncoder().encode(text);
