import { JPEG_ENCODER } from "./jpegEncoder";
import { rateText } from "@/core/timeline";
import type { Quality } from "@/export";

/** The exported video that other files are made from. */
export type SourceVideo = {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
  readonly quality: Quality;
};

/** Another file made from a finished video. */
export type Conversion = {
  readonly id: "mov" | "mkv" | "avi" | "half" | "gif" | "sheet";
  readonly label: string;
  /** What it is good for, or what it is not. */
  readonly describe: (source: SourceVideo) => string;
  /** What is appended to the video's name. */
  readonly suffix: string;
  readonly mediaType: string;
  /** The number of frames that the last run outputs. */
  readonly frames: (source: SourceVideo) => number;
  /** Parameters of each run. `input` is the video's path; the last run writes `output`. */
  readonly runs: (source: SourceVideo, input: string, output: string) => readonly (readonly string[])[];
};

const GIF_WIDTH = 480;
const GIF_RATE = 10;
const PALETTE = "/palette.png";
const SHEET = { columns: 4, pictures: 20, width: 320 };

/** Makes the files the same on every machine. */
const BITEXACT = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"];
/** JPEG uses BT.601 colours over the full range. */
const JPEG_COLORS = "scale=in_color_matrix=bt709:out_color_matrix=bt601:out_range=pc,format=yuvj420p";
const HD_COLORS = ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv"];

const even = (size: number): number => Math.max(2, 2 * Math.round(size / 2));

/** Half the size, with even sides, which players need. */
export const halfSize = ({ width, height }: SourceVideo): [width: number, height: number] => [even(width / 2), even(height / 2)];

/** The frames of a contact sheet: spread evenly over the video, including its first and its last. */
export function sheetFrames({ frames }: Pick<SourceVideo, "frames">): number[] {
  const count = Math.min(frames, SHEET.pictures);
  return Array.from({ length: count }, (_, index) => (count === 1 ? 0 : Math.round((index * (frames - 1)) / (count - 1))));
}

export const CONVERSIONS: readonly Conversion[] = [
  {
    id: "mov",
    label: "MOV",
    // Lossless video is High 4:4:4 Predictive in any container.
    describe: ({ quality }) =>
      quality === "lossless" ? "The same frames; lossless does not play in QuickTime" : "QuickTime, the same frames",
    suffix: ".mov",
    mediaType: "video/quicktime",
    frames: ({ frames }) => frames,
    runs: (_, input, output) => [["-i", input, "-c", "copy", ...BITEXACT, "-movflags", "+faststart", "-f", "mov", output]],
  },
  {
    id: "mkv",
    label: "MKV",
    describe: () => "Matroska, the same frames",
    suffix: ".mkv",
    mediaType: "video/x-matroska",
    frames: ({ frames }) => frames,
    runs: (_, input, output) => [["-i", input, "-c", "copy", ...BITEXACT, "-f", "matroska", output]],
  },
  {
    id: "avi",
    label: "AVI",
    describe: () => "Motion JPEG, for older tools",
    suffix: ".avi",
    mediaType: "video/x-msvideo",
    frames: ({ frames }) => frames,
    runs: (_, input, output) => [["-i", input, "-vf", JPEG_COLORS, ...JPEG_ENCODER, "-q:v", "3", ...BITEXACT, "-f", "avi", output]],
  },
  {
    id: "half",
    label: "MP4, half size",
    describe: (source) => `${halfSize(source).join(" × ")} px, encoded again`,
    suffix: "-half.mp4",
    mediaType: "video/mp4",
    frames: ({ frames }) => frames,
    runs: (source, input, output) => [
      [
        ...["-i", input, "-vf", `scale=${halfSize(source).join(":")}:flags=area`, "-c:v", "libx264", "-preset", "medium", "-crf", "20"],
        ...["-pix_fmt", "yuv420p", ...HD_COLORS, ...BITEXACT, "-movflags", "+faststart", "-f", "mp4", output],
      ],
    ],
  },
  {
    id: "gif",
    label: "GIF",
    describe: () => `At most ${GIF_WIDTH} px wide, ${GIF_RATE} frames a second`,
    suffix: ".gif",
    mediaType: "image/gif",
    frames: ({ frames, fps }) => Math.ceil((frames * GIF_RATE) / fps),
    // In a single run, all frames would be held in memory until the palette is known.
    runs: ({ width, height, fps }, input, output) => {
      const [wide, high] = [Math.min(width, GIF_WIDTH), Math.max(1, Math.round((Math.min(width, GIF_WIDTH) * height) / width))];
      const frames = `fps=${fps < GIF_RATE ? rateText(fps) : GIF_RATE},scale=${wide}:${high}:flags=lanczos:in_color_matrix=bt709`;
      return [
        ["-i", input, "-vf", `${frames},palettegen=stats_mode=diff`, "-frames:v", "1", "-update", "1", PALETTE],
        [
          ...["-i", input, "-i", PALETTE, "-lavfi", `${frames}[frames];[frames][1:v]paletteuse=dither=bayer:bayer_scale=3`],
          ...[...BITEXACT, "-f", "gif", output],
        ],
      ];
    },
  },
  {
    id: "sheet",
    label: "Contact sheet",
    describe: () => `${SHEET.pictures} frames on one PNG`,
    suffix: "-contact-sheet.png",
    mediaType: "image/png",
    frames: () => 1,
    runs: (source, input, output) => {
      const chosen = sheetFrames(source);
      const select = chosen.map((frame) => `eq(n,${frame})`).join("+");
      const width = Math.min(source.width, SHEET.width);
      const columns = Math.min(SHEET.columns, chosen.length);
      const grid = `${columns}x${Math.ceil(chosen.length / columns)}:margin=8:padding=8:color=white`;
      return [
        [
          ...["-i", input, "-vf", `select='${select}',scale=${width}:-1:flags=area:in_color_matrix=bt709,format=rgb24,tile=${grid}`],
          ...["-fps_mode", "passthrough", "-frames:v", "1", "-update", "1", "-c:v", "png", ...BITEXACT, "-f", "image2", output],
        ],
      ];
    },
  },
];
