// How long `jaywalk datasets` takes for a million detection events, and its peak memory, as JSON alone and in all
// three formats at once. Requires a built command (npm run build).
//
//   node bench/datasets.mjs [--events N] [--command FILE] [--json]
//
// Exits with status 1 if a million events take 30 seconds or 500 MB.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";

const MOST_SECONDS = 30;
const MOST_MEGABYTES = 500;
const EVENTS_A_SESSION = 1000;

const { values } = parseArgs({
  options: { events: { type: "string", default: "1000000" }, command: { type: "string" }, json: { type: "boolean", default: false } },
});
const command = values.command ?? fileURLToPath(new URL("../dist-cli/jaywalk.mjs", import.meta.url));
const sessions = Math.max(1, Math.round(Number(values.events) / EVENTS_A_SESSION));

/** Makes the process report its largest resident set when it ends. */
const TELL_MEMORY = `data:text/javascript,process.on("exit",()=>process.stderr.write("maxRSS "+process.resourceUsage().maxRSS))`;

function measure(formats) {
  const folder = mkdtempSync(join(tmpdir(), "jaywalk-bench-"));
  try {
    const out = join(folder, "dataset");
    const started = performance.now();
    const sizes = [
      "--users",
      "1",
      "--projects-per-user",
      "1",
      "--sessions-per-project",
      String(sessions),
      "--events-per-session",
      String(EVENTS_A_SESSION),
    ];
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--import", TELL_MEMORY, command, "datasets", "--out", out, ...sizes, "--formats", ...formats, "--json"],
      { encoding: "utf8" },
    );
    const seconds = (performance.now() - started) / 1000;
    if (status !== 0) throw new Error(`jaywalk datasets ended with ${status}: ${stderr}`);
    const kilobytes = Number(/maxRSS (\d+)/.exec(stderr)?.[1]);
    const written = formats.includes("json") ? statSync(join(out, "detection_events.json")).size : 0;
    return {
      formats,
      events: sessions * EVENTS_A_SESSION,
      seconds: Number(seconds.toFixed(2)),
      megabytes: Math.round(kilobytes / 1024),
      events_json_megabytes: Math.round(written / 1024 / 1024),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const results = [measure(["json"]), measure(["json", "csv", "sql"])];
if (values.json) console.log(JSON.stringify(results));
else
  for (const { formats, events, seconds, megabytes } of results)
    console.log(`${events} events as ${formats.join(", ")}: ${seconds} s, at most ${megabytes} MB of memory`);
const [json] = results;
if (json.seconds >= MOST_SECONDS || json.megabytes >= MOST_MEGABYTES) process.exitCode = 1;
