import type { FindingList } from "../finding";
import type { IgnoredCollector } from "./ignoredCollector";
import type { ImportedVideo, InputFile, ReadOptions } from "./imported";
import type { ReadingChoices } from "./readings";
import type { TrackCollector } from "./trackCollector";
import type { UnmappedParts } from "./unmapped";

/** What a reader gets. */
export type ReaderInput = {
  /** The file that told the form. */
  main: InputFile;
  /** Its content, where it is JSON. */
  json: unknown;
  /** All files given, in the natural order of their paths, for forms that spread over several. */
  files: readonly InputFile[];
  /** Those among them that look like the form; `main` is the first. */
  candidates: readonly InputFile[];
  collector: TrackCollector;
  /** Takes regions to ignore, which are no truth. */
  ignored: IgnoredCollector;
  findings: FindingList;
  /** Takes what the reader has to leave behind. */
  unmapped: UnmappedParts;
  /** Asks what the files leave open. */
  readings: ReadingChoices;
  options: ReadOptions;
};

/** What a reader gives back beside the boxes it put into the collector. */
export type ReaderResult = {
  video: ImportedVideo;
  /** Id of the first track in this form (1 where ids count from 1). */
  firstId?: number;
  /** Further files it read. */
  alsoRead?: readonly InputFile[];
  /** All files it read, where the one that told the form may not be among them. */
  read?: readonly InputFile[];
};

export type Reader = (input: ReaderInput) => ReaderResult;

/** Key and value, where there is a value: keeps optional properties absent rather than undefined. */
export function optional<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  const result: Partial<Record<Key, Value>> = {};
  if (value !== undefined) result[key] = value;
  return result;
}

/** Last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Folder of a path, without the slash; empty at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}
