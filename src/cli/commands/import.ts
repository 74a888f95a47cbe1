import { InvalidArgumentError, Option, type Command } from "commander";
import { basename, extname } from "node:path";
import { ACTOR_MODELS, ACTOR_TYPES, serializeScenario, type WholeScenario, type Size } from "@/core/document";
import {
  READ_FORMATS,
  USUAL_TOLERANCE,
  fitTracks,
  importedScenario,
  importedVideo,
  openQuestion,
  readAnnotations,
  suggestMapping,
  type Finding,
  type ImportedAnnotations,
  type LabelMapping,
  type ReadFormat,
  type ReadingQuestion,
} from "@/formats";
import { counted } from "@/core/text";
import { sha256Of } from "@/core/digest";
import { UsageError } from "../errors";
import { STANDARD_INPUT } from "../files/input";
import { withOption } from "../findingText";
import { assertOutputs, endingOf, isStandardOutput, writeOutput } from "../files/output";
import { exchangeInput } from "../import/exchangeInput";
import { importExchangeFile } from "../import/importExchangeFile";
import { readAnnotationFiles } from "../import/annotationFiles";
import { parseRate, parseSize, wholeNumber } from "../render/options";

type Options = {
  out: string;
  format?: ReadFormat;
  fps?: number;
  size?: Size;
  tolerance: number;
  reading: Readonly<Record<string, string>>;
  class: LabelMapping;
  json?: boolean;
};

const MOST_TOLERANCE = 1000;

/** How many notes of one kind are printed. */
const MOST_ALIKE = 20;

/** How many readings a refusal lists; with many files, each may be one. */
const MOST_WAYS = 8;

/** Adds `jaywalk import`. */
export function addImportCommand(program: Command): void {
  program
    .command("import <PATH...>")
    .description("make a scenario from annotations, OpenSCENARIO or OpenDRIVE: files, folders, ZIPs, or - for standard input")
    .requiredOption("--out <FILE>", "file for the scenario (- for standard output)")
    .addOption(new Option("--format <NAME>", "format of the files, if it cannot be detected").choices([...READ_FORMATS]))
    .option("--fps <N>", "frame rate: a whole number, 29.97 or 30000/1001; defaults to what the files say", parseRate)
    .option("--size <WxH>", "frame size; defaults to what the files say", parseSize)
    .option(
      "--tolerance <PX>",
      "how far boxes may be off, for fewer waypoints; 0 keeps every box exact",
      wholeNumber(0, MOST_TOLERANCE),
      USUAL_TOLERANCE,
    )
    .option("--reading <TOPIC=VALUE>", "how to read files that can be read in more than one way (repeatable)", addReading, {})
    .option(
      "--class <NAME=TYPE>",
      "actor type for a class in the files: pedestrian, vehicle:van, … or leave-out (repeatable)",
      addClass,
      {},
    )
    .option("--json", "end with one JSON object on stdout")
    .action(async (paths: string[], { out, format, fps, size, tolerance, reading, class: classes, json }: Options) => {
      endingOf("--out", out, [".json"]);
      const exchange = format ? null : await exchangeInput(paths);
      if (exchange) {
        await assertOutputs({ "--out": out }, { folders: {}, files: { "the input": exchange.path } }, { "--json": json });
        await importExchangeFile(exchange, { out, ...(json && { json }), ...(fps !== undefined && { fps }), ...(size && { size }) });
        return;
      }
      const { files, paths: read } = await readAnnotationFiles(paths);
      await assertOutputs(
        { "--out": out },
        { folders: {}, files: Object.fromEntries(read.map((path) => [`an input (${path})`, path])) },
        { "--json": json },
      );
      const imported = await readAnnotations(files, { ...(format && { format }), ...(size && { frameSize: size }), readings: reading });
      assertReadable(imported, reading);
      const { notes: videoNotes, ...video } = importedVideo(imported, { ...(size && { size }), ...(fps !== undefined && { fps }) });
      const fitted = fitTracks(imported, {
        frame: video,
        tolerance,
        mapping: { ...suggestMapping(imported), ...knownClasses(classes, imported) },
      });
      if (fitted.actors.length === 0)
        throw new UsageError(
          `no class in the files is a known actor type: ${labelsOf(imported)}; ` +
            `map them with --class "${imported.tracks[0]?.label ?? "NAME"}=${ACTOR_TYPES[0]}"; types are ${ACTOR_TYPES.join(", ")}`,
        );
      const scenario = await withOwnId(
        importedScenario(
          { ...fitted, frames: video.frames },
          { id: "imported", name: imported.video.name ?? nameOf(paths), width: video.width, height: video.height, fps: video.fps },
        ),
      );
      await writeOutput("--out", out, serializeScenario(scenario));
      const notes = sorted([...imported.problems, ...videoNotes, ...fitted.problems]).map(noteOf);
      for (const text of shortened(notes)) process.stderr.write(`${text}\n`);
      const { durationFrames: frames, width, height } = scenario.video;
      const result = {
        format: imported.format,
        frames,
        tracks: fitted.actors.length,
        boxes: imported.tracks.reduce((sum, { boxes }) => sum + boxes.length, 0),
        kept: fitted.boxes,
        fps: scenario.video.fps,
        size: `${width}x${height}`,
        notes,
        out,
      };
      if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
      else
        (isStandardOutput(out) ? process.stderr : process.stdout).write(
          `${isStandardOutput(out) ? "standard output" : out}: ` +
            `${counted(result.tracks, "track")}, ${counted(result.kept, "box", "boxes")}, ` +
            `${counted(frames, "frame")} of ${result.size} at ${result.fps} fps, from ${String(result.format)}\n`,
        );
    });
}

