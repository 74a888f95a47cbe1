import { sentencesOf, type Finding } from "@/formats";

/** What was noticed and what to do about it, with the option that does it. */
export function withOption(finding: Pick<Finding, "message" | "advice" | "option">): string {
  return finding.option === undefined ? sentencesOf(finding) : `${sentencesOf(finding)} (${finding.option})`;
}
