import { TextReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, mkdir, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createActor, createScenario, parseScenario, type WholeScenario } from "@/core/document";
import { groundTruthFrames } from "@/core/truth";
import { DEFAULT_WRITE_OPTIONS, scenarioSource, writeAnnotations, type FormatId } from "@/formats";
import { caseFiles } from "@/formats/testing/cases";
import { parseSuiteSpec } from "@/suite";
import { refusalOf, runCommand } from "../testing/commands";
import { addImportCommand } from "./import";

type Answer = {
  format: string;
  frames: number;
  tracks: number;
  boxes: number;
  fps: number;
  size: string;
  notes: { level: string; message: string; place: string }[];
  out: string;
};

let root = "";
const at = (...names: string[]) => join(root, ...names);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "jaywalk-import-"));
});
afterAll(() => rm(root, { recursive: true }));

const jaywalk = async (...words: string[]) => (await runCommand([addImportCommand], words)).stdout;
const refusal = (...words: string[]) => refusalOf([addImportCommand], ["import", ...words]);

async function imported(...words: string[]): Promise<{ answer: Answer; scenario: WholeScenario }> {
  const out = at("out.json");
  const answer = JSON.parse(await jaywalk("import", ...words, "--out", out, "--json")) as Answer;
  return { answer, scenario: parseScenario(await readFile(out, "utf8")) };
}

/** A case's files in a separate folder. */
async function onDisk(name: string): Promise<string> {
  for (const { path, bytes } of caseFiles(name)) {
    await mkdir(dirname(at(name, path)), { recursive: true });
    await writeFile(at(name, path), bytes);
  }
  return at(name);
}

/** All boxes of the truth, as `frame track: left top width height`. */
const truthOf = (scenario: WholeScenario) =>
  [...groundTruthFrames(scenario)].flatMap((records) =>
    records.map(({ frame, track_id, bounding_box: { x, y, width, height } }) => `${frame} ${track_id}: ${x} ${y} ${width} ${height}`),
  );

test("a file becomes a scenario with every box at its frame, and the last line summarises it", async () => {
  const folder = await onDisk("01-coco-kwcoco-frame-index");
  const { answer, scenario } = await imported(join(folder, "data.kwcoco.json"), "--fps", "29.97");
  expect({ ...answer, notes: undefined }).toEqual({
    format: "coco",
    frames: 5,
    tracks: 1,
    boxes: 5,
    kept: 5,
    fps: 29.97,
    size: "640x480",
    out: at("out.json"),
  });
  expect(truthOf(scenario)).toEqual([0, 1, 2, 3, 4].map((frame) => `${frame} 7: ${100 + 10 * frame} 200 40 100`));
  expect(scenario.name).toBe("clip");
  // The library distinguishes scenarios by their ids.
  const again = await imported(join(folder, "data.kwcoco.json"), "--fps", "29.97");
  const other = await imported(join(folder, "data.kwcoco.json"), "--fps", "30");
  expect([again.scenario.id === scenario.id, other.scenario.id === scenario.id]).toEqual([true, false]);
  const words = await jaywalk("import", folder, "--out", at("words.json"), "--fps", "10");
  expect(words).toBe(`${at("words.json")}: 1 track, 5 boxes, 5 frames of 640x480 at 10 fps, from coco\n`);
});

test("anything the files do not state is assumed with a note, the most serious note first", async () => {
  const { answer } = await imported(await onDisk("10-coco-odd-boxes"));
  expect([answer.boxes, answer.fps]).toEqual([3, 30]);
  expect(answer.notes.map(({ level }) => level)).toEqual(
    answer.notes
      .map(({ level }) => level)
      .toSorted((a, b) => ["error", "warning", "info"].indexOf(a) - ["error", "warning", "info"].indexOf(b)),
  );
  expect(answer.notes[0]).toEqual({
    level: "error",
    message: "the box is 0 × 100: width and height must be greater than 0. Correct the numbers, or delete the box; it was left out",
    place: `${at("10-coco-odd-boxes", "annotations.json")}, annotations[2]`,
  });
  expect(answer.notes.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^the files do not state the frame rate; 30 fps was assumed/),
  );
});

