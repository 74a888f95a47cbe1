import { Loader } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { sentence } from "@/core/text";
import { Findings, countFindings } from "../findings/Findings";
import type { LintAnswer } from "@/services/check/protocol";
import classes from "./check.module.css";

/** What reading a bundle again found; null while it is at work. */
export function CheckResult({ answer }: { readonly answer: LintAnswer | null }) {
  const findings = answer?.kind === "checked" ? answer.findings : [];
  return (
    <section className={classes.result} aria-label="Check of the bundle">
      <p className={classes.line} role="status" data-tone={toneOf(answer)}>
        {answer === null ? (
          <Loader size={14} aria-hidden />
        ) : toneOf(answer) === "good" ? (
          <IconCircleCheck size={16} stroke={1.75} aria-hidden />
        ) : (
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
        )}
        {textOf(answer)}
      </p>
      {findings.length > 0 && <Findings findings={findings} label="Findings in the bundle" />}
    </section>
  );
}

function toneOf(answer: LintAnswer | null): "working" | "good" | "bad" {
  if (answer === null) return "working";
  return answer.kind === "checked" && answer.findings.length === 0 ? "good" : "bad";
}

function textOf(answer: LintAnswer | null): string {
  if (answer === null) return "Reading every file again, as its consumers will";
  if (answer.kind === "failed") return `The check could not be done. ${sentence(answer.message)}`;
  if (answer.findings.length === 0) return "Every file was read again: frames, boxes, ids and digests agree. No problems found.";
  return `Every file was read again: ${countFindings(answer.findings)}`;
}
