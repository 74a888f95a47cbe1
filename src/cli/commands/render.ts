import { Option, type Command } from "commander";
import { PICTURE_STYLES, type PictureStyle } from "@/core/document";
import { counted } from "@/core/text";
import type { ParameterValues } from "@/core/variation";
import { ENGINES, IMAGE_FORMATS, QUALITIES, type EngineName, type ExportProgress, type ImageFormat, type Quality } from "@/export/types";
import type { HeadlessFile } from "@/export/jobs";
import { appFolder } from "../headless/appFolder";
import { HeadlessSession } from "../headless/session";
import {
  parseFormats,
  parseLight,
  parseRate,
  parseSeconds,
  parseSensor,
  parseSize,
  parseWeather,
  setOption,
  wholeNumber,
} from "../render/options";
import { earlierBundle } from "../render/earlierBundle";
import { fillFolder } from "../render/outputFolder";
import { changeScenario, readScenarioInput, type ScenarioChanges } from "../render/scenarioInput";

/** The style that draws nothing but who is where; it is no way to look at a scenario, and so no setting of one. */
const INSTANCES = "instances";

type Options = Omit<ScenarioChanges, "style"> & {
  readonly set?: ParameterValues;
  readonly out: string;
  readonly engine: EngineName;
  readonly quality: Quality;
  readonly formats: string[];
  readonly boxes: "amodal" | "visible";
  readonly motOrigin: "0" | "1";
  readonly masks?: boolean;
  readonly keypoints: boolean;
  readonly layout: "bundle" | "datumaro";
  readonly style?: PictureStyle | typeof INSTANCES;
  readonly frameStamp?: boolean;
  readonly images?: ImageFormat;
  readonly thumbnail?: boolean;
  readonly webm?: boolean;
  readonly workers?: number;
  readonly json?: boolean;
};

/** Adds `jaywalk render`. */
export function addRenderCommand(program: Command): void {
  program
    .command("render")
    .argument("<SCENARIO>", "preset ID or scenario file (- for standard input)")
    .description("render a scenario: video, ground truth and annotations in one bundle")
    .requiredOption("--out <DIR>", "folder for the bundle")
    .addOption(new Option("--engine <NAME>", "encoder").choices(ENGINES).default("ffmpeg"))
    .addOption(
      new Option(
        "--quality <NAME>",
        "video quality; lossless is H.264 High 4:4:4 Predictive, which QuickTime, Safari and PowerPoint do not play",
      )
        .choices(QUALITIES)
        .default("standard"),
    )
    .option("--formats <LIST>", "all, none, or ids separated by commas", parseFormats, parseFormats("all"))
    .addOption(
      new Option("--boxes <KIND>", "which box to write in formats that hold only one: the full extent or the visible part")
        .choices(["amodal", "visible"])
        .default("amodal"),
    )
    .addOption(new Option("--mot-origin <N>", "number of the first pixel in MOTChallenge files").choices(["0", "1"]).default("1"))
    .option("--masks", "add every actor's visible pixels to COCO, as run-length masks")
    .option("--no-keypoints", "leave the keypoints of people out of ground truth, COCO and CVAT")
    .addOption(
      new Option(
        "--layout <NAME>",
        "datumaro: also write COCO as annotations/yolo/annotations/instances_train.json, " +
          "so that Datumaro can import that folder as COCO or YOLO",
      )
        .choices(["bundle", "datumaro"])
        .default("bundle"),
    )
    .option("--weather <CONDITION[:INTENSITY]>", "weather for the whole video; intensity is 0 to 1 or severity1 to severity5", parseWeather)
    .option(
      "--light <CONDITION[:INTENSITY]>",
      "light for the whole video (day, low_sun, dusk, night), independent of the weather",
      parseLight,
    )
    .addOption(
      new Option(
        "--style <NAME>",
        "style of the picture; instances draws only an ID mask (track id + 1: low byte in red, high byte in green; blue is 255), " +
          "pixel-exact with --quality lossless (as RGB video) or --images png",
      ).choices([...PICTURE_STYLES, INSTANCES]),
    )
    .option("--sensor <EFFECT:AMOUNT,...>", "camera effects, such as noise:0.4,exposure:-1, or none; labels are not affected", parseSensor)
    .option("--no-noise", "turn off everything random: jitter, flicker, speed variation")
    .option("--frame-stamp", "draw the frame number as black and white cells in a corner")
    .addOption(
      new Option("--images <FORMAT>", "also write every frame as an image, where YOLO and COCO look for it").choices(IMAGE_FORMATS),
    )
    .option("--webm", "also write the same frames as video.webm (VP8)")
    .option(
      "--thumbnail",
      "also write a small animation, thumbnail.gif: as long as the video, at most 10 frames per second and 200 in total",
    )
    .addOption(setOption())
    .option("--seed <N>", "random seed", wholeNumber(0))
    .option("--size <WxH>", "frame size in pixels", parseSize)
    .option("--fps <N>", "frame rate: a whole number, 29.97 or 30000/1001", parseRate)
    .option("--duration <SECONDS>", "length of the video", parseSeconds)
    .option("--workers <N>", "number of parallel encoders; defaults to one per core", wholeNumber(1))
    .option("--json", "end with one JSON object on stdout")
    .action(async (input: string, options: Options) => {
      await render(input, options);
    });
}

