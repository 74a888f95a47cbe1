import type { Detector } from "./detector";
import type { BuiltinFiles } from "./builtin/files";

/** Everything that is needed to open a detector, as plain data: it crosses to a worker. */
export type DetectorSource = { readonly kind: "builtin"; readonly files: BuiltinFiles };

/**
 * Opens a detector in this thread; what runs it is loaded only now.
 * @throws DetectorError if it cannot be opened
 */
export async function openDetector(source: DetectorSource): Promise<Detector> {
  const { openCenterNet } = await import("./builtin/centerNet");
  return openCenterNet(source.files);
}
