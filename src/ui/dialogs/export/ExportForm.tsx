import { Alert, Button, Collapse, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconChevronDown, IconChevronRight, IconDownload } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState } from "react";
import { annotatedActors } from "@/core/document";
import { tellingFrame } from "@/core/scene";
import { prepareExport } from "@/export";
import { useServices } from "../../context/ServicesContext";
import { useAction } from "../../context/useAction";
import { counted, formatBytes, formatSeconds, sentence } from "@/core/text";
import { Picture } from "../../pictures/Picture";
import { TextField } from "../../fields/TextField";
import { CamerasField } from "./CamerasField";
import { EngineField } from "./EngineField";
import type { ExportFieldProps } from "./fieldProps";
import { FormatFields } from "./FormatFields";
import { QualityField } from "./QualityField";
import { RangeField } from "./RangeField";
import { SizeField } from "./SizeField";
import { StyleField } from "./StyleField";
import { useEstimate } from "./useEstimate";
import classes from "./export.module.css";
import { secondsOf } from "@/core/timeline";

type Props = ExportFieldProps & { readonly fault: string | null; readonly onExport: () => void };

/** What to export and how; shows the estimated cost before it starts. */
export function ExportForm({ scenario, settings, fault, onChange, onExport }: Props) {
  const estimate = useEstimate(scenario, settings);
  const [more, setMore] = useState(false);
  const moreId = useId();
  const moreButton = useRef<HTMLButtonElement>(null);
  useEffect(prepareExport, []);
  const fields = { scenario, settings, onChange };
  const { start, end } = settings.range ?? { start: 0, end: scenario.video.durationFrames };
  const empty = annotatedActors(scenario).length === 0;
  const problem = estimate?.problem ?? null;
  return (
    <div className={classes.form}>
      <div className={classes.side}>
        <Picture className={classes.preview} scenario={scenario} frame={Math.min(end - 1, Math.max(start, tellingFrame(scenario)))} />
        <dl className={classes.facts}>
          <div>
            <dt>Frames</dt>
            <dd>{end - start}</dd>
          </div>
          <div>
            <dt>Length</dt>
            <dd>
              {formatSeconds(secondsOf(end - start, scenario.video.fps))} at {scenario.video.fps} fps
            </dd>
          </div>
          <div>
            <dt>Bundle</dt>
            <dd>{estimate && problem === null ? `about ${formatBytes(estimate.bytes)}` : "…"}</dd>
          </div>
          <div>
            <dt>Takes</dt>
            <dd>{estimate && problem === null ? `about ${formatSeconds(Math.max(1, Math.round(estimate.seconds)))}` : "…"}</dd>
          </div>
        </dl>
      </div>
      <div className={classes.fields}>
        <TextField label="Name" value={settings.name} onChange={(name) => onChange({ name })} />
        <CamerasField {...fields} />
        <QualityField {...fields} />
        <RangeField {...fields} />
        <SizeField {...fields} />
        <StyleField {...fields} />
        <EngineField {...fields} />
        <UnstyledButton
          ref={moreButton}
          className={classes.more}
          aria-expanded={more}
          aria-controls={moreId}
          onClick={() => setMore(!more)}
        >
          {more ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
          Formats and options
          <span className={classes.moreText}>{counted(settings.formats.length, "format")}</span>
        </UnstyledButton>
        {/* Longer than the dialog is high, it would end at the fold as if that were all. */}
        <Collapse
          expanded={more}
          id={moreId}
          onTransitionEnd={() => more && moreButton.current?.scrollIntoView({ block: "start", behavior: "smooth" })}
        >
          <FormatFields {...fields} />
        </Collapse>
        <div className={classes.actions}>
          {(fault ?? problem) !== null && (
            <Alert
              className={classes.problem}
              color="red"
              icon={<IconAlertTriangle size={16} />}
              title={fault === null ? "This scenario cannot be exported" : "The export failed"}
            >
              {sentence(fault ?? problem ?? "")}
              {empty && <AddActor />}
            </Alert>
          )}
          <Button leftSection={<IconDownload size={16} stroke={1.75} />} disabled={problem !== null} onClick={onExport} data-autofocus>
            Export video
          </Button>
        </div>
      </div>
    </div>
  );
}

/** What to do about a scenario without actors. */
function AddActor() {
  const { dialogs } = useServices();
  const { perform } = useAction("tool.place-pedestrian");
  return (
    <Button
      mt="sm"
      variant="default"
      onClick={() => {
        dialogs.setState({ open: null });
        perform();
      }}
    >
      Add a pedestrian
    </Button>
  );
}
