import { DetectionFileError, EvaluationError, ProfileError } from "@/core/detection";
import { ScenarioError } from "@/core/document";
import { DatasetError } from "@/datasets";
import { ExportError } from "@/export/errors";
import { FormatError } from "@/formats";
import { SuiteError } from "@/suite";
import { VersionError } from "@/library/versions";

/** Bad usage or bad input: the message names it and says how to mend it. Exit status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const INPUT_ERRORS = [UsageError, ScenarioError, FormatError, SuiteError, VersionError, DetectionFileError, EvaluationError, ProfileError, DatasetError];

/** The exit status for a fault: 2 for what the caller can mend on the command line or in a file, 1 for failed work. */
export function exitStatusOf(error: unknown): 1 | 2 {
  if (error instanceof ExportError) return error.fault === "request" ? 2 : 1;
  return INPUT_ERRORS.some((kind) => error instanceof kind) ? 2 : 1;
}

/**
 * A message on one line, faults on lines of their own parted by semicolons. Other control characters go: a terminal would
 * obey those of a hostile file.
 */
export function oneLine(message: string): string {
  return message.replace(/(?<=[^\s.:;,])\s*\n\s*/g, "; ").replace(/\s*\p{Cc}+\s*/gu, " ");
}
