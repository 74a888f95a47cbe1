import { FormatError, type Finding, type FindingList } from "../finding";
import type { InputFile } from "../read/imported";
import { MAX_TEXT_BYTES } from "../read/text";

/** A bundle to check: a folder, a ZIP or files just exported. Paths are relative to it and use `/`. */
export type BundleReader = { readonly paths: readonly string[]; open(path: string): Promise<Blob> };

/** What the video itself says. */
export type VideoFacts = { frames: number; fps: number; width: number; height: number };

/** Adds findings about one file. */
export class FileReport {
  constructor(
    readonly file: string,
    readonly findings: FindingList,
  ) {}

  error(place: string, message: string, advice: string): void {
    this.#add("error", place, message, advice);
  }

  warning(place: string, message: string, advice: string): void {
    this.#add("warning", place, message, advice);
  }

  #add(severity: Finding["severity"], place: string, message: string, advice: string): void {
    this.findings.add({ severity, file: this.file, place, message, advice }, message.replace(/-?\d+(,\d{3})*(\.\d+)?/g, "#"));
  }
}

const EXPORT_AGAIN = "export the bundle again";

/** A text file of the bundle; null, with a finding, if it is missing or too large to be checked. */
export async function openText(bundle: BundleReader, path: string, findings: FindingList): Promise<InputFile | null> {
  const report = new FileReport(path, findings);
  if (!bundle.paths.includes(path)) {
    report.error("", "the file is missing", EXPORT_AGAIN);
    return null;
  }
  const blob = await openFile(bundle, path, findings);
  if (!blob) return null;
  if (blob.size > MAX_TEXT_BYTES) {
    report.warning(
      "",
      `the file is ${Math.ceil(blob.size / 1024 / 1024)} MB and was not checked`,
      "check it with the tool that will read it",
    );
    return null;
  }
  return { path, bytes: new Uint8Array(await blob.arrayBuffer()) };
}

/** A file of the bundle; null, with a finding, if it cannot be extracted. */
export async function openFile(bundle: BundleReader, path: string, findings: FindingList): Promise<Blob | null> {
  try {
    return await bundle.open(path);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    findings.add(error.finding);
    return null;
  }
}
