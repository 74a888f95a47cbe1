import type { Services } from "../context/ServicesContext";
import { areAnnotations } from "../dialogs/import/chosenFiles";
import { isBundleZip } from "./scenarioText";

/** Takes files dropped on the page or pasted into it: a scenario or an export's ZIP to open, or annotations to import. */
export async function takeFiles({ files, dialogs }: Pick<Services, "files" | "dialogs">, taken: readonly File[]): Promise<void> {
  dialogs.setState({ open: null });
  const [file] = taken;
  if (taken.length === 1 && file && (await isBundleZip(file))) await files.openFile(file);
  else if (await areAnnotations(taken)) dialogs.setState({ open: "import", files: taken });
  else if (file) await files.openFile(file);
}
