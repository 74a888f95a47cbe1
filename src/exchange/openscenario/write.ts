import { serializeScenario, type Actor, type WholeScenario } from "@/core/document";
import { toRadians } from "@/core/exact";
import { worldOf } from "@/core/scene";
import { framesPerSecond } from "@/core/timeline";
import { directionOf, roadUserKind } from "@/core/world";
import { element, xmlDocument, type XmlElement } from "../xml";
import { actorEntity, occluderEntity, occluderOriginBehind, originBehind, propertiesElement } from "./entities";
import { entityNames } from "./names";
import { thinned, timedPoses, type TimedPose } from "./trajectory";
import { environmentChanges, type Change } from "./weather";

/** The property of the file's header that holds the whole scenario. */
export const SCENARIO_PROPERTY = "jaywalk.scenario";

/** The minor versions of OpenSCENARIO XML that can be written. */
export const OPENSCENARIO_VERSIONS = ["1.2", "1.3"] as const;
export type OpenScenarioVersion = (typeof OPENSCENARIO_VERSIONS)[number];

export type OpenScenarioOptions = {
  readonly version: OpenScenarioVersion;
  /** Name of the OpenDRIVE file beside it. */
  readonly roadFile: string;
  /** CARLA's ScenarioRunner only follows trajectories as a driver would, and removes nobody. */
  readonly forCarla: boolean;
};

/**
 * A road scenario as OpenSCENARIO XML (ASAM, 1.2 of 2022 or 1.3 of 2024): each actor teleported to its start and following a trajectory
 * with times, through the poses of all frames within a millimetre; actors that come and go are added and deleted; weather and light are
 * environments; occluders stand. What the standard has no elements for is in the scenario itself, which is a property of the header.
 */
export function openScenarioDocument(scenario: WholeScenario, { version, roadFile, forCarla }: OpenScenarioOptions): string {
  const actors = scenario.actors.filter(({ hidden }) => !hidden);
  const occluders = scenario.occluders.filter(({ hidden }) => !hidden);
  const names = entityNames([...actors, ...occluders].map(({ id }) => id));
  const nameOf = ({ id }: { readonly id: string }) => names.get(id) ?? id;
  const ways = actors.flatMap((actor) => wayOf(scenario, actor, nameOf(actor)));
  const seconds = scenario.video.durationFrames / framesPerSecond(scenario.video.fps);
  const [now, ...later] = environmentChanges(scenario);
  const standing = occluders.map((occluder) => {
    const { x, y, heading = 0 } = occluder;
    const behind = occluderOriginBehind(occluder);
    const ahead = directionOf(heading);
    const at = { x: x - ahead.x * behind, y: y - ahead.y * behind, heading: toRadians(heading) };
    return privateElement(nameOf(occluder), [teleport(at)]);
  });
  const root = element("OpenSCENARIO", {}, [
    element(
      "FileHeader",
      {
        ...{ revMajor: 1, revMinor: Number(version.split(".")[1]), author: "Jaywalk" },
        // The same scenario gives the same file, whenever it is written.
        ...{ date: "1970-01-01T00:00:00", description: scenario.name },
      },
      [propertiesElement({ [SCENARIO_PROPERTY]: JSON.stringify(JSON.parse(serializeScenario(scenario))) })],
    ),
    element("ParameterDeclarations"),
    element("CatalogLocations"),
    element("RoadNetwork", {}, [element("LogicFile", { filepath: roadFile })]),
    element("Entities", {}, [
      ...actors.map((actor) => actorEntity(nameOf(actor), actor)),
      ...occluders.map((occluder) => occluderEntity(nameOf(occluder), occluder)),
    ]),
    element("Storyboard", {}, [
      element("Init", {}, [
        element("Actions", {}, [
          now ? element("GlobalAction", {}, [element("EnvironmentAction", {}, [now.environment])]) : null,
          ...ways.filter(({ isThere }) => isThere).map(({ name, poses }) => privateElement(name, poses.slice(0, 1).map(teleport))),
          ...standing,
        ]),
      ]),
      ...storyElements(ways, later, framesPerSecond(scenario.video.fps), forCarla),
      element("StopTrigger", {}, [element("ConditionGroup", {}, [timeCondition("end of the video", seconds)])]),
    ]),
  ]);
  return xmlDocument(root);
}

/** What an actor does in the video. */
type Way = {
  readonly name: string;
  readonly poses: readonly TimedPose[];
  /** Whether it is there at the first frame. */
  readonly isThere: boolean;
  /** Seconds after which it is gone; null if it stays until the end. */
  readonly goneAt: number | null;
};

