import { counted } from "@/core/text";
import { createSHA256 } from "hash-wasm";
import { FindingList, FormatError } from "../finding";
import { arrayOf, numberOf, objectOf, parseJsonFile, textOf } from "../read/json";
import { FileReport, openFile, openText, type BundleReader, type VideoFacts } from "./bundle";

const PIECE = 8 * 1024 * 1024;

/** Compares every file with its size and SHA-256 in `manifest.json`. */
export async function lintManifest(bundle: BundleReader, facts: VideoFacts | null, findings: FindingList): Promise<void> {
  const file = await openText(bundle, "manifest.json", findings);
  if (!file) return;
  const report = new FileReport(file.path, findings);
  let root;
  try {
    root = objectOf(parseJsonFile(file));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    findings.add(error.finding);
    return;
  }
  const told = objectOf(root["video"]);
  for (const name of ["frames", "width", "height"] as const)
    if (facts && numberOf(told[name]) !== facts[name])
      report.error(`video.${name}`, `it says ${String(told[name])}, the video has ${facts[name]}`, "export the bundle again");
  const listed = new Set<string>();
  for (const { path, size, sha256 } of arrayOf(root["files"]).flatMap(entryOf)) {
    listed.add(path);
    if (!bundle.paths.includes(path)) {
      report.error(path, "the file is missing", "copy the bundle again, with all its files");
      continue;
    }
    const blob = await openFile(bundle, path, new FindingList());
    if (!blob) report.error(path, "it cannot be read", "copy or export the bundle again");
    else if (blob.size !== size)
      report.error(
        path,
        `it is ${counted(blob.size, "byte")} instead of ${size.toLocaleString("en")}`,
        "the file was changed or truncated; copy or export it again",
      );
    else if ((await digest(blob)) !== sha256)
      report.error(path, "its content differs from what was exported (SHA-256 mismatch)", "the file was changed; export it again");
  }
  if (listed.size === 0) report.error("files", "it lists no files", "export the bundle again");
  for (const path of bundle.paths)
    if (path !== "manifest.json" && !listed.has(path))
      report.warning(path, "the file is not in the manifest", "it was added later and cannot be verified");
}

type Entry = { path: string; size: number; sha256: string };

function entryOf(value: unknown): Entry[] {
  const entry = objectOf(value);
  const path = textOf(entry["path"]);
  return path === undefined ? [] : [{ path, size: numberOf(entry["size"]), sha256: textOf(entry["sha256"]) ?? "" }];
}

async function digest(blob: Blob): Promise<string> {
  const hasher = await createSHA256();
  for (let start = 0; start < blob.size; start += PIECE)
    hasher.update(new Uint8Array(await blob.slice(start, start + PIECE).arrayBuffer()));
  return hasher.digest("hex");
}
