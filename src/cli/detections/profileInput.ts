import { readFile } from "node:fs/promises";
import { DETECTION_PROFILES, ProfileError, parseProfile, type DetectionProfile } from "@/core/detection";
import { UsageError } from "../errors";
import { isMissing } from "../files/atomic";

/** Whether a word on the command line is the name of one of our profiles, and not a file's. */
export const isNamedProfile = (name: string): boolean => DETECTION_PROFILES.some((profile) => profile.name === name);

/** The profile a word on the command line names: one of ours, or a file. @throws UsageError naming the file and the fault */
export async function readProfileInput(name: string): Promise<DetectionProfile> {
  const known = DETECTION_PROFILES.find((profile) => profile.name === name);
  if (known) return known;
  try {
    return parseProfile(await readFile(name, "utf8"));
  } catch (error) {
    if (isMissing(error))
      throw new UsageError(
        `there is no profile and no file "${name}"; profiles are ${DETECTION_PROFILES.map((profile) => profile.name).join(", ")}`,
      );
    if (error instanceof Error && "code" in error && error.code === "EISDIR") throw new UsageError(`--profile: ${name} is a folder; name a profile's file`);
    if (error instanceof ProfileError) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}
