import { useEffect, useState } from "react";
import type { SlimScenario } from "@/core/document";
import type { ScenarioLibrary, ScenarioSummary } from "@/library";
import { useLibrary } from "./useLibrary";

/** Recently read scenarios, by digest: scrolling back reads none again. */
const read = new Map<string, SlimScenario>();
const MOST_READ = 200;

async function readScenario(library: ScenarioLibrary, { id, sha256 }: ScenarioSummary): Promise<SlimScenario> {
  const known = read.get(sha256);
  if (known) return known;
  const { scenario } = await library.read(id);
  const [oldest] = read.keys();
  if (read.size >= MOST_READ && oldest !== undefined) read.delete(oldest);
  read.set(sha256, scenario);
  return scenario;
}

/** The document behind a summary: null while it is read, a text if it is damaged. */
export function useScenarioOf(summary: ScenarioSummary): SlimScenario | string | null {
  const { library } = useLibrary();
  const [found, setFound] = useState<{ sha256: string; scenario: SlimScenario | string } | null>(null);
  useEffect(() => {
    let wanted = true;
    readScenario(library, summary).then(
      (scenario) => wanted && setFound({ sha256: summary.sha256, scenario }),
      (error: unknown) => wanted && setFound({ sha256: summary.sha256, scenario: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [library, summary]);
  return found?.sha256 === summary.sha256 ? found.scenario : (read.get(summary.sha256) ?? null);
}
