import { z } from "zod";
import { DETECTION_PROFILES, validateProfile, type DetectionProfile } from "@/detection";

/** Where settings are stored: the browser's `localStorage`, for example. */
export type ProfileStorage = Pick<Storage, "getItem" | "setItem">;

export type DetectorSetup = { readonly profile: DetectionProfile; readonly seed: number };

const PROFILES_KEY = "jaywalk-detection-profiles";
const SETUP_KEY = "jaywalk-detector";

/** What a user who opens the panel for the first time sees: a detector with boxes and few faults. */
export const FIRST_SETUP: DetectorSetup = { profile: namedProfile("good_day_camera"), seed: 42 };

function namedProfile(name: string): DetectionProfile {
  const profile = DETECTION_PROFILES.find((candidate) => candidate.name === name) ?? DETECTION_PROFILES[0];
  if (!profile) throw new Error("There are no detection profiles");
  return profile;
}

export const isNamedProfile = (name: string): boolean => DETECTION_PROFILES.some((profile) => profile.name === name);

/** The user's own profiles; those in the storage that this version cannot use are ignored, and removed from it. */
export function readOwnProfiles(storage: ProfileStorage): DetectionProfile[] {
  const list = z.array(z.unknown()).safeParse(parsed(storage.getItem(PROFILES_KEY)));
  return (list.data ?? []).flatMap((raw) => usable(raw) ?? []).filter(({ name }) => !isNamedProfile(name));
}

/** @throws DOMException if the storage is full or blocked */
export function writeOwnProfiles(storage: ProfileStorage, profiles: readonly DetectionProfile[]): void {
  storage.setItem(PROFILES_KEY, JSON.stringify(profiles));
}

/** Profile and seed as they were last chosen. */
export function readSetup(storage: ProfileStorage): DetectorSetup {
  const raw = z.object({ profile: z.unknown(), seed: z.int().min(0).max(0xffff_ffff) }).safeParse(parsed(storage.getItem(SETUP_KEY)));
  const profile = raw.data && usable(raw.data.profile);
  return profile ? { profile, seed: raw.data.seed } : FIRST_SETUP;
}

export function writeSetup(storage: ProfileStorage, setup: DetectorSetup): void {
  storage.setItem(SETUP_KEY, JSON.stringify(setup));
}

function usable(raw: unknown): DetectionProfile | null {
  try {
    return validateProfile(raw);
  } catch {
    return null;
  }
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