async function render(input: string, options: Options): Promise<void> {
  const { style, set, ...changes } = options;
  const instances = style === INSTANCES;
  const scenario = changeScenario(await readScenarioInput(input, set), { ...changes, ...(style && !instances && { style }) });
  const {
    out,
    engine,
    quality,
    formats,
    boxes,
    motOrigin,
    layout,
    masks = false,
    keypoints,
    frameStamp = false,
    thumbnail = false,
    webm = false,
    images,
    workers,
  } = options;
  const request = {
    scenario,
    engine,
    quality,
    formats,
    box: boxes,
    motOrigin: motOrigin === "0" ? (0 as const) : (1 as const),
    masks,
    keypoints,
    layout,
    frameStamp,
    instances,
    thumbnail,
    webm,
    ...(images && { images }),
    ...(workers === undefined ? {} : { workers }),
  };
  if (layout === "datumaro" && !images)
    process.stderr.write("note: Datumaro's importers need the frames as images; add --images png to write them\n");
  const show = progressLine();
  // A place that cannot be written to is reported before a browser starts.
  const result = await fillFolder(out, earlierBundle, async (folder) => {
    const session = await HeadlessSession.open(appFolder());
    try {
      return await session.export(request, folder, show);
    } finally {
      await session.close();
    }
  });
  for (const note of result.notes) process.stderr.write(`note: ${note}\n`);
  const { frames, fps, timings } = result;
  if (options.json) {
    const summary = {
      out,
      frames,
      fps,
      engine: result.engine,
      workers: result.workers,
      // Measured from the start of this process.
      timings: { total_s: performance.now() / 1000, export_s: timings.total, encode_s: timings.encode, finish_s: timings.finish },
      files: filesOf(result.files),
    };
    process.stdout.write(`${JSON.stringify(summary)}\n`);
  } else process.stdout.write(`${counted(frames, "frame")} at ${fps} fps in ${out}\n`);
}

/** The bundle's own files with their digests; for each folder, only how much it contains (a YOLO folder has a file per frame). */
function filesOf(files: readonly HeadlessFile[]): Record<string, object> {
  const listed: Record<string, { size: number; sha256: string }> = {};
  const folders: Record<string, { files: number; size: number }> = {};
  for (const { path, size, sha256 } of files) {
    const parts = path.split("/");
    if (parts.length <= 2) listed[path] = { size, sha256 };
    else {
      const name = `${parts.slice(0, 2).join("/")}/`;
      const folder = (folders[name] ??= { files: 0, size: 0 });
      folder.files++;
      folder.size += size;
    }
  }
  return { ...listed, ...folders };
}

/** Shows progress on stderr: one line that is rewritten on a terminal, an occasional line elsewhere. */
function progressLine(): (progress: ExportProgress) => void {
  let shown = -1;
  return ({ framesDone, frames, framesPerSecond, secondsLeft, phase }) => {
    const tenth = Math.floor((framesDone / frames) * 10);
    const left = secondsLeft === null ? "" : `, ${Math.ceil(secondsLeft)} s left`;
    const text = `${phase} ${framesDone}/${frames} frames, ${Math.round(framesPerSecond)} frames/s${left}`;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}${framesDone === frames ? "\n" : ""}`);
    else if (tenth !== shown) process.stderr.write(`${text}\n`);
    shown = tenth;
  };
}
