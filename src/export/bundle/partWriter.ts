/** Where the texts of a bundle go, piece by piece. */
export interface PartWriter {
  /** Adds a piece of a file; pieces of several files may alternate. @param last whether the file ends with it */
  addPart(path: string, text: string, last: boolean): Promise<void>;
}
