import type { PictureStore, SlimScenario } from "@/core/document";
import type { LibraryDatabase } from "./database";
import type { ScenarioSummary } from "./rows";
import { LibraryError, guarded } from "./errors";
import { deleteBodies, putBodies, readBody } from "./scenarios/bodies";
import {
  describeText,
  documentText,
  isRecordId,
  placementOf,
  separateDamaged,
  summaryOf,
  type DamagedRow,
  type DocumentText,
  type Placement,
} from "./scenarios/summary";

export type LibraryHost = {
  /** The data of the pictures of scenarios that are saved and read. */
  readonly pictures: PictureStore;
  readonly now: () => number;
  /** A new id: letters, digits, `-` and `_`. */
  readonly newId: () => string;
};

/** A scenario as read: `revision` tells a later save which state it started from. */
export type KeptScenario = { readonly scenario: SlimScenario; readonly summary: ScenarioSummary };

/** The result of a bulk action; one that fails does not stop the others. */
export type BulkResult = { readonly done: readonly string[]; readonly failed: readonly { readonly id: string; readonly reason: string }[] };

type Change = (row: ScenarioSummary) => Partial<Pick<ScenarioSummary, "tags" | "folderId" | "projectId" | "trashedAt">>;

/**
 * The scenarios of this browser. Every change is one transaction: it happens completely or not at all, and other tabs see it. All methods
 * throw LibraryError.
 */
export class ScenarioLibrary {
  constructor(
    readonly database: LibraryDatabase,
    private readonly host: LibraryHost,
  ) {}

  /** All summaries, including those in the trash. */
  async list(): Promise<{ rows: ScenarioSummary[]; damaged: DamagedRow[] }> {
    return guarded(async () => separateDamaged(await this.database.scenarios.toArray()));
  }

  /** Null if there is no such scenario, or its record is damaged. */
  async find(id: string): Promise<ScenarioSummary | null> {
    return guarded(async () => separateDamaged([await this.database.scenarios.get(id)]).rows[0] ?? null);
  }

  /** @throws LibraryError `missing` or `damaged` */
  async read(id: string): Promise<KeptScenario> {
    return guarded(async () => {
      const summary = await this.row(id);
      const body = await this.database.bodies.get(id);
      if (!body) throw damaged(summary, "its document is missing");
      const { sha256 } = await describeText(body.text);
      if (sha256 !== summary.sha256) throw damaged(summary, "its document does not match the checksum it was saved with");
      try {
        const scenario = await readBody(this.database, body, this.host.pictures);
        if (scenario === null) throw new Error("one of its pictures is missing or damaged");
        return { scenario, summary };
      } catch (error) {
        throw damaged(summary, error instanceof Error ? error.message : String(error), error);
      }
    });
  }

  /** Whether a scenario equals what the library has under its id, even if an older Jaywalk wrote that. */
  async holds(scenario: SlimScenario): Promise<boolean> {
    return guarded(async () => {
      const document = await this.textOf(scenario);
      const row = await this.find(scenario.id);
      if (!row || row.sha256 === document.sha256) return row !== null;
      try {
        return (await this.textOf((await this.read(row.id)).scenario)).sha256 === document.sha256;
      } catch (error) {
        if (error instanceof LibraryError && error.fault === "damaged") return false;
        throw error;
      }
    });
  }

  /** Whether two scenarios have the same content. */
  async isSame(one: SlimScenario, other: SlimScenario): Promise<boolean> {
    return one === other || (await this.textOf(one)).sha256 === (await this.textOf(other)).sha256;
  }

  /** Adds a scenario; one whose id is in use or not suitable for a record gets a new id. */
  async add(scenario: SlimScenario, placement: Partial<Pick<Placement, "tags" | "folderId" | "projectId">> = {}): Promise<ScenarioSummary> {
    return guarded(async () => {
      const needsNewId = !isRecordId(scenario.id) || (await this.database.scenarios.get(scenario.id)) !== undefined;
      const own = needsNewId ? { ...scenario, id: this.host.newId() } : scenario;
      const document = await this.textOf(own);
      const now = this.host.now();
      const blank = { tags: [], folderId: null, projectId: null, createdAt: now, updatedAt: now, trashedAt: null };
      const summary = summaryOf(own, document, { ...blank, ...placement }, 1);
      const { scenarios, bodies, pictures } = this.database;
      await this.database.transaction("rw", scenarios, bodies, pictures, async () => {
        await scenarios.add(summary);
        await putBodies(this.database, [{ id: own.id, document }]);
      });
      return summary;
    });
  }

