import { showDetector } from "../detection/detectorTab";
import { takeFiles } from "@/services/files/takeFiles";
import type { Services } from "../context/ServicesContext";

/** Handles files that were dropped on the page or pasted into it; an open dialog closes for them. */
export async function takeIntoPage(
  { files, dialogs, detector, editor }: Pick<Services, "files" | "dialogs" | "detector" | "editor">,
  received: readonly File[],
): Promise<void> {
  dialogs.setState({ open: null });
  if (received.some(({ name }) => /\.onnx$/i.test(name))) {
    detector.runSetup.setState({ detector: "onnx" });
    showDetector(editor, "detections");
    return detector.ownModel.choose(received);
  }
  const importFiles = (chosen: readonly File[]) => dialogs.setState({ open: "import", files: chosen });
  await takeFiles({ openFile: files.openFile, importFiles }, received);
}
