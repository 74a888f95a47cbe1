import type { PictureStore, WholeScenario } from "@/core/document";
import { EMPTY_SELECTION, type Editor, type Player } from "@/editor";
import type { DetectorServices } from "../detection/detector";
import { switchBoxes, switchDetections } from "../detection/panelState";
import { planOf } from "../detection/run/plan";
import type { ScenarioFiles } from "../files/scenarioFiles";
import type { SearchJob } from "./job";

/** A scenario of a search, and where to look. */
export type Variant = {
  readonly scenario: WholeScenario;
  /** What sets it apart, such as `fog 3.2`. */
  readonly values: string;
  readonly frame: number;
  readonly track: number | null;
};

export type VariantOpener = {
  readonly editor: Editor;
  readonly pictures: PictureStore;
  readonly player: Pick<Player, "seek">;
  readonly files: Pick<ScenarioFiles, "open">;
  readonly detector: DetectorServices;
};

/** A scenario's name has at most so many characters. */
const MOST_NAME = 300;

/**
 * Opens a copy of a variant at its frame and shows what the search's detector makes of it: the simulated one at once, a real one by running
 * again. Undo goes back to the scenario that was open. @returns false if it could not be opened, which `files` has told
 */
export async function openVariant(
  { editor, pictures, player, files, detector }: VariantOpener,
  variant: Variant,
  job: SearchJob,
): Promise<boolean> {
  const { scenario, values, frame, track } = variant;
  const id = crypto.randomUUID();
  await files.open({ ...(await pictures.slim(scenario)), id, name: `${scenario.name} (${values})`.slice(0, MOST_NAME) });
  const { scenario: opened } = editor.document.getState();
  if (opened.id !== id) return false;
  const actor = opened.actors.find(({ trackId }) => trackId === track);
  editor.session.setState({ selection: actor ? { ...EMPTY_SELECTION, actors: [actor.id] } : EMPTY_SELECTION });
  player.seek(frame);
  choose(detector, job);
  switchDetections(editor, true);
  switchBoxes(editor, true);
  const [setup, own] = [detector.runSetup.getState(), detector.ownModel.state.getState()];
  const isStillThere = job.detector.kind !== "onnx" || own.files === job.detector.files;
  const plan = isStillThere ? planOf({ scenario: opened, store: pictures, rangeStart: 0, setup, own, video: null }) : null;
  if (plan) void detector.runDetector(plan);
  return true;
}

/** Chooses the detector as it was in a search. */
function choose(services: Pick<DetectorServices, "setup" | "runSetup">, { detector }: SearchJob): void {
  if (detector.kind === "simulated") {
    services.setup.setState({ profile: detector.profile, seed: detector.seed });
    services.runSetup.setState({ detector: "simulated" });
    return;
  }
  const { kind, every, confidence, classMap } = detector;
  const meanings = kind === "builtin" ? { builtinMeanings: { ...classMap } } : {};
  services.runSetup.setState({ detector: kind, pictures: "drawn", every, confidence, ...meanings });
}
