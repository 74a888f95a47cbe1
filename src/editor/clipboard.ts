import {
  createScenario,
  serializeScenario,
  parseScenario,
  ScenarioError,
  type IgnoreRegion,
  type Point,
  type PictureRef,
  type PictureStore,
  type Scenario,
  type SlimScenario,
  type WholeScenario,
} from "@/core/document";
import { command, type Command } from "./commands/command";
import { without } from "./commands/edit";
import { copyBodies, withBodies } from "./commands/groups";
import { addRegions, movedBy } from "./commands/regions";
import { selectedActors, selectedOccluders, selectedRegions, type Selection } from "./selection";
import { rulesOf } from "./worlds";
import { copyingOf, fittedTo } from "./worlds/copying";

/** Where copies are kept between copying and pasting: the system's clipboard, which other tabs share. */
export type ClipboardPort = {
  write: (text: string) => void;
  /** Null if the browser does not let the page read it. */
  read: () => Promise<string | null>;
};

const MARK = "jaywalk-clipboard";

/**
 * The chosen actors, occluders and regions to ignore as text, with the assets they use: a scenario of its own, so that pasting is checked
 * as strictly as opening. Null where nothing is chosen.
 */
export function copyText(scenario: SlimScenario, selection: Selection, pictures: PictureStore): string | null {
  const actors = selectedActors(scenario, selection).map((actor) => without(actor, "generatorId"));
  const occluders = selectedOccluders(scenario, selection);
  const regions = selectedRegions(scenario, selection).map(([, region]) => region);
  if (actors.length + occluders.length + regions.length === 0) return null;
  const used = new Set(actors.map(({ appearance }) => appearance.spriteAsset));
  const assets = Object.fromEntries(Object.entries(scenario.assets).filter(([id]) => used.has(id)));
  const copied = createScenario<PictureRef>({
    id: MARK,
    video: scenario.video,
    actors,
    occluders,
    assets,
    ...copyingOf(scenario).setting(scenario),
    ...(regions.length > 0 && { ignoreRegions: regions }),
  });
  return serializeScenario(pictures.whole(copied));
}

/** A scenario of what was copied alone. */
export type Copied = SlimScenario;

/** The contents of a text from the clipboard, as whole as a file; null if it was not copied here. @throws ScenarioError if damaged */
export function readCopied(text: string): WholeScenario | null {
  if (!text.includes(`"${MARK}"`)) return null;
  try {
    const copied = parseScenario(text);
    return copied.id === MARK ? copied : null;
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    return null;
  }
}

/** What a text is that was not copied here, and what can be done. */
export function foreignContent(text: string): string {
  const howTo = "Select actors or keyframes in Jaywalk and copy them first.";
  if (text.trim() === "") return `There is no text on the clipboard. ${howTo}`;
  if (text.includes('"schemaVersion"'))
    return "The clipboard contains a whole scenario. Open its file instead, and copy the actors you want from there.";
  const start = text.trim().replace(/\s+/g, " ");
  return `The clipboard contains nothing from Jaywalk, but “${start.length > 30 ? `${start.slice(0, 30)}…` : start}”. ${howTo}`;
}

/** Where and when copies are inserted. */
export type PastePlace = {
  /** The frame at which the first of the actors appears, or of the regions where there are no actors. */
  readonly frame: number;
  /** Pixels of the video; null keeps them where they were, shifted a little to the right and down. */
  readonly at: Point | null;
};

/**
 * Adds copies with free ids. The first of the actors appears at a frame, the others as long after it as where they came
 * from; where they begin, their middle is at a place. Regions that last as long as the video do so here. None is put on copies
 * made before.
 */
