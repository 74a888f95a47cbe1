import type { MouseEvent } from "react";

/** For a file field: choosing the previously chosen file counts as well. */
export const sameFileAgain = {
  onClick: (event: MouseEvent<HTMLInputElement>) => {
    event.currentTarget.value = "";
  },
};
