import { MOST_DRIVER_POSES, driverPosesOf, type DriverKeyframe } from "@/core/driver";
import { trafficOf, type Actor, type SlimScenario } from "@/core/document";
import { motionSpan, nominalRate } from "@/core/timeline";
import { command, type Command } from "./command";
import { clamp, editActors, without } from "./edit";

export type PoseChange = Partial<Omit<DriverKeyframe, "at">>;

/** Gives drivers the poses that they would otherwise repeat for as long as they are there: from then on they can be edited. */
export function poseByHand(ids: readonly string[]): Command {
  return command("Pose driver", (scenario) =>
    editActors(scenario, ids, (actor) => {
      if (actor.type !== "distracted_driver" || actor.driverPoses) return actor;
      const { startFrame, endFrame } = motionSpan(actor);
      const poses = driverPosesOf(actor.appearance.model, scenario.video.fps, endFrame - startFrame, trafficOf(scenario.scene));
      return { ...actor, driverPoses: [...poses] };
    }),
  );
}

/** Lets drivers repeat again what their model usually does. */
export function repeatUsualPoses(ids: readonly string[]): Command {
  return command("Repeat usual poses", (scenario) =>
    editActors(scenario, ids, (actor) => (actor.driverPoses ? without(actor, "driverPoses") : actor)),
  );
}

/** The pose that a driver has, or moves into, at a frame. */
export function poseShownAt(actor: Actor, frame: number): DriverKeyframe | undefined {
  const at = frame - motionSpan(actor).startFrame;
  return actor.driverPoses?.findLast((pose) => pose.at <= at) ?? actor.driverPoses?.[0];
}

/** Changes a driver's pose from a frame onwards: the pose that begins there, or a new one that is reached within half a second. */
export function changePoseAt(actorId: string, frame: number, change: PoseChange): Command {
  return command("Change pose", (scenario) =>
    editPoses(scenario, actorId, (poses, actor) => {
      const { startFrame, endFrame } = motionSpan(actor);
      const at = clamp(Math.round(frame) - startFrame, 0, endFrame - startFrame - 1);
      const present = poses.findLast((pose) => pose.at <= at) ?? poses[0];
      if (!present) return poses;
      if (present.at === at) return poses.map((pose) => (pose === present ? changed(pose, change) : pose));
      const begun = changed({ ...present, at, fadeFrames: Math.round(nominalRate(scenario.video.fps) / 2) }, change);
      return [...poses, begun].sort((one, other) => one.at - other.at);
    }),
  );
}

/** A head that is given as undefined follows the gaze: the pose then has none. */
function changed(pose: DriverKeyframe, change: PoseChange): DriverKeyframe {
  const next = { ...pose, ...change };
  return next.head === undefined ? without(next, "head") : next;
}

/** Moves the pose that begins `at` frames after the motion does; it passes no other, and the first one stays. */
export function movePose(actorId: string, at: number, by: number): Command {
  return command("Move pose", (scenario) =>
    editPoses(scenario, actorId, (poses, actor) => {
      const { startFrame, endFrame } = motionSpan(actor);
      const index = poses.findIndex((pose) => pose.at === at);
      if (index <= 0) return poses;
      const earliest = (poses[index - 1]?.at ?? 0) + 1;
      const latest = Math.max(earliest, (poses[index + 1]?.at ?? endFrame - startFrame) - 1);
      const moved = clamp(Math.round(at + by), earliest, latest);
      return moved === at ? poses : poses.map((pose) => (pose.at === at ? { ...pose, at: moved } : pose));
    }),
  );
}

/** Deletes a pose; if it is the first, the next one holds from the start. The last one left cannot be deleted. */
export function deletePose(actorId: string, at: number): Command {
  return command("Delete pose", (scenario) =>
    editPoses(scenario, actorId, (poses) => {
      const [first, ...rest] = poses.filter((pose) => pose.at !== at);
      if (!first || rest.length + 1 === poses.length) return poses;
      return [at === poses[0]?.at ? { ...first, at: 0, fadeFrames: 0 } : first, ...rest];
    }),
  );
}

function editPoses(
  scenario: SlimScenario,
  actorId: string,
  change: (poses: readonly DriverKeyframe[], actor: Actor) => readonly DriverKeyframe[],
): SlimScenario {
  return editActors(scenario, [actorId], (actor) => {
    const { driverPoses } = actor;
    if (!driverPoses) return actor;
    const edited = change(driverPoses, actor);
    return edited === driverPoses || edited.length > MOST_DRIVER_POSES ? actor : { ...actor, driverPoses: [...edited] };
  });
}
