import {
  MOTION_LIMITS,
  createCamera,
  createRoadOccluder,
  createRoadScenario,
  validateScenario,
  type Actor,
  type Occluder,
  type RoadCamera,
  type WholeScenario,
} from "@/core/document";
import { cos, sin, toDegrees } from "@/core/exact";
import { normalDegrees, type Footprint } from "@/core/world";
import { roadPlanSchema, type RoadPlan } from "@/core/world/roads";
import { ExchangeError, type Report } from "../../read/report";
import { poleCamera, readRoad, type ReadRoad } from "../../read/roadScenario";
import { besideFile, type ExchangeSource } from "../../read/source";
import { xmlTree, type XmlNode } from "../../read/xmlTree";
import { entityNames } from "../names";
import type { EnvironmentChange } from "./actions";
import { Catalogs } from "./catalogs";
import { entityForm } from "./entities";
import { environmentTracks } from "./environment";
import { fittedActor } from "./fit";
import { Mover } from "./mover";
import { Positions } from "./positions";
import { Scope } from "./scope";
import { LONGEST, simulate, type Track } from "./simulate";

export type ReadScenario = { readonly scenario: WholeScenario; readonly entities: number };

type Video = { readonly width: number; readonly height: number; readonly fps: number };

const MOST_ENTITIES = 1000;

/**
 * Plays an OpenSCENARIO file, and makes a scenario of what happens in it.
 * @param given values of parameters that replace those in the file
 * @throws ExchangeError
 */
export async function readScenario(
  root: XmlNode,
  source: ExchangeSource,
  report: Report,
  { name, video, given }: { readonly name: string; readonly video: Video; readonly given: ReadonlyMap<string, string> },
): Promise<ReadScenario> {
  const storyboard = root.child("Storyboard");
  if (!storyboard)
    throw new ExchangeError(`${root.place}: has no Storyboard; a catalog is imported together with the scenario that uses it`);
  root.ignore("FileHeader");
  const scope = Scope.of(root.child("ParameterDeclarations"), given, null);
  const unknown = [...given.keys()].find((key) =>
    root.child("ParameterDeclarations")?.children.every((node) => node.attributes.get("name") !== key),
  );
  if (unknown !== undefined)
    throw new ExchangeError(`${root.place}: there is no parameter "${unknown}" to set; there are ${scope.names.join(", ")}`);
  const catalogs = await Catalogs.read(root.child("CatalogLocations"), root.file, scope, source, report);
  const road = await roadOf(root, scope, source, report);
  const forms = (root.child("Entities")?.all("ScenarioObject") ?? []).map((node) => entityForm(node, scope, catalogs, report));
  if (forms.length === 0 || forms.length > MOST_ENTITIES)
    throw new ExchangeError(`${root.place}: there must be 1 to ${MOST_ENTITIES} entities, not ${forms.length}`);
  const network = road?.network ?? null;
  const movers = new Map(forms.map((form) => [form.name, new Mover(form, network)]));
  const find = (of: string) => movers.get(of) ?? null;
  const positions = new Positions(network, catalogs, report, (of) => {
    const mover = find(of);
    return mover?.isThere ? mover.place : null;
  });
  const environments: EnvironmentChange[] = [];
  const variables = new Map<string, string>();
  for (const node of root.child("VariableDeclarations")?.all("VariableDeclaration") ?? [])
    variables.set(scope.needText(node, "name"), scope.text(node, "value") ?? "");
  const stage = { mover: find, positions, catalogs, variables, environments, report };
  const { tracks, hasEnd, board } = simulate(storyboard, scope, stage, [...movers.values()], video.fps);
  if (!hasEnd && tracks.some(({ poses }) => poses.length >= LONGEST * video.fps))
    report.note("warning", `the scenario did not end by itself; its first ${LONGEST} s are taken`, storyboard.place);
  const shift = road?.shift ?? { x: 0, y: 0 };
  const moved = tracks.map(({ mover, poses }) => ({
    mover,
    poses: poses.map((pose) => (pose ? { ...pose, x: pose.x + shift.x, y: pose.y + shift.y } : null)),
  }));
  const scenario = scenarioOf(moved, road, { name, video, report, root });
  const tracksOfWeather = environments.length > 0 ? environmentTracks(environments, video.fps, report) : {};
  board.noteIdle();
  root.reportUnread(report);
  for (const node of board.foreign) node.reportUnread(report);
  return { scenario: validateScenario({ ...scenario, ...tracksOfWeather }), entities: forms.length };
}

async function roadOf(root: XmlNode, scope: Scope, source: ExchangeSource, report: Report): Promise<ReadRoad | null> {
  const network = root.child("RoadNetwork");
  const file = network?.child("LogicFile");
  network?.ignore("SceneGraphFile");
  const path = file ? scope.text(file, "filepath") : null;
  if (!file || path === null || path === "") return null;
  const text = await source.text(besideFile(root.file, path));
  if (text === null) {
    report.note("warning", `the road’s file "${path}" was not given: a straight road is drawn instead`, file.place);
    return null;
  }
  return readRoad(xmlTree(text, besideFile(root.file, path)), report);
}

type Parts = { readonly name: string; readonly video: Video; readonly report: Report; readonly root: XmlNode };

