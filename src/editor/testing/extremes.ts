import fc from "fast-check";
import {
  ACTOR_TYPES,
  LIMITS,
  createActor,
  createRoadActor,
  createRoadScenario,
  createScenario,
  type Actor,
  type SlimScenario,
} from "@/core/document";
import { usualRoadPlan } from "@/core/world/roads";
import { paste } from "../clipboard";
import { addActors, changeActors, draftActor, moveActors, resizeActors } from "../commands/actors";
import { showBackground } from "../commands/assets";
import { command, sequence, type Command } from "../commands/command";
import { setDepth } from "../commands/depth";
import { addGenerator } from "../commands/generators";
import { duplicateBodies } from "../commands/groups";
import { addOccluders, draftOccluder, moveOccluders } from "../commands/occluders";
import { setScale, setVideo } from "../commands/scenario";
import { setSpeed, setTiming } from "../commands/timing";
import { shiftActors, splitActors, stretchActors, trimActors } from "../commands/trimming";
import { mirrorPaths, moveHandle, moveWaypoints, scaleWaypoints } from "../commands/waypoints";
import { addRegions, changeRegions, draftRegion, duplicateRegions, moveRegions } from "../commands/regions";
import { putSky } from "../commands/weather";
import { continuePath } from "../motionDefaults";
import { pictureOf } from "./pictures";

const whole = (scenario: SlimScenario) => ({
  actors: scenario.actors.map(({ id }) => id),
  occluders: scenario.occluders.map(({ id }) => id),
});
const far = fc.oneof(fc.integer({ min: -2_000_000, max: 2_000_000 }), fc.constantFrom(-1e9, 1e9, LIMITS.coordinate, -LIMITS.coordinate));
const late = fc.oneof(fc.integer({ min: -2_000_000, max: 2_000_000 }), fc.constantFrom(0, 2 * LIMITS.durationFrames.max));
const factor = fc.constantFrom(0, 1e-6, 0.5, 2, 50, 1e6);
const which = fc.nat({ max: 2000 });

const actorOf = (scenario: SlimScenario, number: number): Actor | undefined =>
  scenario.actors[number % Math.max(1, scenario.actors.length)];
const chosen = (label: string, build: (scenario: SlimScenario) => Command): Command =>
  command(label, (scenario) => build(scenario).apply(scenario));
const onActor = (number: number, build: (id: string, actor: Actor) => Command): Command =>
  chosen("on actor", (scenario) => {
    const actor = actorOf(scenario, number);
    return actor ? build(actor.id, actor) : sequence("Nothing", []);
  });

const line = (count: number) => Array.from({ length: count }, (_, index) => ({ x: index % 1280, y: 300 + (index % 300) }));

