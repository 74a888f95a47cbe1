import type { SlimScenario } from "@/core/document";
import type { Command } from "./commands/command";
import { beginHistory, goTo, present, record, type History } from "./history";
import { outcomeOf, type Refusal } from "./refusal";
import { sameContent } from "./sameContent";
import { isEmpty, regionsAfter, regionsBrought, selectionOf, type Selection } from "./selection";
import { createDocumentStore, type DocumentStore } from "./stores/document";
import { createSessionStore, pruned, type SessionStore } from "./stores/session";
import { createTransientStore, type TransientStore } from "./stores/transient";
import { stageViewsOf } from "./views";

/** A change in progress, such as a drag. Its previews exist only in the transient store until it commits. */
export type Gesture = {
  /** Previews a change of the document as it was when the gesture started, replacing the previous preview. */
  update: (change: Command | ((start: SlimScenario) => SlimScenario)) => void;
  /** Makes the preview one undo step, or none if nothing changed. */
  commit: () => void;
  /** Leaves no trace. */
  cancel: () => void;
};

/** A scenario as it was left: with the steps that can be undone and redone, what was selected, and the playhead. */
export type LeftScenario = { readonly history: History; readonly selection: Selection; readonly frame: number };

export type Editor = {
  readonly document: DocumentStore;
  readonly session: SessionStore;
  readonly transient: TransientStore;
  /** The scenario as it is to be shown: with the preview of a gesture, if one is in progress. */
  readonly live: () => SlimScenario;
  /**
   * Applies a command as one undo step; a gesture in progress is committed first. Returns the new scenario: the previous one if nothing
   * changed, or if the change was refused (`onRefused` is called).
   */
  readonly run: (command: Command) => SlimScenario;
  /** Starts a change that `update` previews; a gesture still in progress is cancelled. */
  readonly gesture: (label: string) => Gesture;
  /** One step back; from the first one, to the scenario that was open before, if there is one. */
  readonly undo: () => void;
  readonly redo: () => void;
  /** Goes to a step of the history list. */
  readonly jump: (position: number) => void;
  /** Replaces the scenario and clears the history; selection, playhead and range are reset. */
  readonly open: (scenario: SlimScenario) => void;
  /** The open scenario as it is left; a gesture in progress is cancelled. */
  readonly leave: () => LeftScenario;
  /** Replaces the scenario with one that was left. */
  readonly resume: (left: LeftScenario) => void;
  /**
   * Gives the scenario another id, in every step of its history: undo restores what users changed, never an older identity. Does nothing
   * if the open scenario does not have the id `from`.
   */
  readonly giveNewId: (from: string, to: string) => void;
};

export type EditorOptions = {
  /** Called with a change that the scenario's limits do not allow, and that was therefore not made. */
  readonly onRefused?: (refusal: Refusal) => void;
};

