/* Leads from what stands in a preview to its block in the editor, and back. */
const marks = document.querySelector('[data-preview-marks]');

const ask = (key) => parent.postMessage({ storyBlock: key }, location.origin);

const button = (section) => {
  const edit = document.createElement('button');
  edit.type = 'button';
  edit.className = 'preview-edit';
  edit.dataset.editKey = section.dataset.key;
  edit.textContent = marks.dataset.previewMarks;
  return edit;
};

/* A mark stands before what it marks; whoever shows nothing yet has none. */
document.querySelectorAll('template[data-block]').forEach((mark) => {
  const shown = mark.nextElementSibling;
  if (shown && shown.tagName !== 'TEMPLATE') shown.dataset.key = mark.dataset.block;
  mark.remove();
});

if (marks && parent !== window) {
  document.querySelectorAll('.screen[data-key]').forEach((section) => section.prepend(button(section)));

  document.addEventListener('click', (event) => {
    const edit = event.target.closest('[data-edit-key]');
    if (edit) return ask(edit.dataset.editKey);
    if (event.target.closest('a, button, input, select, summary, video, audio, dialog')) return;
    const block = event.target.closest('[data-key]');
    if (block?.dataset.key) ask(block.dataset.key);
  });

  addEventListener('message', ({ origin, data }) => {
    if (origin !== location.origin || !data?.storyBlock) return;
    const block = document.querySelector(`[data-key="${CSS.escape(data.storyBlock)}"]`);
    // Bringing it into view would scroll the form around the preview, too.
    if (block) scrollTo({ top: scrollY + block.getBoundingClientRect().top, behavior: 'instant' });
  });
}
