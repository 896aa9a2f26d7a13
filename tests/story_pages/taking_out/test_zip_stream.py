"""A zip that is written while it is sent."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from story_pages.taking_out.zip_stream import CHUNK, zipped


class Film(BytesIO):
    """Remembers how much of it was asked for at once, and whether it was closed."""

    most = 0

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        Film.most = max(Film.most, len(data))
        return data


def test_a_zip_is_read_as_any_other_and_its_files_are_closed() -> None:
    film = Film(b"film" * CHUNK)

    chunks = list(zipped([("index.html", b"<p>Words</p>"), ("media/film.mp4", film)]))

    archive = ZipFile(BytesIO(b"".join(chunks)))
    assert archive.testzip() is None
    assert archive.read("index.html") == b"<p>Words</p>"
    assert archive.read("media/film.mp4") == b"film" * CHUNK
    assert archive.getinfo("media/film.mp4").compress_type == ZIP_STORED
    assert film.closed


def test_a_film_never_lies_in_memory() -> None:
    chunks = [len(one) for one in zipped([("film.mp4", Film(bytes(10 * CHUNK)))])]

    assert Film.most <= CHUNK
    assert max(chunks) < 2 * CHUNK
