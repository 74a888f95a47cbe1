import { ExchangeError, type Report } from "../../read/report";
import { besideFile, isExchangeFile, type ExchangeSource } from "../../read/source";
import { xmlTree, type XmlNode } from "../../read/xmlTree";
import { Scope } from "./scope";

/** An element and the parameters that hold in it. */
export type Scoped = { readonly node: XmlNode; readonly scope: Scope };

const MOST_FILES = 200;
/** References that lead from catalog to catalog. */
const DEEPEST = 10;

/** What the catalogs of a scenario contain. */
export class Catalogs {
  /** By catalog and entry. */
  readonly #entries = new Map<string, XmlNode>();
  #depth = 0;

  /** Reads the catalogs in the folders that a scenario names. @throws ExchangeError */
  static async read(locations: XmlNode | null, file: string, scope: Scope, source: ExchangeSource, report: Report): Promise<Catalogs> {
    const catalogs = new Catalogs();
    const read = new Set<string>();
    for (const location of locations?.all() ?? [])
      for (const directory of location.all("Directory")) {
        const path = scope.needText(directory, "path");
        const folder = besideFile(file, path);
        const files = isExchangeFile(folder) ? [folder] : (await source.folder(folder)).filter((name) => /\.xosc$/i.test(name));
        if (files.length === 0) report.note("warning", `there are no catalogs in "${path}"; give its folder, too`, directory.place);
        for (const name of files) {
          if (read.has(name)) continue;
          read.add(name);
          if (read.size > MOST_FILES) throw new ExchangeError(`${directory.place}: there are more than ${MOST_FILES} catalogs`);
          const text = await source.text(name);
          if (text !== null) catalogs.#add(xmlTree(text, name));
        }
      }
    return catalogs;
  }

  #add(root: XmlNode): void {
    for (const catalog of root.all("Catalog"))
      for (const entry of catalog.children)
        this.#entries.set(JSON.stringify([catalog.attributes.get("name") ?? "", entry.attributes.get("name") ?? ""]), entry);
  }

  /** What a `CatalogReference` refers to, with its parameters. @throws ExchangeError if there is no such entry */
  entry(reference: XmlNode, scope: Scope): Scoped {
    const catalog = scope.needText(reference, "catalogName");
    const name = scope.needText(reference, "entryName");
    const found = this.#entries.get(JSON.stringify([catalog, name]));
    if (!found)
      throw new ExchangeError(`${reference.place}: there is no "${name}" in a catalog "${catalog}"; give the catalog's file, too`);
    const given = new Map<string, string>();
    for (const assignment of reference.child("ParameterAssignments")?.all("ParameterAssignment") ?? [])
      given.set((assignment.attributes.get("parameterRef") ?? "").replace(/^\$/, ""), scope.needText(assignment, "value"));
    found.read();
    return { node: found, scope: Scope.of(found.child("ParameterDeclarations"), given, null) };
  }

  /**
   * Calls with an element itself or, if it is a reference to a catalog, with what that refers to.
   * @throws ExchangeError for references that lead to each other without end
   */
  resolved<Result>(node: XmlNode, scope: Scope, use: (of: Scoped) => Result): Result {
    if (node.name !== "CatalogReference") return use({ node, scope });
    if (this.#depth >= DEEPEST) throw new ExchangeError(`${node.place}: catalogs refer to each other more than ${DEEPEST} times in a row`);
    this.#depth++;
    try {
      return use(this.entry(node, scope));
    } finally {
      this.#depth--;
    }
  }
}
