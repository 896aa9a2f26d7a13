/* Knows that an address may lead past the first screen: then nothing waits, lest all jump. */
if (location.hash)
  for (const one of document.querySelectorAll("[data-later]")) {
    document.write(one.textContent);
    one.remove();
  }
