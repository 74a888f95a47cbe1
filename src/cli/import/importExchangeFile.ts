import { serializeScenario } from "@/core/document";
import { sha256Of } from "@/core/digest";
import { fileNameWithoutSpaces } from "@/core/names";
import { counted } from "@/core/text";
import { ExchangeError, importExchange, type ExchangeOptions } from "@/exchange";
import { UsageError } from "../errors";
import { isStandardOutput, writeOutput } from "../files/output";
import type { ExchangeInput } from "./exchangeInput";

/** Imports an OpenSCENARIO or OpenDRIVE file, and says what became of it. @throws UsageError for a file that cannot be read */
export async function importExchangeFile(
  { path, source }: ExchangeInput,
  { out, json, ...options }: ExchangeOptions & { readonly out: string; readonly json?: boolean },
): Promise<void> {
  const {
    format,
    scenario: imported,
    entities,
    unread,
    notes,
    variants = [],
  } = await importExchange(path, source, options).catch((error: unknown) => {
    throw error instanceof ExchangeError ? new UsageError(error.message) : error;
  });
  const scenario = { ...imported, id: `imported-${(await sha256Of(serializeScenario(imported))).slice(0, 16)}` };
  await writeOutput("--out", out, variants.length > 0 ? suiteOf(scenario.name, variants) : serializeScenario(scenario));
  for (const { level, message, place } of notes) process.stderr.write(`${level}: ${place === "" ? "" : `${place}: `}${message}\n`);
  const { durationFrames: frames, width, height, fps } = scenario.video;
  const size = `${width}x${height}`;
  const tracks = scenario.actors.length;
  const occluders = scenario.occluders.length;
  const counts = { tracks, boxes: 0, kept: 0, entities, occluders, variants: variants.length, unread };
  if (json) process.stdout.write(`${JSON.stringify({ format, frames, ...counts, fps, size, notes, out })}\n`);
  else
    (isStandardOutput(out) ? process.stderr : process.stdout).write(
      `${isStandardOutput(out) ? "standard output" : out}: ${counted(tracks, "road user")}, ${counted(occluders, "occluder")}, ` +
        `${counted(frames, "frame")} of ${size} at ${fps} fps, from ${format}` +
        `${variants.length > 0 ? `; a suite of ${counted(variants.length, "video")}` : ""}` +
        `${unread > 0 ? `; ${counted(unread, "element")} without a counterpart` : ""}\n`,
    );
}

/** A suite with a video for each combination of values. */
function suiteOf(name: string, variants: NonNullable<Awaited<ReturnType<typeof importExchange>>["variants"]>): string {
  const digits = String(variants.length).length;
  const videos = variants.map(({ scenario, values }, index) => ({
    name: `variant_${String(index + 1).padStart(digits, "0")}`,
    description: [...values].map(([key, value]) => `${key} = ${value}`).join(", "),
    scenario: { ...scenario, id: `variant-${index + 1}` },
  }));
  return `${JSON.stringify({ name: fileNameWithoutSpaces(name.replace(/ 1$/, "")), videos }, null, 2)}\n`;
}
