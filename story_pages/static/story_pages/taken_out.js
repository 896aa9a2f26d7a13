/* Knows how the scripts of a story that was taken out find each other: a file system has no modules. */
const parts = {};

globalThis.takenOut = {
  put(address, part) {
    parts[address] = part;
  },
  bring({ href }) {
    return (parts[href] ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.onload = () => resolve(parts[href]);
      script.onerror = () => reject(new Error(href));
      script.src = href;
      document.head.append(script);
    }));
  },
};
