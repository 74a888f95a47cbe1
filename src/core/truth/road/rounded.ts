/** To a millionth: metres, seconds and pixels of the road's truth are told no finer. */
export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
