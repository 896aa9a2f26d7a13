// Knows how the camera reads a code, where the browser can; elsewhere the phone's own camera does.
const dialog = document.querySelector("[data-camera]");
const button = document.querySelector("[data-scan]");
const PAUSE = 200;

const canRead = async () =>
  Boolean(dialog && navigator.mediaDevices && globalThis.BarcodeDetector && (await BarcodeDetector.getSupportedFormats()).includes("qr_code"));

function codeIn(text) {
  try {
    return new URL(text).searchParams.get("code");
  } catch {
    return null;
  }
}

async function watch(video) {
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  while (dialog.open) {
    const found = await detector.detect(video).catch(() => []);
    const code = found.map((one) => codeIn(one.rawValue)).find(Boolean);
    if (code) {
      dialog.close();
      document.dispatchEvent(new CustomEvent("check-in:code", { detail: code }));
    }
    await new Promise((go) => setTimeout(go, PAUSE));
  }
}

async function scan() {
  const video = dialog.querySelector("video");
  const said = dialog.querySelector("[data-part=camera-said]");
  said.textContent = "";
  dialog.showModal();
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    await video.play();
    await watch(video);
  } catch {
    said.textContent = dialog.dataset.refused;
  }
}

if (await canRead()) {
  button.hidden = false;
  button.addEventListener("click", scan);
  dialog.addEventListener("close", () => {
    for (const track of dialog.querySelector("video").srcObject?.getTracks() ?? []) track.stop();
  });
}
