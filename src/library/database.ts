import { Dexie, type EntityTable, type Table } from "dexie";
import type { PictureRow } from "./pictures";
import type { FileRow, FolderRow, ObjectRow, ProjectRow, RecordRow, ScenarioBody, ScenarioSummary, SettingRow } from "./rows";
import { takePicturesOut } from "./scenarios/takePicturesOut";

/** Everything that this browser stores, in one IndexedDB database. The schema's versions are listed in the constructor. */
export class LibraryDatabase extends Dexie {
  readonly scenarios!: EntityTable<ScenarioSummary, "id">;
  readonly bodies!: EntityTable<ScenarioBody, "id">;
  readonly pictures!: EntityTable<PictureRow, "key">;
  readonly files!: EntityTable<FileRow, "sha256">;
  readonly folders!: EntityTable<FolderRow, "id">;
  readonly projects!: EntityTable<ProjectRow, "id">;
  readonly objects!: EntityTable<ObjectRow, "sha256">;
  readonly records!: EntityTable<RecordRow, "key">;
  readonly settings!: Table<SettingRow, string>;

  constructor(name = "jaywalk-library") {
    super(name, Dexie.dependencies.indexedDB ? { indexedDB: unchangedIndexedDB() } : {});
    this.version(1).stores({
      scenarios: "id",
      bodies: "id",
      folders: "id",
      projects: "id",
      objects: "sha256",
      records: "key",
      settings: "key",
    });
    this.version(2)
      .stores({ bodies: "id, *pictures", pictures: "key", files: "sha256" })
      .upgrade((transaction) => takePicturesOut(transaction));
  }
}

/**
 * If a newer app has changed the database, Dexie would open it anyway and add what it misses: opening it without naming a version is
 * refused, so that the newer one is left alone.
 */
function unchangedIndexedDB(): Pick<IDBFactory, "open" | "deleteDatabase"> {
  return {
    open: (name, version) => {
      if (version === undefined) throw new DOMException(`The database ${name} has a newer version`, "VersionError");
      return indexedDB.open(name, version);
    },
    deleteDatabase: (name) => indexedDB.deleteDatabase(name),
  };
}