test("files that can be read in two ways are refused, naming both, until an option chooses", async () => {
  const folder = await onDisk("18-yolo-pixels");
  const message = await refusal(folder, "--out", at("never.json"), "--size", "640x480");
  expect(message).toContain("numbers above 1, up to 250");
  expect(message).toContain("--reading units=pixels");
  expect(message).toContain("--reading units=shares");
  const { answer, scenario } = await imported(folder, "--size", "640x480", "--reading", "units=pixels");
  expect([answer.size, truthOf(scenario)]).toEqual(["640x480", [0, 1, 2].map((frame) => `${frame} 0: ${100 + 10 * frame} 200 40 100`)]);
  expect(await refusal(folder, "--out", at("never.json"), "--reading", "units=feet")).toContain(
    'there is no reading "feet" for units. Choose one of pixels, shares',
  );
  expect(await refusal(folder, "--out", at("never.json"), "--reading", "units=pixels", "--reading", "camera=1")).toContain(
    "--reading camera: these files need no such choice; they need units",
  );
  expect((await readdir(root)).includes("never.json")).toBe(false);
});

test.each([
  [["16-yolo-cvat-1.1", "--size", "640x480"], { format: "yolo", frames: 3, tracks: 1, boxes: 3 }],
  [["17-yolo-names-gap", "--size", "640x480"], { format: "yolo", frames: 2, tracks: 3, boxes: 6 }],
  [["13-yolo-segmentation-mixed", "--size", "640x480"], { format: "yolo", frames: 3, tracks: 2, boxes: 6 }],
  [
    ["19-yolo-track-one-file", "--size", "640x480", "--reading", "frames=in-turn", "--class", "class 1=vehicle"],
    { format: "yolo", frames: 4, tracks: 2, boxes: 8 },
  ],
  [["20-yolo-bom-crlf-tabs", "--size", "640x480"], { format: "yolo", frames: 3, tracks: 2, boxes: 6 }],
  [["11-coco-category-gaps"], { format: "coco", frames: 2, tracks: 4, boxes: 8 }],
] as const)("%j", async ([name, ...words], expected) => {
  expect((await imported(await onDisk(name), ...words)).answer).toMatchObject(expected);
});

test("odd sizes become even by a row or a column at the far edges, and the boxes keep their places", async () => {
  const folder = await onDisk("16-yolo-cvat-1.1");
  const { answer, scenario } = await imported(folder, "--size", "641x375");
  expect([answer.size, scenario.video.width, scenario.video.height]).toEqual(["642x376", 642, 376]);
  expect(answer.notes.map(({ message }) => message)).toContainEqual(
    expect.stringContaining("the video is 641 × 375; the scenario is 642 × 376"),
  );
});

test("classes that scenarios do not have are left out with a note, or become what an option says", async () => {
  const coco = {
    images: [{ id: 1, width: 640, height: 480, frame: 0 }],
    categories: [
      { id: 1, name: "tram" },
      { id: 2, name: "car" },
    ],
    annotations: [1, 2].map((id) => ({ image_id: 1, category_id: id, track_id: id, bbox: [10 * id, 10, 20, 20] })),
  };
  await writeFile(at("tram.json"), JSON.stringify(coco));
  const { answer } = await imported(at("tram.json"));
  expect([answer.tracks, answer.notes.filter(({ level }) => level === "warning").map(({ message }) => message)]).toEqual([
    1,
    expect.arrayContaining([expect.stringMatching(/"tram" is not an actor type.*\(--class NAME=TYPE\)$/)]),
  ]);
  const { scenario } = await imported(at("tram.json"), "--class", "tram=vehicle:bus", "--class", "car=leave-out");
  expect(scenario.actors.map(({ type, appearance }) => [type, appearance.model])).toEqual([["vehicle", "bus"]]);
  expect(await refusal(at("tram.json"), "--out", at("x.json"), "--class", "car=leave-out")).toContain(
    'no class in the files is a known actor type: "tram", "car"',
  );
  expect(await refusal(at("tram.json"), "--out", at("x.json"), "--class", "bus=vehicle")).toContain('the files have no class "bus"');
});

