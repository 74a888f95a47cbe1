import { DetectionFileError } from "@/formats/detections";
import { EvaluationError, ProfileError } from "@/detection";
import { DetectorError } from "@/detectors/detector";
import { ScenarioError } from "@/core/document";
import { DatasetError } from "@/datasets";
import { ExchangeError } from "@/exchange";
import { ExportError } from "@/export/errors";
import { FormatError } from "@/formats";
import { SearchError } from "@/search";
import { SuiteError } from "@/suite";
import { VersionError } from "@/library/versions";

/** Bad usage or bad input: the message names it and says how to correct it. Exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const INPUT_ERRORS = [
  UsageError,
  ScenarioError,
  FormatError,
  SearchError,
  SuiteError,
  VersionError,
  DetectionFileError,
  EvaluationError,
  ProfileError,
  DatasetError,
  ExchangeError,
];

/** The file system's complaint, to be printed after the path; status 2 if a different path would help. */
const FILE_FAULTS: Record<string, { readonly words: string; readonly status: 1 | 2 }> = {
  ENOENT: { words: "does not exist, or its folder does not", status: 2 },
  ENOTDIR: { words: "has a file where a folder is expected; name an existing folder", status: 2 },
  EEXIST: { words: "already exists and is a file", status: 2 },
  EISDIR: { words: "is a folder; name a file in it", status: 2 },
  EACCES: { words: "permission denied; choose another place, or change its permissions", status: 2 },
  EPERM: { words: "operation not permitted; choose another place, or change its permissions", status: 2 },
  EROFS: { words: "is on a read-only file system; choose another place", status: 2 },
  ENAMETOOLONG: { words: "is too long a name for the file system; choose a shorter one", status: 2 },
  ELOOP: { words: "goes through a loop of links; choose another place", status: 2 },
  ENOSPC: { words: "cannot be written: the disk is full; free some space, or choose another place", status: 1 },
  EDQUOT: { words: "cannot be written: your disk quota is used up; free some space, or choose another place", status: 1 },
  EIO: { words: "cannot be reached: the disk failed", status: 1 },
};

/** The system's code of an error, such as `ENOENT`; empty for errors of another kind. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** An error's message, with the file system's codes in words. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const words = fileFaultOf(error);
  if (words === null || !("syscall" in error)) return error.message;
  return `${"path" in error && typeof error.path === "string" ? error.path : "this file"} ${words}`;
}

/** The file system's complaint, to be printed after the path: `is a folder; name a file in it`. Null for other errors. */
export function fileFaultOf(error: unknown): string | null {
  return FILE_FAULTS[codeOf(error)]?.words ?? null;
}

/** The exit status for a fault: 2 for what the caller can correct on the command line or in a file, 1 for failed work. */
export function exitStatusOf(error: unknown): 1 | 2 {
  if (error instanceof DetectorError) return error.fault === "input" ? 2 : 1;
  if (error instanceof ExportError) return error.fault === "request" ? 2 : 1;
  if (INPUT_ERRORS.some((kind) => error instanceof kind)) return 2;
  return FILE_FAULTS[codeOf(error)]?.status ?? 1;
}

/**
 * A message on one line: line breaks between faults become semicolons. Other control characters are removed: a terminal would obey those
 * in a hostile file.
 */
export function oneLine(message: string): string {
  return message.replace(/(?<=[^\s.:;,])\s*\n\s*/g, "; ").replace(/\s*\p{Cc}+\s*/gu, " ");
}
