export { distinctFileName, fileName, fileNameWithoutSpaces, isFileName } from "./fileName";
