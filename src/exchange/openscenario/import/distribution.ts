import { ExchangeError, type Report } from "../../read/report";
import { besideFile } from "../../read/source";
import type { XmlNode } from "../../read/xmlTree";
import { Scope } from "./scope";

/** Values for parameters, by name. */
export type Values = ReadonlyMap<string, string>;

/** A scenario file and all combinations of values that it is to be played with. */
export type Distribution = { readonly scenarioFile: string; readonly variants: readonly Values[] };

/** More videos than anybody has rendered of one file. */
const MOST_VARIANTS = 1000;

/** Reads a parameter value distribution: the combinations of all its values. @throws ExchangeError */
export function distributionOf(root: XmlNode, node: XmlNode, report: Report): Distribution {
  const scope = Scope.of(root.child("ParameterDeclarations"), new Map(), null);
  root.ignore("FileHeader");
  const file = scope.needText(node.need("ScenarioFile"), "filepath");
  const deterministic = node.child("Deterministic");
  if (!deterministic)
    throw new ExchangeError(
      `${node.place}: only deterministic distributions are read; give sets or ranges of values instead of random ones`,
    );
  let variants: Values[] = [new Map()];
  for (const part of deterministic.all()) {
    const choices = choicesOf(part, scope, report);
    if (choices.length === 0) throw new ExchangeError(`${part.place}: the distribution has no values`);
    if (variants.length * choices.length > MOST_VARIANTS)
      throw new ExchangeError(`${part.place}: there are more than ${MOST_VARIANTS} combinations of values; split the file`);
    variants = variants.flatMap((before) => choices.map((choice) => new Map([...before, ...choice])));
  }
  root.reportUnread(report);
  return { scenarioFile: besideFile(root.file, file), variants };
}

function choicesOf(node: XmlNode, scope: Scope, report: Report): Values[] {
  if (node.name === "DeterministicMultiParameterDistribution")
    return (node.child("ValueSetDistribution")?.all("ParameterValueSet") ?? []).map(
      (set) =>
        new Map(
          set
            .all("ParameterAssignment")
            .map((assignment) => [
              (assignment.attributes.get("parameterRef") ?? "").replace(/^\$/, ""),
              scope.needText(assignment, "value"),
            ]),
        ),
    );
  if (node.name !== "DeterministicSingleParameterDistribution") {
    node.ignore();
    report.unread(node.name, node.file, node.line);
    return [new Map()];
  }
  const name = scope.needText(node, "parameterName");
  const set = node.child("DistributionSet");
  if (set) return set.all("Element").map((element) => new Map([[name, scope.needText(element, "value")]]));
  const range = node.child("DistributionRange");
  if (!range) throw new ExchangeError(`${node.place}: the values of "${name}" are neither a set nor a range`);
  return valuesIn(range, scope).map((value) => new Map([[name, String(value)]]));
}

function valuesIn(node: XmlNode, scope: Scope): number[] {
  const limits = node.need("Range");
  const [step, low, high] = [scope.numberOf(node, "stepWidth"), scope.numberOf(limits, "lowerLimit"), scope.numberOf(limits, "upperLimit")];
  if (!(step > 0) || high < low || (high - low) / step > MOST_VARIANTS)
    throw new ExchangeError(`${node.place}: from ${low} to ${high} in steps of ${step} are not 1 to ${MOST_VARIANTS} values`);
  const count = Math.floor((high - low) / step + 1e-9) + 1;
  return Array.from({ length: count }, (_, index) => Math.round((low + index * step) * 1e9) / 1e9);
}
