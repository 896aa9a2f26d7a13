"""How sentences are spoken: by a synthetic voice, softened, over a quiet chord."""

from __future__ import annotations

import subprocess
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy

RATE = 44_100
PAUSE = 0.55
LEAD = 1.4
CHORD = (110.0, 164.81, 220.0, 277.18, 329.63)

Sound = "numpy.typing.NDArray[numpy.float64]"


@dataclass(frozen=True)
class Spoken:
    """A sentence with its place in time, in seconds."""

    text: str
    begin: float
    end: float


def speak(sentences: list[str], folder: Path) -> tuple[Sound, list[Spoken]]:
    """Speak the sentences one after the other; say when each begins and ends."""
    parts, spoken, at = [_silence(LEAD)], [], LEAD
    for number, sentence in enumerate(sentences):
        sound = _synthesised(sentence, folder / f"{number}.wav")
        length = len(sound) / RATE
        spoken.append(Spoken(sentence, at, at + length))
        parts += [sound, _silence(PAUSE)]
        at += length + PAUSE
    parts.append(_silence(LEAD))
    return numpy.concatenate(parts), spoken


def mixed(voice: Sound, target: Path) -> None:
    """Lay the voice over the chord and save both."""
    total = 0.85 * _room(voice) + 0.05 * chord(len(voice))
    save(total, target)


def chord(samples: int) -> Sound:
    """A soft chord whose tones swell and fade, each in its own time."""
    time = numpy.arange(samples) / RATE
    tones = sum(
        numpy.sin(2 * numpy.pi * tone * time)
        * (0.6 + 0.4 * numpy.sin(2 * numpy.pi * time / (7 + 3 * n)))
        / (n + 1)
        for n, tone in enumerate(CHORD)
    )
    fade = numpy.minimum(1, numpy.minimum(time / 2, time[::-1] / 2))
    return tones * fade


def save(sound: Sound, target: Path) -> None:
    peak = max(1e-6, float(numpy.abs(sound).max()))
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((sound / peak * 0.8 * 32767).astype("<i2").tobytes())


def _synthesised(sentence: str, target: Path) -> Sound:
    raw = target.with_suffix(".raw.wav")
    voice = "-v en-gb-x-rp+f4 -s 142 -p 42 -g 3"
    subprocess.run(["espeak-ng", *voice.split(), "-w", str(raw), sentence], check=True)
    soft = "silenceremove=start_periods=1:start_threshold=-50dB,highpass=f=90,lowpass=f=6200,acompressor"
    command = ["ffmpeg", "-y", "-loglevel", "error", "-i", str(raw), "-af", soft]
    subprocess.run([*command, "-ar", str(RATE), "-ac", "1", str(target)], check=True)
    with wave.open(str(target)) as file:
        samples = numpy.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
    return samples.astype(numpy.float64) / 32768


def _room(voice: Sound) -> Sound:
    """A small room: a few faint echoes."""
    wet = voice.copy()
    for delay, strength in ((0.031, 0.22), (0.053, 0.16), (0.087, 0.1)):
        shift = int(delay * RATE)
        wet[shift:] += strength * voice[:-shift]
    return wet


def _silence(seconds: float) -> Sound:
    return numpy.zeros(int(seconds * RATE))
