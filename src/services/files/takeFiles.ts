import { areAnnotations } from "../import/chosenFiles";
import type { ScenarioFiles } from "./scenarioFiles";
import { isBundleZip } from "./scenarioText";

/** The receivers of the files: one opens a scenario, the other asks how annotations are to be imported. */
export type FileTakers = Pick<ScenarioFiles, "openFile"> & { readonly importFiles: (files: readonly File[]) => void };

/** Handles files dropped on the page or pasted into it: a scenario or an export's ZIP to open, or annotations to import. */
export async function takeFiles({ openFile, importFiles }: FileTakers, files: readonly File[]): Promise<void> {
  const [file] = files;
  if (files.length === 1 && file && (await isBundleZip(file))) await openFile(file);
  else if (await areAnnotations(files)) importFiles(files);
  else if (file) await openFile(file);
}
