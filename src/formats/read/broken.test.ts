import { Uint8ArrayWriter, ZipWriter, TextReader } from "@zip.js/zip.js";
import { describe, expect, test } from "vitest";
import { jsonFault } from "@/core/document/jsonPlaces";
import type { InputFile } from "./imported";
import { readAnnotations } from "./readAnnotations";
import { MAX_BOXES } from "./trackCollector";
import { textFile } from "../testing/bundle";

/** The first problem, as shown to the user, without the remedy, which must be present. */
async function firstProblem(...files: InputFile[]): Promise<string> {
  const { problems } = await readAnnotations(files);
  const [first] = problems;
  if (!first) return "no problem";
  expect(first.advice).not.toBe("");
  return `${first.severity}, ${first.file}${first.place && `, ${first.place}`}: ${first.message}`;
}

const truth = (annotations: string) => `{"video_metadata": {"width": 64, "height": 64, "fps": 30},\n"annotations": [\n${annotations}]}`;
const box = (track: number, numbers = '"x": 1, "y": 2, "width": 3, "height": 4', frame = 0) =>
  `{"frame": ${frame}, "object_type": "vehicle", "bounding_box": {${numbers}}, "track_id": ${track}}`;

describe("broken files say what, where and how to fix it", () => {
  test("JSON that is cut off, written by Python with NaN, or damaged", async () => {
    for (const [text, expected] of [
      [truth(box(1)).slice(0, -20), "error, g.json, line 3, column 95: not JSON: unexpected end of the text"],
      [
        truth(box(1, '"x": NaN')).slice(0, -2),
        "error, g.json, line 3, column 62: not JSON: NaN and Infinity (as written by Python) are not valid JSON numbers",
      ],
      [truth(`${box(1)},`), 'error, g.json, line 3, column 114: not JSON: remove the comma before "]", or add the missing value'],
      [truth(`${box(1)} ${box(2)}`), 'error, g.json, line 3, column 114: not JSON: expected a comma or a closing bracket, not "{"'],
      ['{"a": "b\n"}', "error, g.json, line 1, column 7: not JSON: a string is not closed, or contains a line break"],
      ["{'a': 1}", "error, g.json, line 1, column 2: not JSON: \"'a'\" is not a JSON value; strings need double quotes"],
      ['{"a" 1}', "error, g.json, line 1, column 6: not JSON: expected a colon after the name"],
      ["", "error, g.json: the file is empty"],
      ["\n \t", "error, g.json: the file is empty"],
      ["{} {}", "error, g.json, line 1, column 4: not JSON: there is more text after the end of the document"],
      ["[".repeat(200_000), "error, g.json, line 1, column 501: not JSON: nested more than 500 deep"],
      ["[]", "error, g.json: no annotations in a known format were found"],
    ] as const)
      expect(await firstProblem(textFile("g.json", text))).toBe(expected);
    const adviceOn = async (text: string) => (await readAnnotations([textFile("g.json", text)])).problems[0]?.advice;
    expect(await adviceOn(truth(box(1)).slice(0, -20))).toBe("the file is cut off; copy or export it again");
    // Wherever it is cut: between values, in a string or its escape, in a literal or a number.
    const whole = JSON.stringify({ "a\u0001": [true, false, null, -1.5e-7, 'b\n"\u0002'], c: {} });
    for (let length = 1; length < whole.length; length++)
      expect(jsonFault(whole.slice(0, length)), whole.slice(0, length)).toMatchObject({
        message: "unexpected end of the text",
        cutOff: true,
      });
    expect(await adviceOn("{'a': 1}")).toBe("fix the file at that place, or export it again");
  });

  test("invalid numbers, negative sizes, frames before the first: the box is listed, the others are read", async () => {
    const text = truth(
      [
        box(1),
        box(2, '"x": null, "y": 2, "width": 3, "height": 4'),
        box(3, '"x": 1, "y": 2, "width": -3, "height": 4'),
        box(4, undefined, -1),
        box(1),
      ].join(",\n"),
    );
    const { tracks, problems } = await readAnnotations([textFile("g.json", text)]);
    expect(tracks.map(({ trackId }) => trackId)).toEqual([1]);
    expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
      "annotations[1]: a coordinate is not a number",
      "annotations[2]: the box is -3 × 4: width and height must be greater than 0",
      "annotations[3]: frame -1 is not a whole number at or after the first frame",
      "annotations[4]: track 1 has two boxes at frame 0",
    ]);
    const rows = [
      "1,1,nan,10,20,40,1,1,1",
      "1,x,10,10,20,40",
      "1,2,inf,10,20,40,1,1,1",
      "1,3,1e999,10,20,40,1,1,1",
      "-1,4,1,1,5,5,1,1,1",
      "1,5,1,1,5,5,1,1,1",
    ].join("\n");
    const mot = await readAnnotations([textFile("gt.txt", rows)]);
    expect(mot.problems.filter(({ severity }) => severity === "error").map(({ place }) => place)).toEqual([
      "line 1",
      "line 2",
      "line 3",
      "line 4",
      "line 5",
    ]);
    expect(mot.tracks).toHaveLength(1);
  });

  test("wrong encodings", async () => {
    for (const [mark, order] of [
      [[0xff, 0xfe], (code: number) => [code, 0]],
      [[0xfe, 0xff], (code: number) => [0, code]],
    ] as const) {
      const utf16 = new Uint8Array([...mark, ...[..."1,1,1,1,5,5,1,1,1\r\n"].flatMap((letter) => order(letter.charCodeAt(0)))]);
      expect((await readAnnotations([{ path: "gt.txt", bytes: utf16 }])).tracks.map(({ boxes }) => boxes)).toEqual([
        [{ frame: 0, x: 0, y: 0, width: 5, height: 5, visibility: 1 }],
      ]);
    }
    const latin = new Uint8Array([...new TextEncoder().encode('{"a": 1,\n"b": "Stra'), 0xdf, 0x65, 0x22, 0x7d]);
    expect(await firstProblem({ path: "a.json", bytes: latin })).toBe("error, a.json, line 2: it contains bytes that are not valid UTF-8");
    expect(await firstProblem(textFile("a.xml", "<annotations>\n\0</annotations>"))).toBe(
      "error, a.xml, line 2: it contains a zero byte: this is not a text file, or it is UTF-16",
    );
    const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode("1,1,1,1,5,5,1,1,1\n")]);
    expect((await readAnnotations([{ path: "gt.txt", bytes: marked }])).tracks).toHaveLength(1);
  });

  test("XML with entities, truncated or nested endlessly", async () => {
    const bomb = `<?xml version="1.0"?>\n<!DOCTYPE annotations [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n<annotations>&b;</annotations>`;
    expect(await firstProblem(textFile("a.xml", bomb))).toBe(
      "error, a.xml, line 2: it has a document type declaration, which could define entities",
    );
    const outside = `<!DOCTYPE annotations SYSTEM "file:///etc/passwd">\n<annotations/>`;
    expect(await firstProblem(textFile("a.xml", outside))).toContain("it has a document type declaration");
    expect(await firstProblem(textFile("a.xml", "<annotations>\n<track id='1'>&x;</track></annotations>"))).toBe(
      "error, a.xml, line 2: not XML: undefined entity",
    );
    expect(await firstProblem(textFile("a.xml", "<annotations>\n<track id='1' label='car'><box frame='0' "))).toMatch(
      /^error, a.xml, line 2: not XML/,
    );
    expect(await firstProblem(textFile("a.xml", `<annotations>${"<a>".repeat(100_000)}`))).toBe(
      "error, a.xml, line 1: elements are nested too deeply",
    );
  });

  test("if one XML file cannot be read, the next one is, and the fault is reported", async () => {
    const good =
      `<annotations><track id="1" label="car"><box frame="0" outside="0" xtl="0" ytl="0" xbr="9" ybr="9"></box>` + "</track></annotations>";
    const { tracks, problems } = await readAnnotations([
      textFile("a.xml", "<annotations>\n<track"),
      textFile("b.xml", "<project/>"),
      textFile("c.xml", good),
    ]);
    expect(tracks).toHaveLength(1);
    expect(problems[0]).toMatchObject({ severity: "error", file: "a.xml", place: "line 2" });
    expect(await firstProblem(textFile("a.xml", "<annotations>\n<track"), textFile("b.xml", "<project/>"))).toMatch(
      /^error, a.xml, line 2: not XML/,
    );
  });

  test("a million rows are read, the next one is refused by its line", async () => {
    const rows: string[] = [];
    for (let frame = 1; rows.length < MAX_BOXES; frame++) for (let id = 1; id <= 50; id++) rows.push(`${frame},${id},10,10,20,40,1,1,1`);
    rows.push("99999,1,10,10,20,40,1,1,1");
    const { tracks, problems } = await readAnnotations([textFile("gt.txt", rows.join("\n"))]);
    expect(problems[0]).toMatchObject({ severity: "error", place: `line ${MAX_BOXES + 1}`, message: `more than ${MAX_BOXES} boxes` });
    expect(tracks.reduce((sum, { boxes }) => sum + boxes.length, 0)).toBe(MAX_BOXES);
  }, 60_000);

  test("a few rows that would expand to endless work", async () => {
    const far = (frame: number, size = 10) => `<box frame="${frame}" outside="0" xtl="0" ytl="0" xbr="${size}" ybr="${size}"></box>`;
    const tracks = Array.from({ length: 500 }, (_, id) => `<track id="${id}" label="car">${far(0)}${far(20_000, -5)}</track>`).join("");
    const { problems } = await readAnnotations([textFile("a.xml", `<annotations>${tracks}</annotations>`)]);
    expect(problems.map(({ message }) => message)).toContain("10000 boxes are invalid; the rest of the file was not read");
    const still = {
      frame_intervals: [{ frame_start: 431_000, frame_end: 1e15 }],
      object_data: { bbox: [{ name: "a", val: [1, 1, 1, 1] }] },
      type: "car",
      name: "a",
    };
    expect(await firstProblem(textFile("a.json", JSON.stringify({ openlabel: { objects: { "0": still } } })))).toContain(
      "frame 432000 exceeds the 432000 frames a scenario can have",
    );
    expect(await firstProblem(textFile("gt.txt", `1,1,1,1,1,1\n${"1".repeat(300_000)}x,1,1,1,1,1`))).toContain("error, gt.txt, line 2");
  });

  test("of many faults of a kind a thousand are listed by their places, and the rest are counted", async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => `${index + 1},1,10,10,-20,40,1,1,1`).join("\n");
    const errors = (await readAnnotations([textFile("gt.txt", rows)])).problems.filter(({ severity }) => severity === "error");
    expect(errors).toHaveLength(1001);
    expect(errors.at(-1)?.message).toBe("500 more like: the box is -20 × 40: width and height must be greater than 0");
  });
});

