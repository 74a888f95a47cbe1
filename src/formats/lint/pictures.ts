import { counted } from "@/core/text";
import type { FindingList } from "../finding";
import { FileReport, type BundleReader } from "./bundle";
import { AGAIN, type KnownVideo } from "./checks/check";

/** Exported frames as images: in every folder below `annotations/` that contains some, one per frame. */
export function lintPictures(bundle: BundleReader, video: KnownVideo | null, findings: FindingList): void {
  if (!video) return;
  const counts = new Map<string, number>();
  for (const path of bundle.paths) {
    const folder = /^(annotations\/.*)\/[^/]+\.(png|jpe?g)$/i.exec(path)?.[1];
    if (folder !== undefined) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  for (const [folder, count] of counts)
    if (count !== video.frames)
      new FileReport(folder, findings).error(
        "",
        `the number of images is ${count}, the video has ${counted(video.frames, "frame")}`,
        AGAIN,
      );
}
