// Serves the built app for the end-to-end tests, on the given port.
import { serveApp } from "./setup/serve.mjs";

console.log(await serveApp({ port: Number(process.argv[2]) }));
