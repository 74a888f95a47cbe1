import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import type { Finding, Severity } from "@/formats";
import { counted, sentence } from "@/core/text";
import { groupFindings, placeOf } from "./groupFindings";
import classes from "./findings.module.css";

const LOOKS: Record<Severity, { readonly icon: typeof IconInfoCircle; readonly name: string }> = {
  error: { icon: IconAlertCircle, name: "Error" },
  warning: { icon: IconAlertTriangle, name: "Warning" },
  info: { icon: IconInfoCircle, name: "Note" },
};

/** What was noticed in files: where, what, and how to fix it. One entry per kind, the most serious first; all places can be expanded. */
export function Findings({ findings, label }: { readonly findings: readonly Finding[]; readonly label: string }) {
  return (
    <ul className={classes.list} aria-label={label} tabIndex={0}>
      {groupFindings(findings).map(({ first, all }, index) => {
        const { icon: SeverityIcon, name } = LOOKS[first.severity];
        return (
          <li key={index} className={classes.finding} data-severity={first.severity}>
            <SeverityIcon size={16} stroke={1.75} aria-label={name} role="img" />
            <div>
              {placeOf(first) !== "" && <p className={classes.where}>{placeOf(first)}</p>}
              <p className={classes.message}>{sentence(capital(first.message))}</p>
              {first.advice !== "" && <p className={classes.advice}>{sentence(capital(first.advice))}</p>}
              {all.length > 1 && <OtherPlaces findings={all.slice(1)} />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Where else the same was found, each place with its own numbers. */
function OtherPlaces({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <details className={classes.others}>
      <summary>{counted(findings.length, "more like this", "more like this")}</summary>
      <ul>
        {findings.map((finding, index) => (
          <li key={index}>
            {placeOf(finding) !== "" && <span className={classes.where}>{placeOf(finding)}: </span>}
            {finding.message}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** `2 errors, 1 note`. */
export function countFindings(findings: readonly Finding[]): string {
  const count = (severity: Severity, one: string) => {
    const found = findings.filter((finding) => finding.severity === severity).length;
    return found === 0 ? [] : [counted(found, one)];
  };
  return [...count("error", "error"), ...count("warning", "warning"), ...count("info", "note")].join(", ");
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
