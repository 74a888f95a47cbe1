import { InvalidArgumentError, Option, type Command } from "commander";
import { USUAL_IOU, expectedCounts, gatherStream, recordedFrames, simulateDetections } from "@/detection";
import { counted } from "@/core/text";
import { RESULT_FORMATS } from "@/formats";
import { readBundleRecording, readBundleTruth } from "../bundle/bundleFolder";
import { OUTPUT_FORMATS, contentOf, outputFormat, type OutputFormat } from "../detections/outputFormat";
import { playLive, standardOutput, webSocket } from "../detections/livePlayer";
import { isNamedProfile, readProfileInput } from "../detections/profileInput";
import { UsageError } from "../errors";
import { assertOutputs, writeOutput } from "../files/output";
import { MOST_SEED, wholeNumber } from "../render/options";

type Options = {
  out?: string;
  format?: OutputFormat;
  motOrigin: "0" | "1";
  seed: number;
  profile?: string;
  live?: boolean;
  websocket?: number;
  speed?: number;
  json?: boolean;
};

const USUAL_PROFILE = "spec_raspberry_pi";
/** The specification's profiles report times alone. */
const BOX_PROFILE = "good_day_camera";

/** Adds `jaywalk detections`. */
export function addDetectionsCommand(program: Command): void {
  program
    .command("detections <BUNDLE_DIR>")
    .description("simulate what a detector would report for a bundle's video, into a file or as a live stream")
    .option(
      "--out <FILE>",
      "file for the events: .json (with the injected faults), .ndjson, .csv, or results with --format; - for standard output",
    )
    .addOption(
      new Option("--format <NAME>", "file format: results for evaluators; defaults to the file's extension").choices(OUTPUT_FORMATS),
    )
    .addOption(new Option("--mot-origin <N>", "number of the first pixel in MOT results").choices(["0", "1"]).default("1"))
    .option("--seed <N>", "random seed", wholeNumber(0, MOST_SEED), 42)
    .option(
      "--profile <NAME|FILE>",
      `which errors the detector makes; defaults to ${USUAL_PROFILE}, or to ${BOX_PROFILE} for results, which need boxes`,
    )
    .option("--live", "stream events to standard output at the video's pace, one per line")
    .option("--websocket <PORT>", "stream events to a WebSocket on this machine", wholeNumber(1, 65_535))
    .option("--speed <FACTOR>", "pace of a live stream; 1 is the video's own", parseSpeed)
    .option("--json", "end with one JSON object on stdout")
    .action(async (folder: string, options: Options) => {
      const live = options.live === true || options.websocket !== undefined;
      if (options.out === undefined && !live)
        throw new UsageError("nothing to do: name a file with --out, or stream with --live or --websocket");
      if (options.live && options.websocket !== undefined)
        throw new UsageError("--live and --websocket cannot be combined; omit one of them");
      if (options.speed !== undefined && !live)
        throw new UsageError("--speed sets the pace of a live stream; add --live or --websocket, or omit it");
      const format = outputFormat(options.out, options.format);
      const profileName = options.profile ?? (RESULT_FORMATS.some((results) => results === format) ? BOX_PROFILE : USUAL_PROFILE);
      await assertOutputs(
        { "--out": options.out },
        { folders: { "the bundle": folder }, files: { "the profile": isNamedProfile(profileName) ? undefined : profileName } },
        { "--live": options.live, "--json": options.json },
      );
      const [recording, { records }, profile] = await Promise.all([
        readBundleRecording(folder),
        readBundleTruth(folder),
        readProfileInput(profileName),
      ]);
      const { video } = recording;
      const stream = gatherStream(
        simulateDetections(() => recordedFrames(records, video, recording), profile, { seed: options.seed, video }),
      );
      const { events, faults } = stream;
      if (options.out !== undefined && format !== null)
        await writeOutput(
          "--out",
          options.out,
          contentOf(format, stream, { profile: profile.name, seed: options.seed, motOrigin: options.motOrigin === "0" ? 0 : 1 }),
        );
      let heard: number | null = null;
      if (live) {
        const outlet = options.websocket === undefined ? standardOutput() : await webSocket(options.websocket);
        heard = await playLive(events, options.speed ?? 1, outlet);
        await outlet.close();
      }
      const visible = records.filter(({ visibility }) => visibility > 0).length;
      // Counts by boxes: the specification's events have none, and by time alone a false event may match a missed one.
      const expected = profile.model === "sensor" ? expectedCounts(faults, visible, USUAL_IOU) : null;
      if (options.json) {
        const told = { out: options.out ?? null, profile: profile.name, seed: options.seed };
        process.stdout.write(`${JSON.stringify({ ...told, events: events.length, sent: heard, faults: faults.length, expected })}\n`);
      } else
        process.stderr.write(
          `${counted(events.length, "event")}` +
            `${heard === null || heard === events.length ? "" : ` (${heard} sent; no listener was connected for the others)`}, ` +
            `${counted(faults.length, "injected fault")}, profile ${profile.name}\n`,
        );
    });
}

function parseSpeed(text: string): number {
  const speed = Number(text);
  if (text.trim() === "" || !(speed > 0 && Number.isFinite(speed))) throw new InvalidArgumentError("Give a number above 0, such as 10.");
  return speed;
}
