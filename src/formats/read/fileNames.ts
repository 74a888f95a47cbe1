/** Text files that other tools put beside label files: lists of classes or pictures, and notes. By the whole base name. */
export const BESIDE_LABELS = /^(readme(\.\w+)*|classes|labels|seqinfo|obj|train|val|valid|test)\.txt$/i;
