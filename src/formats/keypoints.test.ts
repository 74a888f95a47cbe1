import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { JOINTS } from "@/core/bodies";
import { createActor, createOccluder, createRoadActor, createRoadScenario, createScenario, type Scenario } from "@/core/document";
import { groundTruthFrames, groundTruthHeader, groundTruthJson, groundTruthOccluders } from "@/core/truth";
import { roadPlanSchema } from "@/core/world/roads";
import { lintBundle } from "./lint/lintBundle";
import { readAnnotations } from "./read/readAnnotations";
import { scenarioSource } from "./scenarioSource";
import { inputFiles, textFile, written, writtenFile } from "./testing/bundle";

/** A walker who passes behind a wall and leaves to the right, a cyclist, a van. */
const scenario = createScenario({
  id: "people",
  style: "illustrated",
  video: { width: 640, height: 360, fps: 10, durationFrames: 12 },
  actors: [
    createActor({
      id: "walker",
      type: "pedestrian",
      trackId: 2,
      startFrame: 0,
      endFrame: 10,
      size: { width: 60, height: 160 },
      waypoints: [
        { x: 300, y: 330 },
        { x: 700, y: 330 },
      ],
    }),
    createActor({ id: "rider", type: "cyclist", trackId: 5, startFrame: 2, endFrame: 12, waypoints: [{ x: 100, y: 300 }] }),
    createActor({ id: "van", type: "vehicle", trackId: 7, startFrame: 0, endFrame: 12, waypoints: [{ x: 500, y: 300 }] }),
  ],
  occluders: [createOccluder({ id: "wall", kind: "wall", x: 420, y: 345, size: { width: 90, height: 90 } })],
});
const source = scenarioSource(scenario);

const truthText = (of: Scenario) => [...groundTruthJson(groundTruthHeader(of), groundTruthFrames(of), groundTruthOccluders(of))].join("");

type Coco = {
  categories: { name: string; keypoints?: string[]; skeleton?: [number, number][] }[];
  annotations: { track_id?: number; frame: number; iscrowd: number; num_keypoints?: number; keypoints?: number[] }[];
};

