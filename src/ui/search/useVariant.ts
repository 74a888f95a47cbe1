import type { SearchResults } from "@/services/search/search";
import { openVariant, type Variant } from "@/services/search/variants";
import { useServices } from "../context/ServicesContext";
import { attempt } from "../library/attempt";
import { notify } from "../shell/notify";

/** Opens a scenario of a search at its frame; then the dialog closes, and a notice leads back to the results. */
export function useVariant({ job }: SearchResults, onClose: () => void): (variant: Variant) => void {
  const services = useServices();
  return (variant) =>
    void attempt("The scenario could not be opened", async () => {
      if (!(await openVariant(services, variant, job))) return;
      onClose();
      notify({
        tone: "info",
        title: `Frame ${variant.frame} of “${job.scenario.name}” with ${variant.values}`,
        message: "This is a copy. Undo goes back to the scenario that was open.",
        action: { label: "Back to the results", run: () => services.dialogs.setState({ open: "search" }) },
      });
    });
}
