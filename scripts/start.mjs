// npm start [-- --port N]: installs what is missing, builds what is out of date, serves the app and prints its address.
import { parseArgs } from "node:util";
import { ensureBuild } from "./setup/build.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { serveApp } from "./setup/serve.mjs";

const wanted = chosenPort();
ensureDependencies();
ensureBuild();

try {
  const address = await serveApp({ port: wanted });
  console.log(`Jaywalk is at ${address}  (Ctrl+C ends it)`);
} catch (error) {
  if (error.code !== "EADDRINUSE") throw error;
  console.error(`Port ${wanted} is taken by another program; choose one with npm start -- --port 4200`);
  process.exit(1);
}

/** The port that the command line or PORT names. */
function chosenPort() {
  try {
    const { values } = parseArgs({ options: { port: { type: "string" } } });
    const text = values.port ?? process.env.PORT ?? "4173";
    const port = Number(text);
    if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
    console.error(`${text} is not a port; give a number from 1 to 65535, such as npm start -- --port 4200`);
  } catch (error) {
    console.error(`${error.message.split(". ")[0]}. The one option is --port, such as npm start -- --port 4200`);
  }
  process.exit(2);
}
