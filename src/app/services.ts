import { createEditor, createPlayer, createPointer, editorActions, keepSession, type ActionContext } from "@/editor";
import { PictureStore } from "@/core/document";
import type { LibraryLink } from "@/library";
import { createAutosave } from "@/library/autosave";
import { openSiteData } from "@/library/siteData";
import { OPENING_SCENARIO } from "@/presets";
import type { Services } from "@/ui/context/ServicesContext";
import { createDetector } from "@/services/detection/detector";
import { detectionActions } from "@/ui/detection/detectionActions";
import { takeInterruptedExports } from "@/services/export/runningExports";
import { createBackgroundReader, fileSources } from "@/services/files/backgroundReader";
import { createScenarioFiles, show } from "@/services/files/scenarioFiles";
import { appActions } from "@/ui/shell/appActions";
import { copyOpenLink } from "@/ui/library/copyLink";
import { sentence } from "@/core/text";
import { createAnswerStore } from "@/services/search/answerStore";
import { buildOf } from "@/services/search/build";
import { searchInWorker } from "@/services/search/inWorker";
import { createSearch } from "@/services/search/search";
import { searchNotices } from "./searchNotices";
import { createSuiteServices } from "@/services/suite/suiteServices";
import { showPanel } from "@/ui/panels/tabs";
import { createDialogStore } from "@/ui/shell/dialogs";
import { palette } from "@/ui/shell/palette";
import { notify } from "@/ui/shell/notify";
import { systemClipboard } from "@/ui/shell/systemClipboard";
import { createLibrary, openLinked } from "./library";
import { KEPT_WITH_SCENARIO, linkOfDraft, restoreSession, sessionSnapshot } from "./sessionSnapshot";

/** Reading the autosave takes no longer than this; a browser whose storage hangs still gets its editor. */
const RESTORE_LIMIT_MS = 3000;

/** Creates everything the page works with, and opens the scenario last worked on, or otherwise the opening one. */
export async function createServices(): Promise<Services> {
  const editor = createEditor(OPENING_SCENARIO, {
    onRefused: ({ label, reason }) =>
      notify({ tone: "warning", title: `“${label}” was not applied`, message: `${sentence(reason)} The scenario is unchanged.` }),
  });
  const pictures = new PictureStore();
  const siteData = await openSiteData(window);
  let linkOf: () => LibraryLink | null = () => null;
  const autosave = createAutosave(
    {
      pictures,
      locks: siteData.locks,
      journal: siteData.local,
      now: Date.now,
      newId: () => crypto.randomUUID(),
    },
    () => ({ scenario: editor.document.getState().scenario, session: sessionSnapshot(editor, linkOf()) }),
    () =>
      notify({
        tone: "warning",
        title: "This scenario was changed in another tab",
        message: "This tab now edits a copy. Both are listed under Open.",
      }),
  );
  keepSession(editor.session, siteData.local, "jaywalk-session");

  const restored = await autosave.restore(AbortSignal.timeout(RESTORE_LIMIT_MS));
  if (restored.draft) {
    editor.open(restored.draft.scenario);
    restoreSession(editor, restored.draft.session);
  } else show(editor, OPENING_SCENARIO);
  if (restored.notice !== null) notify({ tone: "warning", title: "Your scenario", message: restored.notice });
  const { fault, blocked } = autosave.status.getState();
  if (fault !== null)
    notify({ tone: "error", title: blocked ? "Nothing is saved in this browser" : "Not saved", message: fault, isAboutBrowser: true });

  const dialogs = createDialogStore();
  const library = createLibrary(editor, pictures, siteData, linkOfDraft(restored.draft));
  linkOf = library.follower.link;
  const files = createScenarioFiles(editor, pictures, autosave, { ...library.follower, linkOf: linkOfDraft }, notify);
  const background = createBackgroundReader(editor, fileSources(pictures), notify, () => showPanel(editor, "scenario"));
  const player = createPlayer(editor);
  const pointer = createPointer(editor);
  const suite = createSuiteServices();
  const detector = createDetector(editor, siteData.local);
  const search = createSearch({
    ...{ editor, pictures, detector, store: createAnswerStore(), run: searchInWorker },
    build: () => buildOf(document.baseURI),
  });
  const actions = [
    ...appActions(files, dialogs, { copyLink: () => void copyOpenLink(library), openPalette: palette.open }),
    ...detectionActions(detector, () => dialogs.setState({ open: "search" })),
    ...editorActions,
  ];
  const actionContext: ActionContext = {
    editor,
    player,
    pictures,
    clipboard: systemClipboard,
    pointedAt: pointer.place,
    report: (message) => notify({ tone: "warning", title: "Something went wrong", message }),
  };
  followChanges();
  searchNotices(search.state, dialogs, notify);
  void restored.late?.then((draft) => {
    if (draft)
      notify({
        tone: "info",
        title: `“${draft.scenario.name}” has been recovered`,
        message: "This is the scenario you last worked on. It is listed under Open.",
        action: { label: "Open", run: () => void files.openDraft(draft.id) },
      });
  });
  await openLinked(files, pictures);
  for (const name of await takeInterruptedExports(siteData))
    notify({
      tone: "warning",
      title: `The export of “${name}” was interrupted`,
      message: "Its tab closed or crashed before the video was complete, so nothing was kept. The scenario is unchanged.",
      action: { label: "Export again", run: () => dialogs.setState({ open: "export" }) },
    });
  return {
    siteData,
    editor,
    pictures,
    player,
    pointer,
    autosave,
    files,
    background,
    library,
    suite,
    detector,
    search,
    dialogs,
    actions,
    actionContext,
  };

  function followChanges(): void {
    library.follower.status.subscribe(({ link }, before) => {
      if (link !== before.link) autosave.changed();
    });
    editor.document.subscribe((state, before) => {
      if (state.scenario !== before.scenario) autosave.changed();
    });
    editor.session.subscribe((state, before) => {
      if (KEPT_WITH_SCENARIO.some((name) => state[name] !== before[name])) autosave.changed();
    });
    window.addEventListener("pagehide", autosave.storeBeforeClosing);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") return;
      // A moving playhead alone is not worth a save.
      autosave.changed();
      autosave.storeBeforeClosing();
    });
    autosave.status.subscribe(({ state, fault: problem }, before) => {
      if (state === "failed" && before.state !== "failed" && problem !== null)
        notify({
          tone: "error",
          title: "Not saved",
          message: problem,
          isAboutBrowser: true,
          action: { label: "Save scenario file", run: files.save },
        });
    });
  }
}
