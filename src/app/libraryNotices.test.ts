import { expect, it } from "vitest";
import { LibraryError } from "@/library";
import { notSavedNotice, overtakenNotice } from "./libraryNotices";

it("says of a scenario that the library no longer follows what happened to it, and where the own version is", () => {
  const told = (reason: Parameters<typeof overtakenNotice>[0]["reason"], isOpen = true) => {
    const { title, message } = overtakenNotice({ name: "Dart-out", reason, isOpen });
    return `${title}. ${message}`;
  };
  expect(told("changed")).toBe(
    "“Dart-out” is different in the library. It was changed in another tab or window. " +
      "Your version is now a copy that is not in the library yet; add it to keep both.",
  );
  for (const reason of ["imported", "restored", "different", "newer"] as const) {
    expect(told(reason)).toMatch(/is different in the library/);
    expect(told(reason)).not.toMatch(/another tab/);
  }
  for (const reason of ["deleted", "notInVersion"] as const) expect(told(reason)).toMatch(/is no longer in the library.*stays open/);
  // What is not open any more is neither a copy nor open, and its notice does not go when the next one is opened.
  expect(overtakenNotice({ name: "Dart-out", reason: "changed", isOpen: false }).isAboutBrowser).toBe(true);
  expect(overtakenNotice({ name: "Dart-out", reason: "changed", isOpen: true }).isAboutBrowser).toBe(false);
  expect(told("changed", false)).toMatch(/another tab or window\. Your version is listed under Open\.$/);
  expect(told("superseded", false)).toMatch(/is different in the library\..*opened again.*Your version is listed under Open\.$/);
  expect(told("deleted", false)).toMatch(/deleted there\. Your version is listed under Open\.$/);
});

it("says of changes that the library did not take why, and of which scenario where it is not the open one", () => {
  const fault = new LibraryError("full", "The browser's storage is full.");
  expect(notSavedNotice({ name: "Dart-out", fault, isOpen: true })).toMatchObject({
    title: "Not saved in the library",
    message: "The browser's storage is full.",
  });
  expect(notSavedNotice({ name: "Dart-out", fault, isOpen: false })).toMatchObject({
    title: "The last changes to “Dart-out” are not in the library",
    message: "The browser's storage is full. Jaywalk keeps trying to save while this page is open. Your version is listed under Open.",
  });
});
