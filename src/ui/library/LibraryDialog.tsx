import { CloseButton, Modal, SegmentedControl } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { useRef } from "react";
import { useStore } from "zustand";
import { distinctFileName, fileNameWithoutSpaces } from "@/core/names";
import { expandSuite, type SuiteSpec } from "@/suite";
import { useServices } from "../context/ServicesContext";
import { attempt } from "./attempt";
import classes from "./library.module.css";
import { useLibrary } from "./useLibrary";
import { ScenariosPage } from "./ScenariosPage";
import { SuitePage, useLeaveWarning } from "./SuitePage";
import { useSuite } from "./useSuite";
import { VersionsPage } from "./VersionsPage";

const PAGES = [
  { value: "library", label: "Scenarios" },
  { value: "versions", label: "Versions" },
  { value: "suite", label: "Suite" },
] as const;

const LABEL = "Library";

/** The library over the whole page: scenarios, their versions, and suites rendered from them. */
export function LibraryDialog() {
  const { dialogs } = useServices();
  const open = useStore(dialogs, (state) => state.open);
  const page = PAGES.find(({ value }) => value === open)?.value ?? null;
  const close = () => dialogs.setState({ open: null });
  /** What Escape gives up before it closes the library; false where there is nothing. */
  const escapeRef = useRef<() => boolean>(() => false);
  const renderChosen = useRenderChosen();
  useLeaveWarning();
  useWindowEvent(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || event.isComposing || page === null || belongsAbove(event.target)) return;
      if (!(page === "library" && escapeRef.current())) close();
    },
    { capture: true },
  );
  return (
    <Modal
      opened={page !== null}
      onClose={close}
      closeOnEscape={false}
      fullScreen
      withCloseButton={false}
      padding={0}
      attributes={{ content: { "aria-label": LABEL, inert: page === null } }}
      styles={{ body: { height: "100%" }, content: { background: "var(--sunken)" } }}
    >
      {page !== null && (
        <div className={classes.page}>
          <div className={classes.top}>
            <h2>Library</h2>
            <SegmentedControl
              aria-label="Part of the library"
              data={PAGES.map(({ value, label }) => ({ value, label }))}
              value={page}
              onChange={(value) => dialogs.setState({ open: PAGES.find((candidate) => candidate.value === value)?.value ?? "library" })}
            />
            <span className={classes.end}>
              <CloseButton aria-label="Close library" onClick={close} />
            </span>
          </div>
          {page === "library" && (
            <ScenariosPage
              escapeRef={escapeRef}
              onRender={(ids) =>
                void attempt("The suite could not be created", async () => {
                  await renderChosen(ids);
                  dialogs.setState({ open: "suite" });
                })
              }
            />
          )}
          {page === "versions" && <VersionsPage />}
          {page === "suite" && <SuitePage />}
        </div>
      )}
    </Modal>
  );
}

/** Whether a key belongs to a question, a menu or a list that lies over the library. */
function belongsAbove(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  // The question may have heard the key first, and be gone with what had the focus.
  if (!target.isConnected) return true;
  const over = target.closest("[role=dialog], [role=menu], [role=listbox]");
  // What has just closed may keep the focus until the browser paints.
  const isOver = over !== null && over.getAttribute("aria-label") !== LABEL && over.checkVisibility();
  return isOver || target.getAttribute("aria-expanded") === "true";
}

/** Makes a suite of scenarios of the library. */
function useRenderChosen(): (ids: readonly string[]) => Promise<void> {
  const { library, follower } = useLibrary();
  const { queue, setSpec } = useSuite();
  return async (ids) => {
    await follower.flushOrThrow(ids);
    const names = new Set<string>();
    const videos: SuiteSpec["videos"] = [];
    for (const id of ids) {
      const { scenario } = await library.read(id);
      videos.push({
        name: distinctFileName(fileNameWithoutSpaces(scenario.name), names),
        description: scenario.description,
        scenario: { ...scenario },
      });
    }
    const spec: SuiteSpec = {
      name: "library",
      description: "Selected scenarios from the library",
      settings: {},
      videos,
      datasets: [],
      datasetSeed: 42,
    };
    setSpec(spec);
    await queue.load(await expandSuite(spec, () => Promise.reject(new Error("no file name is given"))), spec);
  };
}
