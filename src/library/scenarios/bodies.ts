import { jsonText } from "@/core/text";
import { parseDocument, validateScenario, type PictureStore, type SlimScenario } from "@/core/document";
import type { LibraryDatabase } from "../database";
import type { ScenarioBody, ScenarioSummary } from "../rows";
import { withPicturesBack, type PictureRow } from "../pictures";
import { sha256Of } from "@/core/digest";
import { describeText, type DocumentText } from "./summary";

/** Stores documents with the pictures that are not stored yet, and removes pictures that no document shows any more. In a transaction. */
export async function putBodies(
  { bodies, pictures }: LibraryDatabase,
  documents: readonly { readonly id: string; readonly document: DocumentText }[],
): Promise<void> {
  const before = await bodies.bulkGet(documents.map(({ id }) => id));
  await bodies.bulkPut(documents.map(({ id, document }) => ({ id, text: document.text, pictures: [...document.pictures.keys()] })));
  const given = new Map(documents.flatMap(({ document }) => [...document.pictures]));
  const present = new Set(
    await pictures
      .where("key")
      .anyOf([...given.keys()])
      .primaryKeys(),
  );
  for (const [key, data] of given) if (!present.has(key)) await pictures.put({ key, data });
  await dropUnused(
    { bodies, pictures },
    before.flatMap((body) => body?.pictures ?? []),
  );
}

/** Deletes documents, and the pictures that only they showed. In a transaction. */
export async function deleteBodies({ bodies, pictures }: LibraryDatabase, ids: readonly string[]): Promise<void> {
  const before = await bodies.bulkGet([...ids]);
  await bodies.bulkDelete([...ids]);
  await dropUnused(
    { bodies, pictures },
    before.flatMap((body) => body?.pictures ?? []),
  );
}

async function dropUnused({ bodies, pictures }: Pick<LibraryDatabase, "bodies" | "pictures">, keys: readonly string[]): Promise<void> {
  for (const key of new Set(keys)) if ((await bodies.where("pictures").equals(key).count()) === 0) await pictures.delete(key);
}

/**
 * A document, its pictures taken into a store; null if one of them is missing or damaged. @throws ScenarioError if the document is not a
 * valid scenario
 */
export async function readBody(
  { pictures }: Pick<LibraryDatabase, "pictures">,
  { text, pictures: keys }: ScenarioBody,
  store: PictureStore,
): Promise<SlimScenario | null> {
  const rows = await pictures.bulkGet([...keys]);
  if (rows.includes(undefined)) return null;
  const scenario = await store.slim(validateScenario(await withPicturesBack(parseDocument(text), keys, () => Promise.resolve(rows))));
  // A damaged one has another digest than the one it was stored under.
  const found = new Set(Object.values(scenario.assets).map(({ data }) => data.sha256));
  return keys.every((key) => found.has(key)) ? scenario : null;
}

/** A document with its pictures, unchecked; null if one of them is missing or damaged. @throws ScenarioError if it is not JSON */
async function wholeDocument(database: LibraryDatabase, { text, pictures }: ScenarioBody): Promise<unknown> {
  const rows = await soundPictures(database, pictures);
  return rows ? withPicturesBack(parseDocument(text), pictures, () => Promise.resolve(rows)) : null;
}

/** The text of a document's file; null if one of its pictures is missing or damaged. */
export async function fileText(database: LibraryDatabase, body: ScenarioBody): Promise<string | null> {
  if (body.pictures.length === 0) return body.text;
  const whole = await wholeDocument(database, body);
  return whole === null ? null : jsonText(whole);
}

/** Whether a document has the checksum it was saved with, and all its pictures have theirs. */
export async function isIntact(database: LibraryDatabase, { id, sha256 }: Pick<ScenarioSummary, "id" | "sha256">): Promise<boolean> {
  const body = await database.bodies.get(id);
  return body !== undefined && (await describeText(body.text)).sha256 === sha256 && (await soundPictures(database, body.pictures)) !== null;
}

async function soundPictures({ pictures }: LibraryDatabase, keys: readonly string[]): Promise<PictureRow[] | null> {
  const rows: PictureRow[] = [];
  for (const key of keys) {
    const row = await pictures.get(key);
    if (!row || (await sha256Of(row.data)) !== key) return null;
    rows.push(row);
  }
  return rows;
}

/** Ids of the documents that have pictures. */
export async function picturedIds({ bodies }: LibraryDatabase): Promise<ReadonlySet<string>> {
  return new Set(await bodies.where("pictures").notEqual("").primaryKeys());
}

/** Digest and size of the file that a document would be: computed once for each state of it. Null if it is damaged. */
export async function fileOf(
  database: LibraryDatabase,
  row: ScenarioSummary,
  pictured: boolean,
): Promise<{ sha256: string; bytes: number } | null> {
  if (!pictured) return { sha256: row.sha256, bytes: row.bytes };
  const known = await database.files.get(row.sha256);
  if (known) return known.file;
  const body = await database.bodies.get(row.id);
  if (!body || (await describeText(body.text)).sha256 !== row.sha256) return null;
  const text = await fileText(database, body);
  if (text === null) return null;
  const file = await describeText(text);
  await database.files.put({ sha256: row.sha256, file });
  return file;
}
