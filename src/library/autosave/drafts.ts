import { validateScenario, type Scenario } from "@/core/document";
import type { DraftDatabase, DraftRecord } from "./database";
import { clearJournal, readJournal, type JournalStorage } from "./journal";
import { holdLock, type LockManagerPort } from "./locks";

export type Draft = { readonly id: string; readonly revision: number; readonly scenario: Scenario; readonly session: unknown };
export type DraftSummary = Pick<DraftRecord, "id" | "name" | "savedAt">;

/** Older ones are removed. */
export const MAX_DRAFTS = 30;

/** Writes what pages left behind in their last moment into the database. */
export async function replayJournal(database: DraftDatabase, journal: JournalStorage, now: number): Promise<void> {
  for (const entry of readJournal(journal)) {
    const stored = await database.drafts.get(entry.id);
    if (!stored || stored.revision < entry.revision)
      await database.drafts.put({ ...entry, name: nameOf(entry.scenario), savedAt: now });
    clearJournal(journal, entry.id);
  }
}

/** Drafts by the time of their last change, newest first, without their documents. */
export async function listDrafts(database: DraftDatabase): Promise<DraftSummary[]> {
  const drafts = await database.drafts.orderBy("savedAt").reverse().toArray();
  return drafts.map(({ id, name, savedAt }) => ({ id, name, savedAt }));
}

/** One draft, checked. @throws ScenarioError for a document that cannot be used; the stored draft stays. */
export async function readDraft(database: DraftDatabase, id: string): Promise<Draft | null> {
  const stored = await database.drafts.get(id);
  if (!stored) return null;
  const { revision, scenario, session } = stored;
  return { id, revision, scenario: validateScenario(scenario), session };
}

export async function deleteDraft(database: DraftDatabase, id: string): Promise<void> {
  await database.drafts.delete(id);
}

/** Thrown where another tab has saved the same draft since. */
export class OvertakenError extends Error {
  override readonly name = "OvertakenError";
}

/** Saves a draft over the revision last seen, and gives the new one. @throws OvertakenError */
export async function saveDraft(
  database: DraftDatabase,
  draft: { id: string; seenRevision: number; scenario: Scenario; session: unknown },
  now: number,
): Promise<number> {
  const { id, seenRevision, scenario, session } = draft;
  return database.transaction("rw", database.drafts, async () => {
    const stored = await database.drafts.get(id);
    if (stored && stored.revision !== seenRevision) throw new OvertakenError(`draft ${id} is at revision ${stored.revision}`);
    const revision = seenRevision + 1;
    await database.drafts.put({ id, revision, name: scenario.name, savedAt: now, scenario, session });
    return revision;
  });
}

/** Removes the oldest drafts beyond the number that is kept; those open in a tab stay. */
export async function pruneDrafts(database: DraftDatabase, locks: LockManagerPort | null): Promise<void> {
  const drafts = await listDrafts(database);
  for (const { id } of drafts.slice(MAX_DRAFTS)) {
    const release = await holdLock(locks, id);
    if (!release) continue;
    await deleteDraft(database, id);
    release();
  }
}

const nameOf = (scenario: unknown): string =>
  typeof scenario === "object" && scenario !== null && "name" in scenario && typeof scenario.name === "string"
    ? scenario.name
    : "Untitled scenario";
