import { z } from "zod";
import type { FolderRow, ProjectRow } from "../rows";
import { LibraryError } from "../errors";
import { placementSchema, type Placement } from "../scenarios/summary";

const identifier = z.string().regex(/^[\w-]{1,100}$/);
const name = z.string().min(1).max(100);

const organisationSchema = z.strictObject({
  format: z.literal("jaywalk-library/1"),
  folders: z.array(z.strictObject({ id: identifier, name, parentId: identifier.nullable() })).max(10_000),
  projects: z
    .array(
      z.strictObject({
        id: identifier,
        name,
        description: z.string().max(10_000),
        camera: z.strictObject({
          model: z.string().max(200),
          view: z.string().max(200),
          lens: z.string().max(200),
          signal: z.string().max(200),
        }),
      }),
    )
    .max(10_000),
  placements: z.record(identifier, placementSchema),
});

/** `library.json`: how the scenarios are organised, by their ids. */
export type Organisation = {
  readonly folders: readonly FolderRow[];
  readonly projects: readonly ProjectRow[];
  readonly placements: Readonly<Record<string, Placement>>;
};

export const ORGANISATION_PATH = "library.json";
export const scenarioPath = (id: string): string => `scenarios/${id}.json`;
/** Id in a path such as `scenarios/ID.json`; null for other paths. */
export const idInPath = (path: string): string | null => /^scenarios\/([\w-]{1,100})\.json$/.exec(path)?.[1] ?? null;

/** Equal libraries give equal bytes: everything in order of id. */
export function encodeOrganisation({ folders, projects, placements }: Organisation): string {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const document = {
    format: "jaywalk-library/1",
    folders: folders.map(({ id, name: label, parentId }) => ({ id, name: label, parentId })).sort(byId),
    projects: projects.map(({ id, name: label, description, camera }) => ({ id, name: label, description, camera })).sort(byId),
    placements: Object.fromEntries(Object.entries(placements).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

/** @throws LibraryError if the text is damaged */
export function decodeOrganisation(text: string): Organisation {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new LibraryError("damaged", `${ORGANISATION_PATH} is damaged: it is not JSON.`);
  }
  const result = organisationSchema.safeParse(raw);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new LibraryError(
    "damaged",
    `${ORGANISATION_PATH} is damaged: ${issue ? `${issue.path.join(".")}: ${issue.message}` : "unknown content"}.`,
  );
}
