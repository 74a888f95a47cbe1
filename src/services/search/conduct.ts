import type { WholeScenario } from "@/core/document";
import { pairDiff } from "@/library/versions/diff/pairDiff";
import { shownAt } from "@/reports/search";
import {
  USUAL_JUDGING,
  assertJudgeable,
  assertPossible,
  axesOf,
  journalHead,
  journalLine,
  parseCriterion,
  readJournal,
  sightingsOf,
  type JournalHead,
  type Judging,
  type PointEvaluator,
  type SearchProblem,
} from "@/search";
import type { OpenDetector } from "@/search/evaluate/drawnDetector";
import { answerText, pairDiffText } from "@/search/files";
import { investigate, journalHeadOf } from "@/search/investigate";
import type { AskedEnd, AskedPair } from "@/search/pair";
import type { PairReport } from "@/search/report";
import { framesLookedAt } from "../detection/run/framesLookedAt";
import { marksOf } from "../detection/run/marks";
import { packRun } from "../detection/streamView";
import { TRACK_STATES, type FoundPair, type PairSide, type SearchJob, type SearchOutcome, type SearchPorts } from "./job";

/** What a job searches, with its detector. @throws SearchError if that cannot be searched */
export function problemOf({ scenario, variables, fails }: SearchJob, detector: OpenDetector): SearchProblem {
  const axes = axesOf(variables, scenario);
  const criterion = parseCriterion(fails);
  assertJudgeable(scenario, criterion);
  return { scenario, axes, criterion, judging: { ...USUAL_JUDGING, confidence: detector.confidence }, detector };
}

/**
 * Runs a search with a detector that is open. Scenarios in its outcome are those that were asked about, with their pictures.
 * @param evaluator where variants are evaluated; left out, in this thread
 */
export async function conductSearch(
  job: SearchJob,
  detector: OpenDetector,
  ports: SearchPorts,
  evaluator?: PointEvaluator,
): Promise<SearchOutcome> {
  const { scenario, seed, budget, seconds, pairs, weatherMap, build } = job;
  const { signal, onStep } = ports;
  const problem = problemOf(job, detector);
  assertPossible(scenario, problem.axes);
  const { judging } = problem;
  const head = await journalHeadOf(problem, build);
  const known = knownFrom(await ports.recall(head), head);
  const found: FoundPair[] = [];
  const examples: [string, WholeScenario][] = [];
  const { report, resumed } = await investigate(
    { problem, seed, budget, seconds, pairs, shard: null, weatherMap, build, signal, ...(evaluator && { evaluator }) },
    head,
    { known, add: (evaluated) => ports.keep(journalLine(evaluated), "point" in evaluated) },
    {
      onStep,
      // The report says which pairs could not be confirmed, and a weather without an answer is missing from the map.
      onNoAnswer: () => undefined,
      keepPair: async (asked, reportOf) => {
        const pair = await foundPair(asked, reportOf, judging, job.fails);
        found.push(pair);
        return pair.report;
      },
      keepExample: (path, shown) => {
        examples.push([path, shown]);
        return Promise.resolve();
      },
    },
  );
  return { report, resumed, pairs: found, examples };
}

/** What earlier runs have evaluated. If what this browser kept cannot be read, everything is evaluated again. */
function knownFrom(lines: readonly string[], head: JournalHead): ReturnType<typeof readJournal> {
  try {
    return readJournal(journalHead(head) + lines.join(""), head, "what this browser keeps");
  } catch {
    return readJournal("", head, "");
  }
}

async function foundPair(
  { a, b, frame }: AskedPair,
  reportOf: (labels: readonly string[]) => PairReport,
  judging: Judging,
  fails: string,
): Promise<FoundPair> {
  const diff = await pairDiff(a.scenario, b.scenario);
  const report = reportOf(diff.lines);
  return {
    ...{ report, frame },
    a: sideOf(a, report.track, judging),
    b: sideOf(b, report.track, judging),
    diff: pairDiffText(report, fails, diff.document),
    shown: { a: shownAt(a.scenario, a.answer, frame, judging), b: shownAt(b.scenario, b.answer, frame, judging) },
  };
}

function sideOf({ scenario, answer }: AskedEnd, trackId: number | null, judging: Judging): PairSide {
  const track = new Uint8Array(scenario.video.durationFrames);
  if (!answer) return { scenario, marks: null, track, answer: null };
  const looks = { first: 0, every: answer.every };
  const frames = framesLookedAt(looks, scenario.video.durationFrames);
  const truth = new Map(frames.map((frame) => [frame, answer.truth.filter((record) => record.frame === frame)]));
  const confident = answer.detections.filter(({ confidence }) => confidence >= judging.confidence);
  const marks = marksOf(
    frames.map((frame) => ({ frame, truth: truth.get(frame) ?? [] })),
    confident,
    scenario,
    { iou: judging.iou, minVisibility: judging.minVisibility },
  );
  const byFrame = new Map(marks.map((one) => [one.frame, one.marks]));
  for (const { record, found } of sightingsOf(scenario, answer, judging)) {
    if ((trackId !== null && record.track_id !== trackId) || record.visibility < judging.minVisibility) continue;
    for (let frame = record.frame; frame < Math.min(track.length, record.frame + answer.every); frame++)
      track[frame] = found === null || track[frame] === MISSED ? MISSED : FOUND;
  }
  const all = Array.from({ length: scenario.video.durationFrames }, (_, frame) => byFrame.get(frame) ?? []);
  return { scenario, marks: packRun(all, looks), track, answer: answerText(answer) };
}

const [FOUND, MISSED] = [TRACK_STATES.indexOf("found"), TRACK_STATES.indexOf("missed")];
