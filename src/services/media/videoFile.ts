/** Files that may be videos: those that browsers know, and those that only ffmpeg reads. */

/** Extensions of containers; browsers have no media type for many of them. */
const ENDINGS = [
  ...["mp4", "m4v", "mov", "qt", "webm", "mkv", "avi", "mpg", "mpeg", "m2v", "vob", "ts", "mts", "m2ts", "mxf", "wmv", "asf", "flv"],
  ...["f4v", "ogv", "ogg", "3gp", "3g2", "dv", "y4m", "h264", "264", "hevc", "h265", "265", "ivf", "mjpeg", "mjpg", "nut", "rm"],
];

/** What a file chooser offers. */
export const VIDEO_TYPES = ["video/*", ...ENDINGS.map((ending) => `.${ending}`)].join(",");

/** Whether a file claims to be a video, by its media type or its name. */
export function isVideoFile({ name, type }: Pick<File, "name" | "type">): boolean {
  if (type.startsWith("image/") || type.startsWith("text/")) return false;
  return type.startsWith("video/") || ENDINGS.includes(/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "");
}
