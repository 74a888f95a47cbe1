import { CONDITIONS, withCondition, type Condition, type WholeScenario } from "@/core/document";
import { SEVERITIES, intensityOfSeverity } from "@/core/weather";

/** A scenario in one weather or light of one severity. */
export type WeatherVariant = {
  /** Such as `fog-3`; `sunny`. */
  readonly id: string;
  readonly condition: Condition;
  /** 1 to 5; 0 for sunshine. */
  readonly severity: number;
  readonly scenario: WholeScenario;
};

/** A scenario in sunshine, and in every other weather and light in each severity. */
export function weatherVariants(scenario: WholeScenario): WeatherVariant[] {
  return CONDITIONS.flatMap((condition): WeatherVariant[] =>
    condition === "sunny"
      ? [{ id: "sunny", condition, severity: 0, scenario: withCondition(scenario, "sunny", 0) }]
      : SEVERITIES.map((severity) => ({
          id: `${condition}-${severity}`,
          condition,
          severity,
          scenario: withCondition(scenario, condition, intensityOfSeverity(severity)),
        })),
  );
}
