"""PDFs as other software makes them, byte by byte: none of our engine's is in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf

#: A Japanese font that no file need hold: which letters it shows, its encoding says.
_FONT = """<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UCS2-H
/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5
/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >>
/FontDescriptor << /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /FontBBox [0 -200 1000 900]
/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>] >>"""


def write_pdf(path: Path, pages: Sequence[Sequence[str]], *, author: str = "見本 太郎") -> Path:
    """A PDF with these lines on its pages, as a word processor would make it, its author's name in it."""
    parts = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        text = "BT /F1 12 Tf 20 TL 60 780 Td " + " ".join(
            f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines
        )
        text += " ET"
        number = len(parts) + 1
        kids.append(f"{number} 0 R")
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R"
            f" /Resources << /Font << /F1 {_FONT} >> >> >>"
        )
        parts.append(f"<< /Length {len(text)} >>\nstream\n{text}\nendstream")
    parts[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    parts.append(f"<< /Author <feff{author.encode('utf-16-be').hex()}> /Producer (Word) >>")
    path.write_bytes(_assembled(parts))
    return path


def _assembled(parts: Sequence[str]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{part}\nendobj\n".encode("latin-1")
    start = len(data)
    data += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    data += f"trailer << /Size {len(parts) + 1} /Root 1 0 R /Info {len(parts)} 0 R >>\n".encode()
    return data + f"startxref\n{start}\n%%EOF\n".encode()


def locked(path: Path, *, word: str) -> None:
    """Encrypt it; an empty password only keeps others from changing it."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user=word, owner="owner"))


def with_form(path: Path) -> None:
    """Add a field to be filled in."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        field = pdf.make_indirect(
            pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="name", Rect=[0, 0, 9, 9], Subtype=pikepdf.Name.Widget)
        )
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
        pdf.pages[0].Annots = pikepdf.Array([field])
        pdf.save(path)


def with_script(path: Path) -> None:
    """Add a script that runs when it is opened."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        names = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), script]))
        pdf.Root.Names = pikepdf.Dictionary(JavaScript=names)
        pdf.save(path)


def with_file(path: Path) -> None:
    """Attach a file."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.attachments["a.exe"] = b"MZ"
        pdf.save(path)
