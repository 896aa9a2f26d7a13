/* Knows what paper needs: the pictures that were not loaded yet. */
const paper = matchMedia("print");
const load = () => {
  for (const picture of document.images) picture.loading = "eager";
};
window.onbeforeprint = paper.onchange = load;
if (paper.matches) load();
