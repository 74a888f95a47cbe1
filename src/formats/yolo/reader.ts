import { FormatError } from "../finding";
import { BESIDE_LABELS } from "../read/fileNames";
import { baseName, framesByName, type ReaderInput, type ReaderResult } from "../read/input";
import type { InputFile } from "../read/imported";
import { decodeText, linesOf, parseNumber } from "../read/text";
import { readSettings } from "./settings";

const FEWEST_COLUMNS = 5;
const MOST_COLUMNS = 7;

/**
 * YOLO detection: a label file a frame. There are no tracks in it, and the collector joins boxes by overlap; what trackers and
 * detectors save has one or two columns more, a track id or a score, or both.
 */
export function readYolo({ main, files, collector, findings, unmapped, options }: ReaderInput): ReaderResult {
  const settings = files.find((file) => /\.ya?ml$/i.test(file.path));
  const classFile = files.find((file) => baseName(file.path) === "classes.txt");
  const { names, video, understood } = settings ? readSettings(textIn(settings)) : { names: classNames(classFile), video: {}, understood: true };
  if (settings && !understood)
    findings.add({
      severity: "warning",
      file: settings.path,
      place: "names",
      message: "the names of the classes were not understood",
      mend: 'write them as a list "names: [person, car]", or a line each "0: person"; until then classes are called by their numbers',
    });
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
  const { frames, byNumber } = framesByName(labelFiles.map((file) => file.path), { main, findings });
  if (!byNumber)
    findings.add({
      severity: "warning",
      file: main.path,
      place: "",
      message: "the label files' names hold no frame numbers; their order was taken",
      mend: "name them NAME_000000.txt and so on, by frame from 0",
    });
  const sixthIsTrack = isTrackColumn(labelFiles);
  labelFiles.forEach((file, index) => {
    for (const { line, content } of linesOf(textIn(file))) {
      const columns = content.split(/\s+/);
      const place = () => `line ${line}`;
      const [classNumber = Number.NaN, centreX = Number.NaN, centreY = Number.NaN, shareX = Number.NaN, shareY = Number.NaN, ...more] = columns.map(parseNumber);
      const track = sixthIsTrack || more.length === 2 ? more.at(-1) : undefined;
      const hasColumns = columns.length >= FEWEST_COLUMNS && columns.length <= MOST_COLUMNS;
      if (!hasColumns || !Number.isInteger(classNumber) || classNumber < 0 || (track !== undefined && !Number.isInteger(track))) {
        findings.add({
          severity: "error",
          file: file.path,
          place: place(),
          message: hasColumns ? "the class or the track id is not a whole number" : `${columns.length} columns instead of ${FEWEST_COLUMNS}`,
          mend: "a row is class, centre x, centre y, width, height; it was left out",
        });
        continue;
      }
      if (more.length === 2 || (more.length === 1 && !sixthIsTrack)) unmapped.count("the column of scores", "actors have none; to judge detections, evaluate them instead");
      const whole = { width: tidy(shareX * width), height: tidy(shareY * height) };
      collector.add(
        track !== undefined && track >= 0 ? track : null,
        names[classNumber] ?? `class ${classNumber}`,
        { frame: frames[index] ?? index, x: tidy(centreX * width - whole.width / 2), y: tidy(centreY * height - whole.height / 2), ...whole },
        { file: file.path, place },
      );
    }
  });
  return { video: { ...video, width, height }, alsoRead: [...labelFiles, ...(settings ? [settings] : [])] };

  /** A file's text; of one that is no text, nothing, and the others are read nonetheless. */
  function textIn(file: InputFile): string {
    try {
      return decodeText(file);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      findings.add(error.finding);
      return "";
    }
  }

  function classNames(file: InputFile | undefined): string[] {
    return file ? [...linesOf(textIn(file))].map(({ content }) => content) : [];
  }
}

/** Whether a sixth column, where there is one, holds track ids: whole numbers all over, not only 0 and 1. */
function isTrackColumn(files: readonly InputFile[]): boolean {
  let most = 0;
  for (const file of files)
    for (const { content } of linesOf(new TextDecoder().decode(file.bytes))) {
      const columns = content.split(/\s+/);
      const value = columns.length === 6 ? parseNumber(columns[5]) : 0;
      if (!Number.isInteger(value)) return false;
      most = Math.max(most, value);
    }
  return most > 1;
}

/** Takes away what rounding the shares added: pixels to four decimals. */
function tidy(pixels: number): number {
  return Math.round(pixels * 10_000) / 10_000;
}
