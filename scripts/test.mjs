// npm test: installs what is missing, then checks everything: types, lint, unit tests, build, end-to-end tests.
import { ensureBuild } from "./setup/build.mjs";
import { ensureChromium, ensureTestTools } from "./setup/chromium.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { run, runBeside } from "./setup/run.mjs";

ensureDependencies();
const chromium = await ensureChromium();
ensureTestTools();
const shown = { stdio: "inherit" };
for (const check of ["types", "format"]) run("npm", ["run", "-s", `check:${check}`], shown);
// Unit tests of the command line start the built command; a build in the middle of a test would take its time.
ensureBuild();
run("npm", ["run", "-s", "check:unit"], shown);
// End-to-end tests mostly wait; the linter, on one core, fills their pauses.
process.env["JAYWALK_CHROMIUM"] = chromium;
const [lint, browser] = await Promise.all([
  runBeside("npm", ["run", "-s", "check:lint"], { shows: false }),
  runBeside("npx", ["playwright", "test", ...process.argv.slice(2)], { shows: true }),
]);
process.stdout.write(lint.output);
process.exitCode = lint.status || browser.status;
