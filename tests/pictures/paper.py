"""Documents and workbooks as pages: through LibreOffice to PDF, through poppler to pixels."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.pictures.image import Image, read_ppm

FONTS: Final = {
    # what GB/T 9704 asks for, and the nearest that is free; a machine with the former has no need
    "仿宋_GB2312": "Noto Serif CJK SC",
    "方正小标宋简体": "Noto Serif CJK SC",
    "宋体": "Noto Serif CJK SC",
    "Times New Roman": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC",
    "楷体_GB2312": "AR PL KaitiM GB",
}


def pdf_of(document: Path, folder: Path) -> Path:
    """Return the PDF that LibreOffice makes of a document or workbook, in the folder."""
    with _fonts() as fonts, tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
                "--convert-to", "pdf", "--outdir", str(folder), str(document),
            ],
            check=True, capture_output=True, env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
        )  # fmt: skip
    return folder / f"{document.stem}.pdf"


@contextmanager
def _fonts() -> Iterator[Path]:
    """Give a font configuration in which each font that is asked for has a stand-in."""
    aliases = "".join(
        f'<alias binding="same"><family>{asked}</family>'
        f"<prefer><family>{asked}</family><family>{near}</family></prefer></alias>"
        for asked, near in FONTS.items()
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fonts.conf"
        path.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
            f'<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{aliases}'
            "</fontconfig>",
            encoding="utf-8",
        )
        yield path


def page(pdf: Path, number: int, dots: int) -> Image:
    """Return a page, counted from 1, with so many dots an inch."""
    said = subprocess.run(
        ["pdftoppm", "-r", str(dots), "-f", str(number), "-l", str(number), str(pdf)],
        check=True, capture_output=True,
    )  # fmt: skip
    return read_ppm(said.stdout)


def page_of(pdf: Path, heading: str, *, nth: int = 1) -> int:
    """Return the number of the nth page, from 1, that begins with the heading."""
    said = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True)
    pages = said.stdout.decode().split("\f")
    found = [at for at, text in enumerate(pages, 1) if text.lstrip().startswith(heading)]
    return found[nth - 1]
