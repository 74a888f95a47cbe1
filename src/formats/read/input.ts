import type { FindingList } from "../finding";
import type { IgnoredCollector } from "./ignoredCollector";
import type { ImportedVideo, InputFile, ReadOptions } from "./imported";
import type { ReadingChoices } from "./readings";
import type { TrackCollector } from "./trackCollector";
import type { UnmappedParts } from "./unmapped";

/** The input of a reader. */
export type ReaderInput = {
  /** The file from which the format was detected. */
  main: InputFile;
  /** Its content, if it is JSON. */
  json: unknown;
  /** All files given, in the natural order of their paths, for formats that are spread over several. */
  files: readonly InputFile[];
  /** Those among them that look like the format; `main` is the first. */
  candidates: readonly InputFile[];
  collector: TrackCollector;
  /** Receives regions to ignore, which are not truth. */
  ignored: IgnoredCollector;
  findings: FindingList;
  /** Receives what the reader cannot keep. */
  unmapped: UnmappedParts;
  /** Asks what the files leave open. */
  readings: ReadingChoices;
  options: ReadOptions;
};

/** What a reader returns in addition to the boxes it put into the collector. */
export type ReaderResult = {
  video: ImportedVideo;
  /** Id of the first track in this format (1 if ids count from 1). */
  firstId?: number;
  /** Further files it read. */
  alsoRead?: readonly InputFile[];
  /** All files it read, if the one from which the format was detected may not be among them. */
  read?: readonly InputFile[];
};

export type Reader = (input: ReaderInput) => ReaderResult;

/** Key and value, if there is a value: keeps optional properties absent rather than undefined. */
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
