import { jsonText } from "@/core/text";
import { z } from "zod";
import {
  annotatedActors,
  ACTOR_TYPES,
  PictureStore,
  parseDocument,
  serializeScenario,
  type Scenario,
  type SlimScenario,
  type WholeScenario,
} from "@/core/document";
import { conditionsOf } from "@/core/weather";
import type { ScenarioSummary } from "../rows";
import { storedScenario } from "../pictures";
import { sha256Of } from "@/core/digest";

const count = z.number().min(0);
const identifier = z.string().regex(/^[\w-]{1,100}$/);

/** Ids that may occur in a path of a version or an archive. */
export const isRecordId = (id: string): boolean => identifier.safeParse(id).success;

/** The parts of a summary that the user decides, not the document. */
export const placementSchema = z.strictObject({
  tags: z.array(z.string().min(1).max(60)).max(50),
  folderId: identifier.nullable(),
  projectId: identifier.nullable(),
  createdAt: count,
  updatedAt: count,
  trashedAt: count.nullable(),
});
export type Placement = z.infer<typeof placementSchema>;

const summarySchema = z.strictObject({
  id: identifier,
  name: z.string(),
  description: z.string(),
  ...placementSchema.shape,
  revision: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: count,
  width: count,
  height: count,
  fps: z.number().positive(),
  durationFrames: count,
  sceneKind: z.string(),
  weather: z.array(z.string()),
  actors: z.record(z.string(), count),
});

/** The document as it is stored, with its digest: its pictures are stored separately, under their keys. */
export type DocumentText = {
  readonly text: string;
  readonly sha256: string;
  /** Including the pictures. */
  readonly bytes: number;
  readonly pictures: ReadonlyMap<string, string>;
};

/** @throws ScenarioError if the scenario is not valid */
export async function documentText(scenario: SlimScenario, store: PictureStore): Promise<DocumentText> {
  const stored = storedScenario(scenario, store);
  return withPictures(serializeScenario(stored.scenario), stored.pictures);
}

/** The same for a scenario file, which may have an older version: only its pictures are changed. */
export async function documentOfText(text: string, scenario: WholeScenario): Promise<DocumentText> {
  if (Object.keys(scenario.assets).length === 0) return withPictures(text, new Map());
  const store = new PictureStore();
  const stored = storedScenario(await store.slim(scenario), store);
  return withPictures(jsonText(withOtherData(parseDocument(text), stored.scenario.assets)), stored.pictures);
}

function withOtherData(raw: unknown, assets: WholeScenario["assets"]): unknown {
  if (typeof raw !== "object" || raw === null || !("assets" in raw) || typeof raw.assets !== "object" || raw.assets === null) return raw;
  const others = Object.entries(raw.assets).map(([id, asset]: [string, unknown]) => {
    const data = assets[id]?.data;
    return [id, typeof asset === "object" && data !== undefined ? { ...asset, data } : asset];
  });
  return { ...raw, assets: Object.fromEntries(others) as unknown };
}

async function withPictures(text: string, pictures: ReadonlyMap<string, string>): Promise<DocumentText> {
  const { sha256, bytes } = await describeText(text);
  const data = [...pictures.values()].reduce((sum, { length }) => sum + length, 0);
  return { text, sha256, bytes: bytes + data, pictures };
}

export async function describeText(text: string): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const bytes = new TextEncoder().encode(text);
  return { sha256: await sha256Of(bytes), bytes: bytes.byteLength };
}

/** What the library shows of a scenario. */
export function summaryOf(
  scenario: Scenario,
  { sha256, bytes }: Pick<DocumentText, "sha256" | "bytes">,
  placement: Placement,
  revision: number,
): ScenarioSummary {
  const { id, name, description, video, scene, weather, light = [] } = scenario;
  const { width, height, fps, durationFrames } = video;
  const byType = ACTOR_TYPES.map((type): [string, number] => [
    type,
    annotatedActors(scenario).filter((actor) => actor.type === type).length,
  ]);
  return {
    id,
    name,
    description,
    ...placement,
    revision,
    sha256,
    bytes,
    width,
    height,
    fps,
    durationFrames,
    sceneKind: scene.kind,
    weather: conditionsOf({ weather, light }),
    actors: Object.fromEntries(byType.filter(([, number]) => number > 0)),
  };
}

export function placementOf({ tags, folderId, projectId, createdAt, updatedAt, trashedAt }: ScenarioSummary): Placement {
  return { tags, folderId, projectId, createdAt, updatedAt, trashedAt };
}

/** A row of the list that cannot be used. */
export type DamagedRow = { readonly id: string; readonly name: string; readonly reason: string };

/** Separates usable rows from damaged ones: one bad row must not hide the others. */
export function separateDamaged(rows: readonly unknown[]): { rows: ScenarioSummary[]; damaged: DamagedRow[] } {
  const usable: ScenarioSummary[] = [];
  const damaged: DamagedRow[] = [];
  for (const row of rows) {
    const result = summarySchema.safeParse(row);
    if (result.success) usable.push(result.data);
    else
      damaged.push({ ...labelOf(row), reason: result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ") });
  }
  return { rows: usable, damaged };
}

function labelOf(row: unknown): { id: string; name: string } {
  const fields: { id?: unknown; name?: unknown } = typeof row === "object" && row !== null ? row : {};
  return { id: typeof fields.id === "string" ? fields.id : "", name: typeof fields.name === "string" ? fields.name : "unnamed" };
}
