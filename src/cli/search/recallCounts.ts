import { dirname } from "node:path";
import { sha256Of } from "@/core/digest";
import { serializeScenario } from "@/core/document";
import type { Judging, WeatherVariant } from "@/search";
import { countsOf } from "@/search/coverage/recallCount";
import { readRecallJournal, recallLine, type CountedVariant, type RecallJournalHead } from "@/search/coverage/recallJournal";
import type { OpenDetector } from "@/search/evaluate/drawnDetector";
import { makeFolder } from "../files/folders";
import { openJournal } from "./journalFile";

/** What earlier runs have counted, by variant, and where this one keeps what it counts. */
export type RecallJournal = {
  readonly counted: ReadonlyMap<string, CountedVariant>;
  readonly add: (count: CountedVariant) => void;
};

/**
 * Opens a journal of counts, or begins one; without a path, nothing is known or kept.
 * @throws SearchError if it was counted in another way
 */
export async function openRecallJournal(
  path: string | undefined,
  detector: OpenDetector,
  judging: Judging,
  build: () => Promise<string>,
): Promise<RecallJournal> {
  if (path === undefined) return { counted: new Map(), add: () => undefined };
  const head: RecallJournalHead = {
    journal: "jaywalk recall",
    version: 2,
    build: await build(),
    detector: detector.description,
    settings: await sha256Of(detector.settings),
    judging,
  };
  await makeFolder(dirname(path));
  const { known, add } = await openJournal(path, recallLine(head), (text) => readRecallJournal(text, head, path));
  return { counted: known.counted, add: (count) => add(recallLine(count)) };
}

/**
 * Shows a detector variants of scenarios, and counts what it finds. What the journal has is not asked again.
 * @param say is told how far it is after each
 */
export async function countVariants(
  variants: readonly (WeatherVariant & { readonly name: string })[],
  detector: OpenDetector,
  judging: Judging,
  journal: RecallJournal,
  say: (line: string) => void,
): Promise<CountedVariant[]> {
  const counts: CountedVariant[] = [];
  const took = { seconds: 0, frames: 0 };
  const total = variants.reduce((sum, { scenario }) => sum + scenario.video.durationFrames, 0);
  let done = 0;
  for (const { name, condition, severity, scenario } of variants) {
    const variant = await sha256Of(serializeScenario(scenario));
    const known = journal.counted.get(variant);
    done += scenario.video.durationFrames;
    if (known) {
      counts.push({ ...known, scenario: name });
      continue;
    }
    const [began, before] = [performance.now(), process.cpuUsage()];
    const answer = await detector.answer(scenario, new AbortController().signal);
    const { user, system } = process.cpuUsage(before);
    const count: CountedVariant = {
      variant,
      scenario: name,
      isRoad: scenario.road !== undefined,
      condition,
      severity,
      ...countsOf(scenario, answer, judging),
      cpu: (user + system) / 1e6,
    };
    journal.add(count);
    counts.push(count);
    took.seconds += (performance.now() - began) / 1000;
    took.frames += scenario.video.durationFrames;
    const left = Math.ceil(((total - done) * (took.seconds / took.frames)) / 60);
    say(`${name}, ${condition}${severity === 0 ? "" : ` ${severity}`}: ${counts.length} of ${variants.length}, about ${left} min left`);
  }
  return counts;
}
