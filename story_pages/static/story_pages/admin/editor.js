/* Leads from advice, and from the preview, to a block in the form; tells advice anew. */
const advice = () => document.querySelector('[data-advice]');
const preview = () => document.getElementById('w-preview-iframe')?.contentWindow;

/* Open the tab and every panel around a block, and bring it into view. */
const reveal = (target) => {
  const tab = target.closest('[role="tabpanel"][hidden]');
  if (tab) document.querySelector(`[role="tab"][aria-controls="${tab.id}"]`)?.click();
  for (let panel = target.closest('[data-panel]'); panel; panel = panel.parentElement.closest('[data-panel]')) {
    const toggle = panel.querySelector('[data-panel-toggle]');
    if (toggle?.getAttribute('aria-expanded') === 'false') toggle.click();
  }
  target.scrollIntoView({ behavior: 'instant', block: 'start' });
  const field = target.matches('[data-panel]') ? target.querySelector('[data-panel-toggle]') : target;
  field?.focus({ preventScroll: true });
};

const blockOf = (key) => document.querySelector(`[id^="block-${CSS.escape(key)}"][id$="-section"]`);

/* The page's own number stands in the address that its form is sent to. */
const tellAnew = async () => {
  const page = document.querySelector('[data-edit-form]')?.action.match(/\/pages\/(\d+)\/edit\//);
  if (!advice() || !page) return;
  const answer = await fetch(advice().dataset.advice.replace('/0/', `/${page[1]}/`));
  if (answer.ok) advice().innerHTML = await answer.text();
};

document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-advice-link]');
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  reveal(target);
});

addEventListener('message', ({ origin, source, data }) => {
  if (origin !== location.origin || source !== preview() || !data?.storyBlock) return;
  const target = blockOf(data.storyBlock);
  if (target) reveal(target);
});

/* The preview follows whoever edits, to the block in which the cursor is. */
document.addEventListener('focusin', ({ target }) => {
  const block = target.closest('[id^="block-"][id$="-section"]');
  if (block) preview()?.postMessage({ storyBlock: block.id.slice(6, 14) }, location.origin);
});

document.addEventListener('w-autosave:success', tellAnew);
addEventListener('load', () => {
  const target = location.hash.startsWith('#block-') && document.getElementById(location.hash.slice(1));
  if (target) reveal(target);
});
