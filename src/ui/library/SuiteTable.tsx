import { Alert, Button, Progress } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconClock, IconDatabase, IconLoader2, IconMovie, IconPlayerPlay } from "@tabler/icons-react";
import type { WholeScenario } from "@/core/document";
import { DATASET_SIZES, totals } from "@/datasets";
import type { QueueItem, VideoItem } from "@/suite/queue";
import { formatSeconds } from "@/core/text";
import { whole } from "@/reports/markup";
import { useSlim } from "../pictures/useSlim";
import classes from "./library.module.css";
import { Thumbnail } from "./Thumbnail";
import { secondsOf } from "@/core/timeline";

const STATES = {
  waiting: { text: "Waiting", Icon: IconClock },
  running: { text: "", Icon: IconLoader2 },
  done: { text: "Done", Icon: IconCircleCheck },
  failed: { text: "Failed", Icon: IconAlertTriangle },
} as const;

/** The parts of a suite, and the progress of each. */
export function SuiteTable({
  items,
  onRetry,
  onPlay,
}: {
  items: readonly QueueItem[];
  onRetry: (key: string) => void;
  onPlay: (video: VideoItem) => void;
}) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <td />
          <th>Video or dataset</th>
          <th data-number>Length</th>
          <th>State</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <ItemRow key={item.key} item={item} onRetry={() => onRetry(item.key)} onPlay={onPlay} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { readonly item: QueueItem; readonly onRetry: () => void; readonly onPlay: (video: VideoItem) => void };

function ItemRow({ item, onRetry, onPlay }: RowProps) {
  const { name, state, fault } = item;
  const { Icon, text } = STATES[state];
  const Kind = item.kind === "video" ? IconMovie : IconDatabase;
  return (
    <tr>
      <td className={classes.pictureCell}>{item.kind === "video" && <VideoPicture scenario={item.video.scenario} />}</td>
      <td>
        <span className={classes.fact}>
          <Kind size={14} stroke={1.75} aria-hidden />
          <strong>{name}</strong>
        </span>
        <div className={classes.note}>{item.kind === "video" ? item.video.description : DATASET_SIZES[item.dataset].description}</div>
        {fault !== null && (
          <Alert color="red" mt={4}>
            {fault}
          </Alert>
        )}
      </td>
      <td data-number>{lengthOf(item)}</td>
      <td style={{ width: 260 }}>
        <span className={classes.state} data-state={state}>
          <Icon size={14} stroke={1.75} aria-hidden />
          {state === "running" ? underWay(item) : text}
        </span>
        {state === "running" && <Progress value={100 * shareDone(item)} size={4} aria-label={`Progress of ${name}`} />}
      </td>
      <td>
        {item.kind === "video" && state === "done" && (
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={14} stroke={1.75} aria-hidden />}
            onClick={() => onPlay(item)}
            aria-label={`Play ${name}`}
          >
            Play
          </Button>
        )}
        {state === "failed" && (
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </td>
    </tr>
  );
}

function VideoPicture({ scenario }: { scenario: WholeScenario }) {
  const slim = useSlim(scenario);
  return slim && <Thumbnail scenario={slim} />;
}

function lengthOf(item: QueueItem): string {
  if (item.kind === "dataset") return `${whole(totals(DATASET_SIZES[item.dataset]).num_events)} events`;
  const { durationFrames, fps } = item.video.scenario.video;
  return formatSeconds(secondsOf(durationFrames, fps));
}

function underWay(item: QueueItem): string {
  if (item.kind === "dataset") return "Writing";
  const left = item.progress?.secondsLeft ?? null;
  return left === null ? "Rendering" : `Rendering, ${formatSeconds(Math.max(1, Math.round(left)))} left`;
}

/** 0 to 1. */
function shareDone(item: QueueItem): number {
  if (item.state === "done") return 1;
  if (item.state !== "running") return 0;
  return item.kind === "dataset" ? item.share : framesDoneOf(item) / item.video.scenario.video.durationFrames;
}

/** Frames of a video that are rendered. */
export function framesDoneOf(item: QueueItem): number {
  if (item.kind === "dataset") return 0;
  if (item.state === "done") return item.video.scenario.video.durationFrames;
  return item.state === "running" ? (item.progress?.framesDone ?? 0) : 0;
}
