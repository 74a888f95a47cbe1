// npm run -s jaywalk -- …: the command line; first builds what is out of date.
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { ensureBuild } from "./setup/build.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { ROOT } from "./setup/run.mjs";

ensureDependencies();
ensureBuild();
// npm changes to the project's folder; relative paths are meant from where the user is.
const { npm_lifecycle_event: script, INIT_CWD: userFolder } = process.env;
if (script === "jaywalk" && userFolder) process.chdir(userFolder);
await import(pathToFileURL(join(ROOT, "dist-cli/jaywalk.mjs")).href);
