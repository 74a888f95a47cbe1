import type { PictureSettings } from "@/export/picture/frameRenderer";

/** First one `open`, then frames of the scenario, each after the answer to the one before. */
export type DrawRequest = { readonly type: "open"; readonly settings: PictureSettings } | { readonly type: "draw"; readonly frame: number };

export type DrawAnswer =
  | { readonly type: "opened" }
  | { readonly type: "drawn"; readonly width: number; readonly height: number; readonly rgb: Uint8Array<ArrayBuffer> }
  | { readonly type: "failed"; readonly message: string };
