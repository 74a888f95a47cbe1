/**
 * What the library shows of a scenario. It is stored separately from the scenario itself, so that a list of thousands opens without
 * reading their documents.
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
  /** SHA-256 of the document's bytes, in which pictures are replaced by their keys. */
  sha256: string;
  /** Size of the document in bytes, including its pictures. */
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
  /** Keys of the pictures that are stored separately: the text has them instead of the pictures' data. */
  pictures: readonly string[];
};

/** The file that a document with pictures would be, computed once: by the digest of the text without them. */
export type FileRow = { sha256: string; file: { sha256: string; bytes: number } };

export type FolderRow = { id: string; name: string; parentId: string | null };

export type CameraProfile = { model: string; view: string; lens: string; signal: string };

/** Scenarios filmed by one camera. */
export type ProjectRow = { id: string; name: string; description: string; camera: CameraProfile };

/** Content of versions, stored once under its SHA-256. */
export type ObjectRow = { sha256: string; bytes: Uint8Array<ArrayBuffer> };

/** Small records of the versions: one each, the journal of a restore, and which one is current. */
export type RecordRow = { key: string; text: string };

export type SettingRow = { key: string; value: unknown };
