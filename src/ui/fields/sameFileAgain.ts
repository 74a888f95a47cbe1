import type { MouseEvent } from "react";

/** For a file field: choosing the file that was chosen before counts as well. */
export const sameFileAgain = {
  onClick: (event: MouseEvent<HTMLInputElement>) => {
    event.currentTarget.value = "";
  },
};
