import { Option, type Command } from "commander";
import { serializeScenario, withCamera, type ChosenCamera, type WholeScenario } from "@/core/document";
import { PIXEL_MAPS } from "@/core/pixels";
import { counted, jsonText } from "@/core/text";
import { CAMERAS_FOLDER, WORLD_FILE, worldTruthJson } from "@/core/truth";
import { OPENSCENARIO_VERSIONS, exchangeFiles, type OpenScenarioVersion } from "@/exchange";
import type { PartWriter } from "@/export/bundle/partWriter";
import { writeTruth } from "@/export/bundle/writeTruth";
import { pixelFiles } from "@/export/pixels/pixelFiles";
import { McapFile } from "@/export/robotics/mcapFile";
import { MCAP, MCAP_PATH } from "@/export/robotics/names";
import { ANNOTATION_FORMATS, DEFAULT_FORMATS, scenarioSource, type WriteOptions } from "@/formats";
import { UsageError } from "../errors";
import { addAnnotationOptions, annotationSettings, type AnnotationOptions } from "../render/annotationOptions";
import { addChangeOptions, type ChangeOptions } from "../render/changeOptions";
import { camerasNamed, camerasOption, type CameraOptions } from "../render/cameraOption";
import { chosenPixels } from "../render/chosenPixels";
import { OPENSCENARIO, formatsOption } from "../render/options";
import { fillFolder } from "../render/outputFolder";
import { changeScenario, readScenarioInput } from "../render/scenarioInput";
import { DiskParts } from "../export/diskParts";
import { EXPORT_LIST, earlierExport } from "../export/earlierExport";

const EXPORT_FORMATS = [...ANNOTATION_FORMATS, OPENSCENARIO] as const;

type Options = ChangeOptions &
  AnnotationOptions &
  CameraOptions & {
    readonly out: string;
    readonly formats?: readonly string[];
    readonly openscenario: OpenScenarioVersion;
    readonly carla?: boolean;
    readonly json?: boolean;
  };

/** Adds `jaywalk export`. */
export function addExportCommand(program: Command): void {
  const command = program
    .command("export")
    .argument("<SCENARIO>", "preset ID or scenario file (- for standard input)")
    .description("write a scenario's ground truth, annotations and exchange formats, without a video and without a browser")
    .requiredOption("--out <DIR>", "folder for the files")
    .addOption(formatsOption(EXPORT_FORMATS, { further: [...PIXEL_MAPS, MCAP], standard: [...DEFAULT_FORMATS, OPENSCENARIO] }))
    .addOption(new Option("--openscenario <VERSION>", "version of OpenSCENARIO XML").choices(OPENSCENARIO_VERSIONS).default("1.2"))
    .option("--carla", "write OpenSCENARIO for CARLA's ScenarioRunner: trajectories are followed, and nobody is removed");
  addAnnotationOptions(command);
  command.addOption(camerasOption());
  addChangeOptions(command)
    .option("--json", "end with one JSON object on stdout")
    .action(async (input: string, options: Options) => {
      await exportScenario(input, options);
    });
}

async function exportScenario(input: string, options: Options): Promise<void> {
  const scenario = changeScenario(await readScenarioInput(input, options.set), options);
  const { out, formats = [...DEFAULT_FORMATS, OPENSCENARIO], openscenario: version, carla: forCarla = false } = options;
  const exchange = formats.includes(OPENSCENARIO) ? exchangeFiles(scenario, { version, forCarla }) : [];
  if (exchange === null && options.formats)
    throw new UsageError(
      `--formats ${OPENSCENARIO}: ${input} is in pixels, and OpenSCENARIO is in metres; make a road scenario of it in the app first`,
    );
  if (forCarla && !exchange?.length) throw new UsageError(`--carla changes OpenSCENARIO files only; add ${OPENSCENARIO} to --formats`);
  const pixels = chosenPixels(scenario, formats);
  const cameras = camerasNamed(scenario, options);
  const { files, annotations } = await fillFolder(out, earlierExport, async (folder) => {
    const parts = new DiskParts(folder);
    const range = { start: 0, end: scenario.video.durationFrames };
    const annotationFormats = ANNOTATION_FORMATS.filter((format) => formats.includes(format));
    const settings = annotationSettings(options);
    let written = 0;
    for (const { recorded, place } of recordings(scenario, cameras)) {
      const recording = formats.includes(MCAP) ? await openRecording(parts, `${place}${MCAP_PATH}`, recorded, settings) : null;
      written += await writeTruth(partsBelow(parts, place), recorded, range, annotationFormats, settings, undefined, async (annotated) =>
        recording?.file.addFrame(annotated),
      );
      await recording?.end();
      for (const { path, bytes } of pixelFiles(recorded, range, pixels)) await parts.addBytes(`${place}${path}`, bytes);
      if (cameras) await parts.addPart(`${place}scenario.json`, serializeScenario(recorded), true);
    }
    if (cameras) {
      for (const piece of worldTruthJson(scenario, cameras, range)) await parts.addPart(WORLD_FILE, piece, false);
      await parts.addPart(WORLD_FILE, "", true);
    }
    await parts.addPart("scenario.json", serializeScenario(scenario), true);
    for (const { name, text } of exchange ?? []) await parts.addPart(`${OPENSCENARIO}/${name}`, text, true);
    const paths = [...parts.paths, EXPORT_LIST].sort();
    await parts.addPart(EXPORT_LIST, jsonText({ app: "jaywalk", files: paths }), true);
    return { files: paths, annotations: written };
  });
  const { durationFrames: frames, fps } = scenario.video;
  if (options.json) process.stdout.write(`${JSON.stringify({ out, frames, fps, annotations, files: files.length })}\n`);
  else process.stdout.write(`${counted(annotations, "annotation")}, ${counted(files.length, "file")} in ${out}\n`);
}

/** The recording without a video: boxes in the picture, places and the truth. */
async function openRecording(parts: DiskParts, path: string, scenario: WholeScenario, { box }: Pick<WriteOptions, "box">) {
  const place = await parts.openBytes(path);
  const file = await McapFile.begin((bytes) => place.write(bytes), scenarioSource(scenario), { box, hasVideo: false });
  return {
    file,
    end: async () => {
      await file.end();
      place.close();
    },
  };
}

/** What is recorded, and where its files go: by the shown camera, or by each of several in a folder of its own. */
function recordings(scenario: WholeScenario, cameras: readonly ChosenCamera[] | null): { recorded: WholeScenario; place: string }[] {
  if (!cameras) return [{ recorded: scenario, place: "" }];
  return cameras.map(({ camera, folder }) => ({ recorded: withCamera(scenario, camera.id), place: `${CAMERAS_FOLDER}/${folder}/` }));
}

const partsBelow = (parts: PartWriter, place: string): PartWriter => ({
  addPart: (path, text, last) => parts.addPart(`${place}${path}`, text, last),
});
