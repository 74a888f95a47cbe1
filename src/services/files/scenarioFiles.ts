import {
  ScenarioError,
  parseDocument,
  salvageScenario,
  serializeScenario,
  validateScenario,
  type PictureStore,
  type Scenario,
  type SlimScenario,
  type WholeScenario,
} from "@/core/document";
import { tellingFrame } from "@/core/scene";
import { EMPTY_SELECTION, blankScenario, isBlank, present, type Editor, type Neighbour, type NewScenario } from "@/editor";
import type { Follower, LibraryLink } from "@/library";
import { listedParts, partialOpenNotice, type Autosave, type Draft } from "@/library/autosave";
import { jsonText, sentence } from "@/core/text";
import { switchDetections } from "../detection/panelState";
import type { Notify } from "../notice";
import { fileName } from "@/core/names";
import { offerDownload } from "./download";
import { scenarioText } from "./scenarioText";
import { NO_TRAIL, opened, wentTo, type Left, type Trail } from "./trail";

export type ScenarioFiles = {
  /** Reads and checks a file, and only then replaces the open scenario. Faults are shown. */
  readonly openFile: (file: File) => Promise<void>;
  /**
   * Replaces the open scenario, which stays among the drafts. Undo brings it back, with its own steps; redo then returns to this one.
   * @param row of the library that holds the scenario, if it was read there
   */
  readonly open: (scenario: SlimScenario, row?: LibraryLink) => Promise<void>;
  readonly openDraft: (id: string) => Promise<void>;
  /** Replaces the open scenario by an empty one. */
  readonly create: (of: NewScenario) => Promise<void>;
  /** Downloads the scenario as a file. */
  readonly save: () => void;
};

/** The library's following of the open scenario, as far as opening another one affects it. */
export type Following = Pick<Follower, "link" | "goesOnFrom"> & {
  /** What of the library a draft continues from. */
  readonly linkOf: (draft: Draft) => LibraryLink | null;
};