  /**
   * Saves a new state. @throws LibraryError `conflict` if somebody has saved since `seenRevision`, or if the row has that revision but a
   * different content than `seenDigest`: it was deleted meanwhile, and another took its place
   */
  async save(scenario: SlimScenario, seenRevision: number, seenDigest?: string): Promise<ScenarioSummary> {
    return guarded(async () => {
      const document = await this.textOf(scenario);
      const { scenarios, bodies, pictures } = this.database;
      return this.database.transaction("rw", scenarios, bodies, pictures, async () => {
        const row = await this.row(scenario.id);
        if (row.revision !== seenRevision || (seenDigest !== undefined && row.sha256 !== seenDigest))
          throw new LibraryError(
            "conflict",
            `“${row.name}” was changed elsewhere after it was opened here (perhaps in another tab). ` +
              "Save your version as a copy, or open the other one.",
          );
        if (row.sha256 === document.sha256) return row;
        const summary = summaryOf(scenario, document, { ...placementOf(row), updatedAt: this.host.now() }, row.revision + 1);
        await scenarios.put(summary);
        await putBodies(this.database, [{ id: scenario.id, document }]);
        return summary;
      });
    });
  }

  /** Copies, each named “… (copy)” and in the same folder. */
  async duplicate(ids: readonly string[]): Promise<BulkResult> {
    return this.each(ids, async (id) => {
      const { scenario, summary } = await this.read(id);
      const { tags, folderId, projectId } = summary;
      const copy = { ...scenario, id: this.host.newId(), name: `${scenario.name} (copy)`.slice(0, 200) };
      return (await this.add(copy, { tags, folderId, projectId })).id;
    });
  }

  async rename(id: string, name: string): Promise<ScenarioSummary> {
    const wanted = libraryName(name);
    const { scenario, summary } = await this.read(id);
    return this.save({ ...scenario, name: wanted }, summary.revision);
  }

  /** Adds and removes tags. */
  async tag(ids: readonly string[], { add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] }): Promise<void> {
    const wanted = add.map((tag) => tag.trim().slice(0, 60)).filter((tag) => tag !== "");
    await this.change(ids, ({ tags }) => ({
      tags: [...new Set([...tags.filter((tag) => !remove.includes(tag)), ...wanted])].slice(0, 50),
    }));
  }

  /** Null: out of any folder. */
  async move(ids: readonly string[], folderId: string | null): Promise<void> {
    await this.change(ids, () => ({ folderId }));
  }

  async assign(ids: readonly string[], projectId: string | null): Promise<void> {
    await this.change(ids, () => ({ projectId }));
  }

  async trash(ids: readonly string[]): Promise<void> {
    await this.change(ids, () => ({ trashedAt: this.host.now() }));
  }

  /** Takes scenarios out of the trash. */
  async untrash(ids: readonly string[]): Promise<void> {
    await this.change(ids, () => ({ trashedAt: null }));
  }

  /** Deletes for good, damaged ones too. */
  async remove(ids: readonly string[]): Promise<void> {
    const { scenarios, bodies, pictures } = this.database;
    await guarded(() =>
      this.database.transaction("rw", scenarios, bodies, pictures, async () => {
        await scenarios.bulkDelete([...ids]);
        await deleteBodies(this.database, ids);
      }),
    );
  }

  /** Changes placements in one transaction; scenarios that no longer exist are skipped. */
  private async change(ids: readonly string[], change: Change): Promise<void> {
    const { scenarios } = this.database;
    await guarded(() =>
      this.database.transaction("rw", scenarios, async () => {
        const found = await scenarios.bulkGet([...ids]);
        await scenarios.bulkPut(found.flatMap((row) => (row ? [{ ...row, ...change(row) }] : [])));
      }),
    );
  }

  private async each(ids: readonly string[], work: (id: string) => Promise<string>): Promise<BulkResult> {
    const done: string[] = [];
    const failed: { id: string; reason: string }[] = [];
    for (const id of ids) {
      try {
        done.push(await work(id));
      } catch (error) {
        if (!(error instanceof LibraryError) || error.fault === "full") throw error;
        failed.push({ id, reason: error.message });
      }
    }
    return { done, failed };
  }

  private textOf(scenario: SlimScenario): Promise<DocumentText> {
    return documentText(scenario, this.host.pictures);
  }

  private async row(id: string): Promise<ScenarioSummary> {
    const found = await this.database.scenarios.get(id);
    if (!found) throw new LibraryError("missing", "This scenario is no longer in the library; another tab may have deleted it.");
    const { rows, damaged: broken } = separateDamaged([found]);
    const [summary] = rows;
    if (summary) return summary;
    throw new LibraryError("damaged", `The record of “${broken[0]?.name ?? id}” is damaged (${broken[0]?.reason ?? "unreadable"}).`);
  }
}

/** A name as the library keeps it. @throws LibraryError where it has no characters, or too many */
export function libraryName(name: string): string {
  const wanted = name.trim();
  if (wanted === "" || wanted.length > 200) throw new LibraryError("input", "A name must have 1 to 200 characters.");
  return wanted;
}

function damaged({ name }: ScenarioSummary, reason: string, cause?: unknown): LibraryError {
  return new LibraryError(
    "damaged",
    `“${name}” is damaged: ${reason}. Restore it from a version, or delete it; the other scenarios are not affected.`,
    { cause },
  );
}
