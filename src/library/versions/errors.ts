/** A request about versions that cannot be fulfilled; `message` says what, where and how to fix it. */
export class VersionError extends Error {
  override readonly name = "VersionError";
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
