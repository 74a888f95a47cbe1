import {
  ScenarioError,
  faultsOfChange,
  fileSizeFault,
  type Actor,
  type DocumentFault,
  type Scenario,
  type SlimScenario,
} from "@/core/document";
import { counted } from "@/core/text";
import { sequence, type Command } from "@/editor";
import { importedDuration, importedScenario, type ImportedParts, type NewVideo } from "@/formats";
import { underlay, type Background } from "../files/background";

export type Imported = ImportedParts & { readonly background: Background | null };

/** A new scenario for imported actors, with their background. @throws ScenarioError if it could not be saved */
export function scenarioOf({ background, ...parts }: Imported, video: NewVideo): SlimScenario {
  const scenario = importedScenario(parts, video);
  if (!background) return assertFits(scenario, fileSizeFault(scenario));
  const shown = underlay(background).apply(scenario);
  return assertFits(shown, faultsOfChange(scenario, shown));
}

/**
 * Adds imported actors to a scenario as one step; the video is extended for them if necessary.
 * @throws ScenarioError if the scenario could then not be saved
 */
export function addImported({ actors, ignoreRegions, frames, background }: Imported, open: SlimScenario): Command {
  const label = `Import ${counted(actors.length, "actor")}`;
  const add: Command = {
    label,
    apply: (scenario) => ({
      ...scenario,
      video: { ...scenario.video, durationFrames: importedDuration(Math.max(scenario.video.durationFrames, frames)) },
      actors: [...scenario.actors, ...withFreeIds(actors, scenario)],
      ...(ignoreRegions.length > 0 && { ignoreRegions: [...(scenario.ignoreRegions ?? []), ...ignoreRegions] }),
    }),
  };
  const show: Command = { label, apply: (scenario) => (background ? underlay(background).apply(scenario) : scenario) };
  const command = sequence(label, [add, show]);
  assertFits(open, faultsOfChange(open, command.apply(open)));
  return command;
}

function assertFits(scenario: SlimScenario, faults: readonly DocumentFault[]): SlimScenario {
  if (faults.length > 0) throw new ScenarioError(faults);
  return scenario;
}

/** Imported actors under ids and track ids that the scenario does not use yet; those that are free stay. */
export function withFreeIds(actors: readonly Actor[], scenario: Pick<Scenario, "actors" | "occluders">): Actor[] {
  const ids = new Set([...scenario.actors, ...scenario.occluders].map(({ id }) => id));
  const trackIds = new Set(scenario.actors.map(({ trackId }) => trackId));
  const wanted = new Set(actors.map(({ trackId }) => trackId));
  let nextTrack = 0;
  return actors.map((actor) => {
    let { id, trackId } = actor;
    for (let suffix = 2; ids.has(id); suffix++) id = `${actor.id}-${suffix}`;
    if (trackIds.has(trackId)) {
      while (trackIds.has(nextTrack) || wanted.has(nextTrack)) nextTrack++;
      trackId = nextTrack;
    }
    ids.add(id);
    trackIds.add(trackId);
    return { ...actor, id, trackId };
  });
}
