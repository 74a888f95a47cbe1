import { counted } from "@/core/text";
import type { Finding } from "@/formats";
import { readVideoFacts } from "../media/openVideo";
import type { VideoFacts } from "../media/videoFacts";
import type { ImportSummary } from "./protocol";

/** The video that annotations were made from. */
export type Footage = {
  readonly kind: "footage";
  readonly name: string;
  readonly file: File;
  readonly facts: VideoFacts;
  /** Whether its frames are shown under the actors. */
  readonly isShown: boolean;
};

/** Reads what a video file says about itself. @throws Error that says what is wrong with the file and what to do, or the signal's reason */
export async function readFootage(file: File, signal: AbortSignal): Promise<Footage> {
  return { kind: "footage", name: file.name, file, facts: await readVideoFacts(file, signal), isShown: true };
}

/** The video in a line: its size, rate and length. */
export function aboutFootage({ facts: { width, height, fps, meanRate, frames } }: Footage): string {
  const rate = fps !== null ? `${fps} fps` : meanRate !== null ? `${meanRate.toFixed(2)} fps on average` : null;
  return [`${width} × ${height} px`, rate, frames === null ? null : counted(frames, "frame")].filter((fact) => fact !== null).join(", ");
}

/** Signs that the video and the annotations do not belong together. */
export function footageProblems(
  { name, facts }: Pick<Footage, "name" | "facts">,
  { video, frames }: Pick<ImportSummary, "video" | "frames">,
): Finding[] {
  const found = (message: string, advice: string): Finding => ({ severity: "warning", file: name, place: "", message, advice });
  const { width = facts.width, height = facts.height } = video;
  const problems: Finding[] = [];
  if (facts.frames !== null && frames > facts.frames)
    problems.push(
      found(
        `the video has ${counted(facts.frames, "frame")}, but the annotations go on to frame ${frames - 1}`,
        "its last frame stays visible; check that it is the right video",
      ),
    );
  if (width !== facts.width || height !== facts.height)
    problems.push(
      found(
        `the video has ${facts.width} × ${facts.height} px, but the annotations are for ${width} × ${height}`,
        "the video is fitted to the frame; check that it is the right one",
      ),
    );
  if (facts.fps === null)
    problems.push(
      found(
        "the video's frame rate is not constant, or not one that a scenario can have",
        "frames are matched by time; enter the frame rate of the annotations",
      ),
    );
  else if (video.fps !== undefined && facts.fps !== video.fps)
    problems.push(
      found(
        `the video has ${facts.fps} fps, but the annotations state ${video.fps}`,
        "frames are matched by time; check which of the two is right",
      ),
    );
  return problems;
}
