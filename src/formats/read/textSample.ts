/** The first rows of a text file, trimmed and without empty ones, and the file's path. */
export type TextSample = { path: string; rows: readonly string[] };
