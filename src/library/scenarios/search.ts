import type { ScenarioSummary } from "../rows";
import { secondsOf } from "@/core/timeline";

/** `all`: in every folder; `none`: in no folder; otherwise a folder's id, with the folders in it. */
export type LibraryQuery = {
  readonly text: string;
  readonly tags: readonly string[];
  readonly folders: "all" | "none" | ReadonlySet<string>;
  readonly projectId: string | null;
  readonly trash: boolean;
  readonly sort: SortKey;
  readonly descending: boolean;
};

export const SORT_KEYS = ["updatedAt", "createdAt", "name", "duration", "actors"] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** Rows that match a query, in its order. Every word must be found in name, description, tags, scene, weather or types. */
export function findScenarios(rows: readonly ScenarioSummary[], query: LibraryQuery): ScenarioSummary[] {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (row: ScenarioSummary): boolean =>
    (row.trashedAt !== null) === query.trash &&
    (query.folders === "all" ||
      (query.folders === "none" ? row.folderId === null : row.folderId !== null && query.folders.has(row.folderId))) &&
    (query.projectId === null || row.projectId === query.projectId) &&
    query.tags.every((tag) => row.tags.includes(tag)) &&
    hasWords(row, words);
  const sign = query.descending ? -1 : 1;
  return rows.filter(fits).sort((a, b) => sign * compare(a, b, query.sort) || compareText(a.name, b.name) || compareText(a.id, b.id));
}

function hasWords({ name, description, tags, sceneKind, weather, actors }: ScenarioSummary, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [name, description, ...tags, sceneKind.replaceAll("_", " "), ...weather, ...Object.keys(actors)].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

function compare(a: ScenarioSummary, b: ScenarioSummary, key: SortKey): number {
  switch (key) {
    case "updatedAt":
      return a.updatedAt - b.updatedAt;
    case "createdAt":
      return a.createdAt - b.createdAt;
    case "name":
      return compareText(a.name, b.name);
    case "duration":
      return secondsOf(a.durationFrames, a.fps) - secondsOf(b.durationFrames, b.fps);
    case "actors":
      return actorCount(a) - actorCount(b);
  }
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const compareText = (a: string, b: string): number => collator.compare(a, b);

export const actorCount = ({ actors }: Pick<ScenarioSummary, "actors">): number =>
  Object.values(actors).reduce((sum, count) => sum + count, 0);

/** All tags in use, the most used first. */
export function tagsInUse(rows: readonly ScenarioSummary[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { tags, trashedAt } of rows) if (trashedAt === null) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => b.count - a.count || compareText(a.tag, b.tag));
}

/** Tags in use and the selected ones: those can be deselected even after their last scenario is gone. */
export function tagsToChoose(rows: readonly ScenarioSummary[], chosen: readonly string[]): { tag: string; count: number }[] {
  const used = tagsInUse(rows);
  const gone = chosen.filter((tag) => !used.some((other) => other.tag === tag));
  return [...used, ...gone.map((tag) => ({ tag, count: 0 }))];
}
