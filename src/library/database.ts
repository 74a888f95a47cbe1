import { Dexie, type EntityTable, type Table } from "dexie";
import type { PictureRow } from "./pictures";
import { takePicturesOut } from "./scenarios/takePicturesOut";

/**
 * What the library shows of a scenario. It stands apart from the scenario itself, so that a list of thousands opens
 * without reading their documents.
 */
export type ScenarioSummary = {
  id: string;
  name: string;
  description: string;
  tags: string[];
  /** Null: not in a folder. */
  folderId: string | null;
  /** Null: in no project. */
  projectId: string | null;
  /** Milliseconds since 1970, as from `Date.now()`. */
  createdAt: number;
  updatedAt: number;
  /** Null: not in the trash. */
  trashedAt: number | null;
  /** Counts the changes; a writer that read an older one is refused. */
  revision: number;
  /** SHA-256 of the document's bytes; of pictures, it has the keys. */
  sha256: string;
  /** Size of the document in bytes, with its pictures. */
  bytes: number;
  width: number;
  height: number;
  fps: number;
  durationFrames: number;
  sceneKind: string;
  weather: string[];
  /** Actors by type. */
  actors: Record<string, number>;
};

/** The scenario document itself, as the text of a scenario file. */
export type ScenarioBody = {
  id: string;
  text: string;
  /** Keys of the pictures that are kept beside it: the text has them in place of the pictures' data. */
  pictures: readonly string[];
};

/** What a document with pictures is as a file, worked out once: by the digest of the text without them. */
export type FileRow = { sha256: string; file: { sha256: string; bytes: number } };

export type FolderRow = { id: string; name: string; parentId: string | null };

export type CameraProfile = { model: string; view: string; lens: string; signal: string };

/** Scenarios filmed by one camera. */
export type ProjectRow = { id: string; name: string; description: string; camera: CameraProfile };

/** Content of versions, kept once under its SHA-256. */
export type ObjectRow = { sha256: string; bytes: Uint8Array<ArrayBuffer> };

/** Small records of the versions: one each, the journal of a restore, and which one is current. */
export type RecordRow = { key: string; text: string };

export type SettingRow = { key: string; value: unknown };

/** All that this browser keeps, in one IndexedDB database. The schema's versions are listed in the constructor. */
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
 * Where a newer app has changed the database, Dexie would open it all the same and add what it misses there: opening it
 * without naming a version is refused, so that the newer one is left alone.
 */
function unchangedIndexedDB(): Pick<IDBFactory, "open" | "deleteDatabase"> {
  return {
    open: (name, version) => {
      if (version === undefined) throw new DOMException(`The database ${name} is of a newer version`, "VersionError");
      return indexedDB.open(name, version);
    },
    deleteDatabase: (name) => indexedDB.deleteDatabase(name),
  };
}
