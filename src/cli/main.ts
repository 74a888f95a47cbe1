import { Command, CommanderError } from "commander";
import { addCompletionCommand } from "./commands/completion";
import { addDatasetsCommand } from "./commands/datasets";
import { addDetectCommand } from "./commands/detect";
import { addDetectionsCommand } from "./commands/detections";
import { addEvaluateCommand } from "./commands/evaluate";
import { addExportCommand } from "./commands/export";
import { addImportCommand } from "./commands/import";
import { addLintCommand } from "./commands/lint";
import { addPresetsCommand } from "./commands/presets";
import { addRecallCommand } from "./commands/recall";
import { addRenderCommand } from "./commands/render";
import { addSchemaCommand } from "./commands/schema";
import { addSearchCommand } from "./commands/search";
import { addSuiteCommand } from "./commands/suite";
import { addVersionsCommand } from "./commands/versions";
import { joinedFormats } from "./arguments";
import { exitStatusOf, messageOf, oneLine } from "./errors";
import { endOnSignals, isEnding } from "./shutdown";
import packageDocument from "../../package.json";
import { headlessPairs } from "./search/headlessPairs";
import { headlessRenderer } from "./suite/headlessRenderer";

const program = new Command("jaywalk")
  .description("Draw a traffic scenario; get the video and the frame-exact ground truth.")
  .version(packageDocument.version)
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "jaywalk: ")) })
  .exitOverride();

addPresetsCommand(program);
addRenderCommand(program);
addSuiteCommand(program, headlessRenderer);
addSearchCommand(program, headlessPairs);
addRecallCommand(program, headlessRenderer.build);
addDatasetsCommand(program);
addDetectionsCommand(program);
addDetectCommand(program);
addEvaluateCommand(program);
addImportCommand(program);
addExportCommand(program);
addLintCommand(program);
addVersionsCommand(program);
addSchemaCommand(program);
addCompletionCommand(program);

// The reader of our output may stop early (`| head`): that is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
process.stderr.on("error", () => undefined);
endOnSignals();

try {
  await program.parseAsync(joinedFormats(process.argv));
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (!isEnding()) {
    process.stderr.write(`jaywalk: ${oneLine(messageOf(error))}\n`);
    process.exitCode = exitStatusOf(error);
  }
}
