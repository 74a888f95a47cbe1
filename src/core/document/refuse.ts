/** Says what breaks a rule: the path to the value, and why. */
export type Refuse = (path: (string | number)[], message: string) => void;
