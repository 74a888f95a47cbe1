import { Dexie, type Table } from "dexie";
import type { ClassMap } from "@/detectors/classes/classMap";
import type { OnnxFiles } from "@/detectors/onnx/onnxDetector";

/** What a user has decided about a model. */
type ModelDecisions = { readonly options: unknown; readonly classMap: ClassMap };

/** A user's model as it is kept in this browser. */
export type KeptModel = ModelDecisions & { readonly files: OnnxFiles };

/** Where a user's model outlives the page. */
export type ModelStore = {
  /** Null if none is kept, or if the browser keeps nothing. */
  readonly load: () => Promise<KeptModel | null>;
  /** @returns whether it is kept */
  readonly save: (model: KeptModel) => Promise<boolean>;
  /** Replaces the decisions about the model that was loaded or saved here last. @returns whether they are kept with it */
  readonly saveDecisions: (decisions: ModelDecisions) => Promise<boolean>;
  readonly remove: () => Promise<void>;
};

/** `id` is another one for each model that is saved. */
type ModelRow = {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly model: Blob;
  readonly weights: readonly (readonly [string, Blob])[];
};
/** A row of its own: a decision is saved without writing the model again. */
type DecisionsRow = ModelDecisions & { readonly key: string; readonly id: string };

const KEY = "own";
/** Larger models have to be chosen again after a reload. */
const MOST_KEPT_BYTES = 128 * 2 ** 20;

/** A model in IndexedDB. Where site data is blocked, nothing is kept and nothing fails. */
export function createModelStore(name = "jaywalk-detectors"): ModelStore {
  const database = new Dexie(name);
  database.version(2).stores({ models: "key", decisions: "key" });
  const models: Table<ModelRow, string> = database.table("models");
  const decided: Table<DecisionsRow, string> = database.table("decisions");
  let current: string | null = null;

  const remove = async (): Promise<void> => {
    current = null;
    try {
      await database.transaction("rw", models, decided, async () => {
        await models.delete(KEY);
        await decided.delete(KEY);
      });
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  };

  return {
    load: async () => {
      try {
        const [row, decisions] = await database.transaction("r", models, decided, () => Promise.all([models.get(KEY), decided.get(KEY)]));
        if (!row || !decisions || row.id !== decisions.id) return null;
        const weights = await Promise.all(row.weights.map(async ([path, data]) => [path, await bytesOf(data)] as const));
        const files = { name: row.name, model: await bytesOf(row.model), weights: new Map(weights) };
        current = row.id;
        return { files, options: decisions.options, classMap: decisions.classMap };
      } catch {
        return null;
      }
    },
    save: async ({ files, options, classMap }) => {
      if (sizeOf(files) > MOST_KEPT_BYTES) {
        await remove();
        return false;
      }
      const id = crypto.randomUUID();
      try {
        const weights = [...files.weights].map(([path, data]) => [path, new Blob([data])] as const);
        await database.transaction("rw", models, decided, async () => {
          await models.put({ key: KEY, id, name: files.name, model: new Blob([files.model]), weights });
          await decided.put({ key: KEY, id, options, classMap });
        });
        current = id;
        return true;
      } catch {
        return false;
      }
    },
    saveDecisions: async (decisions) => {
      const id = current;
      if (id === null) return false;
      try {
        return await database.transaction("rw", decided, async () => {
          // Another tab may have replaced the model.
          if ((await decided.get(KEY))?.id !== id) return false;
          await decided.put({ key: KEY, id, ...decisions });
          return true;
        });
      } catch {
        return false;
      }
    },
    remove,
  };
}

/** Bytes of a model with its weights. */
export const sizeOf = ({ model, weights }: OnnxFiles): number =>
  [...weights.values()].reduce((sum, { length }) => sum + length, model.length);

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer());
