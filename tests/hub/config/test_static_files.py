"""Readers' files get the best compression, the admin's get the quick one."""

from hub.config.static_files import ReaderFirstCompressor

TEXT = "a{color:red} " * 500


def compressed(root, name):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT)
    made = ReaderFirstCompressor(root=root, quiet=True).compress(str(path))
    return sorted(file.removeprefix(str(path)) for file in made)


def test_readers_files_get_brotli_and_gzip(tmp_path):
    assert compressed(tmp_path, "hub/hub.css") == [".br", ".gz"]
    assert compressed(tmp_path, "designsystemet/index.css") == [".br", ".gz"]


def test_the_admins_files_get_gzip_alone(tmp_path):
    assert compressed(tmp_path, "wagtailadmin/css/core.css") == [".gz"]


def test_a_font_is_compressed_already(tmp_path):
    assert not ReaderFirstCompressor(root=tmp_path, quiet=True).should_compress("inter/a.woff2")
