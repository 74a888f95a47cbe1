import { expect, test } from "vitest";
import { readAnnotations } from "../read/readAnnotations";
import { textFile, writtenFile } from "../testing/bundle";
import { busyScene } from "../testing/scene";

test("CVAT: every box is a keyframe, tracks and gaps are closed by an outside box at the next frame", () => {
  const xml = writtenFile(busyScene(), "cvat", "cvat.xml");
  const tracks = new Map(
    [...xml.matchAll(/<track id="(\d+)" label="(\w+)" source="manual">\n([\s\S]*?)<\/track>/g)].map(([, id, label, boxes]) => [
      `${id} ${label}`,
      [...(boxes ?? "").matchAll(/<box frame="(\d+)" outside="(\d)" occluded="\d" keyframe="1" xtl="(-?\d+\.\d\d)"/g)].map(([, frame, outside]) => `${outside === "1" ? "-" : ""}${frame}`),
    ]),
  );
  const box = (xml.match(/<box /g) ?? []).length;
  expect([...tracks.values()].flat()).toHaveLength(box);
  expect([...tracks.keys()]).toEqual(["0 pedestrian", "3 cyclist", "7 vehicle", "9 distracted_driver"]);
  // The pedestrian ends at frame 49; the cyclist leaves the picture and comes back; the others stay to the end.
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

test("CVAT of a job: size beside it, straight lines between keyframes, outside ends a stretch, the rest stays to the end", async () => {
  const xml = `<?xml version="1.0"?><annotations><version>1.1</version><meta>
    <job><id>9</id><size>20</size><mode>interpolation</mode></job><original_size><width>800</width><height>600</height></original_size></meta>
    <track id="4" label="car" source="manual">${boxElement(2, 100)}${boxElement(6, 140.5)}${boxElement(8, 140.5, 'outside="1" keyframe="1"')}${boxElement(18, 300, 'outside="0" keyframe="1" rotation="30"')}</track>
    <track id="5" label="tree"><polygon frame="0" points="1,2;3,4"/></track></annotations>`;
  const { tracks, video, problems } = await readAnnotations([textFile("job.xml", xml)]);
  expect(video).toEqual({ width: 800, height: 600, totalFrames: 20 });
  expect(tracks.map(({ trackId, label, boxes }) => [trackId, label, boxes.map(({ frame, x }) => [frame, x])])).toEqual([
    [4, "car", [[2, 100], [3, 110.125], [4, 120.25], [5, 130.375], [6, 140.5], [7, 140.5], [18, 300], [19, 300]]],
  ]);
  expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
    "line 3: a box is rotated",
    "line 4: a <polygon> cannot become an actor",
    "line 3: track 4 is never marked outside",
  ]);
});

test("CVAT for images and other XML are refused by name", async () => {
  for (const [xml, message] of [
    ['<annotations><image id="0" name="a.png"/></annotations>', "this is not CVAT for video 1.1: it is CVAT for images"],
    ["<kml/>", "this is not CVAT for video 1.1: its root is <kml>"],
  ])
    expect((await readAnnotations([textFile("a.xml", xml ?? "")])).problems[0]).toMatchObject({ severity: "error", file: "a.xml", message });
});

test("CVAT: a user's own attributes, tags and occlusion are listed with counts; a project's tasks are not thrown together", async () => {
  const attributes = '<attribute name="colour">red</attribute><attribute name="track_id">4</attribute>';
  const track = `<track id="0" label="car">${boxElement(0, 10, 'outside="0" keyframe="1"', attributes)}${boxElement(1, 10, 'outside="0" keyframe="1"', attributes).replace('occluded="0"', 'occluded="1"')}</track>`;
  const { problems } = await readAnnotations([textFile("a.xml", `<annotations><meta><task><size>2</size></task></meta>${track}<tag label="rain" frame="0"/></annotations>`)]);
  expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    "info: not kept: attributes (colour), 2 times",
    "info: not kept: <tag>, once",
    "info: not kept: occluded of 1 box",
  ]);
  const project = `<annotations><meta><project><tasks><task><name>north</name></task><task><name>south</name></task></tasks></project></meta>${track}${track}</annotations>`;
  const several = await readAnnotations([textFile("p.xml", project)]);
  expect([several.tracks, several.problems.map(({ message }) => message)]).toEqual([[], ["it holds 2 tasks (north, south)"]]);
});

test("CVAT: a track drawn there, whose attribute is the default, does not fall upon ours", async () => {
  const track = (id: number, ours: number) =>
    `<track id="${id}" label="vehicle"><box frame="0" outside="0" keyframe="1" xtl="${id}" ytl="0" xbr="${id + 9}" ybr="9"><attribute name="track_id">${ours}</attribute></box><box frame="1" outside="1" keyframe="1" xtl="0" ytl="0" xbr="9" ybr="9"></box></track>`;
  const { tracks, problems } = await readAnnotations([textFile("cvat.xml", `<annotations>${track(0, 0)}${track(1, 7)}${track(99, 0)}</annotations>`)]);
  expect(tracks.map(({ trackId, boxes }) => [trackId, boxes.map(({ x }) => x)])).toEqual([[0, [0]], [1, [99]], [7, [1]]]);
  expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual(['info: track "cvat-99" became track id 1']);
});
