import { Option, type Command } from "commander";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  DATASET_FORMATS,
  DATASET_LIMITS,
  DATASET_SIZES,
  OWN_SIZE,
  datasetFiles,
  type DatasetFormat,
  type DatasetOptions,
} from "@/datasets";
import { counted } from "@/core/text";
import { writePieces } from "../files/atomic";
import { MOST_SEED, formatsOption, wholeNumber } from "../render/options";
import { fillFolder } from "../render/outputFolder";

type SizeName = keyof typeof DATASET_SIZES;
const SIZE_NAMES = Object.keys(DATASET_SIZES);

type Options = {
  out: string;
  size: SizeName;
  seed: number;
  users?: number;
  projectsPerUser?: number;
  sessionsPerProject?: number;
  eventsPerSession?: number;
  formats?: readonly DatasetFormat[];
  json?: boolean;
};

/** Adds `jaywalk datasets`. */
export function addDatasetsCommand(program: Command): void {
  program
    .command("datasets")
    .description("write users, projects, test sessions and detection events to fill a platform's database")
    .requiredOption("--out <DIR>", "folder for the files")
    .addOption(new Option("--size <NAME>", "how much").choices(SIZE_NAMES).default("small"))
    .option("--seed <N>", "random seed", wholeNumber(0, MOST_SEED), 42)
    .option("--users <N>", "number of users, instead of the number for --size", wholeNumber(...DATASET_LIMITS.users))
    .option("--projects-per-user <N>", "likewise", wholeNumber(...DATASET_LIMITS.projectsPerUser))
    .option("--sessions-per-project <N>", "likewise", wholeNumber(...DATASET_LIMITS.sessionsPerProject))
    .option("--events-per-session <N>", "likewise", wholeNumber(...DATASET_LIMITS.eventsPerSession))
    .addOption(formatsOption(DATASET_FORMATS, { standard: ["json"] }))
    .option("--json", "end with one JSON object on stdout")
    .action(async (options: Options) => {
      const { seed, formats = ["json"], out } = options;
      const files = datasetFiles({ ...chosenSize(options), seed }, formats);
      const written: Record<string, { size: number; sha256: string }> = {};
      await fillFolder(out, earlierDataset, async (folder) => {
        for (const { path, chunks } of files) written[path] = await writePieces(join(folder, path), encoded(chunks()), "quick");
      });
      if (options.json) process.stdout.write(`${JSON.stringify({ out, seed, files: written })}\n`);
      else process.stdout.write(`${counted(Object.keys(written).length, "file")} in ${out}\n`);
    });
}

/** The named size, or a custom one with its own name if a number differs. */
function chosenSize({ size, ...given }: Options): DatasetOptions {
  const named = DATASET_SIZES[size];
  const numbers = {
    users: given.users ?? named.users,
    projectsPerUser: given.projectsPerUser ?? named.projectsPerUser,
    sessionsPerProject: given.sessionsPerProject ?? named.sessionsPerProject,
    eventsPerSession: given.eventsPerSession ?? named.eventsPerSession,
  };
  const keys = ["users", "projectsPerUser", "sessionsPerProject", "eventsPerSession"] as const;
  return keys.every((key) => numbers[key] === named[key]) ? named : { ...OWN_SIZE, ...numbers };
}

/** What a dataset of any size and format consists of, if the folder has the file that every dataset has. */
function earlierDataset(folder: string): Promise<readonly string[] | null> {
  const isDataset = existsSync(join(folder, "fixture_metadata.json"));
  const paths = datasetFiles({ ...DATASET_SIZES.small, seed: 0 }, DATASET_FORMATS).map(({ path }) => path);
  return Promise.resolve(isDataset ? paths : null);
}

function* encoded(chunks: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const chunk of chunks) yield encoder.encode(chunk);
}
