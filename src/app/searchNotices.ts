import { counted } from "@/core/text";
import { confirmedPairs } from "@/search/report";
import type { Notify } from "@/services/notice";
import type { SearchServices } from "@/services/search/search";
import type { DialogStore } from "@/ui/shell/dialogs";

/** Tells the end of a search to whoever closed its dialog meanwhile. */
export function searchNotices(state: SearchServices["state"], dialogs: DialogStore, notify: Notify): void {
  state.subscribe(({ running, results, fault }, before) => {
    if (running || !before.running || dialogs.getState().open === "search") return;
    const action = { label: "Show", run: () => dialogs.setState({ open: "search" }) };
    if (fault !== null) notify({ tone: "error", title: "The search stopped", message: fault, isAboutBrowser: true, action });
    else if (results && results !== before.results)
      notify({
        tone: "info",
        title: `The search found ${counted(confirmedPairs(results.report), "minimal pair")}`,
        message: `${counted(results.report.evaluated, "variant")} of “${results.job.scenario.name}” were tried.`,
        isAboutBrowser: true,
        action,
      });
  });
}
