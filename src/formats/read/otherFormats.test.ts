import { TextReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { expect, test } from "vitest";
import { textFile } from "../testing/bundle";
import { caseFiles } from "../testing/cases";
import { readAnnotations } from "./readAnnotations";

const ERRORS = async (files: Parameters<typeof readAnnotations>[0]) =>
  (await readAnnotations(files)).problems.filter(({ severity }) => severity === "error");

test("formats that people try but that are not read are named, each with a remedy", async () => {
  const samples: [path: string, text: string, message: string, advice: RegExp][] = [
    [
      "a.xml",
      "<annotation><filename>a.jpg</filename><object><polygon><pt><x>1</x></pt></polygon></object></annotation>",
      "LabelMe (XML)",
      /label_me/,
    ],
    [
      "MVI_20011.xml",
      '<?xml version="1.0" encoding="utf-8"?>\n<sequence name="MVI_20011"><frame num="1"><target_list/></frame></sequence>',
      "UA-DETRAC",
      /MOTChallenge row/,
    ],
    [
      "tracklet_labels.xml",
      '<?xml version="1.0"?>\n<!DOCTYPE boost_serialization>\n<boost_serialization version="9"><tracklets/></boost_serialization>',
      "KITTI raw tracklets",
      /label_02/,
    ],
    ["a.xosc", "<OpenSCENARIO/>", "OpenSCENARIO", /boxes/],
    ["a.xml", "<!-- made by hand --><OpenSCENARIO><FileHeader/></OpenSCENARIO>", "OpenSCENARIO", /boxes/],
    ["road.xodr", "<OpenDRIVE/>", "OpenDRIVE", /boxes/],
    ["a.xml", "<kml/>", "KML", /boxes/],
    ["sample_annotation.json", '[{"token": "x", "sample_token": "y", "translation": []}]', "nuScenes", /devkit/],
    ["a-asset.json", '{"asset": {"name": "a.jpg"}, "regions": [], "version": "2.1.0"}', "VoTT", /vott_json/],
    ["via.json", '{"_via_settings": {}, "_via_img_metadata": {}}', "VIA (VGG Image Annotator)", /COCO format/],
    ["via.json", '{"a.jpg1234": {"filename": "a.jpg", "size": 1234, "regions": []}}', "VIA (VGG Image Annotator)", /COCO format/],
    ["a_gtFine_polygons.json", '{"imgHeight": 1024, "imgWidth": 2048, "objects": []}', "Cityscapes", /COCO/],
    ["vcd.json", '{"vcd": {"version": "4.3.0", "objects": {}}}', "VCD (before OpenLABEL)", /save it as OpenLABEL/],
    ["a.csv", "frame;x;y", "a CSV table whose columns are not known", /name the columns/],
    ["a.json", '[{"name": "a.jpg", "labels": [{"category": "car", "box3d": {}}]}]', "BDD100K or Scalabel in 3-D", /project them/],
    ["segment-1.tfrecord", "\u0001\u0002", "Waymo Open Dataset or other TFRecord data", /COCO/],
    ["export.ndjson", "{}", "lines of JSON (Labelbox and others)", /COCO/],
    [
      "P0001.txt",
      "imagesource:GoogleEarth\ngsd:0.1\n200 200 300 210 290 300 190 290 small-vehicle 0\n9.5 2 3 4 5 6 7 8 ship 1\n",
      "DOTA",
      /YOLO row/,
    ],
    ["a.txt", "0,0.3,0.5,0.1,0.3\n1, 0.3, 0.5, 0.1, 0.3", "a text file like YOLO's, but with commas or semicolons,", /by spaces/],
    ["a.txt", "0;0.3;0.5;0.1;.3", "a text file like YOLO's, but with commas or semicolons,", /by spaces/],
    ["a.txt", "person 0.3 0.5 0.1 0.3\ncar 100 200 300 400", "a text file with a name and four numbers a row", /class as a number/],
    ["results.json", '[{"image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4], "score": 0.5}]', "COCO results", /evaluate/],
    [
      "annotations.txt",
      '0 1 2 3 4 5 0 0 0 "Biker"\n0 1 2 3 4 6 0 0 1 "Biker"',
      "VATIC's rows, as in the Stanford Drone Dataset",
      /MOTChallenge rows/,
    ],
    ["frame_0001.txt", "0 0,5 0,5 0,1 0,2\n1 0,25 0,5 0,1 0,2", "a text file with decimal commas (0,5)", /points/],
    ["clip.txt", "1 4 100,5 200,0 40,0 100,0 -1 -1 -1 -1", "a text file with decimal commas (0,5)", /points/],
    ["0000/000000.png", "\u0089PNG", "a folder of images named like MOTS instance masks", /instances_txt\/0000\.txt/],
    ["KITTI_MOTS/instances/0002/000153.png", "\u0089PNG", "a folder of images named like MOTS instance masks", /instances_txt/],
    ["clip.rar", "Rar!", "a RAR archive", /unpack/],
  ];
  for (const [path, text, name, advice] of samples) {
    const errors = await ERRORS([textFile(path, text)]);
    expect(errors.map(({ file, message }) => [file, message])).toEqual([[path, `${name} cannot be imported`]]);
    expect(errors[0]?.advice).toMatch(advice);
    expect(errors[0]?.advice).not.toMatch(/in CVAT|DOCTYPE/);
  }
});

test("OpenSCENARIO is refused by name, in a file and in a ZIP; many files of one format are one error", async () => {
  expect((await ERRORS(caseFiles("70-openscenario-child"))).map(({ message }) => message)).toEqual(["OpenSCENARIO cannot be imported"]);
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const { path, bytes } of caseFiles("70-openscenario-child")) await writer.add(path, new TextReader(new TextDecoder().decode(bytes)));
  expect((await ERRORS([{ path: "a.zip", bytes: await writer.close() }])).map(({ message }) => message)).toEqual([
    "OpenSCENARIO cannot be imported",
  ]);
  const maps = [1, 2, 3].map((index) => textFile(`maps/${index}.xml`, "<kml/>"));
  expect((await ERRORS([...maps, textFile("maps/road.xodr", "")])).map(({ file, message }) => [file, message])).toEqual([
    ["maps/1.xml", "KML cannot be imported (3 files)"],
    ["maps/road.xodr", "OpenDRIVE cannot be imported"],
  ]);
});

test("next to annotations that are read, other formats are only listed as not read", async () => {
  const { format, problems } = await readAnnotations([textFile("gt/gt.txt", "1,1,1,1,5,5"), textFile("road.xml", "<OpenDRIVE/>")]);
  expect([format, problems.map(({ severity, message }) => `${severity}: ${message}`)]).toEqual([
    "mot",
    ["info: pixels were counted from 1, as the benchmark does", "info: 1 other file was not read (road.xml)"],
  ]);
});

test("an XML file of an unknown format is not given the name of a known one", async () => {
  for (const root of ["constructor", "toString", "unknown"])
    expect((await ERRORS([textFile("a.xml", `<${root}/>`)])).map(({ message }) => message)).toEqual([
      "no annotations in a known format were found",
    ]);
});

test("plain images under the names that MOTS uses are not mistaken for its masks", async () => {
  for (const path of ["image_02/0000/000000.png", "data/images/0000/000000.png", "img1/000001.png", "left/0001/000001.png"])
    expect((await ERRORS([textFile(path, "\u0089PNG")])).map(({ message }) => message)).toEqual([
      "no annotations in a known format were found",
    ]);
});
