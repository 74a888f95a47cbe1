import { counted } from "@/core/text";
import { Button, FileButton, Modal, Progress, Switch } from "@mantine/core";
import { makeZip } from "client-zip";
import {
  IconDownload,
  IconFileImport,
  IconMovie,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconReportAnalytics,
} from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { fileName } from "@/core/names";
import type { Scenario } from "@/core/document";
import type { BundleFile } from "@/export";
import { DEFAULT_SUITE, expandSuite, parseSuiteSpec, withWeatherMatrix, type SuiteSpec } from "@/suite";
import { reportOf, suiteOutput } from "@/suite/output";
import type { QueueItem, VideoItem } from "@/suite/queue";
import { BoxedVideo } from "../dialogs/export/BoxedVideo";
import { offerDownload } from "@/services/files/download";
import { sameFileAgain } from "../fields/sameFileAgain";
import { attempt } from "./attempt";
import classes from "./library.module.css";
import { useSuite } from "./useSuite";
import { SuiteTable, framesDoneOf } from "./SuiteTable";

const ICON = { size: 16, stroke: 1.75, "aria-hidden": true } as const;
/** ZIP stores no time zone; a fixed date makes the same suite the same file. */
const DATE = new Date(1980, 0, 1);

const noFiles = (path: string): Promise<string> =>
  Promise.reject(
    new Error(
      `${path}: in the browser, a suite cannot read other files. ` +
        "Include the scenario itself instead, or render the suite with jaywalk suite.",
    ),
  );

/** Renders a list of videos one after another: the specification's, one from a file, or scenarios of the library. */
export function SuitePage() {
  const { queue, spec, setSpec } = useSuite();
  const { items, running } = useStore(queue.state);
  const [matrix, setMatrix] = useState(false);
  const [report, setReport] = useState<string | null>(null);
  const [played, setPlayed] = useState<VideoItem | null>(null);
  const [packing, setPacking] = useState(false);

  const load = (wanted: SuiteSpec, everyWeather: boolean) =>
    void attempt("The suite cannot be used", async () => {
      const full = everyWeather ? withWeatherMatrix(wanted) : wanted;
      const videos = await expandSuite(full, noFiles);
      setSpec(wanted);
      setMatrix(everyWeather);
      await queue.load(videos, wanted);
    });
  const done = items.filter(({ state }) => state === "done");
  const videos = items.filter((item) => item.kind === "video");
  const datasets = items.filter((item) => item.kind === "dataset");
  const frames = videos.reduce((sum, { video }) => sum + video.scenario.video.durationFrames, 0);
  const framesDone = items.reduce((sum, item) => sum + framesDoneOf(item), 0);

  const download = () => {
    setPacking(true);
    void attempt("The suite’s ZIP could not be created", async () => {
      const files = async function* () {
        for await (const { path, input } of suiteOutput(spec, items)) yield { name: path, input, lastModified: DATE };
      };
      const zip = new Response(makeZip(files()), { headers: { "Content-Type": "application/zip" } });
      offerDownload(await zip.blob(), `${fileName(spec.name, "jaywalk")}-suite.zip`);
    }).finally(() => setPacking(false));
  };

  return (
    <div className={classes.rows}>
      <div className={classes.section}>
        <div className={classes.bar}>
          <Button variant="default" onClick={() => load(DEFAULT_SUITE, matrix)}>
            Standard suite
          </Button>
          <FileButton
            accept=".json,application/json"
            inputProps={{ "aria-label": "Suite file", ...sameFileAgain }}
            onChange={(file) =>
              file && void attempt("The suite cannot be used", async () => load(parseSuiteSpec(await file.text()), matrix))
            }
          >
            {(props) => (
              <Button variant="default" leftSection={<IconFileImport {...ICON} />} {...props}>
                Suite from a file
              </Button>
            )}
          </FileButton>
          <Switch
            label="Every weather and severity"
            checked={matrix}
            onChange={(event) => load(spec, event.currentTarget.checked)}
            mb={6}
            disabled={items.length === 0}
          />
          <span className={classes.end}>
            {running ? (
              <>
                <Button variant="default" leftSection={<IconPlayerPause {...ICON} />} onClick={queue.pause}>
                  Pause after this one
                </Button>
                <Button variant="default" leftSection={<IconPlayerStop {...ICON} />} onClick={queue.cancel}>
                  Stop now
                </Button>
              </>
            ) : (
              <Button
                leftSection={<IconPlayerPlay {...ICON} />}
                onClick={queue.start}
                disabled={!items.some(({ state }) => state === "waiting")}
              >
                {done.length > 0 ? "Resume" : "Render suite"}
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconReportAnalytics {...ICON} />}
              disabled={done.length === 0}
              onClick={() =>
                void attempt("The report could not be created", async () => setReport(await reportOf(spec, items, addressIn(videos))))
              }
            >
              Report
            </Button>
            <Button
              variant="default"
              leftSection={<IconDownload {...ICON} />}
              disabled={done.length === 0}
              loading={packing}
              onClick={download}
            >
              Download
            </Button>
          </span>
        </div>
        {items.length === 0 ? (
          <div className={classes.blank}>
            <IconMovie size={40} stroke={1} aria-hidden />
            <p>A suite is a list of videos rendered together, with ground truth, a summary and a report.</p>
            <p>
              Start with the standard suite of five videos and three datasets or a suite file of your own, or select scenarios in the
              library and choose “Render as suite”.
            </p>
          </div>
        ) : (
          <>
            <Progress value={(100 * framesDone) / Math.max(1, frames)} size={6} aria-label="Suite progress" />
            <span className={classes.note} role="status">
              “{spec.name}”: {doneOf(videos)} videos, {framesDone} of {counted(frames, "frame")}
              {datasets.length > 0 && `; ${doneOf(datasets)} datasets`}
            </span>
            <SuiteTable items={items} onRetry={queue.retry} onPlay={setPlayed} />
          </>
        )}
      </div>
      <Modal
        opened={played !== null}
        onClose={() => setPlayed(null)}
        size={900}
        title={played?.name}
        closeButtonProps={{ "aria-label": "Close video" }}
      >
        {played?.result && <ResultVideo files={played.result.files} scenario={played.video.scenario} />}
      </Modal>
      <Modal
        opened={report !== null}
        onClose={() => setReport(null)}
        fullScreen
        title="Report"
        closeButtonProps={{ "aria-label": "Close report" }}
      >
        {report !== null && (
          <iframe title="Suite report" srcDoc={report} style={{ border: 0, width: "100%", height: "calc(100vh - 90px)" }} />
        )}
      </Modal>
    </div>
  );
}

function ResultVideo({ files, scenario }: { files: readonly BundleFile[]; scenario: Scenario }) {
  const { width, height, fps, durationFrames } = scenario.video;
  return <BoxedVideo files={files} frames={durationFrames} fps={fps} width={width} height={height} boxes />;
}

const doneOf = (items: readonly QueueItem[]): string => `${items.filter(({ state }) => state === "done").length} of ${items.length}`;

/** URLs of the rendered videos in this page; they last as long as the page. */
const addresses = new WeakMap<Blob, string>();

function addressIn(videos: readonly VideoItem[]): (name: string) => string {
  return (wanted) => {
    const blob = videos.find(({ name }) => name === wanted)?.result?.files.find(({ path }) => path === "video.mp4")?.blob;
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
