import { join } from "node:path";
import { writeAtomically } from "../files/atomic";
import { LockedFolder } from "../files/lockedFolder";

export const SEARCH_JOURNAL = "journal.ndjson";

/** The output of a search on disk; its journal alone grows while it runs. */
export class SearchFolder extends LockedFolder {
  constructor(root: string) {
    super(root, ".jaywalk-search", "the search");
  }

  async writeText(path: string, text: string): Promise<void> {
    await writeAtomically(join(this.root, path), text, await this.scratch(), "quick");
  }
}
