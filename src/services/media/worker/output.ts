/** The file on disk that ffmpeg writes: where ffmpeg finds it, and its name in the folder. */
export const OUTPUT_PATH = "/dev/output";
export const OUTPUT_NAME = "output";
