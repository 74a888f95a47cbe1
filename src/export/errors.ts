/** What went wrong: the request itself, too little storage, a feature missing in the browser, or the work. */
export type ExportFault = "request" | "storage" | "unsupported" | "failed";

/** An export that could not be done; `message` says what, where and how to fix it. */
export class ExportError extends Error {
  override readonly name = "ExportError";
  constructor(
    readonly fault: ExportFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
