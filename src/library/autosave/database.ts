import Dexie, { type EntityTable } from "dexie";
import type { PictureRow } from "../pictures";

/** What is known about a draft without reading it. */
export type DraftRecord = {
  /** Of the draft, not of the scenario: a copy opened in a second tab is a separate draft. */
  id: string;
  /** Increases with every save; saving over a revision other than the one last seen is a conflict. */
  revision: number;
  name: string;
  savedAt: number;
};

/** A scenario as last worked on in one tab. Documents are validated when they are read, not trusted. */
export type DraftBody = {
  id: string;
  scenario: unknown;
  /** Keys of the pictures that are stored separately. */
  pictures: readonly string[];
  /** How the editor was set up: view, selection, playhead. */
  session: unknown;
};

export type DraftDatabase = Dexie & {
  drafts: EntityTable<DraftRecord, "id">;
  bodies: EntityTable<DraftBody, "id">;
  pictures: EntityTable<PictureRow, "key">;
};

/** Opens the autosave database, creating it if necessary. */
export function openDraftDatabase(name = "jaywalk-autosave"): DraftDatabase {
  const database = new Dexie(name) as DraftDatabase;
  database.version(1).stores({ drafts: "id, savedAt" });
  // Documents separate from the list, pictures separate from the documents.
  database
    .version(2)
    .stores({ drafts: "id, savedAt", bodies: "id, *pictures", pictures: "key" })
    .upgrade(async (transaction) => {
      const old = transaction.table<DraftRecord & { scenario?: unknown; session?: unknown }, string>("drafts");
      for (const id of await old.toCollection().primaryKeys()) {
        const draft = await old.get(id);
        if (!draft) continue;
        const { scenario, session, ...record } = draft;
        await transaction.table<DraftBody, string>("bodies").put({ id, scenario, pictures: [], session });
        await old.put(record);
      }
    });
  return database;
}
