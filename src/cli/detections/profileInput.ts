import { DETECTION_PROFILES, ProfileError, parseProfile, type DetectionProfile } from "@/detection";
import { UsageError } from "../errors";
import { readInputText } from "../files/input";

const MOST_BYTES = 16 * 1024 * 1024;

/** Whether a command-line argument is the name of one of our profiles rather than a file's. */
export const isNamedProfile = (name: string): boolean => DETECTION_PROFILES.some((profile) => profile.name === name);

/** The profile that a command-line argument names: one of ours, or a file. @throws UsageError naming the file and the fault */
export async function readProfileInput(name: string): Promise<DetectionProfile> {
  const known = DETECTION_PROFILES.find((profile) => profile.name === name);
  if (known) return known;
  const text = await readInputText(name, {
    what: `a profile file, or one of ${DETECTION_PROFILES.map((profile) => profile.name).join(", ")}`,
    mostBytes: MOST_BYTES,
    advice: "a profile is only a few thousand bytes",
  });
  try {
    return parseProfile(text);
  } catch (error) {
    if (error instanceof ProfileError) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}
