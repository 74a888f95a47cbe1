import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import { createEditor, createPlayer, editorActions, present, setSeed, type ActionContext, type Editor } from "@/editor";
import type { LibraryLink } from "@/library";
import { createAutosave } from "@/library/autosave";
import { scenario } from "@/library/testing/library";
import type { Notice } from "../notice";
import { createScenarioFiles } from "./scenarioFiles";

let databases = 0;

/** A page with a scenario open, whose drafts are kept as in a browser. */
async function page(open = scenario("first", { seed: 1 })) {
  const editor = createEditor(open);
  const notices: Notice[] = [];
  let link: LibraryLink | null = null;
  let ids = 0;
  const autosave = createAutosave(
    {
      locks: null,
      journal: { length: 0, key: () => null, getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
      now: Date.now,
      newId: () => `draft-${ids++}`,
      databaseName: `files-${databases++}`,
    },
    () => ({ scenario: editor.document.getState().scenario, session: null }),
    () => undefined,
  );
  await autosave.restore();
  editor.document.subscribe(() => autosave.changed());
  const following = { link: () => link, goesOnFrom: (next: LibraryLink | null) => (link = next), linkOf: () => null };
  const files = createScenarioFiles(editor, autosave, following, (notice) => notices.push(notice));
  return { editor, files, autosave, notices, link: () => link };
}

const seed = (editor: Editor) => editor.document.getState().scenario.seed;
/** Undo or redo that leads to another scenario takes a moment: the open one is stored first. */
const becomes = (editor: Editor, value: number) => vi.waitFor(() => expect(seed(editor)).toBe(value));

test("one undo after a draft was opened returns to what was open, with all its steps; redo opens the draft again", async () => {
  const { editor, files, autosave, notices, link } = await page();
  const row = { id: "row", revision: 3, sha256: "a" };
  await files.open(scenario("second", { seed: 2 }), row);
  editor.run(setSeed(20));
  editor.session.setState({ selection: { ...editor.session.getState().selection, actors: [] } });
  editor.transient.setState({ frame: 17 });
  const drafts = await autosave.list();
  const first = drafts.find(({ name }) => name === "Scenario first");
  await files.openDraft(first?.id ?? "");
  editor.run(setSeed(10));
  expect(link()).toBeNull();

  editor.undo();
  expect(seed(editor)).toBe(1);
  editor.undo();
  await becomes(editor, 20);
  expect([editor.transient.getState().frame, editor.session.getState().selection.actors, link()]).toEqual([17, [], row]);
  expect(notices.at(-1)).toMatchObject({ title: "Back to “Scenario second”", message: "Redo opens “Scenario first” again." });
  editor.undo();
  expect(seed(editor)).toBe(2);
  // And further back, to what was open before that.
  editor.undo();
  await becomes(editor, 1);
  expect(editor.document.getState().previous).toBeNull();

  editor.redo();
  await becomes(editor, 2);
  editor.redo();
  expect(seed(editor)).toBe(20);
  editor.redo();
  await becomes(editor, 1);
  editor.redo();
  expect(seed(editor)).toBe(10);
  expect(editor.document.getState().next).toBeNull();
  await autosave.flush();
  // Going back and forth continues in the drafts that were left and makes no others.
  const { length } = await autosave.list();
  expect(length).toBe(3);
});

test("the notice's way back is the same step, and another scenario opened there ends the way forward", async () => {
  const { editor, files, notices } = await page();
  editor.run(setSeed(5));
  await files.open(scenario("second", { seed: 2 }));
  notices.at(-1)?.action?.run();
  await becomes(editor, 5);
  // What was changed before can still be undone.
  editor.undo();
  expect(seed(editor)).toBe(1);
  expect(editor.document.getState().next?.name).toBe("Scenario second");
  await files.open(scenario("third", { seed: 3 }));
  expect(editor.document.getState()).toMatchObject({ next: null, previous: { name: "Scenario first" } });
  editor.undo();
  editor.undo();
  await becomes(editor, 1);
  expect(editor.document.getState().history.steps.map(({ label }) => label)).toHaveLength(2);
});

test("a key held down stops at the scenario's first step, and undo is offered while there is something to go back to", async () => {
  const { editor, files } = await page();
  const undo = editorActions.find(({ id }) => id === "edit.undo");
  const context: ActionContext = {
    editor,
    player: createPlayer(editor),
    clipboard: { write: () => undefined, read: () => Promise.resolve(null) },
    report: () => undefined,
    pointedAt: () => null,
  };
  expect(undo?.enabled?.(context)).toBe(false);
  await files.open(scenario("second", { seed: 2 }));
  expect(undo?.enabled?.(context)).toBe(true);
  undo?.perform(context, { repeat: true });
  await Promise.resolve();
  expect(seed(editor)).toBe(2);
  undo?.perform(context, { repeat: false });
  await becomes(editor, 1);
  expect(present(editor.document.getState().history).seed).toBe(1);
});
