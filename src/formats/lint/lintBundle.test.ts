import { createHash } from "node:crypto";
import { downloadZip } from "client-zip";
import { beforeAll, describe, expect, test } from "vitest";
import { createActor, createScenario, serializeScenario } from "@/core/document";
import { groundTruthJson } from "@/core/truth";
import { written } from "../testing/bundle";
import { busyScene } from "../testing/scene";
import { videoOf } from "../testing/video";
import { ANNOTATION_FORMATS } from "../write/formatIds";
import { lintBundle } from "./lintBundle";
import { openBundleZip } from "./zipBundle";

const MADE = { frames: 60, width: 640, height: 360 };
/** The one occluder of the scene. */
const WALL = { id: "wall", kind: "wall", bounding_box: { x: 140, y: 210, width: 60, height: 120 } } as const;
type Files = Map<string, string | Blob>;
let whole: ReadonlyMap<string, string | Blob>;
beforeAll(async () => {
  whole = wholeBundle(await videoOf(60, 30, 640, 360));
});

/** A copy to modify. */
const bundle = (): Files => new Map(whole);

/** A bundle with every format. */
function wholeBundle(video: Blob): Files {
  const source = busyScene();
  const header = { width: 640, height: 360, fps: 30, total_objects: 4, total_frames: 60 };
  const files: Files = new Map<string, string | Blob>([
    ["video.mp4", video],
    [
      "ground_truth.json",
      [
        ...groundTruthJson(
          header,
          [...source.frames()].map(({ records }) => [...records]),
          [WALL],
        ),
      ].join(""),
    ],
    [
      "metadata.json",
      JSON.stringify({
        frames: 60,
        fps: 30,
        width: 640,
        height: 360,
        annotation_count: [...source.frames()].flatMap(({ records }) => records).length,
      }),
    ],
    ["scenario.json", serializeScenario(createScenario({ id: "s", video: { width: 640, height: 360, fps: 30, durationFrames: 60 } }))],
    [
      "frames.md5",
      `#format: frame checksums\n` +
        `${Array.from({ length: 60 }, (_, frame) => `0, ${frame}, ${frame}, 1, 345600, ${"0".repeat(32)}\n`).join("")}`,
    ],
  ]);
  for (const format of ANNOTATION_FORMATS) for (const [path, text] of written(source, format, { masks: true })) files.set(path, text);
  return files;
}

