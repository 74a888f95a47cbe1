import Dexie, { type EntityTable } from "dexie";

/** A scenario as last worked on in one tab. Documents are checked when they are read, not trusted. */
export type DraftRecord = {
  /** Of the draft, not of the scenario: a copy opened in a second tab is a draft of its own. */
  id: string;
  /** Grows with every save; who saves over a revision that is not the one last seen has been overtaken. */
  revision: number;
  name: string;
  savedAt: number;
  scenario: unknown;
  /** How the editor was set up: view, selection, playhead. */
  session: unknown;
};

export type DraftDatabase = Dexie & { drafts: EntityTable<DraftRecord, "id"> };

/** Opens the autosave database; it is made where there is none. */
export function openDraftDatabase(name = "jaywalk-autosave"): DraftDatabase {
  const database = new Dexie(name) as DraftDatabase;
  database.version(1).stores({ drafts: "id, savedAt" });
  return database;
}
