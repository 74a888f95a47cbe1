/** What is known of a machine; some browsers do not tell its memory, and none tells more than 8 GB. */
export type Machine = { readonly cores: number; readonly memoryGB: number | undefined };

const GB = 2 ** 30;
/** A lane's program, its pictures and what the runtime allocates besides the model. */
const LANE_BYTES = 0.25 * GB;
/** The runtime holds a model as a file, as weights and as what it makes of them. */
const MODEL_COPIES = 4;
/** Assumed where it is not known. */
const USUAL_MEMORY_GB = 4;
const MOST_LANES = 8;

/** How many detectors work side by side: one a core, but no more than fit into half of the machine's memory. */
export function lanesFor(modelBytes: number, { cores, memoryGB = USUAL_MEMORY_GB }: Machine): number {
  const fitting = Math.floor((memoryGB * GB) / 2 / (LANE_BYTES + MODEL_COPIES * modelBytes));
  return Math.max(1, Math.min(cores, fitting, MOST_LANES));
}
