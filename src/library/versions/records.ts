import { jsonText } from "@/core/text";
import { z } from "zod";
import { notJson } from "@/core/document/jsonPlaces";
import { isPlainPath } from "@/core/names";
import { VersionError } from "./errors";
import { sha256Of } from "@/core/digest";
import type { TreeEntry } from "./ports";

const digest = z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256: 64 hexadecimal digits");

const entrySchema = z.strictObject({
  path: z.string().refine(isPlainPath, "must be a relative path inside the folder"),
  sha256: digest,
  size: z.int().min(0),
});

const treeSchema = z.strictObject({ entries: z.array(entrySchema) }).superRefine(({ entries }, context) => {
  const paths = new Set(entries.map(({ path }) => path));
  if (paths.size < entries.length) context.addIssue({ code: "custom", path: ["entries"], message: "a path is listed twice" });
});

/** `backup`: created automatically before a restore. */
export const VERSION_KINDS = ["version", "backup"] as const;

const versionSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{12}$/),
  name: z.string().min(1).max(200),
  description: z.string().max(10_000),
  kind: z.enum(VERSION_KINDS),
  /** Never cleaned up. */
  pinned: z.boolean(),
  createdAt: z.iso.datetime(),
  /** The object that lists the files. */
  tree: digest,
  files: z.int().min(0),
  /** Bytes of all files. */
  bytes: z.int().min(0),
});

/** A named, checksummed snapshot. */
export type VersionRecord = z.infer<typeof versionSchema>;

const journalSchema = z.strictObject({ restore: z.string(), backup: z.string() });
/** A restore in progress: what it restores, and the backup of what was there. */
export type Journal = z.infer<typeof journalSchema>;

const VERSION_PREFIX = "versions/";
export const versionKey = (id: string): string => `${VERSION_PREFIX}${id}`;
export const versionPrefix = VERSION_PREFIX;
export const JOURNAL_KEY = "journal";
/** Key of the last journal that could not be used. */
export const SET_ASIDE_KEY = "journal-set-aside";
/** Key of the id of the version that was created or restored last. */
export const CURRENT_KEY = "current";

function decode<Schema extends z.ZodType>(schema: Schema, text: string, what: string): z.output<Schema> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new VersionError(`${what} is damaged: ${notJson(text)}`);
  }
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new VersionError(`${what} is damaged: ${issue ? `${issue.path.join(".")}: ${issue.message}` : "unknown content"}`);
}

/** @throws VersionError if the text is damaged */
export function decodeVersion(text: string, key: string): VersionRecord {
  const record = decode(versionSchema, text, `the record ${key}`);
  if (versionKey(record.id) !== key) throw new VersionError(`the record ${key} is damaged: it contains the id ${record.id}`);
  return record;
}

/** @throws VersionError if the text is damaged */
export function decodeTree(text: string, sha256: string): TreeEntry[] {
  return decode(treeSchema, text, `the file list ${sha256}`).entries;
}

/** @throws VersionError if the text is damaged */
export function decodeJournal(text: string): Journal {
  return decode(journalSchema, text, "the journal of the restore");
}

/** A version's record: equal records give equal bytes, since the schema puts the keys in order. */
export const encodeVersion = (record: VersionRecord): string => jsonText(versionSchema.parse(record));

/** The list of a tree's files as an object: equal trees give equal bytes. */
export function encodeTree(entries: readonly TreeEntry[]): string {
  const sorted = entries.map(({ path, sha256, size }) => ({ path, sha256, size })).sort(byPath);
  return `{"entries":[\n${sorted.map((entry) => JSON.stringify(entry)).join(",\n")}\n]}\n`;
}

/** Plain code-unit order: the same on every machine, whatever its language. */
export const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

/** An id from everything that defines the version. */
export async function versionId({ name, createdAt, tree, kind }: Omit<VersionRecord, "id">): Promise<string> {
  return (await sha256Of(JSON.stringify([name, createdAt, tree, kind]))).slice(0, 12);
}
