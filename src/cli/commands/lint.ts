import type { Command } from "commander";
import { counted } from "@/core/text";
import { lintBundle, type Finding } from "@/formats";
import { openBundleFolder } from "../bundle/bundleFolder";
import { withOption } from "../findingText";
import { isSuiteFolder, lintSuite } from "../suite/lintSuite";

/** Adds `jaywalk lint`. */
export function addLintCommand(program: Command): void {
  program
    .command("lint <DIR>")
    .description("check a bundle, or every bundle of a suite, as its consumers will read it; exit status 1 if there are errors")
    .option("--json", "end with one JSON object on stdout")
    .action(async (folder: string, { json }: { json?: boolean }) => {
      const suite = (await isSuiteFolder(folder)) ? await lintSuite(folder) : null;
      const findings = suite?.findings ?? (await lintBundle(await openBundleFolder(folder)));
      const checked = suite ? `${counted(suite.bundles, "bundle")} and ${counted(suite.datasets, "dataset")} checked, ` : "";
      const errors = findings.filter(({ severity }) => severity === "error").length;
      if (json) process.stdout.write(`${JSON.stringify({ bundle: folder, errors, findings })}\n`);
      else {
        for (const finding of findings) {
          const { severity, file, place } = finding;
          process.stdout.write(
            `${severity}: ${[file, place].filter((part) => part !== "").join(", ") || folder}: ${withOption(finding)}\n`,
          );
        }
        process.stdout.write(`${folder}: ${checked}${summary(errors, findings)}\n`);
      }
      if (errors > 0) process.exitCode = 1;
    });
}

function summary(errors: number, findings: readonly Finding[]): string {
  if (findings.length === 0) return "no problems found";
  return `${counted(errors, "error")}, ${counted(findings.length - errors, "note")}`;
}
