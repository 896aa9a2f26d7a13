/* Knows that a film has captions while it is silent, and else as the reader wishes. */
function remembered(value) {
  // Where storage is forbidden, the choice holds for this page.
  try {
    if (value) localStorage.setItem("story-captions", value);
    return localStorage.getItem("story-captions");
  } catch {
    return value;
  }
}

function captioned(film) {
  let silent;
  let wished;
  const lists = () => [...film.textTracks].filter(({ kind }) => kind === "captions" || kind === "subtitles");
  const isOn = () => lists().some(({ mode }) => mode === "showing");
  const caption = () => {
    const before = silent;
    silent = film.muted || film.volume === 0;
    if (silent === before) return;
    wished = silent || remembered() !== "off";
    const chosen = lists().find(({ mode }) => mode !== "disabled") ?? lists().find(({ language }) => language === film.dataset.captions);
    if (chosen) chosen.mode = wished ? "showing" : "hidden";
  };
  film.addEventListener("volumechange", caption);
  film.addEventListener("play", caption);
  if (!film.paused) caption();
  // A change that we did not make is the reader's.
  film.textTracks.onchange = () => {
    if (silent === undefined || isOn() === wished) return;
    wished = isOn();
    remembered(wished ? "on" : "off");
  };
}

for (const film of document.querySelectorAll("video[data-voice]")) captioned(film);