/** An editor for a scenario, without a page: stores, history and gestures. */
export function createEditor(scenario: SlimScenario, { onRefused = () => undefined }: EditorOptions = {}): Editor {
  const document = createDocumentStore(scenario);
  const session = createSessionStore();
  const transient = createTransientStore();
  transient.setState({ planBox: stageViewsOf(scenario).placeOfAction() });
  let active: Gesture | null = null;
  /** Counts what was selected: steps made of different things are different steps. */
  let choice = 0;

  const live = () => transient.getState().preview ?? document.getState().scenario;

  /** The selection never names what no longer exists, and the playhead stays within the video. */
  const settle = (): void => {
    const next = document.getState().scenario;
    session.setState((state) => pruned(state, next));
    transient.setState((state) => {
      const frame = Math.min(state.frame, next.video.durationFrames - 1);
      return state.frame === frame && state.preview === null ? state : { ...state, frame, preview: null };
    });
  };

  /** No command decides which scenario this is, and a gesture may have started before it got another id. */
  const withPresentId = (changed: SlimScenario): SlimScenario => {
    const { id } = document.getState().scenario;
    return changed.id === id ? changed : { ...changed, id };
  };

  /** The result of a change to a scenario, or why it is refused: every change goes through here, including previews. */
  const outcome = (
    label: string,
    before: SlimScenario,
    change: (scenario: SlimScenario) => SlimScenario,
  ): { readonly after: SlimScenario; readonly refusal: Refusal | null } => {
    const made = change(before);
    if (made === before) return { after: before, refusal: null };
    return outcomeOf(label, before, withPresentId(made));
  };

  // A caller that adds a body selects it next, even if the addition was refused.
  session.subscribe(({ selection }, before) => {
    if (selection === before.selection) return;
    choice++;
    session.setState((state) => pruned(state, live()));
  });

  const commitStep = (label: string, before: SlimScenario, after: SlimScenario, merge?: string): void => {
    // A command that sets what is already set is not a step.
    if (!sameContent(withPresentId(before), withPresentId(after))) {
      const { history } = document.getState();
      const scenario = withPresentId(after);
      const step = { label, scenario, ...(merge === undefined ? {} : { merge, choice }) };
      document.setState({ scenario, history: record(history, step) });
    }
    settle();
  };

  const gesture = (label: string): Gesture => {
    active?.cancel();
    const start = document.getState().scenario;
    let after = start;
    let refusal: Refusal | null = null;
    const opened: Gesture = {
      update: (change) => {
        if (active !== opened) return;
        const next = outcome(label, start, typeof change === "function" ? change : change.apply);
        refusal = next.refusal;
        // The preview stays at the last valid state.
        if (refusal) return;
        after = next.after;
        transient.setState({ preview: after === start ? null : after });
      },
      commit: () => {
        if (active !== opened) return;
        active = null;
        commitStep(label, start, after);
        if (refusal) onRefused(refusal);
      },
      cancel: () => {
        if (active !== opened) return;
        active = null;
        transient.setState({ preview: null });
      },
    };
    active = opened;
    return opened;
  };

  /** Regions are selected by index, and the steps in between may have changed those. */
  const followRegions = ({ steps, position }: History, target: number): void => {
    const { selection } = session.getState();
    if (selection.regions.length === 0) return;
    const passed = steps.slice(Math.min(position, target), Math.max(position, target) + 1).map(({ scenario }) => scenario);
    if (target < position) passed.reverse();
    const regions = passed.reduce<readonly number[]>((chosen, after, index) => {
      const before = passed[index - 1];
      return before ? regionsAfter(chosen, before, after) : chosen;
    }, selection.regions);
    if (regions !== selection.regions) session.setState({ selection: { ...selection, regions } });
  };

  const jump = (position: number): void => {
    active?.cancel();
    const before = document.getState().history;
    const history = goTo(before, position);
    document.setState({ history, scenario: present(history) });
    followRegions(before, history.position);
    settle();
  };

  const replace = (history: History): void => {
    active?.cancel();
    document.setState(({ opening }) => ({ scenario: present(history), history, opening: opening + 1 }));
    session.getState().reset();
    const planBox = stageViewsOf(present(history)).placeOfAction();
    transient.setState(({ viewport, planViewport }) => ({ ...transient.getInitialState(), viewport, planViewport, planBox }));
  };

  /** One step back or forward; bodies that it restores are selected, as they were when they were made. */
  const step = (by: 1 | -1): void => {
    const { scenario: before, history, previous, next } = document.getState();
    const beyond = by < 0 ? previous : next;
    if (beyond && !history.steps[history.position + by]) {
      active?.cancel();
      return beyond.open();
    }
    jump(history.position + by);
    const after = document.getState().scenario;
    const brought = (pick: (of: SlimScenario) => readonly { readonly id: string }[]): string[] => {
      const known = new Set(pick(before).map(({ id }) => id));
      return pick(after).flatMap(({ id }) => (known.has(id) ? [] : [id]));
    };
    const selection = selectionOf({ actors: brought(({ actors }) => actors), occluders: brought(({ occluders }) => occluders) });
    if (!isEmpty(selection)) session.setState({ selection });
    else if (isEmpty(session.getState().selection))
      session.setState({ selection: selectionOf({ regions: regionsBrought(before, after) }) });
  };

  return {
    document,
    session,
    transient,
    live,
    gesture,
    jump,
    run: ({ label, apply, merge }) => {
      active?.commit();
      const before = document.getState().scenario;
      const { after, refusal } = outcome(label, before, apply);
      commitStep(label, before, after, merge);
      if (refusal) onRefused(refusal);
      return document.getState().scenario;
    },
    undo: () => step(-1),
    redo: () => step(1),
    open: (next) => {
      replace(beginHistory("Open", next));
      settle();
    },
    leave: () => {
      active?.cancel();
      return { history: document.getState().history, selection: session.getState().selection, frame: transient.getState().frame };
    },
    resume: ({ history, selection, frame }) => {
      replace(history);
      session.setState({ selection });
      transient.setState({ frame });
      settle();
    },
    giveNewId: (from, to) => {
      const { scenario: present, history } = document.getState();
      if (present.id !== from || from === to) return;
      const renewed = new Map<SlimScenario, SlimScenario>();
      const withId = (old: SlimScenario): SlimScenario => {
        const known = renewed.get(old) ?? { ...old, id: to };
        renewed.set(old, known);
        return known;
      };
      const steps = history.steps.map((step) => ({ ...step, scenario: withId(step.scenario) }));
      document.setState({ scenario: withId(present), history: { ...history, steps } });
      transient.setState(({ preview }) => (preview ? { preview: { ...preview, id: to } } : {}));
    },
  };
}
