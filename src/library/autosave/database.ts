import Dexie, { type EntityTable } from "dexie";
import type { PictureRow } from "../pictures";

/** What is told of a draft without reading it. */
export type DraftRecord = {
  /** Of the draft, not of the scenario: a copy opened in a second tab is a draft of its own. */
  id: string;
  /** Grows with every save; who saves over a revision that is not the one last seen has been overtaken. */
  revision: number;
  name: string;
  savedAt: number;
};

/** A scenario as last worked on in one tab. Documents are checked when they are read, not trusted. */
export type DraftBody = {
  id: string;
  scenario: unknown;
  /** Keys of the pictures that are kept beside it. */
  pictures: readonly string[];
  /** How the editor was set up: view, selection, playhead. */
  session: unknown;
};

export type DraftDatabase = Dexie & {
  drafts: EntityTable<DraftRecord, "id">;
  bodies: EntityTable<DraftBody, "id">;
  pictures: EntityTable<PictureRow, "key">;
};

/** Opens the autosave database; it is made where there is none. */
export function openDraftDatabase(name = "jaywalk-autosave"): DraftDatabase {
  const database = new Dexie(name) as DraftDatabase;
  database.version(1).stores({ drafts: "id, savedAt" });
  // Documents apart from the list, pictures apart from the documents.
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
