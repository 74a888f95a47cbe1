export { DEFAULT_KEEP, cleanupVersions, type Cleanup } from "./cleanup";
export { bytesOf, contentOf, sha256Of, textOf } from "./content";
export { describeVersionDiff } from "./diff/describe";
export { diffSides, sideOfPresent, sideOfVersion, type VersionDiff } from "./diff/versionDiff";
export { VersionError } from "./errors";
export type { ObjectStore, RecordStore, TreeEntry, VersionStorage, WorkingTree } from "./ports";
export { byPath, isSafePath, type VersionRecord } from "./records";
export { verifyVersions, type Damage, type Verification } from "./verify";
export { Versions, type ListedVersions, type Restored } from "./versions";