test("bad usage and bad input give a one-line message that names the place", async () => {
  const file = join(await onDisk("12-coco-bare"), "labels.json");
  await writeFile(at("cut.json"), '{"images": [');
  await mkdir(at("empty"));
  expect(await refusal(file)).toContain("--out");
  expect(await refusal(at("nothing.json"), "--out", at("x.json"))).toContain(`there is no file or folder ${at("nothing.json")}`);
  expect(await refusal(at("empty"), "--out", at("x.json"))).toContain("there are no annotation files in");
  expect(await refusal(at("cut.json"), "--out", at("x.json"))).toMatch(
    /cut\.json, line 1, column 13: not JSON: unexpected end of the text/,
  );
  expect(await refusal(file, "--out", file)).toContain(`--out: ${file} is also an input`);
  expect(await refusal(file, "--out", at("no", "folder.json"))).toContain("is in a folder that does not exist");
  expect(await refusal(file, "--out", at("x.json"), "--format", "vott")).toContain("Allowed choices are");
  expect(await refusal(file, "--out", at("x.json"), "--fps", "0")).toContain("--fps");
});

test("what is exported is read back: every box, from a folder, in every format", async () => {
  const scenario = createScenario({
    id: "two",
    video: { width: 640, height: 360, fps: 25, durationFrames: 20 },
    actors: ["pedestrian", "vehicle"].map((type, index) =>
      createActor({
        id: type,
        type: type === "vehicle" ? "vehicle" : "pedestrian",
        trackId: index,
        startFrame: 0,
        endFrame: 20,
        waypoints: [
          { x: 100, y: 150 + 100 * index },
          { x: 500, y: 160 + 100 * index },
        ],
      }),
    ),
  });
  const formats: readonly FormatId[] = ["coco", "mot", "cvat", "openlabel", "datumaro"];
  for (const format of formats) {
    const texts = new Map<string, string>();
    for (const { path, text } of writeAnnotations(scenarioSource(scenario), [format], DEFAULT_WRITE_OPTIONS))
      texts.set(path, (texts.get(path) ?? "") + text);
    for (const [path, text] of texts) {
      await mkdir(dirname(at(format, path)), { recursive: true });
      await writeFile(at(format, path), text);
    }
    const { answer, scenario: again } = await imported(at(format), "--fps", "25");
    expect([answer.format, truthOf(again)]).toEqual([format, truthOf(scenario)]);
  }
});

test("a folder is read wherever it is, even below a hidden one; hidden folders and system files in it are not", async () => {
  const rows = "1,1,10,10,20,40,1,1,1\n";
  for (const path of ["gt/gt.txt", ".ipynb_checkpoints/gt.txt", "__MACOSX/gt/gt.txt"]) {
    await mkdir(dirname(at(".hidden", "clip", path)), { recursive: true });
    await writeFile(at(".hidden", "clip", path), rows);
  }
  expect((await imported(at(".hidden", "clip"), "--size", "640x480")).answer.boxes).toBe(1);
  expect((await imported(at(".hidden", "clip", "gt", "gt.txt"), "--size", "640x480")).answer.boxes).toBe(1);
});

test("a folder of MOTS's mask images and a ZIP of images are refused by name, with a remedy", async () => {
  await mkdir(at("instances", "0000"), { recursive: true });
  for (const frame of ["000000", "000001"]) await writeFile(at("instances", "0000", `${frame}.png`), "\u0089PNG");
  expect(await refusal(at("instances"), "--out", at("x.json"))).toMatch(
    /instances\/0000\/000000\.png: .* MOTS instance masks cannot be imported \(2 files\)\. For KITTI MOTS .* instances_txt\/0000\.txt/,
  );
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  await writer.add("clip.mp4", new TextReader("x"));
  await writeFile(at("pictures.zip"), await writer.close());
  expect(await refusal(at("pictures.zip"), "--out", at("x.json"))).toMatch(/pictures\.zip: there are no annotation files in the ZIP/);
});

