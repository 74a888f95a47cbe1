/** A value as a JSON file of ours: indented by two spaces, and with an end to its last line. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
