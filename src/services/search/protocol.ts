import type { JournalHead } from "@/search";
import type { SearchStep } from "@/search/investigate";
import type { SearchJob, SearchOutcome } from "./job";

/** To the worker: what to search, and later what is known of it. `base` is the page's address. */
export type SearchRequest =
  | { readonly type: "start"; readonly job: SearchJob; readonly base: string }
  | { readonly type: "known"; readonly lines: readonly string[] };

/** From the worker. It asks once what is known, and ends with `done` or `failed`. */
export type SearchMessage =
  | { readonly type: "recall"; readonly head: JournalHead }
  | { readonly type: "keep"; readonly line: string; readonly isVariant: boolean }
  | { readonly type: "step"; readonly step: SearchStep }
  | { readonly type: "done"; readonly outcome: SearchOutcome }
  | { readonly type: "failed"; readonly message: string };
