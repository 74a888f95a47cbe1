import { TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readAnnotations } from "./readAnnotations";

const caseFile = async (path: string) => ({
  path: path.slice(path.indexOf("/") + 1),
  bytes: new Uint8Array(await readFile(new URL(`../testing/cases/${path}`, import.meta.url))),
});

async function zipped(names: readonly string[], text: string): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const name of names) await writer.add(name, new TextReader(text));
  return writer.close();
}

test("a folder zipped by macOS gives the folder's own files and nothing about the system's", async () => {
  const { format, tracks, video, problems } = await readAnnotations([await caseFile("28-zip-from-macos/clip.zip")]);
  expect([format, tracks.map(({ boxes }) => boxes.length), video]).toEqual([
    "mot",
    [3],
    { name: "clip", width: 640, height: 480, fps: 25, totalFrames: 3 },
  ]);
  expect(problems.filter(({ message }) => message.includes("not read") || message.includes("clip.zip"))).toEqual([]);
});

test("backslashes in a ZIP separate folders, as old tools on Windows write them", async () => {
  const { format, tracks, problems } = await readAnnotations([await caseFile("29-zip-backslashes/labels.zip")], {
    frameSize: { width: 640, height: 480 },
  });
  expect([format, tracks.map(({ label, boxes }) => [label, boxes.map(({ frame }) => frame)])]).toEqual([
    "yolo",
    [["pedestrian", [0, 1, 2]]],
  ]);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("system files and hidden folders are skipped with either separator; a path that leads out is refused with either", async () => {
  const rows = "1,1,10,10,20,40,1,1,1\n";
  const bytes = await zipped(
    [
      "__MACOSX\\clip\\gt.txt",
      "clip\\.ipynb_checkpoints\\gt.txt",
      "clip\\desktop.ini",
      "./clip/gt/gt.txt",
      "clip\\..\\..\\out.txt",
      "C:\\out.txt",
    ],
    rows,
  );
  const { tracks, problems } = await readAnnotations([{ path: "a.zip", bytes }]);
  expect(tracks.map(({ boxes }) => boxes.length)).toEqual([1]);
  expect(problems.filter(({ severity }) => severity === "error").map(({ place, message }) => [place, message])).toEqual([
    ["clip\\..\\..\\out.txt", "its path leads outside the archive"],
    ["C:\\out.txt", "its path leads outside the archive"],
  ]);
  expect(problems.filter(({ message }) => message.includes("not read"))).toEqual([]);
});

test("ZIPs within a ZIP are opened below their own names, two deep; what is deeper is reported", async () => {
  const rows = "1,1,10,10,20,40,1,1,1\n";
  const pack = async (entries: Readonly<Record<string, Uint8Array>>) => {
    const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
    for (const [name, bytes] of Object.entries(entries)) await writer.add(name, new Uint8ArrayReader(bytes));
    return writer.close();
  };
  const inner = await zipped(["gt/gt.txt"], rows);
  const outer = await readAnnotations([{ path: "a.zip", bytes: await pack({ "export/north.zip": inner, "export/south.zip": inner }) }]);
  expect(outer.questions.map(({ topic, readings }) => [topic, readings.map(({ value }) => value)])).toEqual([
    ["file", ["export/north/gt/gt.txt", "export/south/gt/gt.txt"]],
  ]);
  const deeper = await readAnnotations([{ path: "a.zip", bytes: await pack({ "b.zip": await pack({ "c.zip": inner }) }) }]);
  expect(deeper.problems.map(({ file, place, message }) => `${file}, ${place}: ${message}`)).toContain(
    "b.zip, c.zip: a ZIP inside this ZIP was not opened",
  );
});

test("a ZIP without annotation files is reported, alone and with others; one of MOTS's mask images is recognised", async () => {
  const pictures = { path: "frames.zip", bytes: await zipped(["frames/1.png", "clip.mp4"], "x") };
  const errors = async (files: Parameters<typeof readAnnotations>[0]) =>
    (await readAnnotations(files)).problems.flatMap(({ severity, file, message }) => (severity === "error" ? [`${file}: ${message}`] : []));
  expect(await errors([pictures])).toEqual(["frames.zip: there are no annotation files in the ZIP"]);
  const empty = { path: "empty.zip", bytes: await zipped([], "") };
  const outer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  await outer.add("inner.zip", new Uint8ArrayReader(pictures.bytes));
  const nested = { path: "outer.zip", bytes: await outer.close() };
  expect(await errors([pictures, empty, nested])).toEqual(
    ["frames.zip", "empty.zip", "outer.zip"].map((name) => `${name}: there are no annotation files in the ZIP`),
  );
  const good = { path: "good.zip", bytes: await zipped(["gt/gt.txt"], "1,1,10,10,20,40,1,1,1\n") };
  expect((await readAnnotations([pictures, good])).tracks).toHaveLength(1);
  const masks = { path: "instances.zip", bytes: await zipped(["instances/0000/000000.png", "instances/0000/000001.png"], "x") };
  expect(await errors([masks])).toEqual([
    "instances/0000/000000.png: a folder of images named like MOTS instance masks cannot be imported (2 files)",
  ]);
});
