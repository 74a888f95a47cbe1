import { useEffect, useState } from "react";
import type { SlimScenario } from "@/core/document";
import { estimateExport, type ExportEstimate } from "@/export";
import { useServices } from "../../context/ServicesContext";
import { requestOf, type ExportSettings } from "@/services/export/settings";

/** The estimated size and time of an export, and what prevents it; null until known. */
export function useEstimate(scenario: SlimScenario, settings: ExportSettings): ExportEstimate | null {
  const { pictures } = useServices();
  const [estimate, setEstimate] = useState<ExportEstimate | null>(null);
  useEffect(() => {
    let wanted = true;
    estimateExport(requestOf(pictures.whole(scenario), settings)).then(
      (found) => {
        if (wanted) setEstimate(found);
      },
      (error: unknown) => {
        const problem = error instanceof Error ? error.message : String(error);
        if (wanted) setEstimate({ bytes: 0, seconds: 0, freeBytes: null, problem });
      },
    );
    return () => {
      wanted = false;
    };
  }, [scenario, pictures, settings]);
  return estimate;
}
