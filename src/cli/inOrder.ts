/**
 * Does something with all items, several at the same time, and yields what comes of each in the order
 * of the items. No more than `most` are begun before what came of the first of them is taken.
 * @param work must not reject.
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  most: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<[Item, Result]> {
  const begun: [Item, Promise<Result>][] = [];
  for (const item of items) {
    begun.push([item, work(item)]);
    if (begun.length < most) continue;
    const first = begun.shift();
    if (first) yield [first[0], await first[1]];
  }
  for (const [item, result] of begun) yield [item, await result];
}
