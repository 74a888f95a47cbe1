export { PURPOSE, hash32, hashBetween, hashInteger, hashUnit, textKey } from "./hash";
export { hashUuid } from "./uuid";
