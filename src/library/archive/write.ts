import { downloadZip } from "client-zip";
import type { LibraryDatabase, ScenarioSummary } from "../database";
import { guarded } from "../errors";
import { placementOf, sortOut } from "../scenarios/summary";
import { ORGANISATION_PATH, encodeOrganisation, scenarioPath } from "../snapshots/organisation";
import { sha256Of } from "../versions";
import { versionPrefix } from "../versions/records";
import { MANIFEST_PATH, objectPath, recordPath, type ArchiveManifest } from "./layout";

type Bytes = Uint8Array<ArrayBuffer>;
type ArchiveFile = { readonly name: string; readonly input: Bytes; readonly lastModified: Date };

/** A ZIP's times are the same for the same content. 1980 is the earliest that the format knows. */
const MODIFIED = new Date(1980, 0, 1);

/**
 * The whole library, its versions too, as one ZIP: the state at one moment, whatever is written meanwhile.
 * @throws LibraryError
 */
export async function writeArchive(database: LibraryDatabase): Promise<Blob> {
  return guarded(async () => {
    const content = await readAll(database);
    return downloadZip(archiveFiles(content)).blob();
  });
}

type LibraryContent = Awaited<ReturnType<typeof readAll>>;

async function readAll(database: LibraryDatabase) {
  const { scenarios, bodies, folders, projects, objects, records } = database;
  return database.transaction("r", [scenarios, bodies, folders, projects, objects, records], async () => ({
    scenarios: await scenarios.toArray(),
    bodies: new Map((await bodies.toArray()).map(({ id, text }) => [id, text])),
    folders: await folders.toArray(),
    projects: await projects.toArray(),
    objects: await objects.toArray(),
    records: await records.where("key").startsWith(versionPrefix).toArray(),
  }));
}

async function* archiveFiles(content: LibraryContent): AsyncGenerator<ArchiveFile> {
  const files: ArchiveManifest["files"] = {};
  for await (const [name, input] of contentsOf(content)) {
    files[name] = { size: input.byteLength, sha256: await sha256Of(input) };
    yield { name, input, lastModified: MODIFIED };
  }
  const manifest: ArchiveManifest = { format: "jaywalk-library-archive/1", files };
  yield { name: MANIFEST_PATH, input: encode(`${JSON.stringify(manifest, null, 1)}\n`), lastModified: MODIFIED };
}

async function* contentsOf({ scenarios, bodies, folders, projects, objects, records }: LibraryContent): AsyncGenerator<[string, Bytes]> {
  const kept = new Map(objects.map(({ sha256, bytes }) => [sha256, bytes]));
  const whole: ScenarioSummary[] = [];
  for (const row of sortOut(scenarios).rows) {
    const bytes = await soundBytes(row, [encode(bodies.get(row.id) ?? ""), kept.get(row.sha256)]);
    if (!bytes) continue;
    whole.push(row);
    yield [scenarioPath(row.id), bytes];
  }
  const placements = Object.fromEntries(whole.map((row) => [row.id, placementOf(row)]));
  yield [ORGANISATION_PATH, encode(encodeOrganisation({ folders, projects, placements }))];
  for (const { sha256, bytes } of objects) yield [objectPath(sha256), bytes];
  for (const { key, text } of records) yield [recordPath(key), encode(text)];
}

/** The first that has the checksum the scenario was saved with; a damaged document is left out where no version keeps it. */
async function soundBytes({ sha256 }: ScenarioSummary, candidates: readonly (Bytes | undefined)[]): Promise<Bytes | null> {
  for (const bytes of candidates) if (bytes && (await sha256Of(bytes)) === sha256) return bytes;
  return null;
}

const encode = (text: string): Bytes => new TextEncoder().encode(text);
