import { withSeed, type WholeScenario } from "@/core/document";
import { VariationError, withDelay, withOccluderDistance, withSpeedFactor } from "@/core/variation";
import { SuiteError } from "../errors";
import type { Sweep } from "./schema";

/** The scenario with one value of a sweep. @throws SuiteError if the sweep has no meaning in it */
export function applySweep(scenario: WholeScenario, sweep: Sweep, value: number): WholeScenario {
  try {
    switch (sweep.parameter) {
      case "seed":
        return withSeed(scenario, value);
      case "speed":
        return withSpeedFactor(scenario, value, sweep.actors);
      case "gap":
        return withDelay(scenario, value, sweep.actors);
      case "occluder_distance":
        return withOccluderDistance(scenario, value, sweep);
    }
  } catch (error) {
    if (error instanceof VariationError) throw new SuiteError(error.message);
    throw error;
  }
}