/** Empty for an actor that is in no frame of the video. */
function wayOf(scenario: WholeScenario, actor: Actor, name: string): Way[] {
  const { durationFrames, fps } = scenario.video;
  const [first, end] = [Math.max(0, actor.startFrame), Math.min(actor.endFrame, durationFrames)];
  if (first >= end) return [];
  const world = worldOf(scenario);
  const perSecond = framesPerSecond(fps);
  const behind = originBehind(roadUserKind(actor.type, actor.appearance.model), actor.size.length ?? 0);
  const poses = Array.from({ length: end - first }, (_, index) => world.poseAt(actor, first + index));
  return [
    {
      ...{ name, poses: thinned(timedPoses(poses, first, perSecond, behind)), isThere: first === 0 },
      goneAt: end < durationFrames ? end / perSecond : null,
    },
  ];
}

function storyElements(ways: readonly Way[], changes: readonly Change[], fps: number, forCarla: boolean): XmlElement[] {
  const groups = ways.flatMap((way) => {
    const events = eventsOf(way, forCarla);
    return events.length > 0 ? [groupElement(way.name, [way.name], events)] : [];
  });
  const weather = changes.map(({ frame, environment }) =>
    eventElement(
      `weather from frame ${frame}`,
      frame / fps,
      element("GlobalAction", {}, [element("EnvironmentAction", {}, [environment])]),
    ),
  );
  if (weather.length > 0) groups.push(groupElement("weather", [], weather));
  if (groups.length === 0) return [];
  return [
    element("Story", { name: "story" }, [
      element("Act", { name: "act" }, [
        ...groups,
        element("StartTrigger", {}, [element("ConditionGroup", {}, [timeCondition("start of the video", 0)])]),
      ]),
    ]),
  ];
}

function eventsOf({ name, poses, isThere, goneAt }: Way, forCarla: boolean): XmlElement[] {
  const [first] = poses;
  if (!first) return [];
  const entityAction = (action: XmlElement) => element("GlobalAction", {}, [element("EntityAction", { entityRef: name }, [action])]);
  const events: XmlElement[] = [];
  if (!isThere) events.push(eventElement(`${name} appears`, first.time, entityAction(element("AddEntityAction", {}, [position(first)]))));
  if (poses.length > 1)
    events.push(
      eventElement(
        `${name} moves`,
        first.time,
        element("PrivateAction", {}, [element("RoutingAction", {}, [trajectoryElement(name, poses, forCarla)])]),
      ),
    );
  if (goneAt !== null && !forCarla) events.push(eventElement(`${name} disappears`, goneAt, entityAction(element("DeleteEntityAction"))));
  return events;
}

function trajectoryElement(name: string, poses: readonly TimedPose[], forCarla: boolean): XmlElement {
  return element("FollowTrajectoryAction", {}, [
    element("TrajectoryRef", {}, [
      element("Trajectory", { name: `path of ${name}`, closed: false }, [
        element("ParameterDeclarations"),
        element("Shape", {}, [
          element(
            "Polyline",
            {},
            poses.map((pose) => element("Vertex", { time: pose.time }, [position(pose)])),
          ),
        ]),
      ]),
    ]),
    element("TimeReference", {}, [element("Timing", { domainAbsoluteRelative: "absolute", scale: 1, offset: 0 })]),
    element("TrajectoryFollowingMode", { followingMode: forCarla ? "follow" : "position" }),
  ]);
}

type Pose = Pick<TimedPose, "x" | "y" | "heading">;

const position = ({ x, y, heading }: Pose): XmlElement => element("Position", {}, [element("WorldPosition", { x, y, h: heading })]);

const teleport = (pose: Pose): XmlElement => element("PrivateAction", {}, [element("TeleportAction", {}, [position(pose)])]);

const privateElement = (name: string, actions: readonly XmlElement[]): XmlElement => element("Private", { entityRef: name }, actions);

const groupElement = (name: string, actors: readonly string[], events: readonly XmlElement[]): XmlElement =>
  element("ManeuverGroup", { name: `${name}: events`, maximumExecutionCount: 1 }, [
    element(
      "Actors",
      { selectTriggeringEntities: false },
      actors.map((entityRef) => element("EntityRef", { entityRef })),
    ),
    element("Maneuver", { name: `${name}: manoeuvre` }, events),
  ]);

const eventElement = (name: string, seconds: number, action: XmlElement): XmlElement =>
  element("Event", { name, priority: "parallel", maximumExecutionCount: 1 }, [
    element("Action", { name: `${name}: action` }, [action]),
    element("StartTrigger", {}, [element("ConditionGroup", {}, [timeCondition(`${name}: time`, seconds)])]),
  ]);

const timeCondition = (name: string, seconds: number): XmlElement =>
  element("Condition", { name, delay: 0, conditionEdge: "none" }, [
    element("ByValueCondition", {}, [element("SimulationTimeCondition", { value: seconds, rule: "greaterOrEqual" })]),
  ]);
