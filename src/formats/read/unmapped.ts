import type { FindingList } from "../finding";
import { counted } from "@/core/text";
import { LIMITS } from "@/core/document";
import { parseFrameRate, standardRate } from "@/core/timeline";

const NAMED = 5;

type Kind = { count: number; advice: string; names: Set<string>; hasMoreNames: boolean };

/** Counts what a file contains and a scenario cannot keep, so that nothing is dropped silently: one note per kind, with its count. */
export class UnmappedParts {
  readonly #kinds = new Map<string, Kind>();
  readonly #measured = new Map<string, number>();
  #rate: { told: number; used: number } | null = null;

  /** Counts one part of a kind (`segmentation`, `3-D size`); `name` says which, if a kind has several. */
  count(kind: string, advice: string, name?: string): void {
    let counted = this.#kinds.get(kind);
    if (!counted) this.#kinds.set(kind, (counted = { count: 0, advice, names: new Set(), hasMoreNames: false }));
    counted.count++;
    if (name === undefined || counted.names.has(name)) return;
    if (counted.names.size < NAMED) counted.names.add(name);
    else counted.hasMoreNames = true;
  }

  /** Counts a value that the scenario measures itself, such as `visibility`. */
  countMeasured(name: string): void {
    this.#measured.set(name, (this.#measured.get(name) ?? 0) + 1);
  }

  /**
   * The frame rate as scenarios have it: whole, or a broadcast rate such as 29.97; undefined if the value, which may be a text such as
   * `30000/1001`, is not a rate.
   */
  frameRate(value: unknown): number | undefined {
    if (typeof value === "string") return this.frameRate(parseFrameRate(value) ?? (value.trim() === "" ? Number.NaN : Number(value)));
    if (typeof value !== "number" || !Number.isFinite(value) || value <= 0) return undefined;
    const standard = standardRate(value);
    if (standard !== null && standard <= LIMITS.fps.max) return standard;
    const used = Math.min(Math.max(LIMITS.fps.min, Math.round(value)), LIMITS.fps.max);
    this.#rate = { told: value, used };
    return used;
  }

  /** Adds what was counted to the findings. */
  report(file: string, findings: FindingList): void {
    const note = (message: string, advice: string) => findings.add({ severity: "info", file, place: "", message, advice });
    for (const [kind, { count, advice, names, hasMoreNames }] of this.#kinds)
      note(
        `not kept: ${kind}${names.size > 0 ? ` (${[...names].join(", ")}${hasMoreNames ? ", …" : ""})` : ""}, ` +
          `${count === 1 ? "once" : `${count} times`}`,
        advice,
      );
    if (this.#measured.size > 0)
      note(
        `not kept: ${[...this.#measured].map(([name, count]) => `${name} of ${counted(count, "box", "boxes")}`).join(", ")}`,
        "no action needed: they are measured again from the rendered scenario, " +
          "and confidence is taken from where the actor is most visible",
      );
    if (this.#rate) {
      const { told, used } = this.#rate;
      const share = (Math.abs(used / told - 1) * 100).toPrecision(2);
      const isLimited = told > LIMITS.fps.max || told < LIMITS.fps.min;
      findings.add({
        severity: Number(share) > 1 ? "warning" : "info",
        file,
        place: "",
        message: isLimited ? `the frame rate is ${told}; ${used} was used` : `the frame rate ${told} was rounded to ${used}`,
        advice:
          (isLimited
            ? `a scenario has ${LIMITS.fps.min} to ${LIMITS.fps.max} frames per second; `
            : "a scenario has a whole number of frames per second or a broadcast rate such as 29.97; ") +
          `frame numbers stay the same, and speeds change by ${Number(share)} %`,
        option: "--fps N",
      });
    }
  }
}
