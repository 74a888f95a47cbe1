import type { DatasetFormat, DatasetOptions } from "@/datasets";

export type DatasetRequest = { readonly options: DatasetOptions; readonly formats: readonly DatasetFormat[]; readonly job: string | null };

export type DatasetAnswer =
  | { readonly type: "progress"; readonly share: number; readonly bytes: number; readonly path: string }
  | { readonly type: "done"; readonly zip: Blob }
  | { readonly type: "failed"; readonly message: string };
