import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";

export type Notice = {
  readonly tone: "info" | "warning" | "error";
  readonly title: string;
  readonly message: string;
  /** What mends it, as a button. */
  readonly mend?: { readonly label: string; readonly run: () => void };
};

const COLORS = { info: "accent", warning: "yellow", error: "red" } as const;

/** Says what happened at the page's edge. Errors stay until closed; the rest goes by itself. */
export function notify({ tone, title, message, mend }: Notice): void {
  const id = notifications.show({
    color: COLORS[tone],
    title,
    autoClose: tone === "error" ? false : mend ? 12_000 : 6_000,
    withCloseButton: true,
    closeButtonProps: { "aria-label": "Close notification" },
    message: (
      <>
        <span>{message}</span>
        {mend && (
          <div style={{ marginTop: 8 }}>
            <Button
              variant="default"
              onClick={() => {
                notifications.hide(id);
                mend.run();
              }}
            >
              {mend.label}
            </Button>
          </div>
        )}
      </>
    ),
  });
}
