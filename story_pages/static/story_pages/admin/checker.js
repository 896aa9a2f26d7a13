/* Tells Wagtail's checker which block of a preview has which kind of advice. */
(() => {
  const told = document.getElementById('story-advice');
  const advice = told ? JSON.parse(told.textContent) : {};
  /* What concerns the page as a whole is told at its heading. */
  const kinds = (node) => advice[node.tagName === 'H1' ? '' : node.dataset.key] ?? [];
  window.wagtail.userbar.registerCheck('story-advice', (node, { kind }) => !kinds(node).includes(kind));
})();
