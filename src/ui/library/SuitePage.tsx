import { Alert, Button, FileButton, Modal, Progress, Switch } from "@mantine/core";
import { makeZip } from "client-zip";
import { IconAlertTriangle, IconCircleCheck, IconClock, IconDownload, IconFileImport, IconLoader2, IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconReportAnalytics } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { DEFAULT_SUITE, expandSuite, parseSuiteSpec, withWeatherMatrix, type SuiteSpec } from "@/suite";
import { reportOf, suiteOutput, type RenderedVideo } from "@/suite/output";
import type { QueueItem } from "@/suite/queue";
import { offerDownload } from "../files/download";
import { formatSeconds } from "../look/format";
import { attempt } from "./attempt";
import classes from "./library.module.css";
import { useSuite } from "./suiteServices";

const ICON = { size: 16, stroke: 1.75, "aria-hidden": true } as const;
/** ZIP stores no time zone; one date for all keeps the same suite the same file. */
const DATE = new Date(1980, 0, 1);

const noFiles = (path: string): Promise<string> =>
  Promise.reject(new Error(`${path}: a suite in the browser cannot read other files. Put the scenario itself in its place, or render it with jaywalk suite.`));

/** Renders a list of videos one after the other: the specification's, one from a file, or scenarios of the library. */
export function SuitePage() {
  const { queue, spec, setSpec } = useSuite();
  const { items, running } = useStore(queue.state);
  const [matrix, setMatrix] = useState(false);
  const [report, setReport] = useState<string | null>(null);
  const [packing, setPacking] = useState(false);

  const load = (wanted: SuiteSpec, everyWeather: boolean) =>
    void attempt("The suite cannot be used", async () => {
      const full = everyWeather ? withWeatherMatrix(wanted) : wanted;
      const videos = await expandSuite(full, noFiles);
      setSpec(wanted);
      setMatrix(everyWeather);
      await queue.load(videos, wanted.settings);
    });
  const done = items.filter(({ state }) => state === "done");
  const rendered: RenderedVideo[] = done.flatMap(({ video, key, result }) => (result ? [{ video, key, result }] : []));
  const frames = items.reduce((sum, { video }) => sum + video.scenario.video.durationFrames, 0);
  const framesDone = items.reduce((sum, item) => sum + framesDoneOf(item), 0);

  const download = () => {
    setPacking(true);
    void attempt("The suite could not be packed", async () => {
      const files = async function* () {
        for await (const { path, input } of suiteOutput(spec, rendered)) yield { name: path, input, lastModified: DATE };
      };
      const zip = new Response(makeZip(files()), { headers: { "Content-Type": "application/zip" } });
      offerDownload(await zip.blob(), `${spec.name}-suite.zip`);
    }).finally(() => setPacking(false));
  };

  return (
    <div className={classes.rows}>
      <div className={classes.section}>
        <div className={classes.bar}>
          <Button variant="default" onClick={() => load(DEFAULT_SUITE, matrix)}>
            Specification’s suite
          </Button>
          <FileButton
            accept=".json,application/json"
            inputProps={{ "aria-label": "Suite file" }}
            onChange={(file) => file && void attempt("The suite cannot be used", async () => load(parseSuiteSpec(await file.text()), matrix))}
          >
            {(props) => (
              <Button variant="default" leftSection={<IconFileImport {...ICON} />} {...props}>
                Suite from a file
              </Button>
            )}
          </FileButton>
          <Switch label="Every weather and severity" checked={matrix} onChange={(event) => load(spec, event.currentTarget.checked)} mb={6} disabled={items.length === 0} />
          <span className={classes.end}>
            {running ? (
              <>
                <Button variant="default" leftSection={<IconPlayerPause {...ICON} />} onClick={queue.pause}>
                  Pause after this video
                </Button>
                <Button variant="default" leftSection={<IconPlayerStop {...ICON} />} onClick={queue.cancel}>
                  Stop now
                </Button>
              </>
            ) : (
              <Button leftSection={<IconPlayerPlay {...ICON} />} onClick={queue.start} disabled={!items.some(({ state }) => state === "waiting")}>
                {done.length > 0 ? "Go on" : "Render suite"}
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconReportAnalytics {...ICON} />}
              disabled={rendered.length === 0}
              onClick={() => void attempt("The report could not be made", async () => setReport(await reportOf(spec, rendered, addressIn(rendered))))}
            >
              Report
            </Button>
            <Button variant="default" leftSection={<IconDownload {...ICON} />} disabled={rendered.length === 0} loading={packing} onClick={download}>
              Download
            </Button>
          </span>
        </div>
        {items.length === 0 ? (
          <p className={classes.note}>
            Take the specification’s five videos and three datasets, a suite of your own, or choose scenarios in the library and “Render as suite”.
          </p>
        ) : (
          <>
            <Progress value={(100 * framesDone) / Math.max(1, frames)} size={6} aria-label="Progress of the suite" />
            <span className={classes.note} role="status">
              “{spec.name}”: {done.length} of {items.length} videos, {framesDone} of {frames} frames
              {spec.datasets.length > 0 ? `; datasets ${spec.datasets.join(", ")} come with the download` : ""}
            </span>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th>Video</th>
                  <th data-number>Length</th>
                  <th>State</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <ItemRow key={item.video.name} item={item} onRetry={() => queue.retry(item.video.name)} />
                ))}
              </tbody>
            </table>
          </>
        )}
      </div>
      <Modal opened={report !== null} onClose={() => setReport(null)} fullScreen title="Report" closeButtonProps={{ "aria-label": "Close report" }}>
        {report !== null && <iframe title="Report of the suite" srcDoc={report} style={{ border: 0, width: "100%", height: "calc(100vh - 90px)" }} />}
      </Modal>
    </div>
  );
}

