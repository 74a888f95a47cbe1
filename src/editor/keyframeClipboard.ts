import { ScenarioError, createScenario, parseScenario, serializeScenario, type SlimScenario, type WholeScenario } from "@/core/document";
import { worldOf } from "@/core/scene";
import { sequence, type Command } from "./commands/command";
import { pasteSky, pasteWaypoints, timedWaypoints } from "./commands/keyframes";
import { risingTimes, wholeArrivals } from "./commands/times";
import { skyKeyframes } from "./commands/weather";
import { selectedActors, type Selection } from "./selection";
import { copyingOf, fittedTo, pasteFault } from "./worlds/copying";

const MARK = "jaywalk-keyframes";

/**
 * The selected keyframes as text: waypoints with their times, or keyframes of weather or light. It is a complete scenario, with an actor
 * for each one that has waypoints, so that pasting is checked as strictly as opening. Null if none are selected.
 */
export function copyKeyframesText(scenario: SlimScenario, { waypoints, weather, light }: Selection): string | null {
  const { video } = scenario;
  const paths = timedWaypoints(scenario, waypoints);
  if (paths.length > 0) {
    const copying = copyingOf(scenario);
    const earliest = Math.min(...paths.map(({ frame }) => frame));
    const actors = paths.map((path, trackId) => {
      const startFrame = path.frame - earliest;
      const timed = path.waypoints.map(({ offset, waypoint }, index) => (index === 0 ? waypoint : { ...waypoint, at: offset }));
      const last = path.waypoints.at(-1);
      // Of several waypoints reached within one frame only the first keeps its time; the last has the motion's end.
      const endFrame = startFrame + Math.max(1, (last?.offset ?? 0) + (last?.waypoint.hold ?? 0));
      const parts = { id: `copied-${trackId}`, trackId, startFrame, endFrame, waypoints: risingTimes(timed) };
      return copying.carrier(parts);
    });
    return serializeScenario(createScenario({ id: MARK, video, actors, ...copying.setting(scenario) }));
  }
  const weatherKeyframes = fromZero(skyKeyframes(scenario, "weather").filter(({ frame }) => weather.includes(frame)));
  if (weatherKeyframes.length > 0) return serializeScenario(createScenario({ id: MARK, video, weather: weatherKeyframes }));
  const lightKeyframes = fromZero(skyKeyframes(scenario, "light").filter(({ frame }) => light.includes(frame)));
  return lightKeyframes.length > 0 ? serializeScenario(createScenario({ id: MARK, video, light: lightKeyframes })) : null;
}

/** Keyframes counted from the first of them. */
const fromZero = <Keyframe extends { readonly frame: number }>(keyframes: readonly Keyframe[]): Keyframe[] =>
  keyframes.map((keyframe) => ({ ...keyframe, frame: keyframe.frame - (keyframes[0]?.frame ?? 0) }));

type Pasting =
  /** A command that inserts the keyframes at the playhead. */
  | { readonly command: Command }
  /** Why they cannot be inserted, and what to do. */
  | { readonly refusal: string };

/** What pasting a text does; null if it contains no copied keyframes. @throws ScenarioError for damaged copies */
export function pasteKeyframesText(text: string, scenario: SlimScenario, selection: Selection, frame: number): Pasting | null {
  if (!text.includes(`"${MARK}"`)) return null;
  const original = parsed(text);
  if (original?.id !== MARK) return null;
  const copied = fittedTo(scenario, original);
  const { actors } = copied;
  if (actors.length === 0)
    return { command: copied.light ? pasteSky("light", copied.light, frame) : pasteSky("weather", copied.weather, frame) };
  const refusal = pasteFault(scenario, copied);
  if (refusal !== null) return { refusal };
  const targets = selectedActors(scenario, selection);
  if (targets.length !== actors.length) {
    const [needed, them] = actors.length === 1 ? ["one actor", "it"] : [`${actors.length} actors`, "them"];
    return { refusal: `The copied keyframes need ${needed} to be pasted into. Select ${them} and paste again.` };
  }
  const pastes = targets.flatMap(({ id }, place) => {
    const actor = actors[place];
    if (!actor) return [];
    const arrivals = wholeArrivals(worldOf(copied), actor);
    const timed = actor.trajectory.waypoints.map((waypoint, index) => ({ offset: arrivals[index] ?? 0, waypoint }));
    return [pasteWaypoints(id, timed, frame + actor.startFrame)];
  });
  return { command: sequence(pastes.length === 1 ? (pastes[0]?.label ?? "") : "Paste keyframes", pastes) };
}

function parsed(text: string): WholeScenario | null {
  try {
    return parseScenario(text);
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    return null;
  }
}
