/** A search that cannot be done as asked; `message` says what, where and how to put it right. */
export class SearchError extends Error {
  override readonly name = "SearchError";
}
