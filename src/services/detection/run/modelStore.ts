import { Dexie, type Table } from "dexie";
import type { ClassMap } from "@/detectors/classes/classMap";
import type { OnnxFiles } from "@/detectors/onnx/onnxDetector";

/** A user's model as it is kept in this browser, with what the user has decided about it. */
export type KeptModel = { readonly files: OnnxFiles; readonly options: unknown; readonly classMap: ClassMap };

/** Where a user's model outlives the page. */
export type ModelStore = {
  /** Null if none is kept, or if the browser keeps nothing. */
  readonly load: () => Promise<KeptModel | null>;
  /** @returns whether it is kept */
  readonly save: (model: KeptModel) => Promise<boolean>;
  readonly remove: () => Promise<void>;
};

type Row = {
  readonly key: string;
  readonly name: string;
  readonly model: Blob;
  readonly weights: readonly (readonly [string, Blob])[];
  readonly options: unknown;
  readonly classMap: ClassMap;
};

const KEY = "own";
/** Larger models have to be chosen again after a reload. */
const MOST_KEPT_BYTES = 128 * 2 ** 20;

/** A model in IndexedDB. Where site data is blocked, nothing is kept and nothing fails. */
export function createModelStore(name = "jaywalk-detectors"): ModelStore {
  const database = new Dexie(name);
  database.version(1).stores({ models: "key" });
  const models: Table<Row, string> = database.table("models");
  return {
    load: async () => {
      try {
        const row = await models.get(KEY);
        if (!row) return null;
        const weights = await Promise.all(row.weights.map(async ([path, data]) => [path, await bytesOf(data)] as const));
        const files = { name: row.name, model: await bytesOf(row.model), weights: new Map(weights) };
        return { files, options: row.options, classMap: row.classMap };
      } catch {
        return null;
      }
    },
    save: async ({ files, options, classMap }) => {
      if (sizeOf(files) > MOST_KEPT_BYTES) {
        await forget(models);
        return false;
      }
      try {
        const weights = [...files.weights].map(([path, data]) => [path, new Blob([data])] as const);
        await models.put({ key: KEY, name: files.name, model: new Blob([files.model]), weights, options, classMap });
        return true;
      } catch {
        return false;
      }
    },
    remove: () => forget(models),
  };
}

/** Bytes of a model with its weights. */
export const sizeOf = ({ model, weights }: OnnxFiles): number =>
  [...weights.values()].reduce((sum, { length }) => sum + length, model.length);

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer());

async function forget(models: Table<Row, string>): Promise<void> {
  try {
    await models.delete(KEY);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
