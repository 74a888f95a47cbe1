import fc from "fast-check";
import {
  ACTOR_TYPES,
  CURVES,
  EASINGS,
  OCCLUDER_KINDS,
  PICTURE_STYLES,
  SENSOR_EFFECTS,
  LIGHT_CONDITIONS,
  WEATHER_CONDITIONS,
  type SlimScenario,
} from "@/core/document";
import {
  addActors,
  changeActors,
  changeAppearance,
  deleteActors,
  draftActor,
  moveActors,
  reorderActors,
  resizeActors,
  retypeActors,
} from "../commands/actors";
import { paste } from "../clipboard";
import { alignBodies, distributeBodies, type Extents } from "../commands/align";
import { dressActors, removeBackground, removeSprite, showBackground, showStills, type NamedAsset } from "../commands/assets";
import { command, type Command } from "../commands/command";
import { addGenerator, deleteGenerator, detachGenerator, editGenerator, type GeneratorSettings } from "../commands/generators";
import {
  addOccluders,
  changeOccluders,
  deleteOccluders,
  draftOccluder,
  moveOccluders,
  placeOccluder,
  recolorOccluders,
} from "../commands/occluders";
import {
  addMarker,
  changeMarker,
  deleteMarkers,
  describeScenario,
  renameScenario,
  setCamera,
  setScale,
  setScene,
  setSeed,
  setStyle,
  setVideo,
} from "../commands/scenario";
import { addRegions, changeRegions, deleteRegions, draftRegion, duplicateRegions, moveRegions, setRegionType } from "../commands/regions";
import { changeSensor } from "../commands/sensor";
import { makeSpeedConstant, moveWaypointTimes, reversePaths, setSegmentSpeed, setSpeed, setTiming, waitAtFrame } from "../commands/timing";
import { shiftActors, splitActors, stretchActors, trimActors } from "../commands/trimming";
import {
  deleteWaypoints,
  insertWaypoint,
  insertWaypointAtFrame,
  mirrorPaths,
  moveHandle,
  moveWaypoints,
  placeWaypoint,
  removeHandles,
  scaleWaypoints,
  setCurve,
  setEasing,
} from "../commands/waypoints";
import { changeSky, changeSkyAt, deleteSky, moveSky, putSky, setSkyThroughout, skyKeyframes, type SkyTrack } from "../commands/weather";
import { setDepth, moveInDepth, type DepthMove } from "../commands/depth";
import { duplicateBodies, groupBodies, ungroupBodies } from "../commands/groups";
import { pasteSky, pasteWaypoints } from "../commands/keyframes";
import { actorBox, occluderBox } from "../geometry";
import { continuePath } from "../motionDefaults";
import { FRACTIONAL_RATES } from "@/core/timeline";
import { pictureOf } from "./pictures";

