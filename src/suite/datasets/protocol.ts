import type { DatasetName } from "../spec/schema";

/** The messages between the page and the worker that makes a dataset. */
export type DatasetOrder = { readonly name: DatasetName; readonly seed: number };

/** A file of a dataset; its path is relative to the dataset's folder. */
export type MadeFile = { readonly path: string; readonly sha256: string; readonly blob: Blob };

export type DatasetAnswer =
  /** `share`: 0 to 1. */
  | { readonly type: "progress"; readonly share: number }
  | { readonly type: "done"; readonly files: readonly MadeFile[] }
  | { readonly type: "failed"; readonly message: string };
