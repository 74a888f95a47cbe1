import type { Scenario } from "@/core/document";
import { framesPerSecond } from "@/core/timeline";
import type { GroundTruthRecord } from "@/core/truth";
import type { Answer } from "../evaluate/answer";
import { averagePrecisionOf, sightingsOf, type Judging, type Sighting } from "../evaluate/sightings";
import { judgedActors, type Criterion } from "./criterion";
import { meetingsOf } from "./meeting";

/** How an answer fares by a criterion. */
export type Verdict = {
  readonly failed: boolean;
  /** What the criterion is about: frames missed in a row, metres, pixels or seconds before the meeting, a score. Null if there is none. */
  readonly value: number | null;
  /** The lower, the worse; also between answers that all fail, or none of which does. For the search to follow. */
  readonly grade: number;
  /** The track and the frame that show it best; null if there is none. */
  readonly track: number | null;
  readonly frame: number | null;
};

/** How much confidence counts in a grade beside the criterion itself: it leads to failure where nothing has failed yet. */
const CONFIDENCE_SHARE = 0.25;

/**
 * The objects that a verdict depends on: of frames without any, it needs no answer. Undefined where false detections count, too, so that
 * every frame matters.
 */
export const neededRecords = (scenario: Scenario, criterion: Criterion, judging: Judging): IsJudged | undefined =>
  criterion.kind === "ap" ? undefined : judgedRecords(scenario, criterion, judging);

type IsJudged = (record: GroundTruthRecord) => boolean;

function judgedRecords(scenario: Scenario, criterion: Criterion, { minVisibility }: Judging): IsJudged {
  const tracks = new Set(judgedActors(scenario, criterion).map(({ trackId }) => trackId));
  return ({ track_id, visibility }) => tracks.has(track_id) && visibility >= minVisibility;
}

/** Judges an answer. @param sightings of the answer, if they are known */
export function verdictOf(
  scenario: Scenario,
  answer: Answer,
  criterion: Criterion,
  judging: Judging,
  sightings: readonly Sighting[] = sightingsOf(scenario, answer, judging),
): Verdict {
  const isJudged = judgedRecords(scenario, criterion, judging);
  const judged = sightings.filter(({ record }) => isJudged(record));
  const raw = rawVerdict(scenario, answer, criterion, judging, judged);
  const confidence = judged.reduce((sum, { found }) => sum + (found ?? 0), 0) / Math.max(1, judged.length);
  return { ...raw, grade: raw.grade + CONFIDENCE_SHARE * confidence };
}

function rawVerdict(scenario: Scenario, answer: Answer, criterion: Criterion, judging: Judging, judged: readonly Sighting[]): Verdict {
  switch (criterion.kind) {
    case "missed":
      return missedInARow(judged, criterion.frames, answer.every);
    case "late":
      return seenLate(scenario, judged, criterion);
    case "recall": {
      const found = judged.filter(({ found: confidence }) => confidence !== null).length;
      return ofScore(judged.length === 0 ? null : found / judged.length, criterion.below, judged);
    }
    case "ap":
      return ofScore(averagePrecisionOf(scenario, answer, judging, criterion.of), criterion.below, judged);
  }
}

/** Frames that the detector was not shown count as those before them. */
function missedInARow(judged: readonly Sighting[], limit: number, every: number): Verdict {
  const open = new Map<number, { first: number; last: number }>();
  let worst: { frames: number; track: number; first: number } | null = null;
  for (const { record, found } of judged) {
    const { track_id: track, frame } = record;
    const run = open.get(track);
    if (found !== null) {
      open.delete(track);
      continue;
    }
    const extended = run?.last === frame - every ? { first: run.first, last: frame } : { first: frame, last: frame };
    open.set(track, extended);
    const frames = extended.last - extended.first + every;
    if (worst === null || frames > worst.frames) worst = { frames, track, first: extended.first };
  }
  const frames = worst?.frames ?? 0;
  return {
    failed: frames >= limit,
    value: frames,
    grade: (limit - frames) / limit,
    track: worst?.track ?? null,
    // The middle of the run shows it best.
    frame: worst === null ? null : worst.first + Math.floor((frames - 1) / (2 * every)) * every,
  };
}

function seenLate(scenario: Scenario, judged: readonly Sighting[], { amount, unit, of }: Extract<Criterion, { kind: "late" }>): Verdict {
  const rate = framesPerSecond(scenario.video.fps);
  let worst: Verdict | null = null;
  for (const { actor, frame: meeting, gapAt } of meetingsOf(scenario, { of })) {
    const first = judged.find(
      ({ record, found }) => record.track_id === actor.trackId && found !== null && record.frame <= meeting,
    )?.record;
    const value = first ? (unit === "s" ? (meeting - first.frame) / rate : gapAt(first.frame)) : null;
    const grade = value === null ? -1 : (value - amount) / amount;
    if (worst !== null && worst.grade <= grade) continue;
    const before = judged.filter(({ record }) => record.track_id === actor.trackId && record.frame <= (first?.frame ?? meeting));
    worst = {
      failed: value === null || value < amount,
      value,
      grade,
      track: actor.trackId,
      frame: before.at(-1)?.record.frame ?? meeting,
    };
  }
  return worst ?? { failed: false, value: null, grade: 1, track: null, frame: null };
}

function ofScore(score: number | null, below: number, judged: readonly Sighting[]): Verdict {
  const missed = judged.filter(({ found }) => found === null);
  const shown = missed[Math.floor(missed.length / 2)]?.record;
  // Without anything to find, nothing is missed.
  const value = score ?? 1;
  return {
    failed: value < below,
    value: score,
    grade: (value - below) / below,
    track: shown?.track_id ?? null,
    frame: shown?.frame ?? null,
  };
}
