import {
  createScenario,
  parseScenario,
  serializeScenario,
  type Scenario,
} from "@/core/document";
import { tellingFrame } from "@/core/scene";
import type { Editor } from "@/editor/editor";
import type { Autosave } from "@/library/autosave";
import { EMPTY_SELECTION } from "@/editor/selection";
import { sentence } from "../look/format";
import { switchDetections } from "../detection/panelState";
import { notify } from "../shell/notify";
import { fileNameOf, offerDownload } from "./download";
import { scenarioText } from "./scenarioText";

export type ScenarioFiles = {
  /** Reads and checks a file, and only then replaces the open scenario. Faults are shown. */
  readonly openFile: (file: File) => Promise<void>;
  /** Replaces the open scenario, which stays among the drafts and can be brought back. */
  readonly open: (scenario: Scenario) => Promise<void>;
  readonly openDraft: (id: string) => Promise<void>;
  readonly create: () => Promise<void>;
  /** Downloads the scenario as a file. */
  readonly save: () => void;
};

export function createScenarioFiles(editor: Editor, autosave: Autosave): ScenarioFiles {
  const showNext = (next: Scenario): void => {
    editor.open(next);
    // "Simulate for this scenario" was said of the other one.
    switchDetections(editor, false);
    show(editor, next);
    autosave.changed();
  };

  const open = async (next: Scenario): Promise<void> => {
    let before = editor.document.getState().scenario;
    const left = autosave.present();
    // What is open may never have been changed, and so never been stored.
    autosave.changed();
    const kept = await autosave.branch(() => {
      before = editor.document.getState().scenario;
      // Asked for before anything shows the next one, and so done before a list of the drafts is read.
      if (isBlank(before)) void autosave.remove(left).catch(() => undefined);
      showNext(next);
    });
    if (!kept) {
      notify({
        tone: "error",
        title: `“${next.name}” was not opened`,
        message: `“${before.name}” could not be kept: ${autosave.status.getState().fault ?? "the storage does not answer"}`,
        mend: {
          label: "Save it as a file, then open",
          run: () => {
            save();
            void autosave.abandon(() => showNext(next));
          },
        },
      });
      return;
    }
    if (isBlank(before)) return notify({ tone: "info", title: `Opened “${next.name}”`, message: "Every change is kept in this browser." });
    notify({
      tone: "info",
      title: `Opened “${next.name}”`,
      message: `“${before.name}” is kept under Open.`,
      mend: { label: `Back to “${before.name}”`, run: () => void open(before) },
    });
  };

  const save = (): void => {
    const scenario = editor.document.getState().scenario;
    offerDownload(new Blob([serializeScenario(scenario)], { type: "application/json" }), `${fileNameOf(scenario.name)}.scenario.json`);
  };

  return {
    open,
    openFile: async (file) => {
      try {
        await open(parseScenario(await scenarioText(file)));
      } catch (error) {
        notify({
          tone: "error",
          title: `“${file.name}” was not opened`,
          message: `${describe(error)} Your scenario is unchanged.`,
        });
      }
    },
    openDraft: async (id) => {
      try {
        const draft = await autosave.read(id);
        if (draft) await open(draft.scenario);
      } catch (error) {
        notify({ tone: "error", title: "The draft was not opened", message: `${describe(error)} Your scenario is unchanged.` });
      }
    },
    create: () => open(createScenario({ id: crypto.randomUUID() })),
    save,
  };
}

/** Sets playhead and selection so that a scenario just opened shows what it is about. */
export function show(editor: Editor, scenario: Scenario): void {
  const [first] = scenario.actors;
  editor.session.setState({ selection: first ? { ...EMPTY_SELECTION, actors: [first.id] } : EMPTY_SELECTION });
  editor.transient.setState({ frame: tellingFrame(scenario) });
}

/** Whether nothing was drawn: such a scenario is not worth a place among the drafts. */
function isBlank({ actors, occluders, generators, assets }: Scenario): boolean {
  return actors.length + occluders.length + generators.length + Object.keys(assets).length === 0;
}

function describe(error: unknown): string {
  return sentence(error instanceof Error ? error.message : String(error));
}
