import { counted } from "@/core/text";
import { nearestText } from "@/reports/search";
import { confirmedPairs, type SearchReport } from "@/search/report";

/** What a search tells on the terminal: how often the detector failed, and its pairs. @param file the report */
export function summaryLines(report: SearchReport, file: string): string[] {
  const { failed, evaluated, unanswered, pairs, cut_short, shard } = report;
  const nearest = nearestText(report);
  return [
    `${counted(failed, "failure")} in ${counted(evaluated, "evaluation")}, ${counted(confirmedPairs(report), "minimal pair")}; see ${file}`,
    ...(nearest === null ? [] : [nearest]),
    ...unanswered.slice(0, 1).map(({ message }) => `no answer in ${counted(unanswered.length, "variant")}: ${message}`),
    ...pairs.map(
      ({ folder, variable, a, b, confirmed }) => `${folder}: ${variable}, ${a.value} → ${b.value}${confirmed ? "" : " (not confirmed)"}`,
    ),
    ...(cut_short && shard === null ? ["The budget ran out; run it again with a larger --budget to look further."] : []),
  ];
}
