/* Knows what paper needs: pictures that were not loaded yet, transcripts that were closed. */
addEventListener("beforeprint", () => {
  for (const picture of document.querySelectorAll("img[loading=lazy]")) picture.loading = "eager";
  for (const closed of document.querySelectorAll(".transcript:not([open])")) closed.open = true;
});
