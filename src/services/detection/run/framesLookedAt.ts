/** The frames that a detector looks at from the first on, up to `end`, excluded. */
export function framesLookedAt({ first, every }: { readonly first: number; readonly every: number }, end: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((end - first) / every)) }, (_, index) => first + index * every);
}
