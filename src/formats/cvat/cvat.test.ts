import { expect, test } from "vitest";
import { readAnnotations } from "../read/readAnnotations";
import { fitTracks, suggestMapping } from "../fit/fitTracks";
import { textFile, writtenFile } from "../testing/bundle";
import { caseFiles } from "../testing/cases";
import { busyScene } from "../testing/scene";

test("CVAT: every box is a keyframe; tracks and gaps are closed by an outside box at the next frame", () => {
  const xml = writtenFile(busyScene(), "cvat", "cvat.xml");
  const tracks = new Map(
    [...xml.matchAll(/<track id="(\d+)" label="(\w+)" source="manual">\n([\s\S]*?)<\/track>/g)].map(([, id, label, boxes]) => [
      `${id} ${label}`,
      [...(boxes ?? "").matchAll(/<box frame="(\d+)" outside="(\d)" occluded="\d" keyframe="1" xtl="(-?\d+\.\d\d)"/g)].map(
        ([, frame, outside]) => `${outside === "1" ? "-" : ""}${frame}`,
      ),
    ]),
  );
  const box = (xml.match(/<box /g) ?? []).length;
  expect([...tracks.values()].flat()).toHaveLength(box);
  expect([...tracks.keys()]).toEqual(["0 pedestrian", "3 cyclist", "7 vehicle", "9 distracted_driver"]);
  // The pedestrian ends at frame 49; the cyclist leaves the picture and returns; the others stay to the end.
  expect(tracks.get("0 pedestrian")?.slice(-2)).toEqual(["49", "-50"]);
  const cyclist = tracks.get("3 cyclist") ?? [];
  expect(cyclist.filter((frame) => frame.startsWith("-"))).toHaveLength(1);
  expect(cyclist.at(-1)).toBe("59");
  expect(tracks.get("7 vehicle")?.at(-1)).toBe("59");
  expect(xml).toContain("<name>Busy &#60;scene&#62; &#38; more</name>");
  expect(xml).toContain("<original_size><width>640</width><height>360</height></original_size>");
  expect(xml).toContain('<attribute name="track_id">3</attribute>');
});

const boxElement = (frame: number, left: number, rest = 'outside="0" keyframe="1"', content = "") =>
  `<box frame="${frame}" ${rest} occluded="0" xtl="${left}" ytl="10.00" xbr="${left + 20}" ybr="50.00">${content}</box>`;

test("CVAT of a job: size next to it, interpolation between keyframes, outside ends an interval, the rest stays to the end", async () => {
  const size = "<original_size><width>800</width><height>600</height></original_size>";
  const shapes = [
    boxElement(2, 100),
    boxElement(6, 140.5),
    boxElement(8, 140.5, 'outside="1" keyframe="1"'),
    boxElement(18, 300, 'outside="0" keyframe="1" rotation="30"'),
  ];
  const xml = `<?xml version="1.0"?><annotations><version>1.1</version><meta>
    <job><id>9</id><size>20</size><mode>interpolation</mode></job>${size}</meta>
    <track id="4" label="car" source="manual">${shapes.join("")}</track>
    <track id="5" label="tree"><polygon frame="0" points="1,2;3,4"/></track></annotations>`;
  const { tracks, video, problems } = await readAnnotations([textFile("job.xml", xml)]);
  expect(video).toEqual({ width: 800, height: 600, totalFrames: 20 });
  expect(tracks.map(({ trackId, label, boxes }) => [trackId, label, boxes.map(({ frame, x }) => [frame, x])])).toEqual([
    [
      4,
      "car",
      [
        [2, 100],
        [3, 110.125],
        [4, 120.25],
        [5, 130.375],
        [6, 140.5],
        [7, 140.5],
        [18, 291.3397],
        [19, 291.3397],
      ],
    ],
    [5, "tree", Array.from({ length: 20 }, (_, frame) => [frame, 1])],
  ]);
  expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
    "line 3: track 4 is never marked outside",
    "line 4: track 5 is never marked outside",
    ": not kept: rotation, 2 times",
    ": not kept: outlines of shapes other than boxes (<polygon>), 20 times",
  ]);
});

const rowsOf = ({ tracks }: Awaited<ReturnType<typeof readAnnotations>>) =>
  tracks.map(({ trackId, boxes }) => [trackId, boxes.map(({ frame, x, y, width, height }) => [frame, x, y, width, height])]);
const messagesOf = ({ problems }: Awaited<ReturnType<typeof readAnnotations>>) =>
  problems.map(({ severity, message }) => `${severity}: ${message}`);

