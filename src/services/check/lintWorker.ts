import { FormatError, lintBundle, openBundleZip, type BundleReader } from "@/formats";
import type { LintAnswer, LintCommand } from "./protocol";

/** Reads a bundle as its consumers will, outside the page's thread. */

addEventListener("message", ({ data }: MessageEvent<LintCommand>) => {
  answer(data)
    .catch((error: unknown): LintAnswer =>
      error instanceof FormatError
        ? { kind: "checked", findings: [error.finding] }
        : { kind: "failed", message: error instanceof Error ? error.message : String(error) },
    )
    .then(postMessage)
    .catch(reportError);
});

async function answer(command: LintCommand): Promise<LintAnswer> {
  const bundle = command.kind === "zip" ? await openBundleZip(command.name, command.zip) : readerOf(command.files);
  return { kind: "checked", findings: await lintBundle(bundle) };
}

function readerOf(files: readonly { readonly path: string; readonly blob: Blob }[]): BundleReader {
  const byPath = new Map(files.map(({ path, blob }) => [path, blob]));
  return {
    paths: [...byPath.keys()].sort(),
    open: (path) => {
      const blob = byPath.get(path);
      return blob ? Promise.resolve(blob) : Promise.reject(new Error(`${path} is not in the bundle`));
    },
  };
}
