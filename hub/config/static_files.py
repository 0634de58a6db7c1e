"""Static files: which npm files readers get, and how the collected ones are compressed.

Brotli at its best level takes longer for what Wagtail's admin brings than all other steps of a cold start.
So only what readers download gets it; the admin's files get gzip, and whitenoise serves what there is.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import Storage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

READER_FOLDERS = {"hub", "designsystemet", "inter", "htmx", "research", "stories", "events", "search"}


class ChosenFilesFinder(FileSystemFinder):
    """Of the folders in `STATICFILES_DIRS` only the files named in `CHOSEN_STATIC_FILES`."""

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Yield (path below the folder, storage of the folder), as collectstatic wants it."""
        for path, storage in super().list(ignore_patterns):
            if f"{storage.prefix}/{path}" in settings.CHOSEN_STATIC_FILES:
                yield path, storage

    def find(self, path: str, *args: Any, **options: Any) -> Any:
        """Find a file for the development server, or an empty list, as Django's finders answer."""
        return super().find(path, *args, **options) if path in settings.CHOSEN_STATIC_FILES else []


class HubStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names with a hash of the content, kept by browsers for good; compressed as above."""

    def create_compressor(self, **options: Any) -> Compressor:
        """Give whitenoise the compressor that knows which files readers get."""
        return ReaderFirstCompressor(root=Path(self.location), **options)


class ReaderFirstCompressor(Compressor):
    """Brotli and gzip for files of readers, gzip alone for the others."""

    def __init__(self, *, root: Path, **options: Any) -> None:
        super().__init__(**options)
        self.root = root
        self.gzip_only = Compressor(use_brotli=False, **options)

    def compress(self, path: str) -> list[str]:
        """Write the compressed files beside the file at the full path; return their names."""
        if Path(path).relative_to(self.root).parts[0] in READER_FOLDERS:
            return super().compress(path)
        return self.gzip_only.compress(path)