test("CVAT: rotated boxes count as the upright box around them, rotated ellipses as their extent, also between keyframes", async () => {
  const read = await readAnnotations(caseFiles("35-cvat-rotated"));
  expect(rowsOf(read)).toEqual([
    [
      0,
      [
        [0, 330, 170, 40, 100],
        [1, 340, 170, 40, 100],
      ],
    ],
  ]);
  expect(messagesOf(read)).toEqual(["info: not kept: rotation, 2 times"]);
  const turning = `<track id="0" label="car"><box frame="0" xtl="0" ytl="0" xbr="100" ybr="40" rotation="350"/>
      <box frame="2" xtl="0" ytl="0" xbr="100" ybr="40" rotation="10"/><box frame="3" outside="1" xtl="0" ytl="0" xbr="1" ybr="1"/></track>
    <track id="1" label="wheel"><ellipse frame="0" cx="50" cy="50" rx="40" ry="20" rotation="90"/>
      <ellipse frame="1" outside="1" cx="50" cy="50" rx="40" ry="20"/></track>`;
  const mixed = rowsOf(await readAnnotations([textFile("a.xml", `<annotations>${turning}</annotations>`)]));
  // The shorter way from 350° to 10° passes through upright.
  expect(mixed[0]?.[1]).toContainEqual([1, 0, 0, 100, 40]);
  expect(mixed[1]).toEqual([1, [[0, 30, 10, 40, 80]]]);
});

test("CVAT: skeletons, including tracks within tracks, and every other shape are read by their extent, with a note", async () => {
  const point = (place: string, rest = "") => `<points label="p" outside="0" occluded="0" points="${place}" ${rest}/>`;
  const unseen = (place: string) => point(place).replace('outside="0"', 'outside="1"');
  const xml = `<annotations><meta><task><size>3</size></task></meta>
    <track id="0" label="person"><skeleton frame="0" keyframe="1" z_order="0">${point("10,20")}${point("30,80")}${unseen("0,0")}</skeleton>
      <skeleton frame="1" keyframe="1">${unseen("10,20")}</skeleton></track>
    <track id="1" label="walker"><skeleton frame="0" keyframe="1"/>
      <track id="0" label="head"><points frame="0" outside="0" points="100,20"/><points frame="2" outside="1" points="120,20"/></track>
      <track id="1" label="foot"><points frame="0" outside="0" points="90,90"/><points frame="2" outside="1" points="130,90"/>
      </track></track>
    <track id="2" label="sign"><mask frame="0" rle="1, 2" left="5" top="6" width="7" height="8"/>
      <mask frame="1" outside="1" rle="" left="0" top="0" width="1" height="1"/></track>
    <track id="3" label="box"><cuboid frame="0" xtl1="10" ytl1="10" xbl1="10" ybl1="30" xtr1="50" ytr1="12" xbr1="50" ybr1="28"
      xtl2="60" ytl2="8" xbl2="60" ybl2="25" xtr2="20" ytr2="8" xbr2="20" ybr2="25"/><cuboid frame="1" outside="1"/></track>
    <track id="4" label="lane"><polyline frame="0" points="0,5;40,25"/><polyline frame="1" outside="1" points="0,5;40,25"/></track>
    <track id="5" label="lost"><skeleton frame="0"></skeleton><skeleton frame="1" outside="1"/></track></annotations>`;
  const read = await readAnnotations([textFile("a.xml", xml)]);
  expect(rowsOf(read)).toEqual([
    [0, [[0, 10, 20, 20, 60]]],
    [
      1,
      [
        [0, 90, 20, 10, 70],
        [1, 90, 20, 10, 70],
      ],
    ],
    [2, [[0, 5, 6, 7, 8]]],
    [3, [[0, 10, 8, 50, 22]]],
    [4, [[0, 0, 5, 40, 20]]],
  ]);
  expect(messagesOf(read)).toContain(
    "info: not kept: outlines of shapes other than boxes (<skeleton>, <mask>, <cuboid>, <polyline>), 6 times",
  );
  expect(messagesOf(read)).toContain("warning: a <skeleton> without points has no extent");
});

