import { counted } from "@/core/text";
import { LIMITS } from "@/core/document";
import type { FindingList } from "../finding";
import type { ImportedTrack, ImportedVideo } from "./imported";

/** The video, at least as long as its boxes need: a stated length that is too short would cut them off. */
export function longEnough(video: ImportedVideo, tracks: readonly ImportedTrack[], file: string, findings: FindingList): ImportedVideo {
  const needed = tracks.reduce((most, { boxes }) => Math.max(most, (boxes.at(-1)?.frame ?? -1) + 1), 0);
  const told = video.totalFrames;
  if (told === undefined || told >= needed) {
    if (told === undefined || told <= LIMITS.durationFrames.max) return video;
    findings.add({
      severity: "warning",
      file,
      place: "",
      message:
        `the declared length of the video is ${counted(told, "frame")}, ` +
        `more than the ${LIMITS.durationFrames.max.toLocaleString("en")} a scenario can have`,
      advice: "its length was taken from the last box",
    });
    return { ...video, totalFrames: Math.max(1, needed) };
  }
  const first = tracks.reduce((least, { boxes }) => Math.min(least, boxes[0]?.frame ?? least), Number.POSITIVE_INFINITY);
  findings.add({
    severity: "warning",
    file,
    place: "",
    message:
      `boxes lie beyond the video's declared length of ${counted(told, "frame")}: ` +
      `the last is at frame ${needed - 1}${first > 0 ? `, the first at frame ${first}` : ""}, counted from 0`,
    advice:
      `the video was extended to ${counted(needed, "frame")}; ` +
      "if it was cut from a longer one, number its frames from its own first frame",
  });
  return { ...video, totalFrames: needed };
}
