import sirv from "sirv";
import { SECURITY_HEADERS } from "./headers.mjs";

const METHODS = ["GET", "HEAD"];

/**
 * Answers requests for the built app's files with the headers they need, and every other request with an error: no address, however
 * malformed, and no method ends the server.
 * @param {string} folder
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => void}
 */
export function appFiles(folder) {
  const files = sirv(folder, {
    etag: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    },
  });
  return (request, response) => {
    const refuse = (status, text, headers = {}) => response.writeHead(status, { "Content-Type": "text/plain", ...headers }).end(text);
    if (!METHODS.includes(request.method)) return refuse(405, "Method not allowed", { Allow: METHODS.join(", ") });
    if (!isWellFormed(request.url)) return refuse(400, "Bad request");
    files(request, response, () => refuse(404, "Not found"));
  };
}

/** An address of this server: a path whose escapes can be decoded, and that does not lead outside the folder. */
function isWellFormed(address) {
  if (!address?.startsWith("/") || address.startsWith("//")) return false;
  try {
    const path = decodeURIComponent(address.split(/[?#]/, 1)[0]);
    return !path.includes("\0") && !path.split(/[/\\]/).includes("..");
  } catch {
    return false;
  }
}
