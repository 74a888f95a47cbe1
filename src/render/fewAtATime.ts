/** As many pictures as a browser decodes in parallel; decoding more at a time would only take more memory. */
const AT_A_TIME = 4;

/** Does something with each item, a few items at a time. @throws the first error of `work` */
export async function fewAtATime<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let first = 0; first < items.length; first += AT_A_TIME) await Promise.all(items.slice(first, first + AT_A_TIME).map(work));
}
