import type { Finding } from "@/formats";

/** A bundle to check: a ZIP of one, or its files. */
export type LintCommand =
  | { readonly kind: "zip"; readonly name: string; readonly zip: Blob }
  | { readonly kind: "files"; readonly files: readonly { readonly path: string; readonly blob: Blob }[] };

export type LintAnswer =
  { readonly kind: "checked"; readonly findings: readonly Finding[] } | { readonly kind: "failed"; readonly message: string };
