import { Button, Checkbox, Progress, SegmentedControl, Tabs } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useEffect, useMemo, useRef, useState } from "react";
import {
  DATASET_FORMATS,
  DATASET_LIMITS,
  DATASET_SIZES,
  MOST_EVENTS,
  OWN_SIZE,
  totals,
  type DatasetFormat,
  type DatasetOptions,
} from "@/datasets";
import { DialogFrame, type DialogProps } from "../dialogs/DialogFrame";
import { NumberField } from "../fields/NumberField";
import { offerDownload, releaseOnceSaved } from "@/services/files/download";
import { formatBytes } from "@/core/text";
import { Tile, Tiles } from "../look/Tiles";
import { makeDataset, type DatasetProgress } from "@/services/datasets/makeDataset";
import { ProjectList } from "./ProjectList";
import classes from "./datasets.module.css";

type SizeName = keyof typeof DATASET_SIZES;
type Counts = Pick<DatasetOptions, "users" | "projectsPerUser" | "sessionsPerProject" | "eventsPerSession">;

const SIZES = [
  { value: "small", label: "Small" },
  { value: "medium", label: "Medium" },
  { value: "large", label: "Large" },
  { value: "own", label: "Custom" },
] as const;
const FORMAT_LABELS: Record<DatasetFormat, string> = { json: "JSON", csv: "CSV", sql: "SQL inserts" };
const FIELDS: readonly { key: keyof Counts; label: string; unit?: string }[] = [
  { key: "users", label: "Users" },
  { key: "projectsPerUser", label: "Projects", unit: "a user" },
  { key: "sessionsPerProject", label: "Sessions", unit: "a project" },
  { key: "eventsPerSession", label: "Events", unit: "a session" },
];

/** Users, projects, test sessions and detection events for a validation platform's database, as one ZIP. */
export function DatasetsDialog({ opened, onClose }: DialogProps) {
  return (
    <DialogFrame opened={opened} onClose={onClose} title="Create test datasets" size={760}>
      <Datasets onClose={onClose} />
    </DialogFrame>
  );
}

function Datasets({ onClose }: { onClose: () => void }) {
  const [size, setSize] = useState<SizeName | "own">("small");
  const [counts, setCounts] = useState<Counts>(DATASET_SIZES.small);
  const [seed, setSeed] = useState(42);
  const [formats, setFormats] = useState<readonly DatasetFormat[]>(["json"]);
  const options = useMemo<DatasetOptions>(
    () => (size === "own" ? { ...OWN_SIZE, ...counts, seed } : { ...DATASET_SIZES[size], seed }),
    [counts, seed, size],
  );
  const { num_users, num_projects, num_sessions, num_events } = totals(options);
  const tooMany = num_events > MOST_EVENTS;
  const choose = (value: string) => {
    const chosen = SIZES.find((candidate) => candidate.value === value)?.value ?? "small";
    setSize(chosen);
    if (chosen !== "own") setCounts(DATASET_SIZES[chosen]);
  };
  return (
    <Tabs defaultValue="files" variant="pills" keepMounted={false} className={classes.tabs}>
      <Tabs.List aria-label="Datasets">
        <Tabs.Tab value="files">Files</Tabs.Tab>
        <Tabs.Tab value="projects">Scenario from a project’s camera</Tabs.Tab>
      </Tabs.List>
      <div className={classes.settings}>
        <SegmentedControl
          aria-label="Dataset size"
          data={SIZES.map(({ value, label }) => ({ value, label }))}
          value={size}
          onChange={choose}
        />
        <div className={classes.numbers}>
          <NumberField label="Seed" value={seed} min={0} max={0xffff_ffff} onChange={setSeed} />
          {size === "own" &&
            FIELDS.map(({ key, label, unit }) => (
              <NumberField
                key={key}
                label={label}
                value={counts[key]}
                {...(unit === undefined ? {} : { unit })}
                min={DATASET_LIMITS[key][0]}
                max={DATASET_LIMITS[key][1]}
                onChange={(value) => setCounts({ ...counts, [key]: value })}
              />
            ))}
        </div>
      </div>
      <Tiles columns={4} label="Records">
        <Tile name="Users" value={num_users.toLocaleString("en")} />
        <Tile name="Projects" value={num_projects.toLocaleString("en")} />
        <Tile name="Test sessions" value={num_sessions.toLocaleString("en")} />
        <Tile name="Detection events" value={num_events.toLocaleString("en")} />
      </Tiles>
      {tooMany && (
        <p className={classes.fault} role="alert">
          More than 100 million events. Create several datasets with different seeds instead.
        </p>
      )}
      <Tabs.Panel value="files" tabIndex={-1}>
        <Checkbox.Group
          label="Formats"
          value={[...formats]}
          onChange={(chosen) => setFormats(DATASET_FORMATS.filter((format) => chosen.includes(format)))}
        >
          <div className={classes.formats}>
            {DATASET_FORMATS.map((format) => (
              <Checkbox key={format} value={format} label={FORMAT_LABELS[format]} />
            ))}
          </div>
        </Checkbox.Group>
        <p className={classes.hint}>
          No real people: names come from a fixed list and every address is at example.com. The same size and seed always give the same
          bytes.
        </p>
        {formats.length === 0 && (
          <p className={classes.fault} role="alert">
            Choose at least one format.
          </p>
        )}
        <Making options={options} formats={formats} disabled={formats.length === 0 || tooMany} />
      </Tabs.Panel>
      <Tabs.Panel value="projects" tabIndex={-1}>
        <ProjectList options={options} onOpened={onClose} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** Making and downloading the ZIP, with progress. */
function Making({ options, formats, disabled }: { options: DatasetOptions; formats: readonly DatasetFormat[]; disabled: boolean }) {
  const [progress, setProgress] = useState<DatasetProgress | "starting" | null>(null);
  const [message, setMessage] = useState<{ readonly fault: boolean; readonly text: string } | null>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      abort.current?.abort();
    },
    [],
  );

  const start = async () => {
    const controller = new AbortController();
    abort.current = controller;
    setMessage(null);
    setProgress("starting");
    try {
      const { zip, discard } = await makeDataset({ options, formats }, setProgress, controller.signal);
      offerDownload(zip, `${options.name}-${options.seed ?? 42}.zip`);
      releaseOnceSaved(discard);
      setMessage({ fault: false, text: `${formatBytes(zip.size)} downloaded.` });
    } catch (error) {
      if (!controller.signal.aborted) setMessage({ fault: true, text: error instanceof Error ? error.message : String(error) });
    } finally {
      setProgress(null);
    }
  };

  return (
    <div className={classes.making}>
      {progress === null ? (
        <Button leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />} disabled={disabled} onClick={() => void start()}>
          Download ZIP
        </Button>
      ) : (
        <>
          <Progress value={progress === "starting" ? 0 : progress.share * 100} size={8} aria-label="Dataset progress" />
          <div className={classes.making}>
            <span role="status">{progress === "starting" ? "Starting" : `${progress.path}, ${formatBytes(progress.bytes)} written`}</span>
            <Button variant="default" onClick={() => abort.current?.abort()}>
              Cancel
            </Button>
          </div>
        </>
      )}
      {message && (
        <p className={message.fault ? classes.fault : classes.hint} role={message.fault ? "alert" : "status"}>
          {message.text}
        </p>
      )}
    </div>
  );
}
