import type { Road, SlimScenario } from "@/core/document";
import {
  SCENERY_GROUPS,
  SCENERY_LIMITS,
  usualScenery,
  type SceneryGroup,
  type ScenerySettings,
  type SignalPhase,
  type SignalPhaseStart,
} from "@/core/world/scenery";
import { command, type Command } from "./command";
import { clamp, without } from "./edit";
import { withRoad } from "./road";

type Scenery = NonNullable<Road["scenery"]>;

/** Switches a road's scenery on or off. */
export function setScenery(on: boolean): Command {
  return command(on ? "Show scenery" : "Hide scenery", (scenario) =>
    withRoad(scenario, (road) => {
      if (on === (road.scenery !== undefined)) return road;
      return on ? { ...road, scenery: documentOf(usualScenery()) } : without(road, "scenery");
    }),
  );
}

/** Changes the scenery's seed or density. */
export function changeScenery(change: { readonly seed?: number; readonly density?: number }): Command {
  return command("Change scenery", (scenario) => withScenery(scenario, (scenery) => ({ ...scenery, ...change })));
}

/** Shows or hides a group of the scenery. */
export function showSceneryGroup(group: SceneryGroup, on: boolean): Command {
  return command("Change scenery", (scenario) =>
    withScenery(scenario, ({ groups = [...SCENERY_GROUPS], ...scenery }) => {
      const shown = SCENERY_GROUPS.filter((other) => (other === group ? on : groups.includes(other)));
      return shown.length === SCENERY_GROUPS.length ? scenery : { ...scenery, groups: shown };
    }),
  );
}

/** The usual cycle begins with green for the main road. */
const FIRST: SignalPhaseStart = { frame: 0, phase: "main" };

/** Lets a phase of the traffic lights begin at a frame; one that begins there already is replaced. */
export function putSignal(frame: number, phase: SignalPhase): Command {
  return command("Change traffic lights", (scenario) =>
    withSignals(scenario, (starts = [FIRST]) => [...starts.filter((start) => start.frame !== frame), { frame, phase }]),
  );
}

/** Lets a phase begin at another frame, between its neighbours. */
export function moveSignal(from: number, to: number): Command {
  return command("Change traffic lights", (scenario) =>
    withSignals(scenario, (starts = []) => {
      const index = starts.findIndex(({ frame }) => frame === from);
      const [low, high] = [(starts[index - 1]?.frame ?? -1) + 1, (starts[index + 1]?.frame ?? SCENERY_LIMITS.frame + 1) - 1];
      return starts.map((start, place) => (place === index ? { ...start, frame: clamp(Math.round(to), low, high) } : start));
    }),
  );
}

/** Removes a phase; without any, lights go through the usual cycle. */
export function removeSignal(frame: number): Command {
  return command("Change traffic lights", (scenario) =>
    withSignals(scenario, (starts = []) => starts.filter((start) => start.frame !== frame)),
  );
}

function withScenery(scenario: SlimScenario, change: (scenery: Scenery) => Scenery): SlimScenario {
  return withRoad(scenario, (road) => (road.scenery ? { ...road, scenery: change(road.scenery) } : road));
}

function withSignals(
  scenario: SlimScenario,
  change: (starts: readonly SignalPhaseStart[] | undefined) => readonly SignalPhaseStart[],
): SlimScenario {
  return withScenery(scenario, (scenery) => {
    const starts = [...change(scenery.signals)].sort((one, other) => one.frame - other.frame);
    return starts.length > 0 ? { ...scenery, signals: starts } : without(scenery, "signals");
  });
}

/** Settings as a document has them. */
const documentOf = ({ seed, density }: ScenerySettings): Scenery => ({ seed, density });