export function createScenarioFiles(
  editor: Editor,
  pictures: PictureStore,
  autosave: Autosave,
  following: Following,
  notify: Notify,
): ScenarioFiles {
  let trail = NO_TRAIL;
  /** Replacements in progress: undo pressed again meanwhile must not go two scenarios back. */
  let replacing = 0;

  /**
   * Puts another scenario in the place of the open one, once that is stored; shows why if it cannot be stored.
   * @param next `draft`: the one to continue in, if it was left in this page
   * @returns what was left; null if nothing was replaced
   */
  const replaceOpen = async (
    next: { readonly name: string; readonly link: LibraryLink | null; readonly draft?: string; readonly put: () => void },
    step: (trail: Trail, left: Left) => Trail,
  ): Promise<{ readonly left: Left; readonly blocked: boolean } | null> => {
    let replaced: Left[] = [];
    const replace = (draft: string, isStored: boolean): void => {
      const left = { ...editor.leave(), link: following.link(), draft };
      // Requested before anything shows the next one, and so done before a list of the drafts is read.
      if (isStored && isBlank(present(left.history))) void autosave.remove(draft).catch(() => undefined);
      next.put();
      following.goesOnFrom(next.link);
      // "Simulate for this scenario" was chosen for the previous one.
      switchDetections(editor, false);
      trail = step(trail, left);
      replaced = [left];
      showNeighbours();
      autosave.changed();
    };
    replacing++;
    try {
      // The open scenario may never have been changed, and so never been stored.
      autosave.changed();
      const kept = await autosave.branch((draft) => replace(draft, true), next.draft);
      const { blocked, fault } = autosave.status.getState();
      // A notice at the start said that nothing is kept here.
      if (!kept && blocked) await autosave.abandon((draft) => replace(draft, false));
      else if (!kept) {
        const madeFor = trail;
        notify({
          tone: "error",
          title: `“${next.name}” could not be opened`,
          message: `“${editor.document.getState().scenario.name}” could not be saved: ${fault ?? "the storage does not respond"}`,
          action: {
            label: "Save it as a file, then open",
            run: () => {
              // What is open by now is another scenario, and where the next one was on the trail may have changed.
              if (trail !== madeFor || replacing > 0)
                return notify({
                  tone: "info",
                  title: `“${next.name}” was not opened`,
                  message: "Another scenario was opened in the meantime. To open this one, choose it again.",
                });
              save();
              replacing++;
              void autosave.abandon((draft) => replace(draft, false)).finally(() => replacing--);
            },
          },
        });
      }
      const [left] = replaced;
      return left ? { left, blocked } : null;
    } finally {
      replacing--;
    }
  };

  const showNeighbours = (): void => {
    const neighbour = (of: Left | undefined, open: () => Promise<void>): Neighbour | null =>
      of === undefined ? null : { name: nameOf(of), open: () => void open() };
    editor.document.setState({ previous: neighbour(trail.earlier.at(-1), goBack), next: neighbour(trail.later[0], goForward) });
  };

  /** Puts a scenario of the trail back, with its steps. */
  const resume = async (target: Left | undefined): Promise<void> => {
    if (!target || replacing > 0) return;
    const { link, draft } = target;
    const replaced = await replaceOpen({ name: nameOf(target), link, draft, put: () => editor.resume(target) }, wentTo(target));
    if (!replaced) return;
    const [name, leftName] = [nameOf(target), nameOf(replaced.left)];
    notify(
      trail.later[0] === replaced.left
        ? { tone: "info", title: `Back to “${name}”`, message: `Redo opens “${leftName}” again.` }
        : { tone: "info", title: `Opened “${name}” again`, message: `Undo goes back to “${leftName}”.` },
    );
  };

  const goBack = (): Promise<void> => resume(trail.earlier.at(-1));
  const goForward = (): Promise<void> => resume(trail.later[0]);

  const open = async (next: SlimScenario, link: LibraryLink | null = null): Promise<void> => {
    const put = () => {
      editor.open(next);
      show(editor, next);
    };
    const replaced = await replaceOpen({ name: next.name, link, put }, opened);
    if (!replaced) return;
    const { left, blocked } = replaced;
    if (isBlank(present(left.history)))
      return notify({
        tone: "info",
        title: `Opened “${next.name}”`,
        message: blocked ? "This browser cannot keep it, so save it as a file." : "Every change is saved in this browser.",
      });
    notify({
      tone: "info",
      title: `Opened “${next.name}”`,
      message: blocked
        ? `“${nameOf(left)}” is not saved in this browser. Go back to save it as a file.`
        : `“${nameOf(left)}” is listed under Open.`,
      action: { label: `Back to “${nameOf(left)}”`, run: () => void goBackTo(left) },
    });
  };

  const openWhole = async (scenario: WholeScenario): Promise<void> => open(await pictures.slim(scenario));

  const openRead = async (draft: Draft): Promise<void> => {
    await open(draft.scenario, following.linkOf(draft));
    if (draft.leftOut.length > 0) notify({ tone: "warning", title: "Your scenario", message: partialOpenNotice(draft) });
  };

  /** Shows a scenario that was left, after which others may have been opened: with its steps if this page still has them. */
  const goBackTo = async (left: Left): Promise<void> => {
    if (autosave.present() === left.draft) return;
    const kept = [...trail.earlier, ...trail.later].find(({ draft }) => draft === left.draft);
    if (kept) return resume(kept);
    const draft = await autosave.read(left.draft).catch(() => null);
    await (draft ? openRead(draft) : open(present(left.history), left.link));
  };

  const save = (): void => {
    const { scenario, missing } = pictures.wholeAsFarAsPossible(editor.document.getState().scenario);
    const { text, fault } = missing.length > 0 ? withoutMissing(scenario) : fileTextOf(scenario);
    offerDownload(new Blob([text], { type: "application/json" }), `${fileName(scenario.name)}.scenario.json`);
    if (missing.length > 0)
      notify({
        tone: "warning",
        title: missing.length === 1 ? "The file lacks an image" : `The file lacks ${missing.length} images`,
        message: `The rest was saved. Not in memory any more, and left out: ${listedParts(missing.map((name) => `“${name}”`))}.`,
      });
    if (fault !== null)
      notify({
        tone: "warning",
        title: "The file can only be opened in part",
        message: `The file was saved, but part of it is not valid in a scenario: ${describe(fault)}`,
      });
  };

  /** If a file is not valid, the valid part of it, if the user wants that. */
  const offerTheRest = (name: string, raw: unknown, error: ScenarioError): void => {
    const { scenario, leftOut } = salvageScenario(raw);
    notify({
      tone: "error",
      title: `“${name}” could not be opened`,
      message: `${describe(error)} Your scenario is unchanged.`,
      action: {
        label: "Open without it",
        run: () =>
          void openWhole(scenario).then(() =>
            notify({
              tone: "warning",
              title: `“${scenario.name}” was opened in part`,
              message: sentence(`Left out: ${listedParts(leftOut)}`),
            }),
          ),
      },
    });
  };

  const openText = async (name: string, text: string): Promise<void> => {
    const raw = parseDocument(text);
    let scenario: WholeScenario;
    try {
      scenario = validateScenario(raw);
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      return offerTheRest(name, raw, error);
    }
    await openWhole(scenario);
  };

  return {
    open: (scenario, row) => open(scenario, row && { id: row.id, revision: row.revision, sha256: row.sha256 }),
    openFile: async (file) => {
      try {
        await openText(file.name, await scenarioText(file));
      } catch (error) {
        notify({
          tone: "error",
          title: `“${file.name}” could not be opened`,
          message: `${describe(error)} Your scenario is unchanged.`,
        });
      }
    },
    openDraft: async (id) => {
      try {
        const draft = await autosave.read(id);
        if (draft) await openRead(draft);
      } catch (error) {
        notify({ tone: "error", title: "The draft could not be opened", message: `${describe(error)} Your scenario is unchanged.` });
      }
    },
    create: (of) => open(blankScenario(crypto.randomUUID(), of)),
    save,
  };
}

/** A scenario's file, and why it would not open completely, which no change of ours allows to happen; there is a file in any case. */
function fileTextOf(scenario: WholeScenario): { readonly text: string; readonly fault: ScenarioError | null } {
  try {
    return { text: serializeScenario(scenario), fault: null };
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return { text: jsonText(scenario), fault: error };
  }
}

/** The same of a scenario that refers to pictures it does not have. */
function withoutMissing(scenario: WholeScenario): ReturnType<typeof fileTextOf> {
  try {
    return fileTextOf(salvageScenario(scenario).scenario);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return fileTextOf(scenario);
  }
}

/** Sets playhead and selection so that a scenario just opened shows what it is about. */
export function show(editor: Editor, scenario: Scenario): void {
  const [first] = scenario.actors;
  editor.session.setState({ selection: first ? { ...EMPTY_SELECTION, actors: [first.id] } : EMPTY_SELECTION });
  editor.transient.setState({ frame: tellingFrame(scenario) });
}

const nameOf = ({ history }: Left): string => present(history).name;

function describe(error: unknown): string {
  return sentence(error instanceof Error ? error.message : String(error));
}
