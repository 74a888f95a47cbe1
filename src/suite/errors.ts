/** A suite that cannot be read, expanded or merged; `message` says what, where and how to fix it. */
export class SuiteError extends Error {
  override readonly name = "SuiteError";
}
