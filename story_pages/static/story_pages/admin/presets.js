/* Gives the elements with which a new section begins ids of their own, so that no two share one. */
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const named = (element) => ({ ...element, id: element.id ?? crypto.randomUUID?.() ?? null });

  class SectionDefinition extends StructBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      const elements = initialState?.elements?.map(named);
      const state = elements ? { ...initialState, elements } : initialState;
      return super.render(placeholder, prefix, state, initialError);
    }
  }

  window.telepath.register('story_pages.Section', SectionDefinition);
})();