function scenarioOf(tracks: readonly Track[], road: ReadRoad | null, { name, video, report, root }: Parts): WholeScenario {
  const frames = Math.max(1, ...tracks.map(({ poses }) => poses.length));
  const ego = egoOf(tracks);
  const plan = road?.plan ?? straightRoad(tracks, ego, report, root);
  const durationFrames = frames;
  const ids = entityNames(tracks.map(({ mover }) => idOf(mover)));
  const base = createRoadScenario({ id: "imported", name, video: { ...video, durationFrames }, plan, cameras: [poleCamera(plan, video)] });
  const actors: Actor[] = [];
  const occluders: Occluder[] = [...(road?.occluders ?? [])];
  for (const { mover, poses } of tracks) {
    const { form } = mover;
    const id = ids.get(idOf(mover)) ?? idOf(mover);
    const span = presenceOf(poses);
    if (!span) {
      report.note("info", `${form.name} is never there`, root.file);
      continue;
    }
    if (span.others > 0)
      report.unread("a return", root.file, root.line, `${form.name} is gone and comes back, and only its first stay is read`);
    const inReach = span.poses.filter(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)) <= MOTION_LIMITS.place);
    const [first] = inReach;
    if (!first || inReach.length < span.poses.length)
      report.unread("a place", root.file, root.line, `${form.name} is more than ${MOTION_LIMITS.place} m from the origin`);
    if (!first) continue;
    const stands = !mover.hasMoved && mover !== ego && (form.kind === null || PARKED.has(form.kind));
    if (stands || form.kind === null) {
      if (!stands) report.unread("a motion", root.file, root.line, `${form.name} is an object, and objects stand`);
      const { x, y, heading } = first;
      const at = { x: round(x), y: round(y), heading: round(normalDegrees(heading)) };
      occluders.push(createRoadOccluder({ id, kind: form.occluder, name: form.name, ...at, size: form.dimensions }));
      continue;
    }
    const way = { id, name: form.name, kind: form.kind, trackId: actors.length + 1, dimensions: form.dimensions, first: span.first };
    actors.push(fittedActor({ ...way, poses: inReach }, base));
  }
  const carrier = ego && actors.find(({ id }) => id === ids.get(idOf(ego)));
  return createRoadScenario({
    ...{ id: "imported", name, video: { ...video, durationFrames }, plan, actors, occluders },
    ...(carrier && ego
      ? { ego: carrier.id, cameras: [dashcam(ego, video), poleCamera(plan, video)] }
      : { cameras: [poleCamera(plan, video)] }),
  });
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
/** Vehicles that stand from beginning to end are parked. */
const PARKED: ReadonlySet<string> = new Set(["car", "van", "bus", "truck"]);

const dashcam = ({ form }: Mover, video: Video): RoadCamera => createCamera("dashcam", video, form.dimensions);

/** Who is called the ego, or else the first vehicle that moves. */
function egoOf(tracks: readonly Track[]): Mover | null {
  const vehicles = tracks.map(({ mover }) => mover).filter(({ form }) => form.kind !== null && PARKED.has(form.kind));
  return vehicles.find(({ form }) => /^(?:ego|hero|vut|sut)/i.test(form.name)) ?? vehicles.find(({ hasMoved }) => hasMoved) ?? null;
}

/** The first stay of an entity, and how many follow. */
function presenceOf(poses: readonly (Footprint | null)[]): { first: number; poses: Footprint[]; others: number } | null {
  const first = poses.findIndex((pose) => pose !== null);
  if (first < 0) return null;
  const stay: Footprint[] = [];
  for (const pose of poses.slice(first)) {
    if (!pose) break;
    stay.push(pose);
  }
  return { first, poses: stay, others: poses.slice(first + stay.length).filter((pose) => pose !== null).length };
}

const LANE = 3.5;
const PAVEMENT = 2.5;
/** Metres of road before and beyond everybody. */
const BEYOND = 80;

/** A straight road with one lane each way, in the first of which the ego drives. */
function straightRoad(tracks: readonly Track[], ego: Mover | null, report: Report, root: XmlNode): RoadPlan {
  report.note("info", "there is no road: a straight one with one lane each way is drawn under the ego", root.file);
  const own =
    tracks.find(({ mover }) => mover === ego)?.poses.find((pose) => pose !== null) ?? tracks[0]?.poses.find((pose) => pose !== null);
  const { x, y, heading } = own ?? { x: 0, y: 0, heading: 0 };
  const turn = (heading * Math.PI) / 180;
  const ahead = { x: cos(turn), y: sin(turn) };
  const stations = tracks.flatMap(({ poses }) => poses.flatMap((pose) => (pose ? [(pose.x - x) * ahead.x + (pose.y - y) * ahead.y] : [])));
  const limit = MOTION_LIMITS.place - 1;
  const within = (value: number) => Math.min(limit, Math.max(-limit, value));
  const [from, to] = [stations.reduce((a, b) => Math.min(a, b), 0) - BEYOND, stations.reduce((a, b) => Math.max(a, b), 0) + BEYOND];
  const vertex = (s: number) => ({
    x: within(round(x + s * ahead.x)),
    y: within(round(y + s * ahead.y)),
    heading: round(normalDegrees(toDegrees(turn))),
  });
  const half = LANE / 2;
  return roadPlanSchema.parse({
    kind: "network",
    roads: [
      {
        name: "straight road",
        line: [vertex(from), vertex(to)],
        lanes: [
          { id: "right pavement", kind: "pavement", right: -half - PAVEMENT, left: -half },
          { id: "right", kind: "driving", right: -half, left: half, travel: "along", next: [] },
          { id: "left", kind: "driving", right: half, left: half + LANE, travel: "against", next: [] },
          { id: "left pavement", kind: "pavement", right: half + LANE, left: half + LANE + PAVEMENT },
        ],
        marks: [{ kind: "centre_line", at: half, width: 0.12, dashes: { paint: 3, gap: 6 } }],
      },
    ],
  });
}

const idOf = ({ form }: Mover): string => form.name.slice(0, 100) || "entity";
