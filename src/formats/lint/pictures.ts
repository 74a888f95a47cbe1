import { PIXEL_FOLDER, PIXEL_MAPS, PIXEL_MAP_FORMS } from "@/core/pixels";
import { counted } from "@/core/text";
import type { FindingList } from "../finding";
import { FileReport, type BundleReader } from "./bundle";
import { AGAIN, type KnownVideo } from "./checks/check";

/** Exported frames as images: in every folder below `annotations/` that contains some, one per frame. */
export function lintPictures(bundle: BundleReader, video: KnownVideo | null, findings: FindingList): void {
  if (!video) return;
  lintPixelMaps(bundle, video, findings);
  const counts = new Map<string, number>();
  for (const path of bundle.paths) {
    const folder = /^(annotations\/.*)\/[^/]+\.(png|jpe?g)$/i.exec(path)?.[1];
    if (folder !== undefined && !folder.startsWith(PIXEL_FOLDER)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  for (const [folder, count] of counts)
    if (count !== video.frames)
      new FileReport(folder, findings).error(
        "",
        `the number of images is ${count}, the video has ${counted(video.frames, "frame")}`,
        AGAIN,
      );
}

/** Maps of pixels: one for each frame, but for amodal masks, and for flow, which the last frame has none of. */
function lintPixelMaps({ paths }: BundleReader, { frames }: KnownVideo, findings: FindingList): void {
  for (const map of PIXEL_MAPS) {
    const folder = `${PIXEL_FOLDER}/${map}`;
    const found = new Set<number>();
    for (const path of paths) {
      const frame = path.startsWith(`${folder}/`) ? /_(\d{6,})(_\d{4,})?\.png$/.exec(path)?.[1] : undefined;
      if (frame !== undefined) found.add(Number(frame));
    }
    if (found.size === 0) continue;
    const report = new FileReport(folder, findings);
    const { files } = PIXEL_MAP_FORMS[map];
    const expected = files === "all but last" ? frames - 1 : frames;
    const missing = Array.from({ length: expected }, (_, frame) => frame).find((frame) => !found.has(frame));
    if (files !== "per actor" && missing !== undefined) report.error(`frame ${missing}`, "this frame has no file", AGAIN);
    const beyond = [...found].find((frame) => frame >= expected);
    if (beyond !== undefined)
      report.error(`frame ${beyond}`, `there is a file for this frame, but the video has ${counted(frames, "frame")}`, AGAIN);
  }
}
