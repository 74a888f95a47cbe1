import { ACTOR_LABELS } from "@/core/document";
import { worldOf } from "@/core/scene";
import {
  drawnActor,
  holdsAt,
  isPresent,
  partsInWords,
  rulesOf,
  selectedActors,
  selectedOccluders,
  selectedRegions,
  type Editor,
} from "@/editor";

/** What is selected and where it is, as a sentence for assistive technology. */
export function describeStage({ document, session, transient }: Editor): string {
  const { scenario } = document.getState();
  const { selection, tool } = session.getState();
  const { nameOf, placeInWords } = rulesOf(scenario);
  const made = nameOf(drawnActor(session.getState()));
  if (tool === "place" || tool === "occluder") {
    const what = tool === "place" ? made : "Occluder";
    return `${what} tool active: press Enter to place one in the middle of the stage, or click where it should go. Escape cancels.`;
  }
  if (tool === "path" || tool === "freehand") {
    const how = tool === "path" ? "each click adds a waypoint, Enter ends the path" : "draw it in one stroke";
    return `${made} path tool active: ${how}. Escape cancels.`;
  }
  const { frame } = transient.getState();
  const actors = selectedActors(scenario, selection);
  const occluders = selectedOccluders(scenario, selection);
  const [waypoint] = selection.waypoints;
  const [actor] = actors;
  const [occluder] = occluders;

  if (selection.waypoints.length > 1) return `${selection.waypoints.length} waypoints selected.`;
  if (waypoint && actor) {
    const point = actor.trajectory.waypoints[waypoint.index];
    const count = actor.trajectory.waypoints.length;
    const place = point ? ` at ${placeInWords(point)}` : "";
    return `Waypoint ${waypoint.index + 1} of ${count} of ${actor.name}${place}.`;
  }
  const regions = selectedRegions(scenario, selection);
  if (actors.length + occluders.length + regions.length > 1) return `${enumerated(partsInWords({ actors, occluders, regions }))} selected.`;
  if (actor) {
    const pose = worldOf(scenario).poseAt(actor, frame);
    const present = isPresent(actor, frame) ? "" : ", not in view at this frame";
    return `${actor.name}, ${ACTOR_LABELS[actor.type].toLowerCase()}, at ${placeInWords(pose)}${present}.`;
  }
  const [, region] = regions[0] ?? [];
  if (region) {
    const present = holdsAt(region, frame) ? "" : ", not at this frame";
    return `Region to ignore at ${Math.round(region.x)}, ${Math.round(region.y)} pixels${present}.`;
  }
  if (occluder) return `${occluder.name}, occluder, at ${placeInWords(occluder)}.`;
  const { ignoreRegions = [] } = scenario;
  const parts = partsInWords({ actors: scenario.actors, occluders: scenario.occluders, regions: ignoreRegions });
  const nothing = "No actors yet. Press 1 to 4 to choose an actor type, then press Enter or click where it should go.";
  return parts.length === 0 ? nothing : `${enumerated(parts)}; nothing selected.`;
}

/** `a`, `a and b`, `a, b and c`. */
const enumerated = (parts: readonly string[]): string => [parts.slice(0, -1).join(", "), ...parts.slice(-1)].filter(Boolean).join(" and ");