/** The library distinguishes scenarios by their ids: different imports get different ones, and the same import always gets the same. */
async function withOwnId(scenario: WholeScenario): Promise<WholeScenario> {
  return { ...scenario, id: `imported-${(await sha256Of(serializeScenario(scenario))).slice(0, 16)}` };
}

/** @throws UsageError if a question is open, a reading answers no question, or nothing could be read */
function assertReadable(imported: ImportedAnnotations, reading: Options["reading"]): void {
  const open = openQuestion(imported.questions);
  // A reading that does not exist is an error of its own, among the problems.
  if (open && !Object.hasOwn(reading, open.topic)) throw new UsageError(refusalOf(open));
  // The most serious comes first, and says why no actors can be made.
  const [fault] = imported.problems;
  if (imported.tracks.length === 0 && fault && fault.severity !== "info") throw new UsageError(textOf(fault));
  const unasked = Object.keys(reading).find((topic) => !imported.questions.some((question) => question.topic === topic));
  if (unasked !== undefined) {
    const topics = imported.questions.map(({ topic }) => topic);
    throw new UsageError(
      `--reading ${unasked}: these files need no such choice; ${topics.length > 0 ? `they need ${topics.join(", ")}` : "omit it"}`,
    );
  }
  if (imported.tracks.length === 0) throw new UsageError("the files contain no boxes; name files with annotations");
}

function refusalOf({ topic, question, readings }: ReadingQuestion): string {
  const ways = readings.map(({ value, label, gives }) => {
    const said = [label === value ? "" : label, gives ?? ""].filter((part) => part !== "").join("; ");
    return `--reading ${quoted(`${topic}=${value}`)}${said === "" ? "" : ` (${said})`}`;
  });
  const rest = ways.length - MOST_WAYS;
  return `${question}. Choose with ${ways.slice(0, MOST_WAYS).join(" or ")}${rest > 0 ? `, or one of ${rest} more` : ""}`;
}

/** Quoted so that a shell takes it as one word. */
function quoted(word: string): string {
  return /^[\w=./:-]+$/.test(word) ? word : `"${word}"`;
}

/** Classes that were mapped by name. @throws UsageError if the files have no class of that name */
function knownClasses(classes: LabelMapping, imported: ImportedAnnotations): LabelMapping {
  const unknown = Object.keys(classes).find((name) => !imported.tracks.some(({ label }) => label === name));
  if (unknown !== undefined) throw new UsageError(`--class: the files have no class "${unknown}"; they have ${labelsOf(imported)}`);
  return classes;
}

function labelsOf({ tracks }: ImportedAnnotations): string {
  return [...new Set(tracks.map(({ label }) => `"${label}"`))].join(", ");
}

function nameOf([path = ""]: readonly string[]): string {
  return path === STANDARD_INPUT ? "" : basename(path, extname(path));
}

const LEVELS = ["error", "warning", "info"] as const;

function sorted(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => LEVELS.indexOf(a.severity) - LEVELS.indexOf(b.severity));
}

/** Notes as lines; of many that differ only in numbers, the first one and how many there are. `--json` has all. */
function shortened(notes: readonly ReturnType<typeof noteOf>[]): string[] {
  const counts = new Map<string, number>();
  const lines = notes.flatMap(({ level, place, message }) => {
    const kind = `${level}: ${message.replace(/-?\d+(\.\d+)?/g, "#")}`;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= MOST_ALIKE ? [`${level}: ${place === "" ? "" : `${place}: `}${message}`] : [];
  });
  const more = [...counts.values()].reduce((sum, count) => sum + Math.max(0, count - MOST_ALIKE), 0);
  return more > 0 ? [...lines, `info: ${more} more like these; use --json to list all`] : lines;
}

function noteOf(finding: Finding): { level: Finding["severity"]; message: string; place: string } {
  const { severity, file, place } = finding;
  return { level: severity, message: withOption(finding), place: [file, place].filter((part) => part !== "").join(", ") };
}

function textOf(finding: Finding): string {
  const { place, message } = noteOf(finding);
  return place === "" ? message : `${place}: ${message}`;
}

function addReading(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const [, topic, value] = /^([a-z-]+)=(.+)$/s.exec(text) ?? [];
  if (topic === undefined || value === undefined) throw new InvalidArgumentError("Write it as topic=value, as the question lists them.");
  return { ...before, [topic]: value };
}

function addClass(text: string, before: LabelMapping): LabelMapping {
  const at = text.lastIndexOf("=");
  const [name, choice] = [text.slice(0, at), text.slice(at + 1)];
  const [typeName, model] = choice.split(":");
  const type = ACTOR_TYPES.find((known) => known === typeName);
  if (at < 1 || (!type && choice !== "leave-out"))
    throw new InvalidArgumentError(`Write it as NAME=TYPE; types are ${ACTOR_TYPES.join(", ")} and leave-out.`);
  if (!type) return { ...before, [name]: null };
  const models: readonly string[] = ACTOR_MODELS[type];
  if (model !== undefined && !models.includes(model))
    throw new InvalidArgumentError(`There is no ${type} ${model}; there are ${models.join(", ")}.`);
  return { ...before, [name]: { type, ...(model !== undefined && { model }) } };
}
