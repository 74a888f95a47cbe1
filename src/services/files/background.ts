import { showBackground, showStills, type Command, type NamedAsset } from "@/editor";
import { PICTURE_TYPES, readPictureFile } from "./pictureFile";
import { VIDEO_TYPES, readVideoStills, type VideoStills } from "./videoStills";
import { nearestFrame } from "@/core/timeline";

/** What lies under the actors: a picture, or stills of a video. */
export type Background =
  | { readonly kind: "picture"; readonly name: string; readonly picture: NamedAsset }
  | ({ readonly kind: "video"; readonly name: string } & VideoStills);

export const BACKGROUND_TYPES = `${PICTURE_TYPES},${VIDEO_TYPES}`;

/** Reads a picture or a video. @throws Error that says what is wrong with the file and what to do, or the signal's reason */
export async function readBackground(
  file: File,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<Background> {
  const { name } = file;
  if (file.type.startsWith("video/")) return { kind: "video", name, ...(await readVideoStills(file, signal, onProgress)) };
  const picture = await readPictureFile(file);
  signal.throwIfAborted();
  return { kind: "picture", name, picture };
}

/** Shows the background; stills begin at the frame that their time falls on, of two on one frame the later. */
export function underlay(background: Background, fps: number): Command {
  if (background.kind === "picture") return showBackground(background.picture);
  const timed = background.stills.map(({ seconds, ...still }) => ({ ...still, frame: nearestFrame(seconds, fps) }));
  return showStills(timed.filter(({ frame }, index) => timed[index + 1]?.frame !== frame));
}

/** What of a video became part of the scenario. */
export function aboutStills({ stills, seconds, fps, everyFrame }: VideoStills): string {
  const { width = 0, height = 0 } = stills[0]?.asset ?? {};
  const size = `at ${width} × ${height} px`;
  const rate = fps === null ? "" : `, ${fps} fps`;
  if (everyFrame) return `All ${stills.length} frames of the video${rate}, ${size}.`;
  return (
    `${stills.length} stills of ${seconds.toFixed(1)} s${rate}, one every ${(seconds / stills.length).toFixed(2)} s, ` +
    `${size}: the most a scenario can hold. The background is frozen in between.`
  );
}