const pixels = fc.integer({ min: -300, max: 1600 });
const point = fc.record({ x: pixels, y: pixels });
const frames = fc.integer({ min: -50, max: 500 });
const shift = fc.integer({ min: -120, max: 120 });
/** Chooses by number among the things that exist: the same sequence makes sense for every scenario. */
const pick = fc.nat({ max: 20 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

const generator: fc.Arbitrary<GeneratorSettings> = fc.oneof(
  fc.record({
    kind: fc.constant("vehicle_sequence" as const),
    startSeconds: fc.integer({ min: 0, max: 5 }),
    count: fc.integer({ min: 1, max: 5 }),
    laneY: pixels,
    spacing: fc.integer({ min: 1, max: 400 }),
    speedVariation: fc.constant(0.2),
  }),
  fc.record({
    kind: fc.constant("pedestrian_crowd" as const),
    startSeconds: fc.integer({ min: 0, max: 5 }),
    durationSeconds: fc.integer({ min: 1, max: 9 }),
    count: fc.integer({ min: 1, max: 5 }),
    from: point,
    to: point,
    spread: fc.integer({ min: 0, max: 90 }),
  }),
);

const picture: fc.Arbitrary<NamedAsset> = fc.constantFrom(
  { id: "picture-a", asset: await pictureOf("a", 4) },
  { id: "picture-b", asset: await pictureOf("b", 4) },
);

const nth = <Item>(items: readonly Item[], index: number): Item | undefined => items[index % Math.max(1, items.length)];
const idAt = (items: readonly { id: string }[], index: number): string => nth(items, index)?.id ?? "nobody";

/** A command that chooses its target when it is applied. */
const chosen = (label: string, build: (scenario: SlimScenario) => Command): Command =>
  command(label, (scenario) => build(scenario).apply(scenario));

const onActor = (who: number, build: (ids: string[], scenario: SlimScenario) => Command): Command =>
  chosen("on actor", (scenario) => build([idAt(scenario.actors, who)], scenario));

const onRegion = (which: number, build: (places: readonly number[]) => Command): Command =>
  chosen("on region", (scenario) => build([which % Math.max(1, scenario.ignoreRegions?.length ?? 1)]));

const onWaypoint = (who: number, which: number, build: (ref: { actorId: string; index: number }) => Command): Command =>
  chosen("on waypoint", (scenario) => {
    const actor = nth(scenario.actors, who);
    return build({ actorId: actor?.id ?? "nobody", index: which % Math.max(1, actor?.trajectory.waypoints.length ?? 1) });
  });

const onSky = (track: SkyTrack, which: number, build: (frame: number) => Command): Command =>
  chosen(`on ${track}`, (scenario) => build(nth(skyKeyframes(scenario, track), which)?.frame ?? 0));
const skyTrack = fc.constantFrom<SkyTrack>("weather", "light");

const extents = (scenario: SlimScenario): Extents =>
  new Map([
    ...scenario.actors.map((actor) => [actor.id, actorBox(scenario, actor, 10)] as const),
    ...scenario.occluders.map((occluder) => [occluder.id, occluderBox(occluder)] as const),
  ]);

const colour = fc.constantFrom("#c0ffee", undefined);

/** Any command, with any sensible arguments, for any scenario. */
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...ACTOR_TYPES), fc.array(point, { minLength: 1, maxLength: 5 }), frames, frames)
    .map(([type, points, startFrame, endFrame]) =>
      chosen("add", (scenario) => addActors([draftActor(scenario, type, points, { startFrame, endFrame })])),
    ),
  pick.map((who) => onActor(who, (ids) => deleteActors(ids))),
  fc
    .tuple(pick, shift, shift)
    .map(([who, x, frame]) => onActor(who, (ids) => duplicateBodies({ actors: ids, occluders: [] }, { x, y: 5, frames: frame }))),
  fc.tuple(pick, shift, shift).map(([who, dx, dy]) => onActor(who, (ids) => moveActors(ids, dx, dy))),
  fc
    .tuple(pick, fc.double({ min: 0, max: 9, noNaN: true }))
    .map(([who, factor]) =>
      onActor(who, (ids) => resizeActors(ids, ({ width, height }) => ({ width: width * factor, height: height / (factor + 0.1) }))),
    ),
  fc.tuple(pick, fc.constantFrom(...ACTOR_TYPES)).map(([who, type]) => onActor(who, (ids) => retypeActors(ids, type))),
  fc.tuple(pick, fc.boolean()).map(([who, locked]) => onActor(who, (ids) => changeActors(ids, { locked }))),
  fc.tuple(pick, fc.nat({ max: 9 })).map(([who, trackId]) => onActor(who, (ids) => changeActors(ids, { trackId }))),
  fc.tuple(pick, pick).map(([who, place]) => onActor(who, (ids) => reorderActors(ids, place))),
  fc
    .constantFrom("left", "center", "right", "top", "middle", "bottom")
    .map((side) => chosen("align", (scenario) => alignBodies(extents(scenario), side))),
  fc.constantFrom("x" as const, "y" as const).map((axis) => chosen("distribute", (scenario) => distributeBodies(extents(scenario), axis))),
  fc.tuple(pick, frames).map(([who, frame]) => onActor(who, (ids) => splitActors(ids, frame))),
  fc.tuple(pick, shift).map(([who, by]) => onActor(who, (ids) => shiftActors(ids, by))),
  fc.tuple(pick, frames).map(([who, startFrame]) => onActor(who, (ids) => trimActors(ids, { startFrame }))),
  fc.tuple(pick, frames).map(([who, endFrame]) => onActor(who, (ids) => trimActors(ids, { endFrame }))),
  fc.tuple(pick, frames, frames).map(([who, startFrame, endFrame]) => onActor(who, (ids) => stretchActors(ids, { startFrame, endFrame }))),
  fc
    .tuple(pick, pick, frames, fc.option(fc.nat({ max: 60 })))
    .map(([who, which, at, hold]) => onWaypoint(who, which, (ref) => setTiming(ref, { at, ...(hold === null ? {} : { hold }) }))),
  fc.tuple(pick, pick, shift).map(([who, which, by]) => onWaypoint(who, which, (ref) => moveWaypointTimes([ref], by))),
  fc
    .tuple(pick, pick, fc.integer({ min: 1, max: 30 }))
    .map(([who, which, speed]) => onWaypoint(who, which, (ref) => setSegmentSpeed(ref, speed))),
  fc.tuple(pick, fc.integer({ min: 1, max: 30 })).map(([who, speed]) => onActor(who, (ids) => setSpeed(ids, speed))),
  pick.map((who) => onActor(who, (ids) => makeSpeedConstant(ids))),
  fc.tuple(pick, frames, fc.nat({ max: 60 })).map(([who, frame, wait]) => onActor(who, ([id = ""]) => waitAtFrame(id, frame, wait))),
  fc.option(point, { nil: undefined }).map((at) => chosen("region", (scenario) => addRegions([draftRegion(scenario, at)]))),
  fc.tuple(pick, shift, shift).map(([which, dx, dy]) => onRegion(which, (places) => duplicateRegions(places, dx, dy))),
  fc.tuple(pick, shift, shift).map(([which, dx, dy]) => onRegion(which, (places) => moveRegions(places, dx, dy))),
  fc
    .tuple(pick, frames, frames, fc.double({ min: -9, max: 9, noNaN: true }))
    .map(([which, startFrame, endFrame, width]) => onRegion(which, (places) => changeRegions(places, { startFrame, endFrame, width }))),
  fc.tuple(pick, fc.constantFrom(...ACTOR_TYPES, null)).map(([which, type]) => onRegion(which, (places) => setRegionType(places, type))),
  pick.map((which) => onRegion(which, deleteRegions)),
  fc
    .tuple(frames, point)
    .map(([frame, at]) => chosen("paste", (scenario) => paste({ ...scenario, actors: [], occluders: [] }, { frame, at }))),
  pick.map((who) => onActor(who, (ids) => reversePaths(ids))),
  fc.tuple(pick, fc.constantFrom("x" as const, "y" as const)).map(([who, axis]) => onActor(who, (ids) => mirrorPaths(ids, axis))),
  fc.tuple(pick, point).map(([who, place]) => onActor(who, ([id = ""]) => continuePath(id, [place]))),
  fc
    .tuple(pick, pick, share)
    .map(([who, which, along]) => onWaypoint(who, which, ({ actorId, index }) => insertWaypoint(actorId, index, along))),
  fc.tuple(pick, frames).map(([who, frame]) => onActor(who, ([id = ""]) => insertWaypointAtFrame(id, frame))),
  fc.tuple(pick, pick).map(([who, which]) => onWaypoint(who, which, (ref) => deleteWaypoints([ref]))),
  fc.tuple(pick, pick, shift, shift).map(([who, which, dx, dy]) => onWaypoint(who, which, (ref) => moveWaypoints([ref], dx, dy))),
  fc
    .tuple(pick, pick, fc.double({ min: 0, max: 99, noNaN: true }))
    .map(([who, which, scale]) => onWaypoint(who, which, (ref) => scaleWaypoints([ref], scale))),
  fc
    .tuple(pick, pick, fc.constantFrom("in" as const, "out" as const), point)
    .map(([who, which, side, offset]) => onWaypoint(who, which, (ref) => moveHandle(ref, side, offset))),
  fc.tuple(pick, fc.constantFrom(...CURVES)).map(([who, curve]) => onActor(who, (ids) => setCurve(ids, curve))),
  fc.tuple(pick, fc.constantFrom(...EASINGS)).map(([who, easing]) => onActor(who, (ids) => setEasing(ids, easing))),
  fc
    .tuple(frames, fc.constantFrom(...WEATHER_CONDITIONS), share, fc.nat({ max: 90 }))
    .map(([frame, condition, intensity, fadeFrames]) => putSky("weather", { frame, condition, intensity, fadeFrames })),
  fc
    .tuple(frames, fc.constantFrom(...LIGHT_CONDITIONS), share, fc.nat({ max: 90 }))
    .map(([frame, condition, intensity, fadeFrames]) => putSky("light", { frame, condition, intensity, fadeFrames })),
  fc
    .tuple(skyTrack, pick, share)
    .map(([track, which, intensity]) => onSky(track, which, (frame) => changeSky(track, [frame], { intensity }))),
  fc.tuple(skyTrack, pick, shift).map(([track, which, by]) => onSky(track, which, (frame) => moveSky(track, [frame], by))),
  fc.tuple(skyTrack, pick).map(([track, which]) => onSky(track, which, (frame) => deleteSky(track, [frame]))),
  fc.tuple(frames, fc.constantFrom(...WEATHER_CONDITIONS)).map(([frame, condition]) => changeSkyAt("weather", frame, { condition })),
  fc.tuple(frames, fc.constantFrom(...LIGHT_CONDITIONS)).map(([frame, condition]) => changeSkyAt("light", frame, { condition })),
  fc
    .tuple(fc.constantFrom(...OCCLUDER_KINDS), point)
    .map(([kind, place]) => chosen("add occluder", (scenario) => addOccluders([draftOccluder(scenario, kind, place)]))),
  fc
    .tuple(pick, shift, shift)
    .map(([which, dx, dy]) => chosen("move occluder", ({ occluders }) => moveOccluders([idAt(occluders, which)], dx, dy))),
  fc
    .tuple(pick, fc.constantFrom(...OCCLUDER_KINDS))
    .map(([which, kind]) => chosen("change occluder", ({ occluders }) => changeOccluders([idAt(occluders, which)], { kind }))),
  pick.map((which) => chosen("delete occluder", ({ occluders }) => deleteOccluders([idAt(occluders, which)]))),
  generator.map((settings) => addGenerator(settings)),
  fc
    .tuple(pick, generator)
    .map(([which, settings]) => chosen("edit generator", ({ generators }) => editGenerator(idAt(generators, which), settings))),
  pick.map((which) => chosen("detach", ({ generators }) => detachGenerator(idAt(generators, which)))),
  pick.map((which) => chosen("delete generator", ({ generators }) => deleteGenerator(idAt(generators, which)))),
  picture.map((chosenPicture) => showBackground(chosenPicture)),
  fc.constant(removeBackground()),
  fc.tuple(pick, picture).map(([who, chosenPicture]) => onActor(who, (ids) => dressActors(ids, chosenPicture))),
  pick.map((who) => onActor(who, (ids) => removeSprite(ids))),
  fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(...FRACTIONAL_RATES)).map((fps) => setVideo({ fps })),
  fc.integer({ min: -5, max: 900 }).map((durationFrames) => setVideo({ durationFrames })),
  fc.tuple(fc.integer({ min: 0, max: 3999 }), fc.integer({ min: 0, max: 2999 })).map(([width, height]) => setVideo({ width, height })),
  fc.integer().map((seed) => setSeed(seed)),
  fc.string({ maxLength: 300 }).map((name) => renameScenario(name)),
  fc.integer().map((variant) => setScene({ variant })),
  fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: undefined }).map((scale) => setScale(scale)),
  fc
    .tuple(pick, pick)
    .map(([who, which]) =>
      chosen("group", ({ actors, occluders }) =>
        groupBodies({ actors: actors.slice(0, 1 + who).map(({ id }) => id), occluders: [idAt(occluders, which)] }),
      ),
    ),
  pick.map((who) => onActor(who, (ids) => ungroupBodies({ actors: ids, occluders: [] }))),
  fc
    .tuple(pick, pick, shift)
    .map(([who, which, depth]) =>
      chosen("depth", ({ actors, occluders }) => setDepth({ actors: [idAt(actors, who)], occluders: [idAt(occluders, which)] }, depth)),
    ),
  fc
    .tuple(pick, fc.constantFrom<DepthMove>("forward", "backward", "front", "back"), frames)
    .map(([who, move, frame]) => onActor(who, (actors) => moveInDepth({ actors, occluders: [] }, move, frame))),
  fc.tuple(pick, frames, fc.array(fc.tuple(fc.nat({ max: 40 }), point), { minLength: 1, maxLength: 4 })).map(([who, frame, places]) =>
    onActor(who, ([id = ""]) =>
      pasteWaypoints(
        id,
        places.map(([offset, place]) => ({ offset, waypoint: place })),
        frame,
      ),
    ),
  ),
  fc.tuple(frames, frames).map(([from, to]) =>
    chosen("paste weather", ({ weather }) =>
      pasteSky(
        "weather",
        weather.map((keyframe) => ({ ...keyframe, frame: keyframe.frame + from })),
        to,
      ),
    ),
  ),
  fc.tuple(pick, pick, point).map(([who, which, place]) => onWaypoint(who, which, (ref) => placeWaypoint(ref, place))),
  fc.tuple(pick, pick).map(([who, which]) => onWaypoint(who, which, (ref) => removeHandles([ref]))),
  fc
    .tuple(pick, point, fc.integer({ min: -9, max: 900 }))
    .map(([which, { x, y }, side]) =>
      chosen("place occluder", ({ occluders }) => placeOccluder(idAt(occluders, which), { x, y, size: { width: side, height: side / 2 } })),
    ),
  fc.tuple(pick, colour).map(([which, color]) => chosen("recolour", ({ occluders }) => recolorOccluders([idAt(occluders, which)], color))),
  fc.tuple(pick, colour).map(([who, color]) => onActor(who, (ids) => changeAppearance(ids, { color }))),
  fc
    .tuple(fc.constantFrom(...LIGHT_CONDITIONS), share)
    .map(([condition, intensity]) => setSkyThroughout("light", { frame: 0, condition, intensity, fadeFrames: 0 })),
  fc.option(fc.constant({ model: "m", view: "v", lens: "l", signal: "s" }), { nil: undefined }).map((camera) => setCamera(camera)),
  fc.constantFrom(...PICTURE_STYLES).map((style) => setStyle(style)),
  fc.tuple(fc.constantFrom(...SENSOR_EFFECTS), share).map(([effect, amount]) => changeSensor({ [effect]: amount })),
  fc.tuple(picture, picture, fc.nat({ max: 200 })).map(([one, other, frame]) =>
    showStills([
      { ...one, frame: 0 },
      { ...other, frame: frame + 1 },
    ]),
  ),
  fc.string({ maxLength: 60 }).map((text) => describeScenario(text)),
  frames.map((frame) => addMarker(frame, "here")),
  fc
    .tuple(pick, frames)
    .map(([which, frame]) => chosen("move marker", ({ markers }) => changeMarker(nth(markers, which)?.frame ?? 0, { frame }))),
  pick.map((which) => chosen("delete marker", ({ markers }) => deleteMarkers([nth(markers, which)?.frame ?? 0]))),
);
