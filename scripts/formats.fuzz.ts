import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { expect, test } from "vitest";
import { createScenario, validateScenario } from "@/core/document";
import { groundTruthJson } from "@/core/truth";
import {
  ANNOTATION_FORMATS,
  DEFAULT_WRITE_OPTIONS,
  fitTracks,
  lintBundle,
  readAnnotations,
  suggestMapping,
  writeAnnotations,
  type ImportedAnnotations,
  type InputFile,
} from "@/formats";
import { busyScene } from "@/formats/testing/scene";

const FILES = Number(process.env["FUZZ_FILES"] ?? 12_000);
const SEED = Number(process.env["FUZZ_SEED"] ?? 1);
/** Content that breaks readers when it appears in the wrong place. */
const TOKENS = [
  "NaN",
  "-1",
  "1e999",
  "-0",
  "0",
  "99999999999999999999",
  "null",
  '"',
  "'",
  "<",
  "&",
  "&#0;",
  "]]>",
  "<!DOCTYPE a [",
  "\u0000",
  "\n\n",
  ",",
  " ",
  "{",
  "}",
  "[",
  "]",
  "__proto__",
  "../",
  "é",
  "\ud800",
  "1".repeat(5000),
  "[".repeat(5000),
];

/** Numbers 0..1 derived from the seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function corpus(): Promise<InputFile[][]> {
  const whole = busyScene();
  const source = { ...whole, video: { ...whole.video, totalFrames: 12 }, frames: () => [...whole.frames()].slice(0, 12) };
  const encode = (text: string) => new TextEncoder().encode(text);
  const sets: InputFile[][] = [];
  for (const format of ANNOTATION_FORMATS) {
    const texts = new Map<string, string>();
    for (const { path, text } of writeAnnotations(source, [format], { ...DEFAULT_WRITE_OPTIONS, masks: true }))
      texts.set(path, (texts.get(path) ?? "") + text);
    sets.push([...texts].map(([path, text]) => ({ path, bytes: encode(text) })));
  }
  const header = { width: 640, height: 360, fps: 30, total_objects: 4, total_frames: 12 };
  sets.push([
    {
      path: "ground_truth.json",
      bytes: encode(
        [
          ...groundTruthJson(
            header,
            source.frames().map(({ records }) => [...records]),
          ),
        ].join(""),
      ),
    },
  ]);
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const { path, bytes } of sets[2] ?? []) await writer.add(path, new Uint8ArrayReader(bytes), { lastModDate: new Date(0) });
  sets.push([{ path: "mot.zip", bytes: await writer.close() }]);
  return sets;
}

/** The file with one to four faults. */
function mutate(bytes: Uint8Array, other: Uint8Array, random: () => number): Uint8Array {
  let result = bytes;
  const at = (length: number) => Math.floor(random() * (length + 1));
  for (let faults = 1 + at(3); faults > 0; faults--) {
    const start = at(result.length);
    const end = Math.min(result.length, start + 1 + at(random() < 0.5 ? 8 : 2000));
    const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
    switch (at(6)) {
      case 0:
        result = result.slice(0, start);
        break;
      case 1:
        result = result.slice();
        if (start < result.length) result[start] = at(255);
        break;
      case 2:
        result = join(result.subarray(0, start), result.subarray(end));
        break;
      case 3:
        result = join(result.subarray(0, end), result.subarray(start, end), result.subarray(end));
        break;
      case 4:
        result = join(result.subarray(0, start), other.subarray(0, at(2000)), result.subarray(start));
        break;
      default:
        result = join(result.subarray(0, start), new TextEncoder().encode(TOKENS[at(TOKENS.length - 1)]), result.subarray(start));
    }
  }
  return result;
}

/** What must hold for every import, however broken its files. */
function check(imported: ImportedAnnotations): void {
  const ids = new Set<number>();
  for (const { trackId, boxes } of imported.tracks) {
    expect(Number.isInteger(trackId) && trackId >= 0 && !ids.has(trackId)).toBe(true);
    ids.add(trackId);
    let before = -1;
    for (const { frame, x, y, width, height } of boxes) {
      expect(Number.isInteger(frame) && frame > before && [x, y].every(Number.isFinite) && width > 0 && height > 0).toBe(true);
      before = frame;
    }
  }
  for (const { message, advice } of imported.problems) expect(message !== "" && advice !== "").toBe(true);
  if (imported.format === null) expect(imported.problems.length + imported.questions.length).toBeGreaterThan(0);
}

test(`${FILES} mutated files are read or refused in words (seed ${SEED})`, async () => {
  const random = randomFrom(SEED);
  const sets = await corpus();
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  let refused = 0;
  let partly = 0;
  let fitted = 0;
  let slowest = 0;
  let memory = 0;
  for (let round = 0; round < FILES; round++) {
    const set = pick(sets) ?? [];
    const victim = pick(set);
    const files = set.map((file) =>
      file === victim ? { ...file, bytes: mutate(file.bytes, pick(pick(sets) ?? [])?.bytes ?? file.bytes, random) } : file,
    );
    let imported: ImportedAnnotations;
    const started = performance.now();
    try {
      imported = await readAnnotations(files);
      check(imported);
      const mapping = suggestMapping(imported);
      const { actors } = fitTracks(imported, { frame: { width: 640, height: 360 }, tolerance: round % 3, mapping });
      const durationFrames = Math.max(1, ...imported.tracks.map(({ boxes }) => (boxes.at(-1)?.frame ?? 0) + 1));
      validateScenario(createScenario({ id: "imported", video: { width: 640, height: 360, fps: 30, durationFrames }, actors }));
      fitted += actors.length;
    } catch (error) {
      throw new Error(`round ${round}, ${victim?.path ?? ""}`, { cause: error });
    }
    slowest = Math.max(slowest, performance.now() - started);
    if (round % 20 === 0) memory = Math.max(memory, process.memoryUsage().rss);
    if (imported.tracks.length === 0) refused++;
    else if (imported.problems.some(({ severity }) => severity === "error")) partly++;
  }
  console.log(
    `${FILES} files: ${refused} gave nothing, ${partly} gave a part, ${FILES - refused - partly} were read whole; ` +
      `${fitted} actors fitted; the slowest took ${Math.round(slowest)} ms; ${Math.round(memory / 2 ** 20)} MB of memory`,
  );
});

test(`a bundle with a mutated file is checked to its end (seed ${SEED})`, async () => {
  const random = randomFrom(SEED + 1);
  const files = (await corpus()).flat().filter(({ path }) => !path.endsWith(".zip"));
  for (let round = 0; round < FILES / 20; round++) {
    const victim = Math.floor(random() * files.length);
    const bytes = files.map(
      (file, index) =>
        [
          file.path,
          index === victim ? mutate(file.bytes, files[Math.floor(random() * files.length)]?.bytes ?? file.bytes, random) : file.bytes,
        ] as const,
    );
    const bundle = new Map(bytes);
    const findings = await lintBundle({
      paths: [...bundle.keys()],
      open: (path) => Promise.resolve(new Blob([Uint8Array.from(bundle.get(path) ?? [])])),
    });
    for (const { file, message, advice } of findings) {
      expect(advice).not.toBe("");
      expect(message, `round ${round}, ${files[victim]?.path ?? ""}: ${file}`).not.toContain("came to no end");
    }
  }
});
