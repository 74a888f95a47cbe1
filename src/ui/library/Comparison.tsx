import { useCallback, useEffect, useState, type ReactNode } from "react";
import { counted } from "@/core/text";
import type { FrameRange } from "@/core/timeline";
import {
  describeEdits,
  describeFrames,
  describeTrack,
  diffSides,
  sideOfPresent,
  sideOfVersion,
  type ScenarioDiff,
  type TrackFrames,
  type VersionDiff,
} from "@/library/versions";
import { ActorIcon, actorColor } from "../look/actors";
import classes from "./comparison.module.css";
import { useLibrary } from "./useLibrary";

/** Stands for the current library, instead of a version's id. */
export const PRESENT = "";

/** More lines than this are collapsed. */
const MOST_LINES = 12;

/** What differs between two versions: which scenarios, what in them, and at which frames it is visible. */
export function Comparison({ before, after }: { before: string; after: string }) {
  const { versions, follower } = useLibrary();
  const [diff, setDiff] = useState<VersionDiff | string | null>(null);
  const compare = useCallback(async () => {
    if (after === PRESENT) await follower.flushOrThrow();
    const left = await sideOfVersion(versions, await versions.find(before));
    const right = after === PRESENT ? await sideOfPresent(versions) : await sideOfVersion(versions, await versions.find(after));
    return diffSides(left, right);
  }, [versions, follower, before, after]);
  useEffect(() => {
    let wanted = true;
    compare().then(
      (found) => wanted && setDiff(found),
      (error: unknown) =>
        wanted && setDiff(`The versions could not be compared: ${error instanceof Error ? error.message : String(error)}`),
    );
    return () => {
      wanted = false;
    };
  }, [compare]);
  return (
    <section className={classes.comparison} role="status" aria-label="Differences">
      {diff === null ? "Comparing frame by frame" : typeof diff === "string" ? diff : <Differences diff={diff} />}
    </section>
  );
}

function Differences({ diff: { added, removed, changed, unchanged } }: { diff: VersionDiff }) {
  const scenarios = changed.flatMap(({ path, scenario }) => (scenario ? [{ path, scenario }] : []));
  const names = (files: VersionDiff["added"]) =>
    files.flatMap(({ path, scenarioName }) => (scenarioName === undefined ? [] : [{ path, scenarioName }]));
  const [fresh, gone] = [names(added), names(removed)];
  const count = (number: number, what: string) => (number > 0 ? [`${counted(number, "scenario")} ${what}`] : []);
  // What is not a scenario is the list of tags, folders, projects and trash.
  const reordered = changed.some(({ scenario }) => !scenario);
  const parts = [
    ...count(scenarios.length, "changed"),
    ...count(fresh.length, "added"),
    ...count(gone.length, "removed"),
    ...(reordered ? ["tags, folders, projects, the trash or dates changed"] : []),
  ];
  return (
    <>
      <h3>
        {parts.length === 0
          ? `No difference in ${counted(unchanged, "file")}`
          : `${parts.join(", ")}; ${counted(unchanged, "file")} unchanged`}
      </h3>
      {fresh.map(({ path, scenarioName }) => (
        <p key={path} data-sign="+">
          + {scenarioName}
        </p>
      ))}
      {gone.map(({ path, scenarioName }) => (
        <p key={path} data-sign="-">
          − {scenarioName}
        </p>
      ))}
      {scenarios.map(({ path, scenario }) => (
        <ChangedScenario key={path} diff={scenario} />
      ))}
    </>
  );
}

function ChangedScenario({ diff }: { diff: ScenarioDiff }) {
  const { nameBefore, nameAfter, frames } = diff;
  const edits = describeEdits(diff);
  const length = Math.max(frames.framesBefore, frames.framesAfter);
  return (
    <article className={classes.scenario} aria-label={nameAfter}>
      <h4>{nameBefore === nameAfter ? nameAfter : `${nameBefore} → ${nameAfter}`}</h4>
      {describeFrames(frames).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <div className={classes.strips}>
        <span />
        <span className={classes.ruler}>
          <span>frame 0</span>
          <span>{length}</span>
        </span>
        <Strip name="pictures" length={length} bars={[{ ranges: frames.pictures, color: "var(--dim)" }]} />
        <Strip name="ground truth" length={length} bars={[{ ranges: frames.labels, color: "var(--accent)" }]} />
        {frames.tracks.map((track) => (
          <TrackStrip key={track.trackId} track={track} length={length} />
        ))}
      </div>
      <details open={edits.length <= MOST_LINES}>
        <summary>{counted(edits.length, "changed line")} in the document</summary>
        <pre>{edits.join("\n")}</pre>
      </details>
    </article>
  );
}

function TrackStrip({ track, length }: { track: TrackFrames; length: number }) {
  const { type, boxes, visibility, values, appears, disappears } = track;
  const color = actorColor(type);
  return (
    <>
      <Strip
        name={`track ${track.trackId}`}
        icon={<ActorIcon type={type} size={14} />}
        length={length}
        bars={[
          { ranges: boxes, color },
          { ranges: visibility, color: `color-mix(in srgb, ${color} 40%, transparent)` },
          { ranges: values, color: `color-mix(in srgb, ${color} 25%, transparent)` },
          { ranges: appears, color: "var(--success)" },
          { ranges: disappears, color: "var(--danger)" },
        ]}
      />
      <span />
      <p className={classes.words}>{describeTrack(track)}</p>
    </>
  );
}

type StripProps = {
  readonly name: string;
  readonly icon?: ReactNode;
  readonly length: number;
  readonly bars: readonly { readonly ranges: readonly FrameRange[]; readonly color: string }[];
};

/** Frames on a line from the first to the last; the text next to it says the same. */
function Strip({ name, icon, length, bars }: StripProps) {
  return (
    <>
      <span className={classes.track}>
        {icon}
        {name}
      </span>
      <span className={classes.strip} aria-hidden>
        {bars.flatMap(({ ranges, color }) =>
          ranges.map(({ start, end }) => (
            <span
              key={`${color} ${start}`}
              title={end - start === 1 ? `frame ${start}` : `frames ${start} to ${end - 1}`}
              style={{ left: `${(100 * start) / length}%`, width: `${(100 * (end - start)) / length}%`, background: color }}
            />
          )),
        )}
      </span>
    </>
  );
}
