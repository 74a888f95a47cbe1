// npm start: installs what is missing, builds what is out of date, serves the app and prints its address.
import { ensureBuild } from "./setup/build.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { serveApp } from "./setup/serve.mjs";

ensureDependencies();
ensureBuild();

const wanted = Number(process.env.PORT ?? 4173);
try {
  const address = await serveApp({ port: wanted });
  console.log(`Jaywalk is at ${address}  (Ctrl+C ends it)`);
} catch (error) {
  if (error.code !== "EADDRINUSE") throw error;
  console.error(`Port ${wanted} is taken by another program; choose one with PORT=4200 npm start`);
  process.exit(1);
}
