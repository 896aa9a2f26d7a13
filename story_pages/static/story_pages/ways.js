/* Knows how to choose a way of reading without losing one's place; the choice is kept for all stories. */
export default function offerWays() {
  for (const choice of document.querySelectorAll("[data-reading-choice]")) {
    choice.hash = document.querySelector(".bar").dataset.at;
    choice.onclick = () => keep(choice.dataset.readingChoice);
  }
}

function keep(way) {
  // Where storage is forbidden, the choice holds for the page that it leads to.
  try {
    localStorage["story-reading"] = way;
  } catch {}
}
