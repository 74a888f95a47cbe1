import { Alert, Button, SegmentedControl, Switch } from "@mantine/core";
import { IconDownload, IconInfoCircle } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { chosenCameras, withCamera } from "@/core/document";
import { bundleZip, bundleZipName, type BundleFile, type ExportRequest, type ExportResult } from "@/export";
import { cameraFolders } from "@/formats";
import { offerDownload } from "@/services/files/download";
import { counted, formatBytes, formatSeconds } from "@/core/text";
import { notify } from "../../shell/notify";
import { CheckResult } from "../check/CheckResult";
import { useBundleCheck } from "../check/useBundleCheck";
import { BoxedVideo } from "./BoxedVideo";
import { DetectInVideo } from "./DetectInVideo";
import { SaveVideoAs } from "./SaveVideoAs";
import classes from "./export.module.css";

type Props = { readonly request: ExportRequest; readonly result: ExportResult; readonly onAgain: () => void };

/** The finished video, with its boxes on request, and the bundle to download. */
export function ExportDone({ request, result, onAgain }: Props) {
  const [boxes, setBoxes] = useState(true);
  const [packing, setPacking] = useState(false);
  const { files, frames, fps, timings, notes } = result;
  const { width, height } = request.scenario.video;
  const check = useBundleCheck(
    useMemo(() => ({ kind: "files", files: files.map(({ path, blob }) => ({ path, blob })) }) as const, [files]),
  );
  const cameras = useMemo(() => cameraFolders(files.map(({ path }) => path)), [files]);
  const [chosen, setChosen] = useState<string | null>(null);
  const camera = chosen ?? cameras[0] ?? null;
  const shown = useMemo(() => filesBelow(files, camera), [files, camera]);
  const recorded = useMemo(() => recordedBy(request, cameras.indexOf(camera ?? "")), [request, cameras, camera]);
  const video = shown.find(({ path }) => path === "video.mp4")?.blob;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);

  const download = async () => {
    setPacking(true);
    try {
      // The browser keeps the blob of a long response on disk.
      const zip = new Response(bundleZip(result).stream, { headers: { "Content-Type": "application/zip" } });
      offerDownload(await zip.blob(), bundleZipName(request.scenario.name));
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      notify({
        tone: "error",
        title: "The ZIP could not be created",
        message: `${detail}. Close other tabs to free memory, then download again.`,
      });
    } finally {
      setPacking(false);
    }
  };

  return (
    <div className={classes.done}>
      {cameras.length > 0 && (
        <SegmentedControl
          aria-label="Camera shown"
          value={camera ?? ""}
          data={cameras.map((folder) => ({ value: folder, label: folder.slice(folder.indexOf("/") + 1) }))}
          onChange={setChosen}
        />
      )}
      <BoxedVideo files={shown} frames={frames} fps={fps} boxes={boxes} width={width} height={height} />
      <div className={classes.doneBar}>
        <Switch label="Show boxes" checked={boxes} onChange={(event) => setBoxes(event.currentTarget.checked)} />
        <span className={classes.doneFacts}>
          {`${counted(frames, "frame")} in ${formatSeconds(Math.round(timings.total * 10) / 10)}, `}
          {`${Math.round(frames / timings.total)} fps · ${counted(files.length, "file")}`}
        </span>
      </div>
      {notes.map((note) => (
        <Alert key={note} color="accent" icon={<IconInfoCircle size={16} />}>
          {note}
        </Alert>
      ))}
      <CheckResult answer={check} />
      <details className={classes.files}>
        <summary>Files in the bundle</summary>
        <ul>
          {files.map(({ path, size }) => (
            <li key={path}>
              <span>{path}</span>
              <span>{formatBytes(size)}</span>
            </li>
          ))}
        </ul>
      </details>
      <div className={classes.actions}>
        <Button variant="default" onClick={onAgain}>
          Export again
        </Button>
        {video && request.instances !== true && <DetectInVideo video={video} scenario={recorded} firstFrame={request.range?.start ?? 0} />}
        {video && (
          <SaveVideoAs
            video={video}
            source={{ width, height, fps, frames, quality: request.quality }}
            scenarioName={request.scenario.name}
          />
        )}
        <Button leftSection={<IconDownload size={16} stroke={1.75} />} loading={packing} onClick={() => void download()} data-autofocus>
          Download bundle ({formatBytes(bytes)})
        </Button>
      </div>
    </div>
  );
}

/** The files of one camera, with paths as in a bundle of its own; all of them where there is only one. */
const filesBelow = (files: readonly BundleFile[], folder: string | null): readonly BundleFile[] =>
  folder === null
    ? files
    : files.flatMap((file) => (file.path.startsWith(`${folder}/`) ? [withPath(file, file.path.slice(folder.length + 1))] : []));

const withPath = ({ size, sha256, holder, position, blob }: BundleFile, path: string): BundleFile => ({
  path,
  size,
  sha256,
  holder,
  position,
  blob,
});

/** The scenario as the camera of a folder recorded it. @param index of the folder among all, in alphabetical order; below 0 for none */
function recordedBy({ scenario, cameras }: ExportRequest, index: number): ExportRequest["scenario"] {
  const folders = cameras ? chosenCameras(scenario, cameras) : [];
  const found = [...folders].sort((a, b) => (a.folder < b.folder ? -1 : 1))[index];
  return found ? withCamera(scenario, found.camera.id) : scenario;
}
