import { Alert, Button } from "@mantine/core";
import { IconAlertTriangle, IconFileImport } from "@tabler/icons-react";
import { serializeScenario } from "@/core/document";
import { counted, formatSeconds, sentence } from "@/core/text";
import { secondsOf } from "@/core/timeline";
import type { ImportedExchange } from "@/exchange";
import type { Finding } from "@/formats";
import { useServices } from "../../context/ServicesContext";
import { SelectField } from "../../fields/SelectField";
import { countFindings, Findings } from "../findings/Findings";
import { PlanDrawing } from "../../pictures/PlanDrawing";
import type { ImportState } from "./useImport";
import classes from "./import.module.css";

type Props = {
  readonly state: Extract<ImportState, { step: "exchange" }>;
  readonly onChoose: (path: string) => void;
  readonly onOtherFiles: () => void;
  readonly onDone: () => void;
};

/** What was understood of an OpenSCENARIO or OpenDRIVE file, before it is opened as a scenario. */
export function ExchangeReport({ state: { choice, path, imported, fault }, onChoose, onOtherFiles, onDone }: Props) {
  const { files } = useServices();
  const findings = (imported?.notes ?? []).map(({ level, message, place }): Finding => ({
    severity: level,
    file: "",
    place,
    message,
    advice: "",
  }));
  // As a file, since a scenario that comes back may hold pictures.
  const open = () => {
    if (!imported) return;
    onDone();
    void files.openFile(new File([serializeScenario(imported.scenario)], `${imported.scenario.name}.json`));
  };
  const { paths } = choice;
  return (
    <div className={classes.form}>
      <div className={classes.column}>
        {paths.length > 1 && (
          <SelectField label="File" value={path} options={paths.map((value) => ({ value, label: value }))} onChange={onChoose} />
        )}
        {imported?.scenario.road && <PlanDrawing plan={imported.scenario.road.plan} />}
      </div>
      <div className={classes.column}>
        {imported && (
          <p className={classes.hint}>
            <b>{imported.scenario.name}</b>, {imported.format}: {factsOf(imported)} {unreadText(imported.unread)}
          </p>
        )}
        {findings.length > 0 && (
          <section aria-label="Notes on the file">
            <h3 className={classes.heading}>
              Notes on the file <span>{countFindings(findings)}</span>
            </h3>
            <Findings findings={findings} label="Notes" />
          </section>
        )}
        {fault !== null && (
          <Alert color="red" icon={<IconAlertTriangle size={16} />} title="This file cannot be imported">
            {sentence(fault)}
          </Alert>
        )}
      </div>
      <div className={classes.actions}>
        <Button variant="default" onClick={onOtherFiles}>
          Choose other files
        </Button>
        <Button leftSection={<IconFileImport size={16} stroke={1.75} />} disabled={!imported} onClick={open} data-autofocus>
          Open as a scenario
        </Button>
      </div>
    </div>
  );
}

function factsOf({ scenario: { actors, occluders, video } }: ImportedExchange): string {
  const length = `${formatSeconds(secondsOf(video.durationFrames, video.fps))} at ${video.fps} fps`;
  return `${counted(actors.length, "road user")}, ${counted(occluders.length, "occluder")}, ${length}.`;
}

function unreadText(unread: number): string {
  if (unread === 0) return "Everything in the file was understood.";
  return `${counted(unread, "element")} of the file ${unread === 1 ? "has" : "have"} no counterpart.`;
}
