export type Severity = "error" | "warning" | "info";

/** Something noticed in a file: what, where and how to fix it. */
export type Finding = {
  severity: Severity;
  /** Path as given. */
  file: string;
  /** `line 12`, `annotations[3].bbox`, or empty for the file as a whole. */
  place: string;
  message: string;
  advice: string;
  /** The option of the command line that does what is advised; in the app, a field of the dialog does. */
  option?: string;
};

/** What was noticed and what to do about it, as two sentences. */
export function sentencesOf({ message, advice }: Pick<Finding, "message" | "advice">): string {
  return `${message}. ${advice.charAt(0).toUpperCase()}${advice.slice(1)}`;
}

/** A file that cannot be read any further. */
export class FormatError extends Error {
  override readonly name = "FormatError";
  constructor(readonly finding: Finding) {
    super(`${finding.file}${finding.place ? `, ${finding.place}` : ""}: ${sentencesOf(finding)}`);
  }
}

/** This many of one kind are kept, unless more are requested. */
const SHOWN_OF_A_KIND = 20;

/** Collects findings; of many of the same kind, the first are kept and the rest counted, so that a broken file cannot flood the list. */
export class FindingList {
  readonly #findings: Finding[] = [];
  readonly #ofAKind = new Map<string, { sample: Finding; count: number }>();

  /** @param mostOfAKind how many of one kind are kept with their places */
  constructor(private readonly mostOfAKind = SHOWN_OF_A_KIND) {}

  /** `kind` identifies findings of the same kind; if omitted, the message does. */
  add(finding: Finding, kind = finding.message): void {
    const key = `${finding.severity}|${finding.file}|${kind}`;
    const alike = this.#ofAKind.get(key);
    if (alike) alike.count++;
    else this.#ofAKind.set(key, { sample: finding, count: 1 });
    if ((alike?.count ?? 1) <= this.mostOfAKind) this.#findings.push(finding);
  }

  /** Errors first, then warnings, then notes, each in the order found. */
  list(): Finding[] {
    const rest = [...this.#ofAKind.values()].flatMap(({ sample, count }) =>
      count > this.mostOfAKind
        ? [{ ...sample, place: "further on", message: `${count - this.mostOfAKind} more like: ${sample.message}` }]
        : [],
    );
    const all = [...this.#findings, ...rest];
    return (["error", "warning", "info"] as const).flatMap((severity) => all.filter((finding) => finding.severity === severity));
  }
}