test("CVAT: duplicates count once, the first of two positions wins, and the import continues", async () => {
  const read = await readAnnotations(caseFiles("36-cvat-double-outside"));
  expect(rowsOf(read)).toEqual([[0, [0, 1, 2, 6].map((frame) => [frame, 100 + 10 * frame, 200, 40, 100])]]);
  expect(messagesOf(read)).toEqual([
    "info: a second shape of the same track at frame 3",
    "info: a second shape of the same track at frame 6",
  ]);
  const shapes = [
    boxElement(0, 10),
    boxElement(0, 30),
    boxElement(1, 10, 'outside="1" keyframe="1"'),
    boxElement(1, 20),
    boxElement(2, 10, 'outside="1"'),
  ];
  const shared = `<track id="0" label="car">${shapes.join("")}</track>`;
  const moved = await readAnnotations([textFile("a.xml", `<annotations>${shared}</annotations>`)]);
  expect(rowsOf(moved)).toEqual([
    [
      0,
      [
        [0, 10, 10, 20, 40],
        [1, 20, 10, 20, 40],
      ],
    ],
  ]);
  expect(moved.problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    "warning: a second shape of the same track at frame 0, elsewhere",
    "info: a second shape of the same track at frame 1",
  ]);
});

test("CVAT: boxes that CVAT interpolated and rounded become interpolation again, so that the actor has only the keyframes", async () => {
  const waypoints = async (files: Parameters<typeof readAnnotations>[0]) => {
    const read = await readAnnotations(files);
    const { actors } = fitTracks(read, { mapping: suggestMapping(read), tolerance: 0, frame: { width: 640, height: 480 } });
    return [read.tracks.map(({ boxes }) => boxes.length), actors.map(({ trajectory }) => trajectory.waypoints.length)];
  };
  expect(await waypoints(caseFiles("37-cvat-keyframe-0"))).toEqual([[10], [2]]);
  // If one of them is elsewhere, all are used as they are.
  const filled = (frame: number, left: number) => boxElement(frame, left, 'outside="0" keyframe="0"');
  const shapes = [boxElement(0, 10), filled(1, 13.33), filled(2, 19), boxElement(3, 20), boxElement(4, 20, 'outside="1"')];
  const xml = `<annotations><track id="0" label="car">${shapes.join("")}</track></annotations>`;
  const { tracks } = await readAnnotations([textFile("a.xml", xml)]);
  expect(tracks[0]?.boxes.map(({ x }) => x)).toEqual([10, 13.33, 19, 20]);
});

test("CVAT: frames of a task that starts later and has one frame in five are those of the whole video, with a note", async () => {
  const read = await readAnnotations(caseFiles("32-cvat-frame-step"));
  const [track] = read.tracks;
  expect(track?.boxes.map(({ frame, x }) => [frame, x])).toEqual(
    Array.from({ length: 20 }, (_, index) => [100 + index, index < 16 ? 100 + 2 * index : 130]),
  );
  expect(read.video).toEqual({ name: "crossing", width: 640, height: 480, totalFrames: 196 });
  expect(messagesOf(read)).toEqual(["warning: the task starts at frame 100 of its video and has one frame in 5 from there"]);
});

test("CVAT for images: frames from the ids, tracks from an attribute or by overlap; other XML is refused by name", async () => {
  const read = await readAnnotations(caseFiles("33-cvat-images-track-id"));
  expect(rowsOf(read)).toEqual([[3, [0, 1, 2].map((frame) => [frame, 100 + 10 * frame, 200, 40, 100])]]);
  expect(read.video).toEqual({ name: "crossing", width: 640, height: 480, totalFrames: 3 });
  expect(messagesOf(read)).toEqual(["info: CVAT for images: the image ids were used as frame numbers"]);
  const image = (id: string, name: string, left: number, width = 64) =>
    `<image id="${id}" name="${name}" width="${width}" height="48">` +
    `<box label="car" xtl="${left}" ytl="1" xbr="${left + 20}" ybr="9"/></image>`;
  const loose = await readAnnotations([
    textFile("a.xml", `<annotations>${image("0", "f_5.png", 1)}${image("0", "f_6.png", 2, 32)}</annotations>`),
  ]);
  expect(rowsOf(loose)).toEqual([
    [
      0,
      [
        [5, 1, 1, 20, 8],
        [6, 2, 1, 20, 8],
      ],
    ],
  ]);
  expect(messagesOf(loose)).toEqual([
    "warning: the images have 2 sizes (64 × 48, 32 × 48); the first was used for all",
    "warning: 2 boxes have no track id",
    "info: CVAT for images: the image ids are missing or repeated, so frame numbers were taken from the image names",
  ]);
});

