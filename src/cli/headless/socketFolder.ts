import { readlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { removeFolder } from "../files/ownedFolder";

/** How Chromium and its relatives name the folders of their sockets: `org.chromium.Chromium.Ab12Cd`, in older ones after a dot. */
const SOCKET_FOLDER = /^\.?(org|com)\.[\w.-]+\.\w{6}$/;

/**
 * Removes the folder of a browser's socket. If the path of its profile is too long for a socket, the browser has created a folder for it
 * elsewhere, to which the profile links.
 */
export async function removeSocketFolder(profile: string): Promise<void> {
  const socket = await readlink(join(profile, "SingletonSocket")).catch(() => null);
  if (socket === null) return;
  const folder = dirname(socket);
  // The link may be a leftover that someone else replaced: nothing but a browser's own folder is removed.
  if (SOCKET_FOLDER.test(basename(folder))) await removeFolder(folder);
}
