import type { Finding, Severity } from "@/formats";

const ORDER: readonly Severity[] = ["error", "warning", "info"];

/** Findings that say the same about several places: `first` in full, the others by their places. */
export type FindingGroup = { readonly first: Finding; readonly all: readonly Finding[] };

/** Numbers and quoted names. */
const DETAILS = /-?\d+(\.\d+)?|"[^"]*"/g;

/**
 * Findings by kind, so that many of one kind never push another out of sight. The most serious come first, then those found first.
 * Findings that differ only in numbers and quoted names are of one kind.
 */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = [finding.severity, finding.message.replace(DETAILS, "#"), finding.advice.replace(DETAILS, "#")].join("|");
    const alike = groups.get(key);
    if (alike) alike.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()]
    .flatMap((all) => (all[0] ? [{ first: all[0], all }] : []))
    .sort((a, b) => ORDER.indexOf(a.first.severity) - ORDER.indexOf(b.first.severity));
}

/** `labels/a.txt, line 3`; empty if a finding is about the files as a whole. */
export function placeOf({ file, place }: Finding): string {
  return [file, place].filter((part) => part !== "").join(", ");
}
