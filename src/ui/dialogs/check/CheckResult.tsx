import { Loader } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { sentence } from "@/core/text";
import { Findings, countFindings } from "../findings/Findings";
import type { LintAnswer } from "@/services/check/protocol";
import classes from "./check.module.css";

/** The result of checking a bundle; null while the check is running. */
export function CheckResult({ answer }: { readonly answer: LintAnswer | null }) {
  const findings = answer?.kind === "checked" ? answer.findings : [];
  return (
    <section className={classes.result} aria-label="Bundle check">
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
  if (answer === null) return "Reading every file as other tools will";
  if (answer.kind === "failed") return `The bundle could not be checked. ${sentence(answer.message)}`;
  if (answer.findings.length === 0) return "All files were read: frames, boxes, IDs and checksums agree. No problems found.";
  return `All files were read: ${countFindings(answer.findings)}`;
}
