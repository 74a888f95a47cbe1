import { ScenarioError, createActor, createScenario, parseScenario, serializeScenario, type Scenario } from "@/core/document";
import type { Command } from "./commands/command";
import { pasteWaypoints, pasteWeather, timedWaypoints } from "./commands/keyframes";
import { wholeArrivals } from "./commands/times";
import type { Selection } from "./selection";

const MARK = "jaywalk-keyframes";

/**
 * The chosen keyframes as text: waypoints of one actor with their times, or weather keyframes. A scenario of its own, so
 * that pasting is checked as strictly as opening. Null where no such are chosen.
 */
export function copyKeyframesText(scenario: Scenario, { waypoints, weather }: Selection): string | null {
  const { video } = scenario;
  const timed = timedWaypoints(scenario, waypoints);
  if (timed && timed.length > 0) {
    const path = timed.map(({ offset, waypoint }, index) => (index === 0 ? waypoint : { ...waypoint, at: offset }));
    const actor = createActor({ id: "copied", trackId: 0, type: "pedestrian", startFrame: 0, endFrame: video.durationFrames, waypoints: path });
    return serializeScenario(createScenario({ id: MARK, video, actors: [actor] }));
  }
  const chosen = scenario.weather.filter(({ frame }) => weather.includes(frame));
  const [first] = chosen;
  if (!first) return null;
  return serializeScenario(createScenario({ id: MARK, video, weather: chosen.map((keyframe) => ({ ...keyframe, frame: keyframe.frame - first.frame })) }));
}

type Pasting =
  /** A command that puts the keyframes in at the playhead. */
  | { readonly command: Command }
  /** Why they cannot be put in, and what to do. */
  | { readonly refusal: string };

/** What pasting a text does; null where it holds no copied keyframes. @throws ScenarioError for damaged copies */
export function pasteKeyframesText(text: string, { actors: chosen }: Pick<Selection, "actors">, frame: number): Pasting | null {
  if (!text.includes(`"${MARK}"`)) return null;
  const copied = parsed(text);
  if (copied?.id !== MARK) return null;
  const [actor] = copied.actors;
  if (!actor) return { command: pasteWeather(copied.weather, frame) };
  const [target, ...others] = chosen;
  if (target === undefined || others.length > 0) return { refusal: "The copied keyframes need one actor to go into. Select it, and paste again." };
  const arrivals = wholeArrivals(actor);
  return { command: pasteWaypoints(target, actor.trajectory.waypoints.map((waypoint, index) => ({ offset: arrivals[index] ?? 0, waypoint })), frame) };
}

function parsed(text: string): Scenario | null {
  try {
    return parseScenario(text);
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    return null;
  }
}
