import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { SPECIFIED_COLORS, parseScenario, type WholeScenario } from "@/core/document";
import type { GroundTruthRecord } from "@/core/truth";
import { conditionsAt } from "@/core/weather";
import { findPixels, unionOf } from "./boxesInPicture";
import { decodedLuma, limitedLuma, type LumaFrame } from "./decodedLuma";

type Rgb = readonly [red: number, green: number, blue: number];

const RAIN_DROP: Rgb = [200, 200, 255];
/** Visibility must agree within this share of the actor's box; actors in `schematic` fill theirs. */
const TOLERANCE = 0.01;

type Comparison = {
  /** Annotations that were compared individually, not only as part of the union of their colour. */
  readonly alone: number;
  /** By frame: the lumas that occur anywhere in the decoded picture. */
  readonly shown: readonly Uint8Array[];
};

/** Compares every annotation of a bundle with what its decoded video shows. */
export async function compareWithPicture(directory: string): Promise<Comparison> {
  const scenario = parseScenario(readFileSync(join(directory, "scenario.json"), "utf8"));
  const truth = JSON.parse(readFileSync(join(directory, "ground_truth.json"), "utf8")) as { annotations: GroundTruthRecord[] };
  const byFrame = groupedBy(truth.annotations, ({ frame }) => frame);
  const { width, height } = scenario.video;
  const shown: Uint8Array[] = [];
  let alone = 0;
  for await (const picture of decodedLuma(join(directory, "video.mp4"), width, height)) {
    const frame = shown.length;
    alone += compareFrame(picture, scenario, frame, byFrame.get(frame) ?? []);
    shown.push(lumasOf(picture));
  }
  expect(shown).toHaveLength(scenario.video.durationFrames);
  return { alone, shown };
}

function compareFrame(picture: LumaFrame, scenario: WholeScenario, frame: number, records: readonly GroundTruthRecord[]): number {
  const drop = limitedLuma(RAIN_DROP);
  const raining = conditionsAt(scenario, frame).some(({ condition }) => condition === "rainy");
  let compared = 0;
  for (const [luma, group] of groupedBy(records, (record) => limitedLuma(underWeather(colourOf(scenario, record), scenario, frame)))) {
    const area = unionOf(group.map((record) => record.bounding_box));
    if (!area) continue;
    const place = `frame ${frame}, luma ${luma}, tracks ${group.map((record) => record.track_id).join()}`;
    const ofLuma = (value: number) => value === luma;
    const ofLumaOrDrop = (value: number) => value === luma || value === drop;
    const expected = unionOf(group.flatMap((record) => record.visible_box ?? []));
    const found = findPixels(picture, area, ofLuma).box;
    if (raining) expect(unionOf([found, expected].flatMap((box) => box ?? [])), place).toEqual(expected);
    else expect(found, place).toEqual(expected);
    for (const record of group) {
      if (group.some((other) => other !== record && meets(other, record))) continue;
      const { bounding_box, visible_box, visibility } = record;
      const pixels = bounding_box.width * bounding_box.height;
      const seen = findPixels(picture, bounding_box, ofLuma).pixels / pixels;
      if (raining) {
        // Drops cover pixels of the actor: with them, no more is visible than annotated; without them, no less, up to every side.
        const wet = visible_box && findPixels(picture, visible_box, ofLumaOrDrop);
        expect(wet?.box ?? null, place).toEqual(visible_box);
        expect((wet?.pixels ?? 0) / pixels, place).toBeGreaterThanOrEqual(visibility - TOLERANCE);
        expect(seen, place).toBeLessThanOrEqual(visibility + TOLERANCE);
      } else {
        expect(findPixels(picture, bounding_box, ofLuma).box, place).toEqual(visible_box);
        expect(Math.abs(seen - visibility), place).toBeLessThanOrEqual(TOLERANCE);
      }
      compared++;
    }
  }
  return compared;
}

/**
 * The scenario with a separate grey for each actor, whose luma differs from that of every other actor and from everything in `shown` (its
 * frames as decoded in other colours), under the weather of each frame.
 */
export function withOwnGreys(scenario: WholeScenario, shown: readonly Uint8Array[]): WholeScenario {
  const tables = [Math.round, (value: number) => Math.floor(value + 0.499), (value: number) => Math.floor(value + 0.501)].map((round) =>
    shown.map((_, frame) =>
      Uint8Array.from({ length: 256 }, (_level, grey) => limitedLuma(underWeather([grey, grey, grey], scenario, frame, round))),
    ),
  );
  const [lumas = []] = tables;
  const taken = shown.map((flags) => flags.slice());
  // A grey that becomes a half could be rounded either way.
  const isClear = (grey: number, frame: number) => new Set(tables.map((byFrame) => byFrame[frame]?.[grey])).size === 1;
  const isFree = (grey: number) => lumas.every((byGrey, frame) => taken[frame]?.[byGrey[grey] ?? 0] === 0 && isClear(grey, frame));
  let grey = 255;
  const actors = scenario.actors.map((actor) => {
    while (grey >= 0 && !isFree(grey)) grey--;
    if (grey < 0) throw new Error(`no grey is left for track ${actor.trackId}`);
    lumas.forEach((byGrey, frame) => taken[frame]?.fill(1, byGrey[grey] ?? 0, (byGrey[grey] ?? 0) + 1));
    return { ...actor, appearance: { ...actor.appearance, color: `#${grey.toString(16).padStart(2, "0").repeat(3)}` } };
  });
  return { ...scenario, actors };
}

function lumasOf({ luma }: LumaFrame): Uint8Array {
  const flags = new Uint8Array(256);
  // An indexed loop: iterating a typed array costs several times as much.
  for (let index = 0; index < luma.length; index++) flags[luma[index] ?? 0] = 1;
  return flags;
}

/** The specification's photometric law for a colour. */
function underWeather(colour: Rgb, scenario: WholeScenario, frame: number, round = Math.round): Rgb {
  const layers = conditionsAt(scenario, frame);
  const law = (value: number) =>
    layers.reduce((result, { condition, intensity }) => {
      if (condition === "cloudy") return round(result * (1 - 0.3 * intensity));
      if (condition === "night") return round(result * (1 - 0.7 * intensity));
      if (condition === "fog") return round(result * (1 - 0.6 * intensity) + 255 * 0.6 * intensity);
      return result;
    }, value);
  return [law(colour[0]), law(colour[1]), law(colour[2])];
}

function colourOf(scenario: WholeScenario, record: GroundTruthRecord): Rgb {
  const own = scenario.actors.find((actor) => actor.trackId === record.track_id)?.appearance.color;
  if (!own) return SPECIFIED_COLORS[record.object_type];
  const channel = (start: number) => Number.parseInt(own.slice(start, start + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

function meets({ bounding_box: a }: GroundTruthRecord, { bounding_box: b }: GroundTruthRecord): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function groupedBy(records: readonly GroundTruthRecord[], keyOf: (record: GroundTruthRecord) => number): Map<number, GroundTruthRecord[]> {
  const groups = new Map<number, GroundTruthRecord[]>();
  for (const record of records) {
    const group = groups.get(keyOf(record));
    if (group) group.push(record);
    else groups.set(keyOf(record), [record]);
  }
  return groups;
}
