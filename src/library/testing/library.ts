import { PictureStore, createActor, createScenario, type SlimScenario } from "@/core/document";
import { LibraryDatabase, ScenarioLibrary, databaseStorage, databaseTree, importArchive, readArchive, type ImportRule } from "..";
import { Versions } from "../versions";

let number = 0;
let time = 1_900_000_000_000;

/** The time last reported by the host, in milliseconds. */
export const presentTime = () => time;
export const pictures = new PictureStore();
export const host = { now: () => (time += 1000), newId: () => `new-${++number}`, pictures };
/** A library's database that no test has used before. */
export const newDatabase = () => open(`library-${++number}`);
export const open = (name: string) => new LibraryDatabase(name);
export const libraryIn = (opened: LibraryDatabase) => new ScenarioLibrary(opened, host);
export const versionsIn = (opened: LibraryDatabase) =>
  new Versions(databaseStorage(opened), databaseTree(opened), () => new Date(host.now()));
export const importInto = async (opened: LibraryDatabase, file: Blob, rule: ImportRule = "both") =>
  importArchive(opened, await readArchive(file), rule, host);

export const scenario = (id: string, parts: Partial<SlimScenario> = {}): SlimScenario =>
  createScenario({
    id,
    name: `Scenario ${id}`,
    actors: [createActor({ id: "walker", trackId: 0, type: "pedestrian", startFrame: 0, endFrame: 100, waypoints: [{ x: 100, y: 300 }] })],
    ...parts,
  });

/** Everything a user would miss, without what is internal to this browser. */
export async function state(opened: LibraryDatabase) {
  const { rows } = await libraryIn(opened).list();
  return {
    scenarios: rows.map((row) => ({ ...row, revision: 0 })),
    bodies: await opened.bodies.toArray(),
    folders: await opened.folders.toArray(),
    projects: await opened.projects.toArray(),
  };
}
