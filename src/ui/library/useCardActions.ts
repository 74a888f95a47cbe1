import { useMemo, useRef } from "react";
import type { ScenarioSummary } from "@/library";
import { useServices } from "../context/ServicesContext";
import { notify } from "../shell/notify";
import { askForName, confirm } from "./askForName";
import { attempt } from "./attempt";
import { copyLink } from "./copyLink";
import { useLibrary } from "./useLibrary";
import type { CardActions } from "./ScenarioCard";

/** The actions of cards and of the bar for selected scenarios. `shown` is the order in which a range is selected. */
export function useCardActions(
  shown: readonly ScenarioSummary[],
  setSelection: (change: (selection: ReadonlySet<string>) => ReadonlySet<string>) => void,
): CardActions {
  const { library, host, follower } = useLibrary();
  const { files, dialogs } = useServices();
  const latest = useRef(shown);
  latest.current = shown;
  const anchor = useRef<string | null>(null);
  return useMemo(() => {
    const drop = (ids: readonly string[]) => setSelection((selection) => new Set([...selection].filter((id) => !ids.includes(id))));
    const untrash = (ids: readonly string[]) => {
      drop(ids);
      void attempt("The scenarios could not be restored", () => library.untrash(ids));
    };
    return {
      open: ({ id }) =>
        void attempt("The scenario could not be opened", async () => {
          await follower.flush();
          const { scenario, summary } = await library.read(id);
          // The open scenario is not replaced by itself: that would undo a change made meanwhile, or one that could not be saved.
          if (!follower.isAt(summary)) await files.open(scenario, summary);
          dialogs.setState({ open: null });
        }),
      rename: ({ id, name }) =>
        askForName({
          title: "Rename scenario",
          label: "Name",
          initial: name,
          button: "Rename",
          onName: (wanted) => void attempt("The name could not be saved in the library", () => follower.rename(id, wanted)),
        }),
      duplicate: (ids) =>
        void attempt("The scenarios could not be duplicated", async () => {
          await follower.flushOrThrow(ids);
          const { failed } = await library.duplicate(ids);
          const [first] = failed;
          if (first) notify({ tone: "warning", title: `${failed.length} of ${ids.length} could not be duplicated`, message: first.reason });
        }),
      copyLink: ({ id }) =>
        void attempt("The link could not be created", async () => {
          await follower.flushOrThrow([id]);
          const { scenario } = await library.read(id);
          await copyLink({ ...scenario, id: host.newId() }, host.pictures);
        }),
      trash: (ids) =>
        void attempt("The scenarios could not be moved to the trash", async () => {
          drop(ids);
          await library.trash(ids);
          notify({
            tone: "info",
            title: ids.length === 1 ? "Moved to the trash" : `${ids.length} scenarios moved to the trash`,
            message: "They stay there until you delete them permanently.",
            action: { label: "Undo", run: () => untrash(ids) },
          });
        }),
      untrash,
      remove: (ids) =>
        confirm({
          title: ids.length === 1 ? "Delete this scenario permanently?" : `Delete ${ids.length} scenarios permanently?`,
          text: "Versions that contain them keep their copies. Otherwise this cannot be undone.",
          button: "Delete permanently",
          onConfirm: () => {
            drop(ids);
            void attempt("The scenarios could not be deleted", async () => {
              await library.remove(ids);
              await follower.flush();
            });
          },
        }),
      select: (id, range) => {
        const from = latest.current.findIndex((row) => row.id === anchor.current);
        const to = latest.current.findIndex((row) => row.id === id);
        const between = range && from >= 0 ? latest.current.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id) : [];
        anchor.current = id;
        setSelection((selection) => {
          const next = new Set(selection);
          if (between.length > 0) between.forEach((other) => next.add(other));
          else if (!next.delete(id)) next.add(id);
          return next;
        });
      },
    };
  }, [library, host, follower, files, dialogs, setSelection]);
}
