import { ScenarioError, salvageScenario, validateScenario, type PictureStore, type Salvaged, type SlimScenario } from "@/core/document";
import { imagesOf, storedScenario, withPicturesBack } from "../pictures";
import type { DraftBody, DraftDatabase, DraftRecord } from "./database";
import { clearJournal, readJournal, type JournalStorage } from "./journal";
import { holdLock, type LockManagerPort } from "./locks";

export type Draft = {
  readonly id: string;
  readonly revision: number;
  readonly scenario: SlimScenario;
  /** What could not be opened of it: one sentence for each part. */
  readonly leftOut: Salvaged["leftOut"];
  readonly session: unknown;
  /** Keys of the pictures that are stored with it. */
  readonly pictures: ReadonlySet<string>;
};
export type DraftSummary = Pick<DraftRecord, "id" | "name" | "savedAt">;

/** Older ones are removed. */
export const MAX_DRAFTS = 30;

/** Writes what pages left behind in their last moment into the database. */
export async function replayJournal(database: DraftDatabase, journal: JournalStorage, now: number): Promise<void> {
  for (const entry of readJournal(journal)) {
    const stored = await database.drafts.get(entry.id);
    const { id, revision, scenario, pictures, session } = entry;
    if (!stored || stored.revision < revision)
      await putDraft(database, { id, revision, name: nameOf(scenario), savedAt: now }, { id, scenario, pictures, session }, new Map());
    clearJournal(journal, entry.id);
  }
}

/** Drafts by the time of their last change, newest first, without their documents. */
export async function listDrafts(database: DraftDatabase): Promise<DraftSummary[]> {
  const drafts = await database.drafts.orderBy("savedAt").reverse().toArray();
  return drafts.map(({ id, name, savedAt }) => ({ id, name, savedAt }));
}

/** One draft, or part of it if some of it cannot be used. @throws ScenarioError if nothing can; the stored draft stays. */
export async function readDraft(database: DraftDatabase, id: string, store: PictureStore): Promise<Draft | null> {
  const [stored, body] = await Promise.all([database.drafts.get(id), database.bodies.get(id)]);
  if (!stored || !body) return null;
  const pictures = new Set<string>();
  const whole = await withPicturesBack(body.scenario, body.pictures, async (keys) => {
    const rows = await database.pictures.bulkGet([...keys]);
    for (const row of rows) if (row) pictures.add(row.key);
    return rows;
  });
  const { scenario, leftOut: invalid } = openedInPart(whole);
  const lost = imagesOf(
    body.scenario,
    body.pictures.filter((key) => !pictures.has(key)),
  );
  const leftOut = [...lost.map((name) => `the image “${name}” (it is no longer stored)`), ...invalid];
  return { id, revision: stored.revision, scenario: await store.slim(scenario), leftOut, session: body.session, pictures };
}

function openedInPart(raw: unknown): Salvaged {
  try {
    return { scenario: validateScenario(raw), leftOut: [] };
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return salvageScenario(raw);
  }
}

/** Only for a draft whose lock is held: a tab that has it open relies on its pictures. */
export async function deleteDraft(database: DraftDatabase, id: string): Promise<void> {
  const { drafts, bodies, pictures } = database;
  await database.transaction("rw", drafts, bodies, pictures, async () => {
    const body = await bodies.get(id);
    await drafts.delete(id);
    await bodies.delete(id);
    await dropUnused(database, body?.pictures ?? []);
  });
}

/**
 * What a draft needs again after undo, or when it is continued, is stored again with it: no tab relies on a picture that no draft shows.
 */
async function dropUnused({ bodies, pictures }: DraftDatabase, keys: readonly string[]): Promise<void> {
  for (const key of keys) if ((await bodies.where("pictures").equals(key).count()) === 0) await pictures.delete(key);
}

/** Stores a draft, as the newest of all, with the pictures that are not stored yet. */
async function putDraft(database: DraftDatabase, record: DraftRecord, body: DraftBody, given: ReadonlyMap<string, string>): Promise<void> {
  const { drafts, bodies, pictures } = database;
  await database.transaction("rw", drafts, bodies, pictures, async () => {
    const before = await bodies.get(record.id);
    await drafts.put({ ...record, savedAt: await afterAllOthers(database, record) });
    await bodies.put(body);
    const present = new Set(
      await pictures
        .where("key")
        .anyOf([...given.keys()])
        .primaryKeys(),
    );
    for (const [key, data] of given) if (!present.has(key)) await pictures.put({ key, data });
    await dropUnused(
      database,
      (before?.pictures ?? []).filter((key) => !body.pictures.includes(key)),
    );
  });
}

/** The time of saving, but always later than any other draft's: a clock that stands still or is set back does not change their order. */
async function afterAllOthers({ drafts }: DraftDatabase, { id, savedAt }: DraftRecord): Promise<number> {
  const newest = await drafts.orderBy("savedAt").last();
  if (!newest) return savedAt;
  return Math.max(savedAt, newest.id === id ? newest.savedAt : newest.savedAt + 1);
}

/** Thrown if another tab has saved the same draft since. */
export class DraftConflictError extends Error {
  override readonly name = "DraftConflictError";
}

/** Saves a draft over the revision last seen, and returns the new one and the keys of its pictures. @throws DraftConflictError */
export async function saveDraft(
  database: DraftDatabase,
  draft: { id: string; seenRevision: number; scenario: SlimScenario; session: unknown },
  { now, pictures: store }: { readonly now: () => number; readonly pictures: PictureStore },
): Promise<{ readonly revision: number; readonly pictures: ReadonlySet<string> }> {
  const { id, seenRevision, session } = draft;
  const { scenario, pictures } = storedScenario(draft.scenario, store);
  return database.transaction("rw", database.drafts, database.bodies, database.pictures, async () => {
    const stored = await database.drafts.get(id);
    if (stored && stored.revision !== seenRevision) throw new DraftConflictError(`draft ${id} is at revision ${stored.revision}`);
    const revision = seenRevision + 1;
    await putDraft(
      database,
      { id, revision, name: scenario.name, savedAt: now() },
      { id, scenario, pictures: [...pictures.keys()], session },
      pictures,
    );
    return { revision, pictures: new Set(pictures.keys()) };
  });
}

/** Removes the oldest drafts beyond the limit; those open in a tab stay. */
export async function pruneDrafts(database: DraftDatabase, locks: LockManagerPort | null): Promise<void> {
  const drafts = await listDrafts(database);
  for (const { id } of drafts.slice(MAX_DRAFTS)) {
    const release = await holdLock(locks, id);
    if (!release) continue;
    await deleteDraft(database, id);
    await release();
  }
}

const nameOf = (scenario: unknown): string =>
  typeof scenario === "object" && scenario !== null && "name" in scenario && typeof scenario.name === "string"
    ? scenario.name
    : "Untitled scenario";
