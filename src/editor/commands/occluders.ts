import { OCCLUDER_LABELS, createOccluder, type Occluder, type OccluderKind, type Scenario, type Size } from "@/core/document";
import { usualOccluderSize } from "../usualSizes";
import { bodySizesOf } from "../worlds/bodySizes";
import { command, type Command } from "./command";
import { clampCoordinate, clampSize, freeId, freeIds, mapWhere, withParts, without } from "./edit";

/** A new occluder with a free id, of its kind's usual size unless one is given; `x`, `y`: middle of its lower edge. */
export function draftOccluder(scenario: Scenario, kind: OccluderKind, place: { x: number; y: number; size?: Size }): Occluder {
  return createOccluder({
    id: freeId(scenario, "occluder"),
    kind,
    x: clampCoordinate(place.x),
    y: clampCoordinate(place.y),
    size: clampSize(place.size ?? usualOccluderSize(scenario, kind, place.y)),
  });
}

export function addOccluders(occluders: readonly Occluder[]): Command {
  const [first] = occluders;
  const label = occluders.length === 1 && first ? `Add ${OCCLUDER_LABELS[first.kind].toLowerCase()}` : `Add ${occluders.length} occluders`;
  return command(label, (scenario) => withParts(scenario, { occluders: [...scenario.occluders, ...occluders] }));
}

/** Locked occluders stay. */
export function deleteOccluders(ids: readonly string[]): Command {
  return command("Delete occluder", (scenario) => {
    const occluders = scenario.occluders.filter(({ id, locked }) => locked || !ids.includes(id));
    return occluders.length === scenario.occluders.length ? scenario : { ...scenario, occluders };
  });
}

/** Copies with free ids, shifted by pixels. */
export function copyOccluders(scenario: Scenario, occluders: readonly Occluder[], dx: number, dy: number): Occluder[] {
  const idOf = freeIds(scenario, "occluder");
  return occluders.map((original) => ({
    ...original,
    id: idOf(),
    x: clampCoordinate(original.x + dx),
    y: clampCoordinate(original.y + dy),
    locked: false,
  }));
}

/** Moves occluders; those of their usual size are as large in a picture as their new ground line makes them. */
export function moveOccluders(ids: readonly string[], dx: number, dy: number): Command {
  return editOccluders("Move occluder", ids, (occluder, scenario) => {
    const y = clampCoordinate(occluder.y + dy);
    return { ...occluder, x: clampCoordinate(occluder.x + dx), y, size: bodySizesOf(scenario).ofOccluderAt(scenario, occluder, y) };
  });
}

/** Puts an occluder elsewhere, in another size: in a picture the middle of its box's lower edge, on the road that of its footprint. */
export function placeOccluder(id: string, place: { x: number; y: number; size: Occluder["size"] }): Command {
  return editOccluders("Resize occluder", [id], (occluder, scenario) => ({
    ...occluder,
    x: clampCoordinate(place.x),
    y: clampCoordinate(place.y),
    size: bodySizesOf(scenario).clamped(place.size),
  }));
}

/** Turns occluders on the road: degrees counter-clockwise from x. */
export function turnOccluders(ids: readonly string[], heading: number): Command {
  return editOccluders("Turn occluder", ids, (occluder) => (occluder.heading === heading ? occluder : { ...occluder, heading }));
}

export type OccluderChange = Partial<Pick<Occluder, "name" | "kind" | "color" | "locked" | "hidden">>;

/** Sets plain properties. Another kind brings its own name and size along, unless the old ones were changed by hand. */
export function changeOccluders(ids: readonly string[], change: OccluderChange): Command {
  return command("Change occluder", (scenario) =>
    withParts(scenario, {
      occluders: mapWhere(
        scenario.occluders,
        ({ id }) => ids.includes(id),
        (occluder) => ({ ...occluder, ...(change.kind && ofAnotherKind(scenario, occluder, change.kind)), ...change }),
      ),
    }),
  );
}

function ofAnotherKind(scenario: Scenario, occluder: Occluder, next: OccluderKind): Pick<Occluder, "name" | "size"> {
  const { name, kind, size, locked } = occluder;
  return {
    name: name === OCCLUDER_LABELS[kind] ? OCCLUDER_LABELS[next] : name,
    size: locked ? size : bodySizesOf(scenario).ofAnotherKind(scenario, occluder, next),
  };
}

/** Sets the colour; `undefined` gives back the kind's own. */
export function recolorOccluders(ids: readonly string[], color: string | undefined): Command {
  return command("Change colour", (scenario) =>
    withParts(scenario, {
      occluders: mapWhere(
        scenario.occluders,
        (occluder) => ids.includes(occluder.id) && occluder.color !== color,
        (occluder) => ({ ...without(occluder, "color"), ...(color === undefined ? {} : { color }) }),
      ),
    }),
  );
}

function editOccluders(label: string, ids: readonly string[], change: (occluder: Occluder, scenario: Scenario) => Occluder): Command {
  return command(label, (scenario) =>
    withParts(scenario, {
      occluders: mapWhere(
        scenario.occluders,
        ({ id, locked }) => !locked && ids.includes(id),
        (occluder) => change(occluder, scenario),
      ),
    }),
  );
}
