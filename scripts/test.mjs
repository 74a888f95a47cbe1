// npm test: installs what is missing, then checks everything: types, lint, unit tests, build, end-to-end tests.
import { ensureBuild } from "./setup/build.mjs";
import { ensureChromium, ensureTestTools } from "./setup/chromium.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { run } from "./setup/run.mjs";

ensureDependencies();
const chromium = await ensureChromium();
ensureTestTools();
const shown = { stdio: "inherit" };
run("npm", ["run", "-s", "check"], shown);
ensureBuild();
run("npx", ["playwright", "test", ...process.argv.slice(2)], { ...shown, env: { ...process.env, JAYWALK_CHROMIUM: chromium } });
