/** Counts the characters that are written to IndexedDB from now on, until `stop`. */
export function countWrites(): { read: () => number; stop: () => void } {
  const store = IDBObjectStore.prototype;
  const { put, add } = store;
  let written = 0;
  const counted = (write: IDBObjectStore["put"]) =>
    function (this: IDBObjectStore, ...parameters: Parameters<IDBObjectStore["put"]>) {
      written += JSON.stringify(parameters[0]).length;
      return write.apply(this, parameters);
    };
  Object.assign(store, { put: counted(put), add: counted(add) });
  return {
    read: () => {
      const count = written;
      written = 0;
      return count;
    },
    stop: () => void Object.assign(store, { put, add }),
  };
}
