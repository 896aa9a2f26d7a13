/* Knows what paper needs: the pictures that were not loaded yet. */
addEventListener("beforeprint", () => {
  for (const picture of document.images) picture.loading = "eager";
});
