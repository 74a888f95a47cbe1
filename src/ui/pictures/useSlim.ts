import { useEffect, useState } from "react";
import type { SlimScenario, WholeScenario } from "@/core/document";
import { useServices } from "../context/ServicesContext";

/** A scenario that has its pictures in it, such as one of a suite, as views draw it; null for a moment. */
export function useSlim(scenario: WholeScenario): SlimScenario | null {
  const { pictures } = useServices();
  const [slim, setSlim] = useState<{ readonly of: WholeScenario; readonly made: SlimScenario } | null>(null);
  useEffect(() => {
    let wanted = true;
    void pictures.slim(scenario).then((made) => wanted && setSlim({ of: scenario, made }));
    return () => {
      wanted = false;
    };
  }, [pictures, scenario]);
  return slim?.of === scenario ? slim.made : null;
}
