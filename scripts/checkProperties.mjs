// npm run check:properties [-- FILES…]: the unit tests, with new cases for the property tests. Prints the seed, which repeats the run.
import { randomInt } from "node:crypto";
import { run } from "./setup/run.mjs";

process.env["PROPERTY_SEED"] ??= String(randomInt(2 ** 31));
console.log(`PROPERTY_SEED=${process.env["PROPERTY_SEED"]}`);
run("npx", ["vitest", "run", ...process.argv.slice(2)], { stdio: "inherit" });
