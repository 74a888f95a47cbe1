import { Option } from "commander";
import { chosenCameras, type ChosenCamera, type Scenario } from "@/core/document";
import { UsageError } from "../errors";

export type CameraOptions = { readonly cameras?: readonly string[] };

/** The option that chooses cameras of a road. */
export const camerasOption = (): Option =>
  new Option(
    "--cameras <LIST>",
    "of a road: all, or ids or names separated by commas; writes a bundle for each into cameras/ID, and once what is true of the world",
  ).argParser((text: string): string[] => text.split(",").map((name) => name.trim()));

/** The cameras that are to be exported; null where none are named. @throws UsageError for names that mean none */
export function camerasNamed(scenario: Scenario, { cameras }: CameraOptions): ChosenCamera[] | null {
  if (!cameras) return null;
  try {
    return chosenCameras(scenario, cameras);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--cameras: ${error.message}`);
    throw error;
  }
}
