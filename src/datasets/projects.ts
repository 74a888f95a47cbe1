import { type DatasetOptions, resolveOptions } from "./options";
import { DatasetRecords, type Project } from "./records";

/** The projects of a dataset, made one at a time: the same as in its files. @throws Error naming an option that is outside its limits */
export function datasetProjects(options: DatasetOptions): Iterable<Project> {
  return new DatasetRecords(resolveOptions(options)).projects();
}
