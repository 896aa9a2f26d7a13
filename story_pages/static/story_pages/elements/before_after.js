/* Knows where the border between two pictures stands, for the eye and in words. */
for (const border of document.querySelectorAll("[data-before-after] input")) {
  const move = () => {
    const { value, dataset } = border;
    border.parentElement.style.setProperty("--share", value / 100);
    border.ariaValueText = dataset.says.replace("{before}", value).replace("{after}", 100 - value);
  };
  border.addEventListener("input", move);
  move();
}
