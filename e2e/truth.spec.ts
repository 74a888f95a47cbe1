import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { SPECIFIED_COLORS, parseScenario, serializeScenario, type ActorType, type Scenario } from "@/core/document";
import { weatherAt } from "@/core/weather";
import type { GroundTruthRecord } from "@/core/truth";
import { findPixels, unionOf } from "./support/boxesInPicture";
import { jaywalk } from "./support/commandLine";
import { decodedLuma, limitedLuma } from "./support/decodedLuma";
import { overlapsScenario } from "./support/overlaps";

type Rgb = readonly [number, number, number];
const RAIN_DROP: Rgb = [200, 200, 255];

/** The specification's photometric law for one colour channel. */
function underWeather(colour: Rgb, scenario: Scenario, frame: number): Rgb {
  const law = (value: number) =>
    weatherAt(scenario.weather, frame).reduce((result, { condition, intensity }) => {
      if (condition === "cloudy") return Math.round(result * (1 - 0.3 * intensity));
      if (condition === "night") return Math.round(result * (1 - 0.7 * intensity));
      if (condition === "fog") return Math.round(result * (1 - 0.6 * intensity) + 255 * 0.6 * intensity);
      return result;
    }, value);
  return [law(colour[0]), law(colour[1]), law(colour[2])];
}

function colourOf(scenario: Scenario, record: GroundTruthRecord): Rgb {
  const own = scenario.actors.find((actor) => actor.trackId === record.track_id)?.appearance.color;
  if (!own) return SPECIFIED_COLORS[record.object_type];
  const channel = (start: number) => Number.parseInt(own.slice(start, start + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

/** Compares every annotation with what the decoded video shows; returns how many were compared one by one. */
async function compareWithPicture(directory: string): Promise<number> {
  const scenario = parseScenario(readFileSync(join(directory, "scenario.json"), "utf8"));
  const truth = JSON.parse(readFileSync(join(directory, "ground_truth.json"), "utf8")) as { annotations: GroundTruthRecord[] };
  const byFrame = new Map<number, GroundTruthRecord[]>();
  for (const record of truth.annotations) byFrame.set(record.frame, [...(byFrame.get(record.frame) ?? []), record]);
  const { width, height } = scenario.video;
  const drop = limitedLuma(RAIN_DROP);
  let frame = 0;
  let compared = 0;
  for await (const picture of decodedLuma(join(directory, "video.mp4"), width, height)) {
    const records = byFrame.get(frame) ?? [];
    const lumaOf = (record: GroundTruthRecord) => limitedLuma(underWeather(colourOf(scenario, record), scenario, frame));
    const raining = weatherAt(scenario.weather, frame).some(({ condition }) => condition === "rainy");
    for (const luma of new Set(records.map(lumaOf))) {
      const group = records.filter((record) => lumaOf(record) === luma);
      const area = unionOf(group.map((record) => record.bounding_box));
      const expected = unionOf(group.flatMap((record) => record.visible_box ?? []));
      if (!area) continue;
      const place = `frame ${frame}, luma ${luma}, tracks ${group.map((record) => record.track_id).join()}`;
      const found = findPixels(picture, area, (value) => value === luma);
      if (!raining) expect(found.box, place).toEqual(expected);
      for (const record of group) {
        const alone = group.every((other) => other === record || !meets(other, record));
        if (!alone) continue;
        const seen = findPixels(picture, record.bounding_box, (value) => value === luma);
        const { width: boxWidth, height: boxHeight } = record.bounding_box;
        if (raining) {
          // A drop may cover a pixel of the actor: with the drops, the actor's pixels fill its box; without, nothing is outside.
          const wet = findPixels(picture, record.visible_box ?? record.bounding_box, (value) => value === luma || value === drop);
          expect(unionOf([seen.box ?? record.visible_box, record.visible_box].flatMap((box) => box ?? [])), place).toEqual(record.visible_box);
          expect(wet.pixels / (boxWidth * boxHeight), place).toBeGreaterThanOrEqual(record.visibility - 0.01);
        } else {
          expect(seen.box, place).toEqual(record.visible_box);
          expect(Math.abs(seen.pixels / (boxWidth * boxHeight) - record.visibility), place).toBeLessThanOrEqual(0.01);
        }
        compared++;
      }
    }
    frame++;
  }
  expect(frame).toBe(scenario.video.durationFrames);
  return compared;
}

function meets({ bounding_box: a }: GroundTruthRecord, { bounding_box: b }: GroundTruthRecord): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test.describe("the decoded video agrees with the ground truth, pixel by pixel", () => {
  let directory: string;
  test.beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "jaywalk-truth-"));
  });
  test.afterEach(() => rmSync(directory, { recursive: true, force: true }));

  for (const preset of ["highway_pedestrian_crossing", "urban_intersection_multi_object", "challenging_conditions", "night_conditions"])
    test(`for the preset ${preset}`, async () => {
      const out = join(directory, preset);
      // Fewer frames a second keep the whole course of events in a short test; flicker would change the colours sought.
      jaywalk("render", preset, "--out", out, "--style", "schematic", "--quality", "lossless", "--fps", "4", "--no-noise", "--formats", "none");
      expect(await compareWithPicture(out)).toBeGreaterThan(30);
    });

  test("for actors that hide each other, behind occluders and at every edge, by type and with a colour each", async () => {
    const scenario = overlapsScenario();
    const distinct: Scenario = {
      ...scenario,
      actors: scenario.actors.map((actor, index) => ({
        ...actor,
        appearance: { ...actor.appearance, color: `#${(40 + index * 30).toString(16).padStart(2, "0").repeat(3)}` },
      })),
    };
    for (const [name, document] of Object.entries({ types: scenario, colours: distinct })) {
      const file = join(directory, `${name}.json`);
      writeFileSync(file, serializeScenario(document));
      const out = join(directory, name);
      jaywalk("render", file, "--out", out, "--quality", "lossless", "--formats", "none");
      const compared = await compareWithPicture(out);
      expect(compared).toBeGreaterThan(name === "colours" ? 250 : 150);
    }
  });

  test("and every type's colour can be told from every other's by its luma", () => {
    const types: ActorType[] = ["pedestrian", "cyclist", "vehicle", "distracted_driver"];
    const lumas = new Set(types.map((type) => limitedLuma(SPECIFIED_COLORS[type])));
    expect(lumas.size).toBe(types.length);
  });
});
