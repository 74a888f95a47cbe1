import { Button, Progress } from "@mantine/core";
import { useEffect, useState } from "react";
import { keepStorage, storageUse, type StorageUse } from "@/library";
import { formatBytes } from "@/core/text";
import { notify } from "../shell/notify";
import classes from "./library.module.css";
import { useLibraryContent } from "./useLibrary";

/** How full the browser's storage is, and whether the browser may clear it. */
export function StorageBox() {
  const { content } = useLibraryContent();
  const [use, setUse] = useState<StorageUse | null>(null);
  useEffect(() => {
    let wanted = true;
    void storageUse(navigator.storage).then((found) => wanted && setUse(found));
    return () => {
      wanted = false;
    };
  }, [content]);
  if (!use) return null;
  const { usedBytes, freeBytes, persistent } = use;
  const keep = async () => {
    const agreed = await keepStorage(navigator.storage);
    setUse({ ...use, persistent: agreed });
    if (!agreed)
      notify({
        tone: "warning",
        title: "The browser did not allow it",
        message: "It may delete this library when disk space runs low. Export the library regularly, or bookmark this page and try again.",
      });
  };
  return (
    <section className={classes.storage} aria-label="Storage">
      {usedBytes !== null && freeBytes !== null && (
        <>
          <Progress value={(100 * usedBytes) / Math.max(1, usedBytes + freeBytes)} size={4} aria-label="Storage in use" />
          <p>
            {formatBytes(usedBytes)} used, {formatBytes(freeBytes)} free
          </p>
        </>
      )}
      {persistent ? (
        <p>The browser keeps this library until you delete it.</p>
      ) : (
        <>
          <p>The browser may delete it when disk space runs low.</p>
          <Button variant="default" fullWidth onClick={() => void keep()}>
            Keep permanently
          </Button>
        </>
      )}
    </section>
  );
}
