import { readFile, readdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { serializeScenario } from "@/core/document";
import { jsonText } from "@/core/text";
import { pairDiff } from "@/library/versions/diff/pairDiff";
import { searchHtml, shownAt, type PairPictures } from "@/reports/search";
import { SEARCH_FIGURES, SEARCH_REPORT, answerText, pairDiffText } from "@/search/files";
import { investigate, journalHeadOf, stepText, type Investigation } from "@/search/investigate";
import type { AskedEnd, AskedPair } from "@/search/pair";
import type { PairReport, SearchReport } from "@/search/report";
import { criterionText } from "@/search/failure/criterion";
import { isMissing } from "../files/atomic";
import { removeFolder } from "../files/ownedFolder";
import { SEARCH_JOURNAL, SearchFolder } from "./folder";
import { JournalFile } from "./journalFile";
import type { PairRenderer } from "./pairFolder";

export type SearchJob = Investigation & {
  readonly out: string;
  readonly openRenderer: () => Promise<PairRenderer>;
  readonly say: (line: string) => void;
};

export type SearchOutcome = { readonly report: SearchReport; readonly resumed: number };

/** Searches, resuming what the folder's journal has, and writes minimal pairs and report. */
export async function runSearch(job: SearchJob): Promise<SearchOutcome> {
  const folder = new SearchFolder(job.out);
  return folder.whileLocked(async () => {
    const { say, out } = job;
    const head = await journalHeadOf(job.problem, job.build);
    const journal = await JournalFile.open(join(out, SEARCH_JOURNAL), head);
    const pictures: PairPictures[] = [];
    const examples = await folder.scratch();
    let renderer: PairRenderer | null = null;
    let count = 0;
    try {
      const { report, resumed } = await investigate(
        job,
        head,
        {
          known: journal.known,
          add: (evaluated) => {
            journal.add(evaluated);
            if ("point" in evaluated && ++count % 10 === 0) say(`${count} evaluated`);
          },
        },
        {
          onStep: (step) => {
            const text = stepText(step);
            if (text !== null) say(text);
          },
          onNoAnswer: (name, message) => say(`no answer in ${name}: ${message}`),
          keepPair: async (pair, reportOf) => {
            renderer ??= await job.openRenderer();
            const written = await writePair(job, folder, renderer, pair, reportOf);
            pictures.push(written.pictures);
            return written.report;
          },
          keepExample: (path, scenario) => writeFile(join(examples, basename(path)), serializeScenario(scenario)),
        },
      );
      await folder.install(examples, "examples");
      await removeOtherPairs(out, pictures.length);
      await folder.writeText(SEARCH_FIGURES, jsonText(report));
      await folder.writeText(
        SEARCH_REPORT,
        searchHtml(report, (index) => pictures[index] ?? null),
      );
      return { report, resumed };
    } finally {
      await closeAll(renderer);
    }
  });
}

const closeAll = async (renderer: PairRenderer | null): Promise<void> => renderer?.close();

type WrittenPair = { readonly report: PairReport; readonly pictures: PairPictures };

async function writePair(
  { problem: { criterion, judging } }: SearchJob,
  folder: SearchFolder,
  renderer: PairRenderer,
  { a, b, frame }: AskedPair,
  reportOf: (labels: readonly string[]) => PairReport,
): Promise<WrittenPair> {
  const scratch = join(await folder.scratch(), "pair");
  const write = async (side: "a" | "b", { scenario, answer }: AskedEnd) => {
    await renderer.render(scenario, frame, join(scratch, side));
    if (answer) await writeFile(join(scratch, `${side}_detections.ndjson`), answerText(answer));
    return { data: await pictureIn(join(scratch, side)), ...shownAt(scenario, answer, frame, judging) };
  };
  const pictures = { a: await write("a", a), b: await write("b", b) };
  const diff = await pairDiff(a.scenario, b.scenario);
  const report = reportOf(diff.lines);
  await writeFile(join(scratch, "diff.json"), pairDiffText(report, criterionText(criterion), diff.document));
  await folder.install(scratch, report.folder);
  return { report, pictures };
}

/** The small picture of a bundle as a `data:` address; null if it has none. */
async function pictureIn(folder: string): Promise<string | null> {
  for (const [name, type] of [
    ["thumbnail.jpg", "image/jpeg"],
    ["frame.png", "image/png"],
  ] as const)
    try {
      return `data:${type};base64,${(await readFile(join(folder, name))).toString("base64")}`;
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  return null;
}

/** Pairs of an earlier run that this one did not find. */
async function removeOtherPairs(out: string, count: number): Promise<void> {
  const names = await readdir(join(out, "pairs")).catch(() => []);
  for (const name of names) if (/^\d{2,}$/.test(name) && Number(name) > count) await removeFolder(join(out, "pairs", name));
}
