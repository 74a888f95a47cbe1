/** In OpenSCENARIO, a text that begins with this is a parameter. */
const PARAMETER = "$";

/**
 * Names of entities for ids: the ids themselves where they can be.
 * @returns a name for each id, all different
 */
export function entityNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const id of ids) {
    const plain = id.startsWith(PARAMETER) ? `_${id.slice(1)}` : id;
    let name = plain;
    for (let number = 2; taken.has(name); number++) name = `${plain}_${number}`;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}
