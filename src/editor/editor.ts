import type { Scenario } from "@/core/document";
import type { Command } from "./commands/command";
import { beginHistory, goTo, present, record } from "./history";
import { sameContent } from "./sameContent";
import { isEmpty, selectionOf } from "./selection";
import { createDocumentStore, type DocumentStore } from "./stores/document";
import { createSessionStore, pruned, type SessionStore } from "./stores/session";
import { createTransientStore, type TransientStore } from "./stores/transient";

/** A change in progress, such as a drag. Its previews are nowhere but in the transient store until it commits. */
export type Gesture = {
  /** Previews a change of the document as it was when the gesture began, in place of the preview before. */
  update: (change: Command | ((start: Scenario) => Scenario)) => void;
  /** Makes the preview one undo step, or none where nothing changed. */
  commit: () => void;
  /** Leaves no trace. */
  cancel: () => void;
};

export type Editor = {
  readonly document: DocumentStore;
  readonly session: SessionStore;
  readonly transient: TransientStore;
  /** The scenario as it is to be shown: with the preview of a gesture, if one is under way. */
  readonly live: () => Scenario;
  /** Applies a command as one undo step; a gesture under way is committed first. Gives the new scenario. */
  readonly run: (command: Command) => Scenario;
  /** Begins a change that `update` previews; a gesture still under way is cancelled. */
  readonly gesture: (label: string) => Gesture;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Goes to a step of the history list. */
  readonly jump: (position: number) => void;
  /** Replaces the scenario and forgets the history; selection, playhead and range begin anew. */
  readonly open: (scenario: Scenario) => void;
};

/** An editor for a scenario, without a page: stores, history and gestures. */
export function createEditor(scenario: Scenario): Editor {
  const document = createDocumentStore(scenario);
  const session = createSessionStore();
  const transient = createTransientStore();
  let active: Gesture | null = null;

  const live = () => transient.getState().preview ?? document.getState().scenario;

  /** The selection never names what is gone, and the playhead stays within the video. */
  const settle = (): void => {
    const next = document.getState().scenario;
    session.setState((state) => pruned(state, next));
    transient.setState((state) => {
      const frame = Math.min(state.frame, next.video.durationFrames - 1);
      return state.frame === frame && state.preview === null ? state : { ...state, frame, preview: null };
    });
  };

  const commitStep = (label: string, before: Scenario, after: Scenario, merge?: string): void => {
    // A command that sets what is set already is no step.
    if (!sameContent(before, after)) {
      const { history } = document.getState();
      const step = { label, scenario: after, ...(merge === undefined ? {} : { merge }) };
      document.setState({ scenario: after, history: record(history, step) });
    }
    settle();
  };

  const gesture = (label: string): Gesture => {
    active?.cancel();
    const start = document.getState().scenario;
    let after = start;
    const begun: Gesture = {
      update: (change) => {
        if (active !== begun) return;
        after = typeof change === "function" ? change(start) : change.apply(start);
        transient.setState({ preview: after === start ? null : after });
      },
      commit: () => {
        if (active !== begun) return;
        active = null;
        commitStep(label, start, after);
      },
      cancel: () => {
        if (active !== begun) return;
        active = null;
        transient.setState({ preview: null });
      },
    };
    active = begun;
    return begun;
  };

  const jump = (position: number): void => {
    active?.cancel();
    const history = goTo(document.getState().history, position);
    document.setState({ history, scenario: present(history) });
    settle();
  };

  /** One step back or forth; bodies that it brings are selected, as they were when they were made. */
  const step = (by: 1 | -1): void => {
    const before = document.getState().scenario;
    jump(document.getState().history.position + by);
    const after = document.getState().scenario;
    const brought = (pick: (of: Scenario) => readonly { readonly id: string }[]): string[] => {
      const known = new Set(pick(before).map(({ id }) => id));
      return pick(after).flatMap(({ id }) => (known.has(id) ? [] : [id]));
    };
    const selection = selectionOf({ actors: brought(({ actors }) => actors), occluders: brought(({ occluders }) => occluders) });
    if (!isEmpty(selection)) session.setState({ selection });
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
      commitStep(label, before, apply(before), merge);
      return document.getState().scenario;
    },
    undo: () => step(-1),
    redo: () => step(1),
    open: (next) => {
      active?.cancel();
      document.setState({ scenario: next, history: beginHistory("Open", next) });
      session.getState().reset();
      transient.setState(({ viewport }) => ({ ...transient.getInitialState(), viewport }));
      settle();
    },
  };
}