test("--out - writes the scenario to standard output and everything else to standard error", async () => {
  const folder = await onDisk("12-coco-bare");
  const before = process.cwd();
  process.chdir(root);
  try {
    const { stdout, stderr } = await runCommand([addImportCommand], ["import", folder, "--out", "-"]);
    await imported(folder);
    expect(stdout).toBe(await readFile(at("out.json"), "utf8"));
    expect(stderr).toContain("standard output: 1 track, 2 boxes");
    expect(await readdir(root)).not.toContain("-");
  } finally {
    process.chdir(before);
  }
  expect(await refusal(folder, "--out", "-", "--json")).toMatch(/^--out - and --json both write to standard output; name a file/);
});

test.skipIf(process.platform === "win32")("a pipe with a name is read, whose ending tells no format", async () => {
  const [file] = caseFiles("12-coco-bare");
  execFileSync("mkfifo", [at("pipe")]);
  const [{ answer }] = await Promise.all([imported(at("pipe")), writeFile(at("pipe"), file?.bytes ?? "")]);
  expect([answer.format, answer.boxes]).toEqual(["coco", 2]);
});

test("standard input is read from a pipe, and refusals end with status 2 and a one-line message", async () => {
  const run = (input: Uint8Array | string, ...words: string[]) =>
    new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
      const child = execFile(process.execPath, ["scripts/jaywalk.mjs", "import", ...words], (error, stdout, stderr) =>
        resolve({ status: Number(error?.code ?? 0), stdout, stderr }),
      );
      child.stdin?.end(input);
    });
  const [file] = caseFiles("12-coco-bare");
  const good = await run(file?.bytes ?? "", "-", "--out", at("piped.json"), "--json");
  expect([good.status, (JSON.parse(good.stdout.trim()) as Answer).boxes]).toEqual([0, 2]);
  const bad = await run("hello", "-", "--out", at("piped2.json"));
  expect([bad.status, bad.stderr.trim().split("\n").length]).toEqual([2, 1]);
  await writeFile(at("broken.zip"), "PK\u0003\u0004broken");
  const broken = await run("", at("broken.zip"), "--out", at("piped3.json"));
  expect([broken.status, broken.stderr.trim().split("\n").length]).toEqual([2, 1]);
  expect(broken.stderr).toContain("broken.zip: the ZIP is damaged");
}, 120_000);

test("a folder is read through links to files and folders, in a circle too; links to nothing and pipes in it are refused", async () => {
  await onDisk("12-coco-bare");
  await mkdir(at("linked", "within"), { recursive: true });
  await symlink(at("12-coco-bare"), at("linked", "data"));
  await symlink(at("linked"), at("linked", "within", "back"));
  expect((await imported(at("linked"))).answer.boxes).toBe(2);
  await symlink(at("gone.json"), at("linked", "gone.json"));
  expect(await refusal(at("linked"), "--out", at("x.json"))).toMatch(
    /gone\.json is a link to a file that does not exist; restore the file/,
  );
  await rm(at("linked", "gone.json"));
  if (process.platform === "win32") return;
  execFileSync("mkfifo", [at("linked", "gt.txt")]);
  expect(await refusal(at("linked"), "--out", at("x.json"))).toMatch(/gt\.txt is not a file; if it is a pipe, name it itself/);
});

