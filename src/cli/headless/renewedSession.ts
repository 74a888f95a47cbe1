import { appFolder } from "./appFolder";
import { HeadlessSession } from "./session";

type Session = Pick<HeadlessSession, "ended" | "close">;

/** A browser for many exports, one after the other: it is started with the first, and again after a crash. */
export type RenewedSession<T extends Session> = {
  readonly session: () => Promise<T>;
  readonly close: () => Promise<void>;
};

/** A browser that crashes loses the present video, but not the following ones. */
export function renewedSession(): RenewedSession<HeadlessSession> {
  return renewed(() => HeadlessSession.open(appFolder()));
}

/** Opens a session when it is first needed, and another once it has ended. */
export function renewed<T extends Session>(open: () => Promise<T>): RenewedSession<T> {
  let current: T | null = null;
  const close = async () => {
    const session = current;
    current = null;
    await session?.close();
  };
  return {
    session: async () => {
      if (current?.ended) await close();
      return (current ??= await open());
    },
    close,
  };
}
