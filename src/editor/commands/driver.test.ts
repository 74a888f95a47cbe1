import { expect, it } from "vitest";
import { createActor, createScenario, scenarioSchema } from "@/core/document";
import { createEditor, changePoseAt, deletePose, movePose, poseByHand, poseShownAt, repeatUsualPoses, retypeActors } from "..";

function cabin() {
  const driver = createActor({
    id: "driver",
    trackId: 0,
    type: "distracted_driver",
    appearance: { model: "drowsy" },
    startFrame: 30,
    endFrame: 330,
    waypoints: [{ x: 640, y: 640 }],
  });
  const editor = createEditor(createScenario({ id: "cabin", scene: { kind: "in_cabin", variant: 0 }, actors: [driver] }));
  const actor = () => {
    const { scenario } = editor.document.getState();
    scenarioSchema.parse(scenario);
    const [only] = scenario.actors;
    if (!only) throw new Error("the driver is gone");
    return only;
  };
  return { editor, actor, times: () => actor().driverPoses?.map(({ at }) => at) };
}

it("a driver's usual poses are written out to be edited, and one step of undo brings the repetition back", () => {
  const { editor, actor, times } = cabin();
  editor.run(poseByHand(["driver"]));
  // The drowsy driver's cycle is 4.8 s: 144 frames, in which it nods and wakes; it is there for 300 frames.
  expect(times()).toEqual([0, 18, 102, 162, 246]);
  editor.undo();
  expect(actor()).not.toHaveProperty("driverPoses");
  editor.redo();
  editor.run(repeatUsualPoses(["driver"]));
  expect(actor()).not.toHaveProperty("driverPoses");
});

it("a change applies to the pose that begins at the playhead, or begins a new one there, within half a second", () => {
  const { editor, actor, times } = cabin();
  editor.run(poseByHand(["driver"]));
  editor.run(changePoseAt("driver", 48, { eyes: 0.1 }));
  expect(times()).toEqual([0, 18, 102, 162, 246]);
  expect(poseShownAt(actor(), 48)?.eyes).toBe(0.1);
  editor.run(changePoseAt("driver", 90, { gaze: "left_mirror", head: { yaw: 20, pitch: 0, roll: 0 } }));
  expect(poseShownAt(actor(), 95)).toMatchObject({ at: 60, fadeFrames: 15, gaze: "left_mirror", eyes: 0.1, leftHand: "face" });
  editor.run(changePoseAt("driver", 90, { head: undefined }));
  expect(poseShownAt(actor(), 95)).not.toHaveProperty("head");
  editor.run(changePoseAt("driver", -50, { mouth: "talking" }));
  expect(poseShownAt(actor(), -50)?.mouth).toBe("talking");
  expect(times()).toEqual([0, 18, 60, 102, 162, 246]);
});

it("poses are moved between their neighbours, and deleted down to the last one", () => {
  const { editor, actor, times } = cabin();
  editor.run(poseByHand(["driver"]));
  editor.run(movePose("driver", 18, 1000));
  editor.run(movePose("driver", 162, -1000));
  editor.run(movePose("driver", 246, 1000));
  editor.run(movePose("driver", 0, 5));
  expect(times()).toEqual([0, 101, 102, 103, 299]);
  for (const at of [101, 0, 299, 0, 0, 0]) editor.run(deletePose("driver", at));
  expect(times()).toEqual([0]);
  expect(actor().driverPoses?.[0]?.fadeFrames).toBe(0);
});

it("an actor that becomes a pedestrian has no poses of a driver", () => {
  const { editor, actor } = cabin();
  editor.run(poseByHand(["driver"]));
  editor.run(retypeActors(["driver"], "pedestrian"));
  expect([actor().type, "driverPoses" in actor()]).toEqual(["pedestrian", false]);
});