export function paste(original: Copied, { frame, at }: PastePlace): Command {
  return command("Paste", (scenario) => {
    const copied = fittedTo(scenario, original);
    const { actors, assets } = renamedAssets(scenario, copied);
    const base = at ? rulesOf(scenario).settled(offsetTo(copied, at), 1) : { x: 0, y: 0 };
    const shift = freeShift(scenario, copied, base);
    const [x, y] = [base.x + shift.x, base.y + shift.y];
    const { ignoreRegions: regions = [], video } = copied;
    const lasts = ({ startFrame, endFrame }: IgnoreRegion) => startFrame <= 0 && endFrame >= video.durationFrames;
    const timed = actors.length > 0 ? actors : regions.filter((region) => !lasts(region));
    const frames = timed.length > 0 ? frame - timed.reduce((first, { startFrame }) => Math.min(first, startFrame), Infinity) : 0;
    const made = copyBodies(scenario, { actors, occluders: copied.occluders }, { x, y, frames });
    const placed = regions.map((region) =>
      lasts(region) ? { ...movedBy(region, x, y), startFrame: 0, endFrame: scenario.video.durationFrames } : movedBy(region, x, y, frames),
    );
    return addRegions(placed).apply({ ...withBodies(scenario, made), assets: { ...scenario.assets, ...assets } });
  });
}

/** After so many pastes in one place they may lie on each other. */
const MOST_STEPS = 100;

/**
 * The shift from there at which no copy is on top of one of its own kind and none of those within the picture leaves it: to the right and
 * down, otherwise to the left and up.
 */
function freeShift(scenario: Scenario, copied: Copied, base: Point): Point {
  const { beside, settled, isInside } = rulesOf(scenario);
  const stepped = (steps: number): Point => ({ x: steps * beside.x, y: steps * beside.y });
  const placeOf = (point: Point) => {
    const { x, y } = settled(point, 1);
    return `${x} ${y}`;
  };
  const taken = new Set(placesOf(scenario).map(placeOf));
  const places = placesOf(copied).map(({ x, y }) => ({ x: x + base.x, y: y + base.y }));
  const fits = (shift: Point) =>
    places.every(({ x, y }) => {
      const moved = { x: x + shift.x, y: y + shift.y };
      return !taken.has(placeOf(moved)) && (isInside(scenario, moved) || !isInside(scenario, { x, y }));
    });
  const isPlaced = base.x !== 0 || base.y !== 0;
  for (let step = isPlaced ? 0 : 1; step <= MOST_STEPS; step++) if (fits(stepped(step))) return stepped(step);
  for (let step = 1; step <= MOST_STEPS; step++) if (fits(stepped(-step))) return stepped(-step);
  return stepped(isPlaced ? 0 : 1);
}

/** The shift in whole pixels from the centre of the copies' starting points to a place. */
function offsetTo(copied: Copied, at: Point): Point {
  const places = placesOf(copied);
  if (places.length === 0) return { x: 0, y: 0 };
  const middle = (values: readonly number[]) =>
    (values.reduce((one, other) => Math.min(one, other)) + values.reduce((one, other) => Math.max(one, other))) / 2;
  return { x: at.x - middle(places.map(({ x }) => x)), y: at.y - middle(places.map(({ y }) => y)) };
}

/** Where each body begins, and the middle of each region. */
const placesOf = ({ actors, occluders, ignoreRegions = [] }: Pick<Scenario, "actors" | "occluders" | "ignoreRegions">): Point[] => [
  ...actors.flatMap(({ trajectory }) => trajectory.waypoints.slice(0, 1)),
  ...occluders,
  ...ignoreRegions.map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 })),
];

/** An asset with the same name and different content must not replace the existing one. */
function renamedAssets(scenario: SlimScenario, { actors, assets }: Copied): Pick<SlimScenario, "actors" | "assets"> {
  const names = new Map<string, string>();
  for (const [id, asset] of Object.entries(assets)) {
    let name = id;
    while (name in scenario.assets && scenario.assets[name]?.sha256 !== asset.sha256) name = `${name}-copy`;
    names.set(id, name);
  }
  return {
    assets: Object.fromEntries(Object.entries(assets).map(([id, asset]) => [names.get(id) ?? id, asset])),
    actors: actors.map((actor) => {
      const { spriteAsset } = actor.appearance;
      if (spriteAsset === undefined) return actor;
      return { ...actor, appearance: { ...actor.appearance, spriteAsset: names.get(spriteAsset) ?? spriteAsset } };
    }),
  };
}
