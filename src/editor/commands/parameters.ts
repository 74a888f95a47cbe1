import {
  camerasOf,
  followingNumbers,
  withExpression,
  withExpressions,
  type Parameter,
  type Scenario,
  type SlimScenario,
} from "@/core/document";
import { namesIn, parseExpression, withRenamed, type UnitName } from "@/core/expressions";
import { command, type Command } from "./command";
import { mapWhere, withParts } from "./edit";
import { withRoad } from "./road";

/** A number of the document that can follow from an expression: its key as in the file, in what has it. */
export type NumberPlace =
  | { readonly of: "scenario"; readonly key: string }
  | { readonly of: "actor" | "occluder" | "camera"; readonly id: string; readonly key: string }
  | { readonly of: "waypoint"; readonly id: string; readonly index: number; readonly key: string }
  | { readonly of: "weather" | "light"; readonly frame: number; readonly key: string };

/** Declares a parameter; its name gets a number if there is one of that name. */
export function addParameter(parameter: Parameter): Command {
  return command("Add parameter", (scenario) => {
    const parameters = scenario.parameters ?? [];
    return { ...scenario, parameters: [...parameters, { ...parameter, name: freeName(scenario, parameter.name) }] };
  });
}

/** A name that no parameter has: the one given, or with a number. */
export function freeName({ parameters = [] }: Pick<Scenario, "parameters">, wanted: string): string {
  const taken = new Set(parameters.map(({ name }) => name));
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}_${number}`;
  return name;
}

/** Everything about a parameter but its name; undefined removes what it can be without. */
export type ParameterChange = { readonly [Key in Exclude<keyof Parameter, "name" | "value">]?: Parameter[Key] | undefined } & {
  readonly value?: number;
};

/** Changes a parameter. */
export function changeParameter(name: string, change: ParameterChange): Command {
  return command("Change parameter", (scenario) =>
    withParameter(scenario, name, (parameter) => {
      const entries = Object.entries({ ...parameter, ...change }).filter(([, value]) => value !== undefined);
      return { name, value: parameter.value, ...Object.fromEntries(entries) };
    }),
  );
}

/** Sets the value of a parameter, in its unit. */
export const setParameter = (name: string, value: number): Command =>
  command(`Set ${name}`, (scenario) =>
    withParameter(scenario, name, (parameter) => (parameter.value === value ? parameter : { ...parameter, value })),
  );

/** Changes a parameter's unit; its value, range and step are converted if both units measure the same. */
export function setParameterUnit(name: string, unit: UnitName | undefined, convert: (value: number) => number): Command {
  return command("Change unit", (scenario) =>
    withParameter(scenario, name, ({ unit: before, ...parameter }) => {
      if (before === unit) return { ...parameter, ...(before === undefined ? {} : { unit: before }) };
      const { value, from, to, step } = parameter;
      return {
        ...parameter,
        ...(unit === undefined ? {} : { unit }),
        value: convert(value),
        ...(from === undefined ? {} : { from: convert(from) }),
        ...(to === undefined ? {} : { to: convert(to) }),
        ...(step === undefined ? {} : { step: convert(step) }),
      };
    }),
  );
}

/** Gives a parameter another name, here and in every expression. */
export function renameParameter(from: string, to: string): Command {
  return command("Rename parameter", (scenario) => {
    const renamed = withExpressions(scenario, ({ text }) => (uses(text, from) ? withRenamed(text, from, to) : text));
    return withParts(renamed, {
      parameters: (renamed.parameters ?? []).map((parameter) => {
        const { name, expression } = parameter;
        if (name === from) return { ...parameter, name: to };
        return expression !== undefined && uses(expression, from)
          ? { ...parameter, expression: withRenamed(expression, from, to) }
          : parameter;
      }),
    });
  });
}

/** Removes a parameter. Numbers and other parameters that followed from it keep the values they have. */
export function removeParameter(name: string): Command {
  return command("Remove parameter", (scenario) => {
    const { parameters: before = [], ...rest } = withExpressions(scenario, ({ text }) => (uses(text, name) ? null : text));
    const parameters = before
      .filter((parameter) => parameter.name !== name)
      .map(({ expression, ...parameter }) =>
        expression === undefined || uses(expression, name) ? parameter : { ...parameter, expression },
      );
    return parameters.length > 0 ? { ...rest, parameters } : rest;
  });
}

/** Lets numbers follow from an expression, or be set freely (null). */
export function followExpression(places: readonly NumberPlace[], text: string | null): Command {
  return command(text === null ? "Set freely" : "Follow a parameter", (scenario) =>
    places.reduce((changed, place) => withExpressionAt(changed, place, text), scenario),
  );
}

/** The expression that a number follows from; undefined if it is set freely. */
export function expressionOf(scenario: Scenario, place: NumberPlace): string | undefined {
  return bearerOf(scenario, place)?.expressions?.[place.key];
}

export type Bearer = { readonly expressions?: Readonly<Record<string, string>> | undefined };

/** What has a number; undefined if it is gone. */
export function bearerOf(scenario: Scenario, place: NumberPlace): Bearer | undefined {
  switch (place.of) {
    case "scenario":
      return scenario;
    case "actor":
      return scenario.actors.find(({ id }) => id === place.id);
    case "occluder":
      return scenario.occluders.find(({ id }) => id === place.id);
    case "camera":
      return camerasOf(scenario).find(({ id }) => id === place.id);
    case "waypoint":
      return scenario.actors.find(({ id }) => id === place.id)?.trajectory.waypoints[place.index];
    case "weather":
    case "light":
      return scenario[place.of]?.find(({ frame }) => frame === place.frame);
  }
}

function withExpressionAt(scenario: SlimScenario, place: NumberPlace, text: string | null): SlimScenario {
  const changed = <Node extends object>(node: Node): Node => withExpression(node, place.key, text);
  switch (place.of) {
    case "scenario":
      return changed(scenario);
    case "actor":
      return withParts(scenario, { actors: mapWhere(scenario.actors, ({ id }) => id === place.id, changed) });
    case "occluder":
      return withParts(scenario, { occluders: mapWhere(scenario.occluders, ({ id }) => id === place.id, changed) });
    case "camera":
      return withRoad(scenario, (road) => ({ ...road, cameras: mapWhere(road.cameras, ({ id }) => id === place.id, changed) }));
    case "waypoint":
      return withParts(scenario, {
        actors: mapWhere(
          scenario.actors,
          ({ id }) => id === place.id,
          (actor) => {
            const waypoints = mapWhere(actor.trajectory.waypoints, (_, index) => index === place.index, changed);
            return { ...actor, trajectory: { ...actor.trajectory, waypoints } };
          },
        ),
      });
    case "weather":
      return withParts(scenario, { weather: mapWhere(scenario.weather, ({ frame }) => frame === place.frame, changed) });
    case "light":
      return scenario.light
        ? withParts(scenario, { light: mapWhere(scenario.light, ({ frame }) => frame === place.frame, changed) })
        : scenario;
  }
}

function withParameter(scenario: SlimScenario, name: string, change: (parameter: Parameter) => Parameter): SlimScenario {
  const parameters = mapWhere(scenario.parameters ?? [], (parameter) => parameter.name === name, change);
  return parameters === scenario.parameters || parameters.length === 0 ? scenario : { ...scenario, parameters };
}

/** Whether an expression names a parameter; one that cannot be read names none. */
function uses(text: string, name: string): boolean {
  try {
    return namesIn(parseExpression(text)).has(name);
  } catch {
    return false;
  }
}

/** A number or another parameter that follows from a parameter. */
export type ParameterUse = { readonly label: string; readonly text: string; readonly select: ParameterTarget | null };
/** What is selected to see it. */
export type ParameterTarget = { readonly actors: readonly string[]; readonly occluders: readonly string[] };

/** What follows from a parameter, directly. */
export function usesOfParameter(scenario: SlimScenario, name: string): ParameterUse[] {
  const others = (scenario.parameters ?? []).flatMap((parameter): ParameterUse[] =>
    parameter.expression !== undefined && uses(parameter.expression, name)
      ? [{ label: parameter.name, text: parameter.expression, select: null }]
      : [],
  );
  const numbers = followingNumbers(scenario).flatMap(({ path, text }): ParameterUse[] => {
    if (!uses(text, name)) return [];
    const [list, index, ...within] = path;
    const body =
      typeof index === "number"
        ? list === "actors"
          ? scenario.actors[index]
          : list === "occluders"
            ? scenario.occluders[index]
            : undefined
        : undefined;
    if (!body) return [{ label: path.join("."), text, select: null }];
    const select = list === "actors" ? { actors: [body.id], occluders: [] } : { actors: [], occluders: [body.id] };
    return [{ label: `${body.name}: ${withinText(within)}`, text, select }];
  });
  return [...others, ...numbers];
}

/** `waypoint 2 y` for `trajectory.waypoints.1.y`. */
function withinText(path: readonly (string | number)[]): string {
  const [first, second, index, ...rest] = path;
  if (first === "trajectory" && second === "waypoints" && typeof index === "number") return `waypoint ${index + 1}, ${rest.join(" ")}`;
  return path.join(" ").replace(/Frame$/, "");
}
