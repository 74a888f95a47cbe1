import { useEffect, useState } from "react";
import type { SlimScenario } from "@/core/document";
import type { ExportEstimate } from "@/export";
import { useServices } from "../../context/ServicesContext";
import { estimateOf } from "@/services/export/estimate";
import type { ExportSettings } from "@/services/export/settings";

/** The estimated size and time of an export, and what prevents it; null until known. */
export function useEstimate(scenario: SlimScenario, settings: ExportSettings): ExportEstimate | null {
  const { pictures } = useServices();
  const [estimate, setEstimate] = useState<ExportEstimate | null>(null);
  useEffect(() => {
    let wanted = true;
    void estimateOf(scenario, pictures, settings).then((found) => {
      if (wanted) setEstimate(found);
    });
    return () => {
      wanted = false;
    };
  }, [scenario, pictures, settings]);
  return estimate;
}