async function lint(files: Files, manifest = true): Promise<string[]> {
  const all = new Map(files);
  if (manifest) {
    const entries = await Promise.all(
      [...files].map(async ([path, content]) => {
        const bytes = new Uint8Array(await new Blob([content]).arrayBuffer());
        return { path, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
      }),
    );
    all.set("manifest.json", JSON.stringify({ video: MADE, files: entries }));
  }
  const findings = await lintBundle({ paths: [...all.keys()], open: (path) => Promise.resolve(new Blob([all.get(path) ?? ""])) });
  for (const { advice } of findings) expect(advice).not.toBe("");
  return findings.map(({ severity, file, place, message }) => `${severity}, ${file}${place && `, ${place}`}: ${message}`);
}

function textIn(files: Files, path: string): string {
  const text = files.get(path);
  if (typeof text !== "string") throw new Error(`${path} is no text in the bundle`);
  return text;
}

/** The linter's findings after one text in one file was replaced (its first occurrence). */
async function after(path: string, find: string | RegExp, replacement: string): Promise<string[]> {
  const files = bundle();
  const text = textIn(files, path);
  const changed = text.replace(find, replacement);
  expect(changed).not.toBe(text);
  return lint(files.set(path, changed));
}

describe("the linter", () => {
  test("finds nothing in a good bundle, whichever boxes it contains", async () => {
    expect(await lint(bundle())).toEqual([]);
    const visible = bundle();
    for (const format of ANNOTATION_FORMATS)
      for (const [path, text] of written(busyScene(), format, { box: "visible", motOrigin: 0 })) visible.set(path, text);
    expect(await lint(visible)).toEqual([]);
  });

  test("counts the video's own frames and times", async () => {
    expect(await lint(bundle().set("video.mp4", await videoOf(59, 30, 640, 360)))).toEqual(
      expect.arrayContaining([
        "error, ground_truth.json, video_metadata.total_frames: it says 60, the video has 59",
        "error, annotations/coco.json, images: it lists 60 images, the video has 59 frames",
        "error, annotations/mot/seqinfo.ini, seqLength: it is 60, the video has 59",
        "error, annotations/openlabel.json, frames: there are 60, the video has 59",
        "error, frames.md5: it has 60 checksums, but the video has 59 frames",
        "error, manifest.json, video.frames: it says 60, the video has 59",
      ]),
    );
    expect(await lint(bundle().set("video.mp4", await videoOf(60, 25, 640, 360)))).toEqual([
      "error, ground_truth.json, video_metadata.fps: it says 30, the video has 25",
      "error, metadata.json, fps: it says 30, the video has 25",
    ]);
    const jerky = await videoOf(60, 30, 640, 360, (frame) => (frame + (frame > 30 && frame < 40 ? 0.5 : 0)) / 30);
    expect(await lint(bundle().set("video.mp4", jerky))).toEqual([
      expect.stringMatching(/^error, video.mp4, frame 31: its time is .*: the frame rate is not constant/),
    ]);
    expect(await lint(bundle().set("video.mp4", "not a video"))).toEqual([
      expect.stringMatching(/^error, video.mp4: the video cannot be read/),
    ]);
  });

  test.each([
    ["ground_truth.json", '"timestamp":0.03', '"timestamp":0.04', /annotations\[\d+\].timestamp: it is not frame ÷ fps/],
    ["ground_truth.json", '"visible":true', '"visible":false', /visible: it does not follow from visibility/],
    ["ground_truth.json", '"object_type":"pedestrian"', '"object_type":"dog"', /object_type: "dog" is not an actor type/],
    [
      "ground_truth.json",
      '"total_objects":4',
      '"total_objects":3',
      /video_metadata.total_objects: it says 3, but the annotations are of 4 tracks/,
    ],
    [
      "ground_truth.json",
      '"id":"wall"',
      '"id":"fence"',
      /annotations\[\d+\].occluded_by: "wall" is neither a track nor one of "occluders"/,
    ],
    ["ground_truth.json", '"truncation":0,', '"truncation":0.5,', /visibility and truncation add up to 1.5/],
    [
      "ground_truth.json",
      /"visible_box":\{"x":\d+/,
      '"visible_box":{"x":1',
      /visible_box: it extends beyond the bounding box or the frame/,
    ],
    [
      "annotations/coco.json",
      '"id":1,"image_id":1,"category_id":1',
      '"id":0,"image_id":1,"category_id":1',
      /annotations\[0\].id: id 0: ids start at 1/,
    ],
    ["annotations/coco.json", '"iscrowd":0,', "", /annotations\[0\].iscrowd: it is missing/],
    ["annotations/coco.json", /"area":\d+/, '"area":1', /annotations\[0\].area: it is 1, the mask has [\d,]+ pixels/],
    ["annotations/coco.json", '"image_id":1,', '"image_id":99,', /annotations\[0\]: its image_id matches no image/],
    ["annotations/coco.json", /"bbox":\[(\d+)/, '"bbox":[9999', /annotations\[0\].bbox: it extends beyond its image/],
    [
      "annotations/coco.json",
      /"bbox":\[(\d+),(\d+),(\d+),(\d+)\](?=[^}]*\}[^}]*"unclipped_bbox")/,
      '"bbox":[$1,$2,1,$4]',
      /bbox: it is not the part of unclipped_bbox inside the image/,
    ],
    ["annotations/coco.json", '{"id":2,"name":"cyclist"', '{"id":1,"name":"cyclist"', /categories: two categories have the same id/],
    ["annotations/coco.json", "_000001.png", "_000000.png", /images: two images have the same file_name/],
    [
      "annotations/coco.json",
      /"area":\d+(.*?)"segmentation":\{[^}]*\}/,
      '"area":1$1"segmentation":[]',
      /annotations\[0\].area: it is 1, the bbox has \d+/,
    ],
    ["annotations/kitti/label_02/0000.txt", /\n/, " 0.9\n", /line 1: 18 columns instead of 17/],
    [
      "annotations/openlabel.json",
      /("name":"visible_box","val":\[[^\]]*),\d+\]/,
      "$1,999]",
      /frames\["0"\].objects\["\d"\]: visible_box extends beyond bounding_box/,
    ],
    [
      "annotations/openlabel.json",
      /("bounding_box":\{"type":"bbox","frame_intervals":\[\{"frame_start":)\d+/,
      "$12",
      /object_data_pointers.bounding_box: its intervals do not match/,
    ],
    ["annotations/yolo/data.yaml", "names:", "labels:", /names: "names" is missing/],
    ["annotations/yolo/labels/train/Busy_scene_more_000000.txt", /\n/, " 7\n", /line 1: 6 columns instead of 5/],
    ["annotations/yolo/labels/train/Busy_scene_more_000000.txt", /^0 0\.\d+/, "0 0.99", /line 1: the box extends beyond 0 to 1/],
    ["annotations/mot/gt/gt.txt", /,1,1,1\n/, ",0.9,1,1\n", /line 1: conf is 0.9/],
    ["annotations/mot/gt/gt.txt", /^1,/, "0,", /line 1: frame 0 is not in the range 1 to 60/],
    ["annotations/mot/gt/gt.txt", /^1,1,\d+/, "1,1,7", /track 0, frame 0: its box is 6, .* in the ground truth/],
    ["annotations/mot/gt/gt.txt", /,1,1,1\n/, "\n", /line 1: 6 columns instead of 9/],
    ["annotations/mot_per_class/cyclist/gt/gt.txt", /,1,1,[\d.]+\n/, "\n", /line 1: 6 columns instead of 9/],
    ["annotations/mot/seqinfo.ini", "frameRate=30", "frameRate=29.97", /frameRate: it is not a whole number/],
    ["annotations/mot/seqinfo.ini", "imExt=.jpg\n", "", /its keys are not exactly name, imDir/],
    [
      "annotations/mot_per_class/cyclist/gt/gt.txt",
      /,1,1,([\d.]+)\n/,
      ",1,2,$1\n",
      /line 1: class 2: in a single-class sequence it must be 1/,
    ],
    ["annotations/kitti/label_02/0000.txt", " 0 0 -10 ", " 0.5 0 -10 ", /line 1: truncated is 0.5/],
    ["annotations/kitti/label_02/0000.txt", "Pedestrian", "Human", /line 1: "Human" is not a KITTI type/],
    [
      "annotations/cvat.xml",
      'outside="1"',
      'outside="0"',
      /line \d+: the track ends before the video does and is not closed|a box of the ground truth|no box here/,
    ],
    ["annotations/cvat.xml", 'keyframe="1"', 'keyframe="0"', /the box is not a keyframe/],
    ["annotations/cvat.xml", '<track id="0" label="pedestrian"', '<track id="0" label="human"', /label "human" is not declared/],
    [
      "annotations/openlabel.json",
      '"frame_start":0,"frame_end":49',
      '"frame_start":0,"frame_end":50',
      /objects\["0"\].frame_intervals: they do not match the frames it appears in/,
    ],
    ["annotations/openlabel.json", '"schema_version":"1.0.0"', '"schema_version":"1.1.0"', /metadata.schema_version: it is "1.1.0"/],
    ["annotations/datumaro.json", '"size":[360,640]', '"size":[640,360]', /items\[0\].image.size: it is 640, 360; height and width/],
    ["annotations/datumaro.json", '"label_id":0', '"label_id":9', /label_id: there is no label 9/],
    ["metadata.json", /"annotation_count":\d+/, '"annotation_count":7', /annotation_count: it says 7, there are \d+ annotations/],
    ["metadata.json", '"frames":60', '"frames":61', /frames: it says 61, the video has 60/],
    ["scenario.json", '"durationFrames": 60', '"durationFrames": 30', /the scenario has 30 frames, but the video has 60/],
    ["scenario.json", '"seed"', '"sead"', /sead: unknown key/],
    ["frames.md5", "0, 3, 3, 1, 345600, 0", "0, 3, 3, 1, 345600, x", /line 5: its last column is not an MD5/],
  ])("finds in %s: %s → %s", async (path, find, replacement, expected) => {
    const findings = await after(path, find, replacement);
    expect(findings.filter((finding) => expected.test(finding)).map((finding) => finding.split(",")[1]?.split(":")[0]?.trim())).toContain(
      path,
    );
  });

  test("warns of relations that never come true", async () => {
    const line = (id: string, actor: string, x: number) =>
      createActor({
        id,
        name: id,
        trackId: x,
        type: "vehicle",
        startFrame: 0,
        endFrame: 60,
        waypoints: [
          { x, y: 200, until: { when: "travelled", actor, distance: 5 } },
          { x: x + 100, y: 200 },
        ],
      });
    const video = { width: 640, height: 360, fps: 30, durationFrames: 60 };
    const circle = createScenario({ id: "s", video, actors: [line("one", "two", 100), line("two", "one", 300)] });
    expect(await lint(bundle().set("scenario.json", serializeScenario(circle)))).toContainEqual(
      expect.stringMatching(/^warning, scenario.json, actors\[0\].trajectory.waypoints\[0\].until: “one” never starts: .* one → two → one/),
    );
  });

  test("compares YOLO's classes and boxes with the ground truth, frame by frame; counts images", async () => {
    const at = (frame: number) => `annotations/yolo/labels/train/Busy_scene_more_${String(frame).padStart(6, "0")}.txt`;
    expect(await after(at(0), /^0 /, "2 ")).toEqual([
      expect.stringMatching(`^error, ${at(0)}, frame 0: a box is labelled "vehicle", in the ground truth "pedestrian"`),
    ]);
    const swapped = bundle();
    const [first, later] = [textIn(swapped, at(0)), textIn(swapped, at(30))];
    const findings = await lint(swapped.set(at(0), later).set(at(30), first));
    for (const expected of [/frame 0: the ground truth has no box .* here/, /frame 30: boxes of the ground truth are missing: \d+/])
      expect(findings.some((finding) => expected.test(finding))).toBe(true);
    const flow = bundle();
    for (let frame = 0; frame < 59; frame++)
      if (frame !== 7) flow.set(`annotations/pixels/flow/Busy_scene_more_${String(frame).padStart(6, "0")}.png`, "x");
    expect(await lint(flow)).toEqual(["error, annotations/pixels/flow, frame 7: this frame has no file"]);
    flow.set("annotations/pixels/flow/Busy_scene_more_000007.png", "x").set("annotations/pixels/flow/Busy_scene_more_000059.png", "x");
    expect(await lint(flow)).toEqual([
      "error, annotations/pixels/flow, frame 59: there is a file for this frame, but the video has 60 frames",
    ]);
    expect(await lint(bundle().set("annotations/yolo/images/train/Busy_scene_more_000000.png", "x"))).toEqual([
      "error, annotations/yolo/images/train: the number of images is 1, the video has 60 frames",
    ]);
  });

  test("names the file that contains the row: a label of YOLO, the table of MOTChallenge", async () => {
    const yolo = "annotations/yolo/labels/train/Busy_scene_more_000012.txt";
    expect(await lint(bundle().set(yolo, ""))).toEqual([
      expect.stringMatching(`^error, ${yolo}, frame 12: boxes of the ground truth are missing: \\d`),
    ]);
    for (const path of ["annotations/mot/gt/gt.txt", "annotations/kitti/label_02/0000.txt"]) {
      const findings = await after(path, /^.*\n/, "");
      expect(findings.filter((finding) => finding.includes("a box of the ground truth is missing"))).toEqual([
        expect.stringMatching(`^error, ${path}, track \\d, frame 0`),
      ]);
    }
  });

  test("finds nothing wrong with regions to ignore, in any format that has them", async () => {
    const regions = {
      ...busyScene(),
      ignoreRegions: [{ frames: [3, 6] as [number, number], object_type: null, bounding_box: { x: 5, y: 6, width: 70, height: 80 } }],
    };
    const files = bundle();
    for (const format of ANNOTATION_FORMATS) for (const [path, text] of written(regions, format)) files.set(path, text);
    expect(textIn(files, "annotations/kitti/label_02/0000.txt")).toContain("DontCare");
    expect(await lint(files)).toEqual([]);
  });

  test("compares files with the manifest", async () => {
    const files = bundle();
    const entries = [
      { path: "video.mp4", size: 1, sha256: "" },
      { path: "ground_truth.json", size: textIn(files, "ground_truth.json").length, sha256: "0" },
      { path: "gone.txt", size: 1, sha256: "" },
    ];
    const manifest = { video: MADE, files: entries };
    files.set("manifest.json", JSON.stringify(manifest));
    const findings = await lint(files, false);
    expect(findings.slice(0, 3)).toEqual([
      expect.stringMatching(/^error, manifest.json, video.mp4: it is [\d,]+ bytes instead of 1/),
      "error, manifest.json, ground_truth.json: its content differs from what was exported (SHA-256 mismatch)",
      "error, manifest.json, gone.txt: the file is missing",
    ]);
    expect(findings).toContain("warning, manifest.json, annotations/coco.json: the file is not in the manifest");
  });

  test("says in one line that a folder is no bundle", async () => {
    const findings = await lintBundle({ paths: ["notes.txt", "pictures/1.png"], open: () => Promise.reject(new Error("not asked for")) });
    expect(findings.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      "error: this is not a bundle: it has none of a bundle's files",
    ]);
  });

  test("a suite is no bundle: its folder and its ZIP say so, and what to choose instead", async () => {
    const paths = ["bundles/fog/ground_truth.json", "bundles/fog/video.mp4", "report.html", "test_data_summary.json"];
    const message = "this is the output of a suite (it has test_data_summary.json), and one bundle is checked at a time";
    const advice = "choose a folder of its bundles, such as bundles/fog; jaywalk lint DIR checks a whole suite";
    const finding = { severity: "error", place: "", message, advice };
    expect(await lintBundle({ paths, open: () => Promise.reject(new Error("not asked for")) })).toEqual([{ ...finding, file: "" }]);
    for (const folder of ["", "suite/"]) {
      const zip = await downloadZip(paths.map((path) => ({ name: folder + path, input: "" }))).blob();
      await expect(openBundleZip("suite.zip", zip)).rejects.toMatchObject({ finding: { ...finding, file: "suite.zip" } });
    }
  });

  test("continues with the other files if one cannot be read at all", async () => {
    const files = bundle().set("annotations/mot/seqinfo.ini", "");
    const findings = await lintBundle({
      paths: [...files.keys()],
      open: (path) =>
        path === "annotations/coco.json"
          ? Promise.reject(new RangeError("no such page"))
          : Promise.resolve(new Blob([files.get(path) ?? ""])),
    });
    expect(findings.map(({ file, message }) => `${file}: ${message}`)).toEqual(
      expect.arrayContaining([
        "annotations/coco.json: it could not be checked to the end: no such page",
        expect.stringMatching(/^annotations\/mot\/seqinfo.ini: /),
        "manifest.json: the file is missing",
      ]),
    );
  });

  test("says what is missing, and carries on if a file is not a text at all", async () => {
    expect(await lint(new Map([["scenario.json", bundle().get("scenario.json") ?? ""]]), false)).toEqual(
      [
        "video.mp4: the video is missing",
        "ground_truth.json: the file is missing",
        "metadata.json: the file is missing",
        "manifest.json: the file is missing",
      ].map((text) => `error, ${text}`),
    );
    const findings = await lint(
      bundle().set("annotations/coco.json", "{").set("annotations/cvat.xml", "<annotations").set("ground_truth.json", "\0"),
    );
    for (const start of [
      "error, annotations/coco.json, line 1, column 2: not JSON",
      "error, annotations/cvat.xml, line 1: not XML",
      "error, ground_truth.json, line 1: it contains a zero byte",
    ])
      expect(findings.some((finding) => finding.startsWith(start))).toBe(true);
  });
});
