import { mkdtempSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sirv from "sirv";
import type { SelfTestOutcome } from "@/app/selftest";
import { unpackFiles } from "@/cli/headless/unpackFiles";
import { SECURITY_HEADERS } from "../../src/cli/headless/headers.mjs";

const APP = fileURLToPath(new URL("../../dist", import.meta.url));
const REPORTS = "reports";
const ISOLATION = ["Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy"];

type Options = {
  /** Whether the page can use shared memory. */
  isolated?: boolean;
  /** Code to insert before a script; null leaves it unchanged. @param count how often it has been requested before */
  prelude?: (path: string, count: number) => string | null;
};

/** Serves the built app as a test needs it, and receives what the self-test page reports. */
export class ExportServer {
  /** Where the bundles of the self-test are written. */
  readonly folder = mkdtempSync(join(tmpdir(), "jaywalk-selftest-"));
  readonly outcome: Promise<SelfTestOutcome>;
  #settle: (outcome: SelfTestOutcome) => void = () => {};
  readonly #requests = new Map<string, number>();
  readonly #files: ReturnType<typeof sirv>;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });

  private constructor(private readonly options: Options) {
    this.outcome = new Promise((resolve) => (this.#settle = resolve));
    const isolated = options.isolated ?? true;
    this.#files = sirv(APP, {
      setHeaders: (response) => {
        for (const [name, value] of Object.entries(SECURITY_HEADERS))
          if (isolated || !ISOLATION.includes(name)) response.setHeader(name, value);
      },
    });
  }

  static async start(options: Options = {}): Promise<ExportServer> {
    const server = new ExportServer(options);
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The server is not listening");
    return `http://127.0.0.1:${address.port}`;
  }

  /** The page that runs its own tests and reports here. */
  get selfTest(): string {
    return `${this.origin}/selftest.html#/${REPORTS}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", this.origin).pathname;
    if (request.method === "POST" && path === `/${REPORTS}/outcome`) {
      this.#settle(JSON.parse(await textOf(request)) as SelfTestOutcome);
      response.end();
    } else if (request.method === "PUT" && path.startsWith(`/${REPORTS}/bundles/`)) {
      await unpackFiles(request, join(this.folder, decodeURIComponent(path.slice(`/${REPORTS}/bundles/`.length))));
      response.end();
    } else {
      const count = this.#requests.get(path) ?? 0;
      this.#requests.set(path, count + 1);
      const prelude = this.options.prelude?.(path, count) ?? null;
      if (prelude !== null) {
        for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
        response.setHeader("Content-Type", "text/javascript");
        response.end(`${prelude}\n${await readFile(join(APP, path), "utf8")}`);
        return;
      }
      this.#files(request, response, () => {
        response.statusCode = 404;
        response.end();
      });
    }
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  return text;
}