test("an OpenDRIVE file, alone, in a folder or in a ZIP, becomes a road scenario with its roads as the plan", async () => {
  const text =
    '<OpenDRIVE><header revMajor="1" revMinor="7"/><road id="1" junction="-1" length="80">' +
    '<planView><geometry s="0" x="0" y="0" hdg="0" length="80"><arc curvature="0.01"/></geometry></planView>' +
    '<lanes><laneSection s="0"><center><lane id="0" type="none"/></center><right><lane id="-1" type="driving">' +
    '<width sOffset="0" a="3.5" b="0" c="0" d="0"/></lane></right></laneSection></lanes><railroad x="1"/></road></OpenDRIVE>';
  const folder = at("roads");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "bend.xodr"), text);
  const zip = new ZipWriter(new Uint8ArrayWriter());
  await zip.add("maps/bend.xodr", new TextReader(text));
  await writeFile(at("roads.zip"), await zip.close());
  for (const input of [folder, join(folder, "bend.xodr"), at("roads.zip")]) {
    const { answer, scenario } = await imported(input, "--fps", "25", "--size", "640x360");
    expect(answer).toMatchObject({ format: "OpenDRIVE 1.7", tracks: 0, frames: 250, fps: 25, size: "640x360" });
    expect(answer.notes).toEqual([
      { level: "warning", message: "railroad is not read", place: expect.stringContaining("bend.xodr, line 1") as string },
    ]);
    expect(scenario).toMatchObject({ name: "bend", road: { plan: { kind: "network", roads: [{ lanes: [{ id: "1:-1" }] }] } } });
  }
  await writeFile(join(folder, "other.xodr"), text);
  expect(await refusal(folder, "--out", at("out.json"))).toContain("there are 2 scenarios or roads, and one can be imported at a time");
});

test("an OpenSCENARIO file becomes a road scenario, and what it has no counterpart for is named with its line", async () => {
  const folder = at("scenario");
  await mkdir(folder, { recursive: true });
  const entity = '<ScenarioObject name="Ego"><Vehicle name="v" vehicleCategory="car"/></ScenarioObject>';
  const place = '<PrivateAction><TeleportAction><Position><WorldPosition x="3" y="0"/></Position></TeleportAction></PrivateAction>';
  const text =
    `<OpenSCENARIO><FileHeader revMajor="1" revMinor="1"/><Entities>${entity}</Entities><Storyboard><Init><Actions>` +
    `<Private entityRef="Ego">${place}\n<PrivateAction><VisibilityAction graphics="true"/></PrivateAction></Private></Actions></Init>` +
    "<StopTrigger/></Storyboard></OpenSCENARIO>";
  await writeFile(join(folder, "one.xosc"), text);
  const { answer, scenario } = await imported(folder);
  expect(answer).toMatchObject({ format: "OpenSCENARIO 1.1", tracks: 1, entities: 1, unread: 1 });
  expect(answer.notes.find(({ level }) => level === "warning")).toEqual({
    level: "warning",
    message: "VisibilityAction is not read",
    place: expect.stringMatching(/one\.xosc, line 2$/) as string,
  });
  expect(scenario.actors).toMatchObject([{ id: "Ego", trajectory: { waypoints: [{ x: 3, y: 0 }] } }]);
  await writeFile(join(folder, "one.xosc"), "<!DOCTYPE x><OpenSCENARIO/>");
  expect(await refusal(folder, "--out", at("out.json"))).toContain("one.xosc, line 1: has a document type");
  // With a distribution of its parameters, it becomes a suite.
  const base = text.replace(
    "<Entities>",
    '<ParameterDeclarations><ParameterDeclaration name="x" value="3"/></ParameterDeclarations><Entities>',
  );
  await writeFile(join(folder, "one.xosc"), base.replace('x="3" y', 'x="$x" y'));
  const sets = '<DistributionSet><Element value="4"/><Element value="9"/></DistributionSet>';
  await writeFile(
    join(folder, "many.xosc"),
    '<OpenSCENARIO><FileHeader/><ParameterValueDistribution><ScenarioFile filepath="one.xosc"/><Deterministic>' +
      `<DeterministicSingleParameterDistribution parameterName="x">${sets}</DeterministicSingleParameterDistribution>` +
      "</Deterministic></ParameterValueDistribution></OpenSCENARIO>",
  );
  await jaywalk("import", join(folder, "many.xosc"), "--out", at("suite.json"), "--json");
  const suite = parseSuiteSpec(await readFile(at("suite.json"), "utf8"));
  expect(suite.videos).toMatchObject([
    { name: "variant_1", description: "x = 4", scenario: { actors: [{ trajectory: { waypoints: [{ x: 4 }] } }] } },
    { name: "variant_2", description: "x = 9", scenario: { actors: [{ trajectory: { waypoints: [{ x: 9 }] } }] } },
  ]);
});
