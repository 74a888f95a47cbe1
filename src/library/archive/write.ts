import { downloadZip } from "client-zip";
import type { LibraryDatabase } from "../database";
import { guarded } from "../errors";
import { databaseTree } from "../snapshots/databaseTree";
import { bytesOf, sha256Of } from "../versions";
import { versionPrefix } from "../versions/records";
import { MANIFEST_PATH, objectPath, recordPath, type ArchiveManifest } from "./layout";

type ArchiveFile = { readonly name: string; readonly input: Uint8Array<ArrayBuffer> | string; readonly lastModified: Date };

/** A ZIP's times are the same for the same content. 1980 is the earliest that the format knows. */
const MODIFIED = new Date(1980, 0, 1);

/** The whole library, its versions too, as one ZIP. @throws LibraryError */
export async function writeArchive(database: LibraryDatabase): Promise<Blob> {
  return guarded(() => downloadZip(archiveFiles(database)).blob());
}

async function* archiveFiles(database: LibraryDatabase): AsyncGenerator<ArchiveFile> {
  const files: ArchiveManifest["files"] = {};
  const tree = databaseTree(database);
  for (const { path, sha256, size } of await tree.entries()) {
    files[path] = { size, sha256 };
    yield { name: path, input: await bytesOf(await tree.read(path)), lastModified: MODIFIED };
  }
  for (const sha256 of await database.objects.toCollection().primaryKeys()) {
    const row = await database.objects.get(sha256);
    if (!row) continue;
    files[objectPath(sha256)] = { size: row.bytes.byteLength, sha256: await sha256Of(row.bytes) };
    yield { name: objectPath(sha256), input: row.bytes, lastModified: MODIFIED };
  }
  for (const { key, text } of await database.records.where("key").startsWith(versionPrefix).toArray()) {
    const bytes = new TextEncoder().encode(text);
    files[recordPath(key)] = { size: bytes.byteLength, sha256: await sha256Of(bytes) };
    yield { name: recordPath(key), input: text, lastModified: MODIFIED };
  }
  const manifest: ArchiveManifest = { format: "jaywalk-library-archive/1", files };
  yield { name: MANIFEST_PATH, input: `${JSON.stringify(manifest, null, 1)}\n`, lastModified: MODIFIED };
}
