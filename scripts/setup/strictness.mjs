/** The values that replace each value of a document, in turn. */
const REPLACEMENTS = [null, "x", -1, 1.5, true, [], {}, [null]];

/**
 * Changes a document in one place after another (each value replaced and removed, each object given keys it should not have) and tests
 * each result against two schemas.
 * @param document conforms to both; it is unchanged afterwards
 * @param official, ours say whether a document conforms
 * @returns how many documents there were, how many each schema refused, and the places that only the official one refused
 */
export function compareStrictness(document, official, ours) {
  const result = { documents: 0, refusedOfficially: 0, refusedByOurs: 0, missed: [] };
  const ask = (place) => {
    const [one, other] = [official(document), ours(document)];
    result.documents++;
    if (!one) result.refusedOfficially++;
    if (!other) result.refusedByOurs++;
    if (!one && other) result.missed.push(place);
  };
  visit(document, "");
  return result;

  function visit(node, place) {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      for (const replacement of REPLACEMENTS) {
        if (JSON.stringify(replacement) === JSON.stringify(value)) continue;
        node[key] = replacement;
        ask(`${place}/${key} as ${JSON.stringify(replacement)}`);
      }
      if (!Array.isArray(node)) {
        delete node[key];
        ask(`${place} without ${key}`);
      }
      node[key] = value;
      visit(value, `${place}/${key}`);
    }
    if (Array.isArray(node)) return;
    for (const key of ["unknown key", "-5"]) {
      node[key] = {};
      ask(`${place} with ${key}`);
      delete node[key];
    }
  }
}
