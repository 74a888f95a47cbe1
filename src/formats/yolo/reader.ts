import { FormatError } from "../finding";
import { BESIDE_LABELS } from "../read/fileNames";
import { baseName, framesByName, type ReaderInput, type ReaderResult } from "../read/input";
import type { InputFile } from "../read/imported";
import { decodeText, linesOf, parseNumber } from "../read/text";
import { readSettings } from "./settings";

/** YOLO detection: a label file a frame. There are no tracks in it; the collector joins boxes by overlap. */
export function readYolo({ main, files, collector, findings, options }: ReaderInput): ReaderResult {
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
  labelFiles.forEach((file, index) => {
    for (const { line, content } of linesOf(textIn(file))) {
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

/** Takes away what rounding the shares added: pixels to four decimals. */
function tidy(pixels: number): number {
  return Math.round(pixels * 10_000) / 10_000;
}
