import "fake-indexeddb/auto";
import { afterEach, expect, test, vi } from "vitest";
import { PictureStore } from "@/core/document";
import { blankScenario, createEditor, createPlayer, editorActions, present, setSeed, type ActionContext, type Editor } from "@/editor";
import type { LibraryLink } from "@/library";
import { createAutosave } from "@/library/autosave";
import { scenario } from "@/library/testing/library";
import type { Notice } from "../notice";
import { createScenarioFiles } from "./scenarioFiles";

let databases = 0;

afterEach(() => vi.restoreAllMocks());

/** A page with a scenario open, whose drafts are kept as in a browser; pages of one database are tabs of one browser. */
async function page(open = scenario("first", { seed: 1 }), databaseName = `files-${databases++}`, tab = "draft") {
  const editor = createEditor(open);
  const pictures = new PictureStore();
  const notices: Notice[] = [];
  let link: LibraryLink | null = null;
  let ids = 0;
  const autosave = createAutosave(
    {
      pictures,
      locks: null,
      journal: { length: 0, key: () => null, getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
      now: Date.now,
      newId: () => `${tab}-${ids++}`,
      databaseName,
    },
    () => ({ scenario: editor.document.getState().scenario, session: null }),
    () => undefined,
  );
  await autosave.restore();
  editor.document.subscribe(() => autosave.changed());
  const following = { link: () => link, goesOnFrom: (next: LibraryLink | null) => (link = next), linkOf: () => null };
  const files = createScenarioFiles(editor, pictures, autosave, following, (notice) => notices.push(notice));
  return { editor, files, autosave, notices, pictures, link: () => link };
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
    pictures: new PictureStore(),
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

test("the way back of an older notice leads to what that notice names, wherever that is by now", async () => {
  const { editor, files, notices, autosave } = await page();
  const shown = () => editor.document.getState();
  editor.run(setSeed(11));
  const first = autosave.present();
  await files.open(scenario("second", { seed: 2 }));
  const backToFirst = notices.at(-1)?.action?.run ?? expect.fail();
  await files.open(scenario("third", { seed: 3 }));

  // Two back: it comes with its steps and in its draft, and undo leads to what was left by that.
  backToFirst();
  await becomes(editor, 11);
  expect([autosave.present(), shown().previous?.name, shown().next]).toEqual([first, "Scenario third", null]);
  expect(notices.at(-1)).toMatchObject({
    title: "Opened “Scenario first” again",
    message: "Undo goes back to “Scenario third”.",
  });
  editor.undo();
  expect(seed(editor)).toBe(1);
  editor.run(setSeed(12));
  const { length } = notices;
  backToFirst();
  await autosave.flush();
  expect([seed(editor), notices.length]).toEqual([12, length]);

  // One forward.
  editor.undo();
  editor.undo();
  await becomes(editor, 3);
  expect([shown().previous?.name, shown().next?.name]).toEqual(["Scenario second", "Scenario first"]);
  backToFirst();
  await becomes(editor, 1);
  expect([autosave.present(), shown().previous?.name, shown().next]).toEqual([first, "Scenario third", null]);

  // No longer among the steps of this page: it is read from its draft.
  editor.redo();
  expect(seed(editor)).toBe(12);
  editor.undo();
  editor.undo();
  await becomes(editor, 3);
  await files.open(scenario("fourth", { seed: 4 }));
  backToFirst();
  await becomes(editor, 1);
  expect([shown().previous?.name, shown().next]).toEqual(["Scenario fourth", null]);
});

test("“Save it as a file, then open” does nothing once another scenario was opened, and undo still leads back", async () => {
  const { editor, files, notices } = await page();
  await files.open(scenario("second", { seed: 2 }));
  const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("No room", "QuotaExceededError");
  });
  editor.undo();
  await vi.waitFor(() => expect(notices.at(-1)?.title).toBe("“Scenario first” could not be opened"));
  const action = notices.at(-1)?.action;
  full.mockRestore();
  await files.open(scenario("third", { seed: 3 }));
  action?.run();
  await vi.waitFor(() => expect(notices.at(-1)?.title).toBe("“Scenario first” was not opened"));
  expect(seed(editor)).toBe(3);
  expect(editor.document.getState()).toMatchObject({ previous: { name: "Scenario second" }, next: null });
  editor.undo();
  await becomes(editor, 2);
  editor.undo();
  await becomes(editor, 1);
});

test("going back while another scenario is being opened loses neither", async () => {
  const { editor, files } = await page();
  await files.open(scenario("second", { seed: 2 }));
  editor.undo();
  await files.open(scenario("third", { seed: 3 }));
  await vi.waitFor(() => expect(editor.document.getState().previous?.name).toBe("Scenario third"));
  expect(seed(editor)).toBe(1);
  editor.undo();
  await becomes(editor, 3);
});

test("a blank scenario that is left takes its own draft with it, never one that another tab has changed", async () => {
  const databaseName = `files-${databases++}`;
  const here = await page(blankScenario("blank", { scene: "residential" }), databaseName, "here");
  here.autosave.changed();
  await here.autosave.flush();
  const shared = here.autosave.present();
  const there = await page(blankScenario("blank", { scene: "residential" }), databaseName, "there");
  expect(there.autosave.present()).toBe(shared);
  there.editor.run(setSeed(77));
  await there.autosave.flush();

  await here.files.open(scenario("second", { seed: 2 }));
  await here.autosave.flush();
  const drafts = await there.autosave.list();
  expect(drafts.map(({ id }) => id).sort()).toEqual([here.autosave.present(), shared].sort());
  expect((await there.autosave.read(shared))?.scenario.seed).toBe(77);
});

test("a file is saved without the pictures that are not in memory, which are named", async () => {
  const { editor, files, notices, pictures } = await page();
  const asset = (name: string) => ({
    ...{ name, mediaType: "image/png" as const, width: 8, height: 8, sha256: "a".repeat(64) },
    data: `data:image/png;base64,${name}`,
  });
  const slim = await pictures.slim({ ...scenario("pictured"), assets: { sky: asset("sky.png"), car: asset("car.png") } });
  const { sky, car } = slim.assets;
  if (!sky || !car) throw new Error("both are there");
  const assets = { car, sky: { ...sky, data: { ...sky.data } } };
  await files.open({ ...slim, assets, scene: { ...slim.scene, backgroundAsset: "sky" } });
  const saved: Blob[] = [];
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    if (blob instanceof Blob) saved.push(blob);
    return "blob:file";
  });
  vi.stubGlobal("document", { createElement: () => ({ click: () => undefined }) });
  files.save();
  vi.unstubAllGlobals();
  const file = JSON.parse((await saved[0]?.text()) ?? "{}") as { assets: object; scene: object };
  expect([Object.keys(file.assets), "backgroundAsset" in file.scene]).toEqual([["car"], false]);
  expect(notices.at(-1)).toMatchObject({
    tone: "warning",
    title: "The file lacks an image",
    message: "The rest was saved. Not in memory any more, and left out: “sky.png”.",
  });
  expect(editor.document.getState().scenario.assets).toBe(assets);
});
