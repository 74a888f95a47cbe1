import type { Finding, Severity } from "@/formats";

const ORDER: readonly Severity[] = ["error", "warning", "info"];

/** Findings that say the same of several places: `first` in words, the others by their places. */
export type FindingGroup = { readonly first: Finding; readonly all: readonly Finding[] };

/** Numbers and quoted names. */
const DETAILS = /-?\d+(\.\d+)?|"[^"]*"/g;

/**
 * Findings by kind, so that many of one kind never push another out of sight. What is worst comes first, then what was
 * found first. Alike are those that differ in numbers and quoted names only.
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

/** `labels/a.txt, line 3`; empty where a finding is about the files as a whole. */
export function placeOf({ file, place }: Finding): string {
  return [file, place].filter((part) => part !== "").join(", ");
}