const STATES = {
  waiting: { text: "Waiting", Icon: IconClock },
  rendering: { text: "Rendering", Icon: IconLoader2 },
  done: { text: "Done", Icon: IconCircleCheck },
  failed: { text: "Failed", Icon: IconAlertTriangle },
} as const;

function ItemRow({ item, onRetry }: { item: QueueItem; onRetry: () => void }) {
  const { video, state, progress, fault } = item;
  const { durationFrames, fps } = video.scenario.video;
  const { text, Icon } = STATES[state];
  return (
    <tr>
      <td>
        <strong>{video.name}</strong>
        <div className={classes.note}>{video.description}</div>
        {fault !== null && (
          <Alert color="red" mt={4}>
            {fault}
          </Alert>
        )}
      </td>
      <td data-number>{formatSeconds(durationFrames / fps)}</td>
      <td style={{ width: 260 }}>
        <span className={classes.state} data-state={state}>
          <Icon size={14} stroke={1.75} aria-hidden />
          {text}
          {state === "rendering" && progress?.secondsLeft != null && `, ${formatSeconds(Math.max(1, Math.round(progress.secondsLeft)))} left`}
        </span>
        {state === "rendering" && <Progress value={(100 * framesDoneOf(item)) / durationFrames} size={4} aria-label={`Progress of ${video.name}`} />}
      </td>
      <td>
        {state === "failed" && (
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </td>
    </tr>
  );
}

function framesDoneOf({ state, progress, video }: QueueItem): number {
  return state === "done" ? video.scenario.video.durationFrames : state === "rendering" ? (progress?.framesDone ?? 0) : 0;
}

/** Addresses of the rendered videos in this page; they last as long as the page. */
const addresses = new WeakMap<Blob, string>();

function addressIn(rendered: readonly RenderedVideo[]): (name: string) => string {
  return (name) => {
    const blob = rendered.find(({ video }) => video.name === name)?.result.files.find(({ path }) => path === "video.mp4")?.blob;
    if (!blob) return "";
    const known = addresses.get(blob) ?? URL.createObjectURL(blob);
    addresses.set(blob, known);
    return known;
  };
}

/** Warns before the page is left while a suite is being rendered. */
export function useLeaveWarning(): void {
  const { queue } = useSuite();
  const running = useStore(queue.state, (state) => state.running);
  useEffect(() => {
    if (!running) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [running]);
}
