import { parse } from "yaml";
import { FormatError } from "../finding";
import { baseName, optional, type ReaderInput, type ReaderResult } from "../read/input";
import type { InputFile } from "../read/imported";
import { arrayOf, countOf, isObject, numberOf, objectOf, textOf, type JsonObject } from "../read/json";
import { decodeText, linesOf } from "../read/text";

/** The files next to label files. */
export type YoloSettings = {
  /** Class names by number; gaps are classes that are not used. */
  names: ReadonlyMap<number, string>;
  video: ReaderResult["video"];
  /** For poses: how many keypoints, and how many numbers each has (2, or 3 with its visibility). */
  keypoints: { count: number; numbers: number } | null;
  /** The files that this comes from. */
  files: readonly InputFile[];
};

/** Lists of class names, one per line: darknet's and CVAT's, LabelImg's, Roboflow's. */
const CLASS_LISTS = /^(obj\.names|.*\.names|classes\.txt|_darknet\.labels|labels\.txt|predefined_classes\.txt)$/i;
const MOST_YAML_BYTES = 4 * 1024 * 1024;

/** Class names from a `data.yaml` of any name, otherwise from a list of classes, and what else the settings say. */
export function readSettings(input: ReaderInput): YoloSettings {
  const documents = input.files.filter(({ path }) => /\.ya?ml$/i.test(path)).map((file) => ({ file, root: yamlIn(file, input) }));
  const broken = documents.flatMap(({ file, root }) => (root ? [] : [file]));
  const named = documents.find(({ root }) => root?.["names"] !== undefined);
  if (named?.root) {
    const names = namesOf(named.root["names"]);
    if (names.size > 0) return { names, ...othersOf(named.root, input), files: [named.file] };
    input.findings.add({
      severity: "warning",
      file: named.file.path,
      place: "names",
      message: "the class names could not be read",
      advice: 'write them as a list, "names: [person, car]", or one per line, "0: person"; until then classes are identified by number',
    });
    return { names, ...othersOf(named.root, input), files: [named.file] };
  }
  const list = input.files.find(({ path }) => CLASS_LISTS.test(baseName(path)));
  return {
    names: list ? listedNames(list, input) : new Map(),
    ...othersOf(documents.find(({ root }) => root)?.root ?? {}, input),
    files: list ? [list, ...broken] : broken,
  };
}

/** A file's YAML as an object; null, with a finding, if it is not one. */
function yamlIn(file: InputFile, { findings }: ReaderInput): JsonObject | null {
  try {
    if (file.bytes.length > MOST_YAML_BYTES) return null;
    const root: unknown = parse(decodeText(file), { logLevel: "silent", uniqueKeys: false });
    return isObject(root) ? root : null;
  } catch (error) {
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    if (error instanceof FormatError) findings.add(error.finding);
    else
      findings.add({
        severity: "warning",
        file: file.path,
        place: "",
        message: `not YAML: ${message.replace(/:$/, "")}`,
        advice: "fix the file at that place; until then classes are identified by number",
      });
    return null;
  }
}

/** A list, or a map from numbers; quotes, comments and line breaks follow YAML. */
function namesOf(given: unknown): Map<number, string> {
  const entries: (readonly [number, unknown])[] = Array.isArray(given)
    ? given.map((name: unknown, index) => [index, name] as const)
    : Object.entries(objectOf(given)).map(([key, name]) => [/^\d+$/.test(key) ? Number(key) : Number.NaN, name] as const);
  return new Map(
    entries.flatMap(([number, name]) => {
      const text = typeof name === "string" || typeof name === "number" || typeof name === "boolean" ? String(name).trim() : "";
      return Number.isNaN(number) || text === "" ? [] : [[number, text] as const];
    }),
  );
}

function othersOf(root: JsonObject, { unmapped }: ReaderInput): Pick<YoloSettings, "video" | "keypoints"> {
  const video = objectOf(root["video"]);
  const [count = Number.NaN, numbers = Number.NaN] = arrayOf(root["kpt_shape"]).map(numberOf);
  return {
    keypoints: countOf(count) && (numbers === 2 || numbers === 3) ? { count, numbers } : null,
    video: {
      ...optional("name", textOf(video["name"])),
      ...optional("width", countOf(video["width"])),
      ...optional("height", countOf(video["height"])),
      ...optional("fps", unmapped.frameRate(video["fps"])),
      ...optional("totalFrames", countOf(video["frames"])),
    },
  };
}

/** Lines that are not empty, as darknet and LabelImg count them. */
function listedNames(file: InputFile, { findings }: ReaderInput): Map<number, string> {
  let text: string;
  try {
    text = decodeText(file);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    findings.add(error.finding);
    return new Map();
  }
  const lines = [...linesOf(text)];
  const gap = lines.find(({ line }, index) => line !== index + 1);
  if (gap)
    findings.add({
      severity: "info",
      file: file.path,
      place: `line ${gap.line - 1}`,
      message: `empty lines were not counted: class ${lines.indexOf(gap)} is "${gap.content}"`,
      advice: "as darknet and LabelImg do; if the class should be another one, delete or fill the empty lines",
    });
  return new Map(lines.map(({ content }, index) => [index, content] as const));
}
