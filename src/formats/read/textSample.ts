/** The first rows of a text file, without blanks around them and without empty ones, and where the file stands. */
export type TextSample = { path: string; rows: readonly string[] };
