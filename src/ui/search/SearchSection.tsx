import { Button } from "@mantine/core";
import { IconFocus2 } from "@tabler/icons-react";
import { useStore } from "zustand";
import { counted } from "@/core/text";
import { confirmedPairs } from "@/search/report";
import { useServices } from "../context/ServicesContext";
import { useAction } from "../context/useAction";
import detection from "../detection/detection.module.css";
import { Section } from "../panels/Section";
import panels from "../panels/panels.module.css";
import { progressText } from "./searchWords";

/** The way to the search, in the detector's panel; tells how far it is. */
export function SearchSection() {
  const { search } = useServices();
  const { running, results } = useStore(search.state);
  const open = useAction("detections.search");
  return (
    <Section title="Find where it breaks">
      <p className={panels.hint} role={running ? "status" : undefined}>
        {running
          ? progressText(running)
          : results
            ? `${counted(confirmedPairs(results.report), "minimal pair")} in “${results.job.scenario.name}”.`
            : "Varies the scenario until the detector fails, and reduces what it changed to one small step."}
      </p>
      <div className={detection.buttons}>
        <Button variant="default" leftSection={<IconFocus2 size={16} stroke={1.75} aria-hidden />} onClick={open.perform}>
          {running || results ? "Show the search" : "Set up a search"}
        </Button>
      </div>
    </Section>
  );
}
