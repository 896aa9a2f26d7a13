/* Knows how things of other hosts are shown after a yes, and go away after a no. A site's own
consent tool may say it for the reader: by an event “story:consent” on the document with { host, yes }. */
const KEY = "story-consent";
const kept = new Set(remembered());
const stages = [...document.querySelectorAll("[data-embed]")];

function remembered(hosts) {
  // Where storage is forbidden, a yes holds for this page.
  try {
    if (hosts) localStorage.setItem(KEY, JSON.stringify(hosts));
    return JSON.parse(localStorage.getItem(KEY)) ?? [];
  } catch {
    return hosts ?? [];
  }
}

function keep(host, isKept) {
  kept[isKept ? "add" : "delete"](host);
  remembered([...kept]);
}

const withdrawal = (stage) => stage.parentElement.querySelector(".embed__no");

function show(stage) {
  if (stage.querySelector("iframe")) return;
  const frame = document.createElement("iframe");
  frame.title = stage.dataset.title;
  frame.loading = "lazy";
  frame.allow = "fullscreen; encrypted-media; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-forms allow-presentation";
  frame.src = stage.dataset.embed;
  withdrawal(stage).hidden = false;
  stage.append(frame);
}

function hide(stage) {
  stage.querySelector("iframe")?.remove();
  withdrawal(stage).hidden = true;
}

function say(host, yes) {
  document.dispatchEvent(new CustomEvent("story:consent", { detail: { host, yes } }));
}

document.addEventListener("story:consent", ({ detail: { host, yes } }) => {
  for (const stage of stages) if (stage.dataset.host === host) (yes ? show : hide)(stage);
});

for (const stage of stages) {
  const { host } = stage.dataset;
  const ask = stage.querySelector(".embed__yes");
  const button = ask.querySelector("button");
  const always = ask.querySelector("input");
  ask.hidden = false;
  button.onclick = () => {
    // Once is for this one alone; always is for all of that host.
    if (always.checked) {
      keep(host, true);
      say(host, true);
    } else show(stage);
    stage.querySelector("iframe").focus();
  };
  withdrawal(stage).querySelector("button").onclick = () => {
    keep(host, false);
    say(host, false);
    button.focus();
  };
  if (kept.has(host)) show(stage);
}
