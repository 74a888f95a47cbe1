import { Option, type Command } from "commander";
import { PICTURE_STYLES, type PictureStyle } from "@/core/document";
import { motionFaultText, motionFaultsOf } from "@/core/motion";
import { PIXEL_MAPS } from "@/core/pixels";
import { relationFaults } from "@/core/relations";
import { counted } from "@/core/text";
import { ANNOTATION_FORMATS, DEFAULT_FORMATS } from "@/formats";
import { ENGINES, IMAGE_FORMATS, QUALITIES, type EngineName, type ExportProgress, type ImageFormat, type Quality } from "@/export/types";
import { MCAP } from "@/export/robotics/names";
import type { HeadlessFile } from "@/export/jobs";
import { appFolder } from "../headless/appFolder";
import { HeadlessSession } from "../headless/session";
import { addAnnotationOptions, annotationSettings, type AnnotationOptions } from "../render/annotationOptions";
import { addChangeOptions, type ChangeOptions } from "../render/changeOptions";
import { camerasNamed, camerasOption, type CameraOptions } from "../render/cameraOption";
import { chosenPixels } from "../render/chosenPixels";
import { formatsOption, parseSensor, wholeNumber } from "../render/options";
import { earlierBundle } from "../render/earlierBundle";
import { fillFolder } from "../render/outputFolder";
import { changeScenario, readScenarioInput, type ScenarioChanges } from "../render/scenarioInput";

/** The style that draws nothing but who is where; it is no way to look at a scenario, and so no setting of one. */
const INSTANCES = "instances";

type Options = ChangeOptions &
  AnnotationOptions &
  CameraOptions &
  Pick<ScenarioChanges, "sensor"> & {
    readonly out: string;
    readonly engine: EngineName;
    readonly quality: Quality;
    readonly formats?: readonly string[];
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
  const command = program
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
    .addOption(formatsOption(ANNOTATION_FORMATS, { further: [...PIXEL_MAPS, MCAP], standard: DEFAULT_FORMATS }));
  addAnnotationOptions(command);
  command.addOption(camerasOption());
  addChangeOptions(command)
    .addOption(
      new Option(
        "--style <NAME>",
        "style of the picture; instances draws only an ID mask (track id + 1: low byte in red, high byte in green; blue is 255), " +
          "pixel-exact with --quality lossless (as RGB video) or --images png",
      ).choices([...PICTURE_STYLES, INSTANCES]),
    )
    .option("--sensor <EFFECT:AMOUNT,...>", "camera effects, such as noise:0.4,exposure:-1, or none; labels are not affected", parseSensor)
    .option("--frame-stamp", "draw the frame number as black and white cells in a corner")
    .addOption(
      new Option("--images <FORMAT>", "also write every frame as an image, where YOLO and COCO look for it").choices(IMAGE_FORMATS),
    )
    .option("--webm", "also write the same frames as video.webm (VP8)")
    .option(
      "--thumbnail",
      "also write a small animation, thumbnail.gif: as long as the video, at most 10 frames per second and 200 in total",
    )
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
    formats = DEFAULT_FORMATS,
    layout,
    frameStamp = false,
    thumbnail = false,
    webm = false,
    images,
    workers,
  } = options;
  const cameras = camerasNamed(scenario, options)?.map(({ camera }) => camera.id);
  const request = {
    scenario,
    engine,
    quality,
    formats,
    ...annotationSettings(options),
    frameStamp,
    instances,
    thumbnail,
    webm,
    ...(images && { images }),
    ...(cameras && { cameras }),
    ...(workers === undefined ? {} : { workers }),
  };
  chosenPixels(scenario, formats);
  if (layout === "datumaro" && !images)
    process.stderr.write("note: Datumaro's importers need the frames as images; add --images png to write them\n");
  for (const { message } of relationFaults(scenario)) process.stderr.write(`note: ${message}\n`);
  for (const { actor, fault } of motionFaultsOf(scenario))
    process.stderr.write(`note: “${actor.name || actor.id}”: ${motionFaultText(fault)}\n`);
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
