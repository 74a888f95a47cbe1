import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { HEADLESS_PATHS, type HeadlessJob, type HeadlessReport } from "@/export/jobs";
import { messageOf } from "../errors";
import { unpackFiles } from "./unpackFiles";
import { appFiles } from "./appFiles.mjs";

/** Receives what the page reports and sends; `folder` is where the files of the current job go. */
export type HeadlessListener = {
  readonly folder: string;
  readonly onReport: (report: HeadlessReport) => void;
};

/**
 * Serves the built app to a headless page on this machine only, gives it jobs and receives their files. Only a client that knows the
 * session's token, which is in the page's address, can request anything but the app's own files.
 */
export class HeadlessServer {
  readonly #server: Server;
  readonly #token = randomUUID();
  #waiting: ((job: HeadlessJob | null) => void) | null = null;
  #next: HeadlessJob | null = null;
  #closed = false;
  #sayGone: () => void = () => undefined;
  /** Resolves when the page has ended, whether it was closed or crashed; its browser may continue. */
  readonly gone = new Promise<void>((resolve) => (this.#sayGone = resolve));
  #listener: HeadlessListener | null = null;

  private constructor(appFolder: string) {
    const files = appFiles(appFolder);
    const prefix = `/${this.#token}/`;
    this.#server = createServer((request, response) => {
      if (!request.url?.startsWith(prefix)) {
        files(request, response);
        return;
      }
      this.#serve(request.url.slice(prefix.length), request, response).catch((error: unknown) => finish(response, 500, messageOf(error)));
    });
  }

  /** Starts listening on a free port. */
  static async start(appFolder: string): Promise<HeadlessServer> {
    const server = new HeadlessServer(appFolder);
    await new Promise<void>((resolve, reject) => {
      server.#server.once("error", reject);
      server.#server.listen(0, "127.0.0.1", resolve);
    });
    return server;
  }

  /** The page to open. */
  get address(): string {
    const bound = this.#server.address();
    if (bound === null || typeof bound === "string") throw new Error("The server is not listening");
    return `http://127.0.0.1:${bound.port}/headless.html#/${this.#token}`;
  }

  /** Hands a job to the page, immediately or when it asks. */
  give(job: HeadlessJob, listener: HeadlessListener): void {
    this.#listener = listener;
    if (this.#waiting) {
      this.#waiting(job);
      this.#waiting = null;
    } else this.#next = job;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting?.(null);
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "GET" && path === HEADLESS_PATHS.alive) response.once("close", this.#sayGone);
    else if (request.method === "GET" && path === HEADLESS_PATHS.job) {
      const job = await this.#nextJob();
      if (job) finish(response, 200, JSON.stringify(job));
      else finish(response, 204);
    } else if (request.method === "POST" && path === HEADLESS_PATHS.report) {
      // The page is our own build: its reports have this form.
      this.#listener?.onReport(JSON.parse(await textOf(request)) as HeadlessReport);
      finish(response, 204);
    } else if (request.method === "PUT" && path === HEADLESS_PATHS.files && this.#listener) {
      await unpackFiles(request, this.#listener.folder);
      finish(response, 204);
    } else finish(response, 404, "Not found");
  }

  async #nextJob(): Promise<HeadlessJob | null> {
    const job = this.#next;
    this.#next = null;
    if (job || this.#closed) return job;
    return new Promise((resolve) => (this.#waiting = resolve));
  }
}

function finish(response: ServerResponse, status: number, text?: string): void {
  response.statusCode = status;
  response.end(text);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  return text;
}
