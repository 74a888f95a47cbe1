// npm run -s jaywalk -- …: the command line; first builds what is out of date.
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { ensureBuild } from "./setup/build.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { ROOT } from "./setup/run.mjs";

ensureDependencies();
ensureBuild();
await import(pathToFileURL(join(ROOT, "dist-cli/jaywalk.mjs")).href);
