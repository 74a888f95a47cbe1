import { makeZip } from "client-zip";
import { serializeScenario, type WholeScenario } from "@/core/document";
import { jsonText } from "@/core/text";
import { searchHtml, type PairPicture, type PairPictures } from "@/reports/search";
import { SEARCH_FIGURES, SEARCH_REPORT, truthFiles } from "@/search/files";
import { drawnPictures } from "../detection/run/drawnPictures";
import type { FoundPair, PairSide } from "./job";
import type { SearchResults } from "./search";

/** Draws a frame of a scenario, as a JPEG. */
export type DrawFrame = (scenario: WholeScenario, frame: number) => Promise<Blob>;

/** Draws it in a worker, as a lossless export has it. */
export const drawFrameAsJpeg: DrawFrame = async (scenario, frame) => {
  for await (const { width, height, rgb } of drawnPictures(scenario, [frame], new AbortController().signal)) {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")?.putImageData(imageOf(rgb, width, height), 0, 0);
    return canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
  }
  throw new Error(`frame ${frame} was not drawn`);
};

/** Opaque pixels for a canvas. */
export function imageOf(rgb: Uint8Array, width: number, height: number): ImageData {
  const image = new ImageData(width, height);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    image.data[to] = rgb[from] ?? 0;
    image.data[to + 1] = rgb[from + 1] ?? 0;
    image.data[to + 2] = rgb[from + 2] ?? 0;
    image.data[to + 3] = 255;
  }
  return image;
}

/** The report as one HTML file. Without the files that it mentions, it does not link to them. */
export async function reportFile(results: Pick<SearchResults, "report" | "pairs">, draw: DrawFrame = drawFrameAsJpeg): Promise<Blob> {
  const pictures = await Promise.all(results.pairs.map((pair) => picturesOf(pair, draw)));
  return new Blob([searchHtml(results.report, (index) => pictures[index] ?? null, "alone")], { type: "text/html" });
}

/** Report, figures, pairs and examples, as `jaywalk search --no-video` writes them, in one ZIP. */
export async function wholeSearch(results: SearchResults, draw: DrawFrame = drawFrameAsJpeg): Promise<Blob> {
  const { report, pairs, examples } = results;
  const pictures = await Promise.all(pairs.map((pair) => picturesOf(pair, draw)));
  return zipOf([
    [SEARCH_REPORT, [searchHtml(report, (index) => pictures[index] ?? null)]],
    [SEARCH_FIGURES, [jsonText(report)]],
    ...(await Promise.all(pairs.map((pair) => pairFiles(pair, draw, `${pair.report.folder}/`)))).flat(),
    ...examples.map(([path, scenario]): ZipEntry => [path, [serializeScenario(scenario)]]),
  ]);
}

/** One pair with all that the command line keeps of it without a video, in one ZIP. */
export const wholePair = async (pair: FoundPair, draw: DrawFrame = drawFrameAsJpeg): Promise<Blob> =>
  zipOf(await pairFiles(pair, draw, ""));

type ZipEntry = readonly [name: string, input: Blob | Iterable<string>];

async function pairFiles(pair: FoundPair, draw: DrawFrame, folder: string): Promise<ZipEntry[]> {
  const side = async (name: "a" | "b", { scenario, answer }: PairSide): Promise<ZipEntry[]> => [
    ...truthFiles(scenario).map((file): ZipEntry => [`${folder}${name}/${file.name}`, file.pieces]),
    [`${folder}${name}/frame.jpg`, await draw(scenario, pair.frame)],
    ...(answer === null ? [] : ([[`${folder}${name}_detections.ndjson`, [answer]]] as const)),
  ];
  return [...(await side("a", pair.a)), ...(await side("b", pair.b)), [`${folder}diff.json`, [pair.diff]]];
}

async function picturesOf({ a, b, frame, shown }: FoundPair, draw: DrawFrame): Promise<PairPictures> {
  const picture = async ({ scenario }: PairSide, at: FoundPair["shown"]["a"]): Promise<PairPicture> => ({
    ...at,
    data: await addressOf(await draw(scenario, frame)),
  });
  const [first, second] = await Promise.all([picture(a, shown.a), picture(b, shown.b)]);
  return { a: first, b: second };
}

/** ZIP stores no time zone; a fixed date makes the same results the same file. */
const DATE = new Date(1980, 0, 1);

function zipOf(entries: readonly ZipEntry[]): Promise<Blob> {
  const stream = makeZip(
    entries.map(([name, input]) => ({ name, lastModified: DATE, input: input instanceof Blob ? input : [...input].join("") })),
  );
  return new Response(stream, { headers: { "Content-Type": "application/zip" } }).blob();
}

/** A file as a `data:` address. */
async function addressOf(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:${blob.type};base64,${btoa(text)}`;
}