describe("keypoints in annotation formats", () => {
  test("COCO has them in categories and annotations of people, and their number everywhere, as evaluators require", () => {
    const { categories, annotations } = JSON.parse(writtenFile(source, "coco", "coco.json")) as Coco;
    expect(categories.map(({ name, keypoints, skeleton }) => [name, keypoints?.length, skeleton?.length])).toEqual([
      ["pedestrian", 17, 19],
      ["cyclist", 17, 19],
      ["vehicle", undefined, undefined],
      ["distracted_driver", undefined, undefined],
    ]);
    const told = new Map(
      [...source.frames()].flatMap(({ records }) => records.map((one) => [`${one.frame} ${one.track_id}`, one.keypoints])),
    );
    for (const { track_id: track, frame, num_keypoints: count, keypoints } of annotations) {
      if (track === undefined) {
        // A region to ignore: of people with keypoints that are not labelled, of others without.
        expect(new Set(keypoints ?? [0])).toEqual(new Set([0]));
        expect(count).toBe(0);
        continue;
      }
      expect(keypoints).toEqual(told.get(`${frame} ${track}`));
      expect(count).toBe(keypoints?.filter((value, index) => index % 3 === 2 && value > 0).length ?? 0);
    }
    const flags = new Set(annotations.flatMap(({ keypoints = [] }) => keypoints.filter((_, index) => index % 3 === 2)));
    expect(flags).toEqual(new Set([0, 1, 2]));
  });

  test("CVAT has a skeleton for each person and frame, closed where the person leaves; imports count it and keep the boxes", async () => {
    const files = written(source, "cvat");
    const xml = files.get("annotations/cvat.xml") ?? "";
    const skeletons = [...xml.matchAll(/<skeleton frame="(\d+)" keyframe="1" outside="(\d)"[^>]*>([\s\S]*?)<\/skeleton>/g)];
    const people = [...source.frames()].flatMap(({ records }) => records.filter(({ keypoints }) => keypoints));
    expect(skeletons.filter(([, , outside]) => outside === "0")).toHaveLength(people.length);
    expect(skeletons.filter(([, , outside]) => outside === "1")).toHaveLength(1);
    for (const [, , , points] of skeletons)
      expect(
        [...(points ?? "").matchAll(/<points label="(\w+)" keyframe="1" outside="\d" occluded="\d" points="/g)].map(([, name]) => name),
      ).toEqual([...JOINTS]);
    expect(xml).toContain("<label><name>cyclist_keypoints</name>");
    expect(xml).not.toContain("vehicle_keypoints");
    const { tracks, problems: findings } = await readAnnotations(inputFiles(files));
    expect(tracks.map(({ trackId, label }) => `${trackId} ${label}`)).toEqual(["2 pedestrian", "5 cyclist", "7 vehicle"]);
    expect(findings.some(({ message }) => /^not kept: keypoints, \d+ times$/.test(message))).toBe(true);
  });

  test.each(["coco", "cvat"] as const)(
    "%s of a scenario without people, or without the option, is as it was before there were keypoints",
    (format) => {
      const without = [...written(source, format, { keypoints: false }).values()].join("");
      expect(without).not.toContain("keypoints");
      const { actors } = scenario;
      const vehicles = scenarioSource({ ...scenario, actors: actors.filter(({ type }) => type === "vehicle") });
      expect([...written(vehicles, format).values()].join("")).not.toContain("keypoints");
    },
  );

  test("the category of a motorcyclist's vehicle has keypoints, that of a car has not", () => {
    const withKind = (kind: "car" | "motorcyclist") =>
      scenarioSource(
        createRoadScenario({
          id: "road",
          plan: roadPlanSchema.parse({ kind: "street" }),
          video: scenario.video,
          actors: [createRoadActor({ kind, id: "a", trackId: 0, startFrame: 0, endFrame: 5, waypoints: [{ x: 0, y: 0 }] })],
        }),
      ).keypointTypes;
    expect([withKind("car"), withKind("motorcyclist")]).toEqual([[], ["vehicle"]]);
  });

  test("ground truth is read back with a note, and a bundle's check names what is wrong with keypoints", async () => {
    const truth = truthText(scenario);
    const { problems: findings } = await readAnnotations([textFile("ground_truth.json", truth)]);
    expect(findings.some(({ message }) => /^not kept: keypoints, \d+ times$/.test(message))).toBe(true);

    const coco = writtenFile(source, "coco", "coco.json");
    const lint = async (truthFile: string, cocoFile: string) => {
      const files = new Map<string, string>([
        ["ground_truth.json", truthFile],
        ["annotations/coco.json", cocoFile],
      ]);
      const entries = [...files].map(([path, text]) => ({
        path,
        size: new TextEncoder().encode(text).length,
        sha256: createHash("sha256").update(text).digest("hex"),
      }));
      files.set("manifest.json", JSON.stringify({ video: { frames: 12, width: 640, height: 360 }, files: entries }));
      const found = await lintBundle({ paths: [...files.keys()], open: (path) => Promise.resolve(new Blob([files.get(path) ?? ""])) });
      return found.filter(({ message }) => /keypoint|flag|labelled|numbers/.test(message)).map(({ message }) => message);
    };
    expect(await lint(truth, coco)).toEqual([]);
    expect(await lint(truth.replace(/"keypoints":\[(.*?),2,/, '"keypoints":[$1,3,'), coco)).toEqual([
      expect.stringMatching(/^the flag of \w+ is 3, not 0, 1 or 2$/),
    ]);
    expect(await lint(truth.replace(/"keypoints":\[[\d.]+,/, '"keypoints":[639,'), coco)).toEqual([
      "nose is visible (flag 2) outside the visible box",
    ]);
    expect(await lint(truth, coco.replace(/"num_keypoints":\d+/, '"num_keypoints":3'))).toEqual([
      expect.stringMatching(/^num_keypoints is 3, but \d+ are labelled$/),
    ]);
  });
});
