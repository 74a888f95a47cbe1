import { takeFiles } from "@/services/files/takeFiles";
import type { Services } from "../context/ServicesContext";

/** Handles files that were dropped on the page or pasted into it; an open dialog closes for them. */
export async function takeIntoPage({ files, dialogs }: Pick<Services, "files" | "dialogs">, received: readonly File[]): Promise<void> {
  dialogs.setState({ open: null });
  const importFiles = (chosen: readonly File[]) => dialogs.setState({ open: "import", files: chosen });
  await takeFiles({ openFile: files.openFile, importFiles }, received);
}