test("CVAT: a user's own attributes, tags and occlusion are listed with counts; a project's tasks are not mixed up", async () => {
  const attributes = '<attribute name="colour">red</attribute><attribute name="track_id">4</attribute>';
  const [first = "", second = ""] = [0, 1].map((frame) => boxElement(frame, 10, 'outside="0" keyframe="1"', attributes));
  const track = `<track id="0" label="car">${first}${second.replace('occluded="0"', 'occluded="1"')}</track>`;
  const { problems } = await readAnnotations([
    textFile("a.xml", `<annotations><meta><task><size>2</size></task></meta>${track}<tag label="rain" frame="0"/></annotations>`),
  ]);
  expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    "info: not kept: attributes (colour), 2 times",
    "info: not kept: <tag>, once",
    "info: not kept: occluded of 1 box",
  ]);
  const tasks = "<tasks><task><name>north</name></task><task><name>south</name></task></tasks>";
  const project = `<annotations><meta><project>${tasks}</project></meta>${track}${track}</annotations>`;
  const several = await readAnnotations([textFile("p.xml", project)]);
  expect([several.tracks, several.problems.map(({ message }) => message)]).toEqual([
    [],
    ["it contains 2 tasks (north, south), and its tracks do not say which task they belong to"],
  ]);
});

test("CVAT: a track drawn there, whose attribute has the default value, does not collide with ours", async () => {
  const track = (id: number, ours: number) =>
    `<track id="${id}" label="vehicle"><box frame="0" outside="0" keyframe="1" xtl="${id}" ytl="0" xbr="${id + 9}" ybr="9">` +
    `<attribute name="track_id">${ours}</attribute></box>` +
    '<box frame="1" outside="1" keyframe="1" xtl="0" ytl="0" xbr="9" ybr="9"></box></track>';
  const { tracks, problems } = await readAnnotations([
    textFile("cvat.xml", `<annotations>${track(0, 0)}${track(1, 7)}${track(99, 0)}</annotations>`),
  ]);
  expect(tracks.map(({ trackId, boxes }) => [trackId, boxes.map(({ x }) => x)])).toEqual([
    [0, [0]],
    [1, [99]],
    [7, [1]],
  ]);
  expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual(['info: track "cvat-99" became track id 1']);
});

test("CVAT: from a project the user chooses a task; frames counted across tasks start at its first, with its own size", async () => {
  const files = caseFiles("38-cvat-project");
  const open = await readAnnotations(files);
  expect([
    open.tracks,
    open.questions.map(({ topic, chosen, readings }) => [
      topic,
      chosen,
      readings.map(({ value, label, gives }) => `${value} ${label}: ${gives}`),
    ]),
  ]).toEqual([[], [["task", null, ["1 morning: 3 frames, 640 × 480", "2 evening: 3 frames, 1280 × 720"]]]]);
  const second = await readAnnotations(files, { readings: { task: "2" } });
  expect([rowsOf(second), second.video]).toEqual([
    [[1, [0, 1, 2].map((frame) => [frame, 300 + 10 * frame, 200, 40, 100])]],
    { name: "evening", width: 1280, height: 720, totalFrames: 3 },
  ]);
  expect(messagesOf(second)).toEqual(['info: of 2 tasks (morning, evening) only "evening" was read']);
  expect(rowsOf(await readAnnotations(files, { readings: { task: "1" } }))).toEqual([
    [0, [0, 1, 2].map((frame) => [frame, 100 + 10 * frame, 200, 40, 100])],
  ]);
});

test("CVAT: in a project whose tasks each start at 0, frames stay; if both readings would fit, the import asks", async () => {
  const project = (sizes: readonly [number, number], frame: number) => {
    const task = (id: number) => `<task><id>${id}</id><name>t${id}</name><size>${sizes[id - 1]}</size></task>`;
    const track = (id: number, at: number) =>
      `<track id="${id}" label="car" task_id="${id}">${boxElement(at, 10)}${boxElement(at + 1, 10, 'outside="1" keyframe="1"')}</track>`;
    return [
      textFile(
        "a.xml",
        `<annotations><meta><project><tasks>${task(1)}${task(2)}</tasks></project></meta>${track(1, 0)}${track(2, frame)}</annotations>`,
      ),
    ];
  };
  const frameOf = async (files: Parameters<typeof readAnnotations>[0], readings = {}) =>
    (await readAnnotations(files, { readings: { task: "2", ...readings } })).tracks.map(({ boxes }) => boxes.map(({ frame }) => frame));
  expect(await frameOf(project([5, 3], 1))).toEqual([[1]]);
  expect(
    (await readAnnotations(project([5, 100], 7), { readings: { task: "2" } })).questions.map(({ topic, chosen }) => [topic, chosen]),
  ).toEqual([
    ["task", "2"],
    ["frames", null],
  ]);
  expect(await frameOf(project([5, 100], 7), { frames: "continued" })).toEqual([[2]]);
});
