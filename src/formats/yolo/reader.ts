import { FormatError } from "../finding";
import { BESIDE_LABELS } from "../read/fileNames";
import { baseName, framesByName, optional, type ReaderInput, type ReaderResult } from "../read/input";
import type { InputFile } from "../read/imported";
import { countOf, objectOf, textOf } from "../read/json";
import { decodeText, linesOf, parseNumber } from "../read/text";

/** YOLO detection: a label file a frame. There are no tracks in it; the collector joins boxes by overlap. */
export function readYolo({ main, files, collector, findings, options }: ReaderInput): ReaderResult {
  const settings = files.find((file) => /\.ya?ml$/i.test(file.path));
  const classFile = files.find((file) => baseName(file.path) === "classes.txt");
  const { names, video } = settings ? readSettings(decodeText(settings)) : { names: classNames(classFile), video: {} };
  const width = options.frameSize?.width ?? video.width;
  const height = options.frameSize?.height ?? video.height;
  if (width === undefined || height === undefined)
    throw new FormatError({
      severity: "error",
      file: main.path,
      place: "",
      message: "boxes are shares of a frame whose size is not said",
      mend: "give the size of the frames in pixels and import again",
    });

  const labelFiles = files.filter((file) => file.path.endsWith(".txt") && !BESIDE_LABELS.test(baseName(file.path)));
  const { frames, byNumber } = framesByName(labelFiles.map((file) => file.path));
  if (!byNumber)
    findings.add({
      severity: "warning",
      file: main.path,
      place: "",
      message: "the label files' names hold no frame numbers; their order was taken",
      mend: "name them NAME_000000.txt and so on, by frame from 0",
    });
  labelFiles.forEach((file, index) => {
    for (const { line, content } of linesOf(decodeText(file))) {
      const columns = content.split(/\s+/);
      const place = () => `line ${line}`;
      const [classNumber = Number.NaN, centreX = Number.NaN, centreY = Number.NaN, shareX = Number.NaN, shareY = Number.NaN] = columns.map(parseNumber);
      if ((columns.length !== 5 && columns.length !== 6) || !Number.isInteger(classNumber) || classNumber < 0) {
        findings.add({
          severity: "error",
          file: file.path,
          place: place(),
          message: columns.length === 5 || columns.length === 6 ? "the class is not a whole number from 0" : `${columns.length} columns instead of 5`,
          mend: "a row is class, centre x, centre y, width, height; it was left out",
        });
        continue;
      }
      const whole = { width: tidy(shareX * width), height: tidy(shareY * height) };
      collector.add(
        null,
        names[classNumber] ?? `class ${classNumber}`,
        { frame: frames[index] ?? index, x: tidy(centreX * width - whole.width / 2), y: tidy(centreY * height - whole.height / 2), ...whole },
        { file: file.path, place },
      );
    }
  });
  return { video: { ...video, width, height }, alsoRead: [...labelFiles, ...(settings ? [settings] : [])] };
}

/** Takes away what rounding the shares added: pixels to four decimals. */
function tidy(pixels: number): number {
  return Math.round(pixels * 10_000) / 10_000;
}

function classNames(file: InputFile | undefined): string[] {
  return file ? [...linesOf(decodeText(file))].map(({ content }) => content) : [];
}

/** Class names and our own `video` from `data.yaml`: the few forms these files are written in, not YAML as a whole. */
function readSettings(text: string): { names: string[]; video: ReaderResult["video"] } {
  const names: string[] = [];
  let video: ReaderResult["video"] = {};
  let withinNames = false;
  for (const raw of text.split("\n")) {
    const described = /^video:\s*(\{.*\})$/.exec(raw.trimEnd())?.[1];
    if (described !== undefined) video = videoOf(described);
    const comment = raw.startsWith("#") ? 0 : raw.indexOf(" #");
    const line = (comment < 0 ? raw : raw.slice(0, comment)).trimEnd();
    const inline = /^names:\s*\[(.*)\]$/.exec(line)?.[1];
    if (inline !== undefined) names.push(...inline.split(",").map(unquoted));
    const item = withinNames ? /^\s*(?:-|(\d+):)\s*(.+)$/.exec(line) : null;
    if (item?.[2] !== undefined) names[item[1] === undefined ? names.length : Number(item[1])] = unquoted(item[2]);
    else if (line.trim() !== "") withinNames = line === "names:";
  }
  return { names, video };
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, "$2");
}

function videoOf(flow: string): ReaderResult["video"] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(flow);
  } catch {
    return {};
  }
  const video = objectOf(parsed);
  return {
    ...optional("name", textOf(video["name"])),
    ...optional("width", countOf(video["width"])),
    ...optional("height", countOf(video["height"])),
    ...optional("fps", countOf(video["fps"])),
    ...optional("totalFrames", countOf(video["frames"])),
  };
}
