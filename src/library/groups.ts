import type { CameraProfile, FolderRow, ProjectRow } from "./rows";
import type { LibraryDatabase } from "./database";
import { LibraryError, guarded } from "./errors";
import type { LibraryHost } from "./library";

/** Names of folders and projects. */
const MAX_NAME = 100;

/** Folders and projects of a library. All methods throw LibraryError. */
export class LibraryGroups {
  constructor(
    private readonly database: LibraryDatabase,
    private readonly host: Pick<LibraryHost, "newId">,
  ) {}

  async folders(): Promise<FolderRow[]> {
    return guarded(() => this.database.folders.toArray());
  }

  async projects(): Promise<ProjectRow[]> {
    return guarded(() => this.database.projects.toArray());
  }

  async addFolder(name: string, parentId: string | null = null): Promise<FolderRow> {
    const folder = { id: this.host.newId(), name: checked(name), parentId };
    await guarded(() => this.database.folders.add(folder));
    return folder;
  }

  async renameFolder(id: string, name: string): Promise<void> {
    await guarded(() => this.database.folders.update(id, { name: checked(name) }));
  }

  /** Removes a folder; its contents move to where the folder was. */
  async removeFolder(id: string): Promise<void> {
    const { folders, scenarios } = this.database;
    await guarded(() =>
      this.database.transaction("rw", folders, scenarios, async () => {
        const parentId = (await folders.get(id))?.parentId ?? null;
        await folders.filter((folder) => folder.parentId === id).modify({ parentId });
        await scenarios.filter(({ folderId }) => folderId === id).modify({ folderId: parentId });
        await folders.delete(id);
      }),
    );
  }

  async addProject(name: string, description: string, camera: CameraProfile): Promise<ProjectRow> {
    const project = { id: this.host.newId(), name: checked(name), description, camera };
    await guarded(() => this.database.projects.add(project));
    return project;
  }

  async changeProject(id: string, change: Partial<Omit<ProjectRow, "id">>): Promise<void> {
    const named = change.name === undefined ? change : { ...change, name: checked(change.name) };
    await guarded(() => this.database.projects.update(id, named));
  }

  /** Removes a project; its scenarios stay. */
  async removeProject(id: string): Promise<void> {
    const { projects, scenarios } = this.database;
    await guarded(() =>
      this.database.transaction("rw", projects, scenarios, async () => {
        await scenarios.filter(({ projectId }) => projectId === id).modify({ projectId: null });
        await projects.delete(id);
      }),
    );
  }
}

function checked(name: string): string {
  const wanted = name.trim();
  if (wanted === "" || wanted.length > MAX_NAME) throw new LibraryError("input", `A name must have 1 to ${MAX_NAME} characters.`);
  return wanted;
}

/** A folder and all folders in it. */
export function folderWithin(folders: readonly FolderRow[], id: string): Set<string> {
  const within = new Set([id]);
  for (let size = 0; size < within.size;) {
    size = within.size;
    for (const folder of folders) if (folder.parentId !== null && within.has(folder.parentId)) within.add(folder.id);
  }
  return within;
}
