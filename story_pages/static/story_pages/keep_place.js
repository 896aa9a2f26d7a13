/* Knows how to change the language without losing one's place or one's way of reading. */
export default function keepPlace() {
  const { section, key } = document.getElementById(document.querySelector(".bar").dataset.at).dataset;
  for (const link of document.querySelectorAll("[data-keep-place]")) {
    link.hash = section > 1 ? `at-${section}-${key}` : "";
  }
}
