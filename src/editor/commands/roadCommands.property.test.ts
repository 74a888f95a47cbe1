import fc from "fast-check";
import { expect, it } from "vitest";
import {
  createCamera,
  createRoadActor,
  createRoadOccluder,
  createRoadScenario,
  validateScenario,
  type SlimScenario,
} from "@/core/document";
import { worldOf } from "@/core/scene";
import { perFrame } from "@/core/timeline";
import { ROAD_USER_KINDS } from "@/core/world";
import { ROAD_KINDS, usualRoadPlan } from "@/core/world/roads";
import { createEditor } from "../editor";
import { deleteActors, resizeActors } from "./actors";
import { addCamera, mountCamera, removeCamera, setDistortion, setFieldOfView, setLensModel } from "./cameras";
import type { Command } from "./command";
import { setRoadKind, setCarrier, setEgo } from "./road";
import { changeMotion, leaveLanes, setReversing, setRoadUser, setSpeedFrom } from "./roadActors";
import { makeSpeedConstant, moveWaypointTimes, reversePaths, setSegmentSpeed, setSpeed, setTiming, waitAtFrame } from "./timing";
import { splitActors, stretchActors, trimActors } from "./trimming";
import { deleteWaypoints, insertWaypoint, insertWaypointAtFrame, moveWaypoints } from "./waypoints";

const video = { width: 640, height: 360, fps: 30, durationFrames: 200 };
const scenario = createRoadScenario({
  id: "road",
  plan: usualRoadPlan("street"),
  video,
  ego: "car",
  cameras: [createCamera("dashcam", video), createCamera("roadside", video)],
  actors: [
    createRoadActor({
      kind: "car",
      id: "car",
      trackId: 0,
      startFrame: 0,
      endFrame: 200,
      motion: { speed: 11 },
      waypoints: [
        { x: -50, y: -1.6 },
        { x: -10, y: -1.6, hold: 20 },
        { x: 20, y: -1.6, speed: 6 },
        { x: 50, y: -1.6 },
      ],
    }),
    createRoadActor({
      kind: "child",
      id: "child",
      trackId: 1,
      startFrame: 10,
      endFrame: 180,
      curve: "smooth",
      waypoints: [
        { x: 5, y: -5 },
        { x: 6, y: 0, at: 60 },
        { x: 5, y: 5 },
      ],
    }),
  ],
  occluders: [createRoadOccluder({ id: "van", kind: "parked_van", x: 2, y: -4.3 })],
});

const who = fc.constantFrom("car", "child");
const index = fc.nat({ max: 4 });
const frame = fc.integer({ min: -30, max: 260 });
const shift = fc.integer({ min: -80, max: 80 });
const metres = fc.double({ min: -80, max: 80, noNaN: true });
const speed = fc.double({ min: 0.1, max: 60, noNaN: true });
const camera = fc.constantFrom("dashcam", "roadside", "rear");

const commands: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(who, index, shift).map(([actorId, at, by]) => moveWaypointTimes([{ actorId, index: at }], by)),
  fc.tuple(who, index, frame).map(([actorId, at, time]) => setTiming({ actorId, index: at }, { at: time })),
  fc.tuple(who, index, fc.nat({ max: 60 })).map(([actorId, at, hold]) => setTiming({ actorId, index: at }, { hold })),
  fc.tuple(who, index, speed).map(([actorId, at, fast]) => setSegmentSpeed({ actorId, index: at }, perFrame(fast, 30))),
  fc.tuple(who, index, fc.option(speed, { nil: undefined })).map(([actorId, at, fast]) => setSpeedFrom({ actorId, index: at }, fast)),
  fc.tuple(who, speed).map(([id, fast]) => setSpeed([id], perFrame(fast, 30))),
  fc.tuple(who, speed).map(([id, fast]) => changeMotion([id], { speed: fast })),
  who.map((id) => makeSpeedConstant([id])),
  who.map((id) => reversePaths([id])),
  who.map((id) => leaveLanes([id])),
  fc.tuple(who, fc.boolean()).map(([id, on]) => setReversing([id], on)),
  fc.tuple(who, frame).map(([id, at]) => waitAtFrame(id, at, 15)),
  fc.tuple(who, frame).map(([id, at]) => insertWaypointAtFrame(id, at)),
  fc.tuple(who, index, fc.double({ min: 0, max: 1, noNaN: true })).map(([id, at, share]) => insertWaypoint(id, at, share)),
  fc.tuple(who, index).map(([actorId, at]) => deleteWaypoints([{ actorId, index: at }])),
  fc.tuple(who, index, metres, metres).map(([actorId, at, x, y]) => moveWaypoints([{ actorId, index: at }], x, y)),
  fc.tuple(who, frame).map(([id, at]) => splitActors([id], at)),
  fc.tuple(who, frame, frame).map(([id, startFrame, endFrame]) => trimActors([id], { startFrame, endFrame })),
  fc.tuple(who, frame).map(([id, endFrame]) => stretchActors([id], { endFrame })),
  fc.tuple(who, fc.constantFrom(...ROAD_USER_KINDS)).map(([id, kind]) => setRoadUser([id], kind)),
  fc.tuple(who, metres).map(([id, length]) => resizeActors([id], (size) => ({ ...size, length }))),
  fc.constantFrom(...ROAD_KINDS).map(setRoadKind),
  fc.tuple(fc.option(who, { nil: undefined }), frame).map(([id, at]) => setEgo(id, at)),
  who.map((id) => deleteActors([id])),
  fc.constantFrom("rear", "roadside", "surround_left").map((preset) => addCamera(preset)),
  camera.map(removeCamera),
  fc.tuple(camera, fc.constantFrom("ego", "world"), frame).map(([id, carrier, at]) => setCarrier(id, carrier, at)),
  fc.tuple(camera, fc.double({ min: 1, max: 230, noNaN: true })).map(([id, degrees]) => setFieldOfView(id, degrees)),
  fc.tuple(camera, fc.constantFrom("pinhole", "fisheye")).map(([id, model]) => setLensModel(id, model)),
  fc.tuple(camera, fc.nat({ max: 4 }), fc.double({ min: -1, max: 1, noNaN: true })).map(([id, at, value]) => setDistortion(id, at, value)),
  fc.tuple(camera, metres).map(([id, z]) => mountCamera(id, { z })),
);

it("whatever is done to a road, it stays one that can be saved, and everybody is somewhere at every frame", () => {
  fc.assert(
    fc.property(fc.array(commands, { minLength: 1, maxLength: 8 }), (done) => {
      const editor = createEditor(scenario);
      for (const command of done) {
        const after: SlimScenario = editor.run(command);
        expect(() => validateScenario(after), command.label).not.toThrow();
        const world = worldOf(after);
        for (const actor of after.actors) {
          for (const at of [actor.startFrame, 50, actor.endFrame]) {
            const { x, y, heading } = world.poseAt(actor, at);
            expect([x, y, heading, world.speedAt(actor, at)].every(Number.isFinite), command.label).toBe(true);
          }
          for (const arrival of world.arrivalTimes(actor)) expect(Number.isFinite(arrival), command.label).toBe(true);
        }
      }
      const { position } = editor.document.getState().history;
      for (let step = 0; step < position; step++) editor.undo();
      expect(editor.document.getState().scenario).toEqual(scenario);
    }),
    { numRuns: 60 },
  );
});
