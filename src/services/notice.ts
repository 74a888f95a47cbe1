/** A message for the user; how it looks and how long it stays is up to the interface. */
export type Notice = {
  readonly tone: "info" | "warning" | "error";
  readonly title: string;
  readonly message: string;
  /** Says something of the browser or the library, not of the open scenario: it stays when another one is opened. */
  readonly isAboutBrowser?: boolean;
  /** What fixes it, as a button. */
  readonly action?: { readonly label: string; readonly run: () => void };
};

export type Notify = (notice: Notice) => void;