/** Commands that usually exceed a limit: crowds, copies of everything, positions and times far outside. */
export const anyExtremeCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(fc.constantFrom(1, 150, 200), far, far).map(([count, x, y]) =>
    addGenerator({
      kind: "pedestrian_crowd",
      startSeconds: 14_400,
      durationSeconds: 14_400,
      count,
      from: { x, y },
      to: { x: y, y: x },
      spread: 10_000,
    }),
  ),
  fc.constantFrom(1, 200).map((count) =>
    addGenerator({
      kind: "vehicle_sequence",
      startSeconds: 14_400,
      count,
      laneY: LIMITS.coordinate,
      spacing: 100_000,
      speedVariation: 0.95,
    }),
  ),
  fc
    .tuple(far, late)
    .map(([x, frames]) => chosen("Ctrl+D of everything", (scenario) => duplicateBodies(whole(scenario), { x, y: x, frames }))),
  fc.tuple(late, far, far).map(([frame, x, y]) => chosen("paste of everything", (scenario) => paste(scenario, { frame, at: { x, y } }))),
  fc
    .tuple(which, fc.constantFrom(0, LIMITS.trackId - 1, LIMITS.trackId, LIMITS.trackId + 1))
    .map(([who, trackId]) => onActor(who, (id) => changeActors([id], { trackId }))),
  fc.tuple(fc.constantFrom(...ACTOR_TYPES), fc.constantFrom(1, 60)).map(([type, count]) =>
    chosen("actors one by one", () =>
      sequence(
        "add",
        Array.from({ length: count }, () => chosen("one", (scenario) => addActors([draftActor(scenario, type, [{ x: 1e9, y: -1e9 }])]))),
      ),
    ),
  ),
  fc.constantFrom(1, 60).map((count) =>
    chosen("occluders", () =>
      sequence(
        "add",
        Array.from({ length: count }, () =>
          chosen("one", (scenario) => addOccluders([draftOccluder(scenario, "wall", { x: -1e9, y: 1e9 })])),
        ),
      ),
    ),
  ),
  fc
    .tuple(far, far)
    .map(([dx, dy]) =>
      chosen("move", (scenario) =>
        sequence("move", [moveActors(whole(scenario).actors, dx, dy), moveOccluders(whole(scenario).occluders, dx, dy)]),
      ),
    ),
  fc
    .tuple(which, factor)
    .map(([who, by]) => onActor(who, (id) => resizeActors([id], ({ width, height }) => ({ width: width * by, height: height / by })))),
  fc
    .tuple(far, far, late, late)
    .map(([x, y, startFrame, endFrame]) =>
      chosen("region", (scenario) =>
        sequence("add", [
          addRegions([draftRegion(scenario, { x, y })]),
          moveRegions([0], x, y),
          changeRegions([0], { startFrame }),
          changeRegions([0], { endFrame, width: y }),
          duplicateRegions([0], y, x),
        ]),
      ),
    ),
  fc.tuple(which, late).map(([who, by]) => onActor(who, (id) => shiftActors([id], by))),
  fc.tuple(which, late, late).map(([who, startFrame, endFrame]) => onActor(who, (id) => stretchActors([id], { startFrame, endFrame }))),
  fc.tuple(which, late).map(([who, endFrame]) => onActor(who, (id) => trimActors([id], { endFrame }))),
  fc.tuple(which, late).map(([who, frame]) => onActor(who, (id) => splitActors([id], frame))),
  fc
    .tuple(which, late, late)
    .map(([who, at, hold]) =>
      onActor(who, (id, { trajectory }) => setTiming({ actorId: id, index: trajectory.waypoints.length - 1 }, { at, hold })),
    ),
  fc.tuple(which, fc.constantFrom(1e-9, 1, 1e9)).map(([who, speed]) => onActor(who, (id) => setSpeed([id], speed))),
  fc.tuple(which, fc.constantFrom(1, 3000, 60_000)).map(([who, count]) => onActor(who, (id) => continuePath(id, line(count)))),
  fc.tuple(which, factor).map(([who, by]) => onActor(who, (id) => scaleWaypoints([{ actorId: id, index: 0 }], by))),
  fc.tuple(which, far, far).map(([who, dx, dy]) => onActor(who, (id) => moveWaypoints([{ actorId: id, index: 0 }], dx, dy))),
  fc.tuple(which, far, far).map(([who, x, y]) => onActor(who, (id) => moveHandle({ actorId: id, index: 0 }, "out", { x, y }))),
  which.map((who) => onActor(who, (id) => mirrorPaths([id], "x"))),
  fc.tuple(which, far).map(([who, depth]) => onActor(who, (id) => setDepth({ actors: [id], occluders: [] }, depth))),
  fc.constantFrom(0, 1, 7, 120, 1e9).map((fps) => setVideo({ fps })),
  fc.constantFrom(-1, 300, LIMITS.durationFrames.max, 1e12).map((durationFrames) => setVideo({ durationFrames })),
  fc
    .tuple(fc.constantFrom(1, 64, 1280, 3840, 1e6), fc.constantFrom(1, 64, 720, 2160, 1e6))
    .map(([width, height]) => setVideo({ width, height })),
  factor.map((scale) => setScale(scale)),
  fc.tuple(late, late).map(([frame, fadeFrames]) => putSky("weather", { frame, condition: "rainy", intensity: 1, fadeFrames })),
  fc.constantFrom(await megabytes(1), await megabytes(40)).map((asset) => showBackground({ id: `picture-${asset.data.length}`, asset })),
  // What none of our commands makes, but a mistake in one might.
  fc
    .constantFrom<Partial<SlimScenario>>(
      { name: "" },
      { seed: Number.NaN },
      { weather: [] },
      { actors: line(2).map((place) => draftActor(createScenario({ id: "other" }), "vehicle", [place])) },
    )
    .map((parts) => command("a mistaken command", (scenario) => ({ ...scenario, ...parts }))),
);

/** A picture whose file takes the given number of megabytes in a scenario. */
function megabytes(count: number) {
  return pictureOf("A", count * 1024 * 1024);
}

const walker = (number: number, parts: Partial<Actor> = {}): Actor => ({
  ...createActor({
    id: `walker-${number}`,
    trackId: number,
    type: "pedestrian",
    startFrame: 0,
    endFrame: 200,
    waypoints: [
      { x: 10, y: 300 },
      { x: 600, y: 300 },
    ],
  }),
  ...parts,
});

/** Scenarios just below a limit, a different one for each. */
export const LARGE_SCENARIOS: Readonly<Record<string, SlimScenario>> = {
  "a few actors fewer than the limit": createScenario({
    id: "crowded",
    actors: Array.from({ length: LIMITS.actors - 3 }, (_, index) => walker(index)),
  }),
  "the highest track ids": createScenario({
    id: "high",
    actors: [0, 1, 2].map((index) => walker(index, { trackId: LIMITS.trackId - 2 + index })),
  }),
  "the longest path": createScenario({
    id: "long",
    actors: [walker(0, { trajectory: { curve: "linear", easing: "linear", waypoints: line(LIMITS.waypoints - 2) } })],
  }),
  "places and frames at the edge": createScenario({
    id: "far",
    video: { width: 3840, height: 2160, fps: 120, durationFrames: LIMITS.durationFrames.max },
    actors: [
      walker(0, { startFrame: 2 * LIMITS.durationFrames.max - 1, endFrame: 2 * LIMITS.durationFrames.max, depth: LIMITS.coordinate }),
    ],
  }),
  "a road with many road users": createRoadScenario({
    id: "road",
    plan: usualRoadPlan("street"),
    video: { width: 640, height: 360, fps: 30, durationFrames: 300 },
    actors: Array.from({ length: 60 }, (_, index) =>
      createRoadActor({
        ...{ kind: "adult", id: `adult-${index}`, trackId: index, startFrame: 0, endFrame: 300 },
        waypoints: [
          { x: index, y: 5 },
          { x: index + 6, y: 5 },
        ],
      }),
    ),
  }),
  "pictures that just fit": createScenario({ id: "pictures", actors: [walker(0)], assets: { picture: await megabytes(63) } }),
};