describe("ZIP files", () => {
  const rows = "1,1,10,10,20,40,1,1,1\n";
  async function zipped(entries: readonly (readonly [name: string, text: string])[], options = {}): Promise<Uint8Array> {
    const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, ...options });
    for (const [name, text] of entries) await writer.add(name, new TextReader(text));
    return writer.close();
  }

  test("give their annotation files; images stay packed", async () => {
    const bytes = await zipped([
      ["mot/gt/gt.txt", rows],
      ["mot/seqinfo.ini", "[Sequence]\nimWidth=64\nimHeight=32\n"],
      ["img1/000001.jpg", "x"],
    ]);
    const { tracks, video } = await readAnnotations([{ path: "export.zip", bytes }]);
    expect([tracks.length, video]).toEqual([1, { width: 64, height: 32 }]);
  });

  test("packed on macOS contain only the user's files", async () => {
    const system = ["__MACOSX/gt/._gt.txt", "gt/._gt.txt", ".hidden.json"];
    const bytes = await zipped([...system.map((name) => [name, "\0\u0005\u0016\u0007"] as const), ["gt/gt.txt", rows]]);
    for (const files of [
      [{ path: "export.zip", bytes }, textFile("._export.zip", "\0")],
      [...system.map((name) => textFile(name, "\0")), textFile("gt/gt.txt", rows)],
    ]) {
      const { format, tracks, problems } = await readAnnotations(files);
      expect([
        format,
        tracks.length,
        problems.filter(({ severity, message }) => severity !== "info" || message.includes("not read")),
      ]).toEqual(["mot", 1, []]);
    }
  });

  test("paths that lead out of the archive and encrypted entries are left out by name, the rest is read", async () => {
    const names = ["../up.json", "/etc/passwd.json", "C:/a.json", "a/../../b.json", "dir\\..\\c.json"];
    const bytes = await zipped([...names.map((name) => [name, "{}"] as const), ["gt/gt.txt", rows]]);
    const { tracks, problems } = await readAnnotations([{ path: "a.zip", bytes }]);
    expect(tracks).toHaveLength(1);
    expect(problems.filter(({ severity }) => severity === "error").map(({ file, message }) => [file, message])).toEqual(
      names.map(() => ["a.zip", "its path leads outside the archive"]),
    );
    const secret = await zipped([["gt/gt.txt", rows]], { password: "x" });
    expect(await firstProblem({ path: "s.zip", bytes: secret })).toBe("error, s.zip, gt/gt.txt: it is encrypted");
  });

  test("a bomb is refused before it is unpacked, even if its header lies; damage is reported", async () => {
    const zeros = await zipped([["a.json", " ".repeat(3_000_000)]]);
    const honest = zeros.slice();
    const view = new DataView(honest.buffer);
    // The size in the central directory: 24 bytes after its signature.
    const central = honest.findIndex((_, index) => index + 4 <= honest.length && view.getUint32(index, true) === 0x02014b50);
    view.setUint32(central + 24, 2_000_000_000, true);
    expect(await firstProblem({ path: "b.zip", bytes: honest })).toContain("the files are more than");
    const lying = zeros.slice();
    new DataView(lying.buffer).setUint32(central + 24, 10, true);
    expect(await firstProblem({ path: "b.zip", bytes: lying })).toMatch(/error, b.zip/);
    expect(await firstProblem({ path: "b.zip", bytes: zeros.slice(0, zeros.length - 30) })).toMatch(/^error, b.zip: the ZIP is damaged/);
  });
});
