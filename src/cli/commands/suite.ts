import { Option, type Command } from "commander";
import { dirname, join, resolve } from "node:path";
import { DEFAULT_START_TIME, isoTime } from "@/detection";
import {
  DEFAULT_SUITE,
  SuiteError,
  PROTOCOL_SUITES,
  expandSuite,
  parseShard,
  parseSuiteSpec,
  withWeatherMatrix,
  type ProtocolSuite,
  type Shard,
  type SuiteSpec,
} from "@/suite";
import { MAX_SCENARIO_BYTES } from "@/core/document";
import { counted } from "@/core/text";
import type { ParameterValues } from "@/core/variation";
import { readInputText, STANDARD_INPUT } from "../files/input";
import { assertFolderCanBeFilled } from "../files/output";
import { setOption } from "../render/options";
import { mergeSuites } from "../suite/merge";
import type { RendererSource } from "../suite/renderer";
import { runSuite } from "../suite/run";
import { truthRenderer } from "../suite/truthRenderer";
import { REPORT_FILE, SUMMARY_FILE } from "../suite/summary";

type Options = {
  set?: ParameterValues;
  protocol?: ProtocolSuite;
  out: string;
  spec?: string;
  only?: string;
  shard?: Shard;
  matrix?: "weather";
  truthOnly?: boolean;
  json?: boolean;
};

/** Adds `jaywalk suite` and `jaywalk suite merge`. */
export function addSuiteCommand(program: Command, renderers: RendererSource): void {
  const suite = program
    .command("suite")
    .description("render a suite of videos with ground truth and datasets; existing, unchanged output is kept")
    .option("--out <DIR>", "folder for the output")
    .option("--spec <FILE>", "the suite as JSON (- for standard input); defaults to the specification's five videos and three datasets")
    .addOption(
      new Option(
        "--protocol <NAME>",
        "instead, geometries of pedestrians and cyclists with parameters after Euro NCAP’s tests of 2026 or 2023 (not a rating)",
      ).choices(Object.keys(PROTOCOL_SUITES)),
    )
    .option("--only <NAMES>", "names of videos, entries or datasets, separated by commas")
    .option("--shard <i/n>", "render only part i of n; `suite merge` combines the parts", parseShard)
    .addOption(new Option("--matrix <KIND>", "render every video in every weather and severity").choices(["weather"]))
    .addOption(setOption())
    .option("--truth-only", "write ground truth and annotations without videos and without a browser")
    .option("--json", "end with one JSON object on stdout")
    .action(async (options: Partial<Options>) => {
      if (options.out === undefined) throw new SuiteError("--out is missing; name the folder for the output");
      await render({ ...options, out: options.out }, renderers);
    });
  suite
    .command("merge <DIR...>")
    .description("combine the outputs of shards")
    .action(async (parts: string[], _own: object, command: Command) => {
      // `--out` and `--json` belong to `suite`, wherever in the command line they are.
      const { out, json } = command.optsWithGlobals<Partial<Options>>();
      if (out === undefined) throw new SuiteError("--out is missing; name the folder for the merged suite");
      await assertFolderCanBeFilled("--out", out);
      const { videos, datasets } = await mergeSuites(parts, out);
      finish(
        json,
        { out, videos, datasets, files: filesOf(out) },
        `${counted(videos, "video")} and ${counted(datasets, "dataset")} merged into ${out}`,
      );
    });
}

async function render(options: Options, renderers: RendererSource): Promise<void> {
  const started = performance.now();
  const spec = await readSpec(options);
  const base = options.spec === undefined || options.spec === STANDARD_INPUT ? "." : dirname(options.spec);
  const videos = await expandSuite(spec, (path) => readText(resolve(base, path), "scenario"), options.set);
  const only = options.only === undefined ? null : new Set(options.only.split(",").map((name) => name.trim()));
  assertKnown(only, [...videos.flatMap(({ name, entry }) => [name, entry]), ...spec.datasets.flatMap((name) => [name, `${name}_dataset`])]);

  await assertFolderCanBeFilled("--out", options.out);
  const truthOnly = options.truthOnly === true;
  const source = truthOnly ? truthRenderer(renderers) : renderers;
  const renderer = onDemand(source);
  try {
    const outcome = await runSuite({
      spec,
      videos,
      out: options.out,
      only,
      shard: options.shard ?? null,
      timestamp: timestamp(),
      openRenderer: renderer.get,
      build: await source.build(),
      say: (line) => process.stderr.write(`${line}\n`),
    });
    const { rendered, skipped, failed, datasets } = outcome;
    finish(
      options.json,
      { out: options.out, ...outcome, timings: { total_s: (performance.now() - started) / 1000 }, files: filesOf(options.out) },
      `${counted(rendered.length, "video")} ${truthOnly ? "written as truth only" : "rendered"}, ` +
        `${skipped.length} unchanged, ${failed.length} failed, ` +
        `${counted(datasets.length, "dataset")}; ` +
        `see ${join(options.out, REPORT_FILE)}`,
    );
    if (failed.length > 0) process.exitCode = 1;
  } finally {
    await renderer.close();
  }
}

/** Starts the renderer when the first video needs it: a suite that is up to date starts no browser. */
function onDemand({ open }: RendererSource) {
  const opened: ReturnType<typeof open>[] = [];
  return {
    get: () => opened[0] ?? (opened[0] = open()),
    close: async () => {
      for (const renderer of opened) await renderer.then((it) => it.close()).catch(() => undefined);
    },
  };
}

async function readSpec({ spec: file, protocol, matrix }: Options): Promise<SuiteSpec> {
  if (protocol !== undefined && file !== undefined) throw new SuiteError("--protocol and --spec each name a suite; leave one out");
  let spec = protocol === undefined ? DEFAULT_SUITE : PROTOCOL_SUITES[protocol];
  if (file !== undefined) {
    try {
      spec = parseSuiteSpec(await readText(file, "suite"));
    } catch (error) {
      if (error instanceof SuiteError) throw new SuiteError(`${file}: ${error.message}`);
      throw error;
    }
  }
  return matrix === "weather" ? withWeatherMatrix(spec) : spec;
}

const readText = (path: string, what: string): Promise<string> =>
  readInputText(path, { what: `the ${what}`, mostBytes: MAX_SCENARIO_BYTES, advice: `check that this is really a ${what}` });

function assertKnown(only: ReadonlySet<string> | null, known: readonly string[]): void {
  const unknown = [...(only ?? [])].filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new SuiteError(`--only: the suite has no ${unknown.join(", ")}; it has ${[...new Set(known)].slice(0, 30).join(", ")}`);
}

/** `SOURCE_DATE_EPOCH` (seconds since 1970) if it is set, otherwise a fixed moment: a clock would change the bytes. */
function timestamp(): string {
  const given = process.env["SOURCE_DATE_EPOCH"];
  if (given === undefined) return isoTime(DEFAULT_START_TIME);
  if (!/^\d{1,11}$/.test(given)) throw new SuiteError(`SOURCE_DATE_EPOCH must be whole seconds since 1970, not "${given}"`);
  return isoTime(Number(given) * 1000);
}

const filesOf = (out: string) => ({ summary: join(out, SUMMARY_FILE), report: join(out, REPORT_FILE) });

function finish(json: boolean | undefined, result: object, line: string): void {
  process.stdout.write(json === true ? `${JSON.stringify(result)}\n` : `${line}\n`);
}
