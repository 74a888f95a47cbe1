export type { LockManagerPort } from "./autosave/locks";
export { ARCHIVE_LIMITS } from "./archive/unpack";
export { compareArchive, type ImportPreview } from "./archive/compare";
export { IMPORT_RULES, importArchive, type ImportResult, type ImportRule } from "./archive/import";
export { readArchive, type LibraryArchive } from "./archive/read";
export { archiveStream, writeArchive } from "./archive/write";
export { LibraryDatabase } from "./database";
export type { CameraProfile, FolderRow, ProjectRow, ScenarioSummary } from "./rows";
export { LibraryError, type LibraryFault } from "./errors";
export {
  createFollower,
  type FollowHost,
  type Follower,
  type LibraryLink,
  type NotSaved,
  type Overtaken,
  type OvertakenReason,
} from "./following";
export { LibraryGroups, folderWithin } from "./groups";
export { ScenarioLibrary, type BulkResult, type KeptScenario, type LibraryHost } from "./library";
export { scenarioFragment, scenarioInFragment } from "./link/scenarioLink";
export { whileAlone } from "./versions/alone";
export { SORT_KEYS, actorCount, findScenarios, tagsInUse, tagsToChoose, type LibraryQuery, type SortKey } from "./scenarios/search";
export type { DamagedRow } from "./scenarios/summary";
export { databaseStorage } from "./snapshots/databaseStorage";
export { databaseTree } from "./snapshots/databaseTree";
export { watchLibrary, watchVersions, type LibraryContent } from "./watch";
export { keepStorage, storageUse, type StorageUse } from "./storage";
